import { CodeUnits } from '../code-units.ts';
import { SIMPLIFIED } from '../simplified.ts';

/** White space. As the next ones a kind of character that tells what need not be looked for in a text. */
export const SPACE = 1;
/** A character that is written otherwise in simplified script. */
export const TRADITIONAL = 2;
/** A figure. */
export const DIGIT = 4;
/** What stands between a label and what it is of. */
export const COLON = 8;
/** A letter of English. */
export const LETTER = 16;

/** The kinds of each UTF-16 code unit. */
const SIGNS = new Uint8Array(0x10000);

/** What `\s` is in regular expressions. */
const SPACES =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

/** The code units that have a kind: few of a text do. */
const SIGNED = new CodeUnits();

for (let at = 0; at < SPACES.length; at++) giveSign(SPACES.charCodeAt(at), SPACE);
for (const code of SIMPLIFIED.keys()) giveSign(code, TRADITIONAL);
for (const digit of '0123456789') giveSign(digit.charCodeAt(0), DIGIT);
for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
  giveSign(letter.charCodeAt(0), LETTER);
  giveSign(letter.toUpperCase().charCodeAt(0), LETTER);
}
for (const colon of ':：|｜丨/／') giveSign(colon.charCodeAt(0), COLON);

function giveSign(code: number, sign: number): void {
  SIGNS[code] = sign;
  SIGNED.add(code);
}

/** The kinds of characters in a text, found in one pass. */
export function readSigns(text: string): number {
  let signs = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (SIGNED.has(code)) signs |= SIGNS[code] ?? 0;
  }
  return signs;
}

/** Whether a UTF-16 code unit is white space. */
export function isSpace(code: number): boolean {
  return SIGNS[code] === SPACE;
}

/** Characters of a text that are no white space, counted no further than needed. */
export function countInk(text: string, limit: number): number {
  let count = 0;
  for (let at = 0; at < text.length && count <= limit; at++) if (!isSpace(text.charCodeAt(at))) count++;
  return count;
}
