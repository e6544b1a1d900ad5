/** How many characters of Chinese, Japanese or Korean, and how many words of other languages, are read in a minute. */
const CHARACTERS = 400;
const WORDS = 230;

/** How long a cleaned content takes to read, in whole minutes, half of one rounded up. */
export function readingMinutes(content: string): number {
  const { characters, words } = countText(content);
  return Math.round(characters / CHARACTERS + words / WORDS);
}

/** Counts in one walk over the code units: pages of books are rendered, too. */
export function countText(content: string): { readonly characters: number; readonly words: number } {
  let characters = 0;
  let words = 0;
  let isInWord = false;
  for (let at = 0; at < content.length; at++) {
    const code = content.charCodeAt(at);
    if (code === LESS_THAN || code === AMPERSAND) {
      const end = content.indexOf(code === LESS_THAN ? '>' : ';', at);
      // Tags of formats stand within words.
      isInWord &&=
        code === LESS_THAN &&
        /^<\/?(?:a|b|em|i|mark|s|span|strong|sub|sup|u)\b/.test(content.slice(at, at + 9));
      if (end !== -1) at = end;
    } else if (isEastAsian(code)) {
      characters++;
      isInWord = false;
    } else if (isLetter(code)) {
      if (!isInWord) words++;
      isInWord = true;
    } else if (!isApostrophe(code)) {
      isInWord = false;
    }
  }
  return { characters, words };
}

const LESS_THAN = 0x3c;
const AMPERSAND = 0x26;

/** Kana, Hangul and Han; of characters beyond the basic plane, which are two units, the second is none. */
function isEastAsian(code: number): boolean {
  return (
    (code >= 0x3041 && code <= 0x30ff) ||
    (code >= 0x3400 && code <= 0x9fff) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xd840 && code <= 0xd87f)
  );
}

/** Letters and digits of all other scripts, roughly: neither ASCII's punctuation nor that of Latin-1 and U+2000 to U+303F. */
function isLetter(code: number): boolean {
  if (code < 0x80) return (code >= 0x30 && code <= 0x39) || ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a);
  return code >= 0xc0 && code < 0x2000;
}

function isApostrophe(code: number): boolean {
  return code === 0x27 || code === 0x2019 || code === 0x2d;
}
