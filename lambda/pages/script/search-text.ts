/** A text without differences that searching ignores, and where each of its characters stood. */
export interface FoldedText {
  readonly text: string;
  /** For each place in the folded text the place in the original, and at last the original's length. */
  readonly places: readonly number[];
}

/** Where a part of a text begins and ends. */
export type Range = readonly [start: number, end: number];

/** By which simplified characters traditional ones are found. */
export type Characters = ReadonlyMap<string, string>;

/** What is looked for. */
export interface Query {
  /** Folded words. */
  readonly terms: readonly string[];
  readonly characters: Characters;
}

/** More words than anybody types would only cost time. */
const MAX_TERMS = 8;

/** Letters of scripts that do not set words apart: such a word is found within others. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Reads a table of characters: pairs of a traditional and a simplified one. */
export function readCharacters(pairs: string): Characters {
  const characters = new Map<string, string>();
  for (let at = 0; at + 1 < pairs.length; at += 2) characters.set(pairs.charAt(at), pairs.charAt(at + 1));
  return characters;
}

/** The text without case, width, accents and the like, and in simplified characters: `Ｃafé 臺` is `cafe 台`. */
export function fold(text: string, characters: Characters): FoldedText {
  let folded = '';
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    const plain = foldCharacter(character, characters);
    for (let unit = 0; unit < plain.length; unit++) places.push(place);
    folded += plain;
    place += character.length;
  }
  places.push(place);
  return { text: folded, places };
}

/** The words that are looked for: whatever stands between spaces. */
export function readQuery(text: string, characters: Characters): Query {
  const words = fold(text, characters)
    .text.split(' ')
    // Pages show tags with a number sign before them.
    .map((word) => word.replace(/^#+(?=.)/u, ''))
    .filter((word) => word !== '');
  return { terms: [...new Set(words)].slice(0, MAX_TERMS), characters };
}

/** Whether all words are in a text. */
export function matches(text: string, { terms, characters }: Query): boolean {
  const folded = fold(text, characters).text;
  return terms.every((term) => findTerm(folded, term, 0) >= 0);
}

/** Where the words are in a text, in order and without overlaps. */
export function findRanges(text: string, { terms, characters }: Query): readonly Range[] {
  const folded = fold(text, characters);
  const found: Range[] = [];
  for (const term of terms) {
    let at = findTerm(folded.text, term, 0);
    for (; at >= 0; at = findTerm(folded.text, term, at + term.length)) {
      const last = folded.places[at + term.length - 1] ?? 0;
      // Up to the character after it: what an accent folds to is nothing.
      const end = folded.places.find((place) => place > last) ?? text.length;
      found.push([folded.places[at] ?? 0, end]);
    }
  }
  found.sort(([a], [b]) => a - b);
  const merged: Range[] = [];
  for (const [start, end] of found) {
    const [before, until] = merged[merged.length - 1] ?? [0, -1];
    if (start <= until) merged[merged.length - 1] = [before, Math.max(until, end)];
    else merged.push([start, end]);
  }
  return merged;
}

/** The place of a word at or after another place, -1 where it is not: Latin words and numbers are found by their beginning. */
function findTerm(folded: string, term: string, from: number): number {
  let at = folded.indexOf(term, from);
  while (at > 0 && isWithinWord(folded.charAt(at - 1), term.charAt(0))) at = folded.indexOf(term, at + 1);
  return at;
}

function isWithinWord(before: string, first: string): boolean {
  if (/\p{N}/u.test(first)) return /\p{N}/u.test(before);
  return isSpacedLetter(first) && isSpacedLetter(before);
}

function isSpacedLetter(character: string): boolean {
  return /\p{L}/u.test(character) && !UNSPACED.test(character);
}

function foldCharacter(character: string, characters: Characters): string {
  // Most of what we publish.
  if (character >= '\u4e00' && character <= '\u9fff') return characters.get(character) ?? character;
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return /^\s+$/.test(plain) ? ' ' : plain;
}
