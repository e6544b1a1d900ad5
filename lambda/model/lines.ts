/** Tells lines that their writer broke from a text that an editor wrapped at a width. */

/** Nobody wraps prose at fewer columns, nor at more. */
const MIN_WIDTH = 32;
const MAX_WIDTH = 140;

/** How far a full line of an unspaced script may end before the width: no line begins with punctuation. */
const UNSPACED_SLACK = 8;

/** How much of the width a full line of a spaced script may leave, where the next word is short. */
const SPACED_SLACK = 0.25;

/** A word like this, an address mostly, stands beyond the width because it has to. */
const LONG_WORD = 40;

/** One break in a text says little: a line of a spaced script is then this long if it was wrapped. */
const MIN_SINGLE_WIDTH = 60;

/** Editors wrap text at widths from here to there. */
const MIN_EDITOR_WIDTH = 50;
const MAX_EDITOR_WIDTH = 100;

const CLAUSE_END = /[\p{Po}\p{Pd}~～]/u;
const SENTENCE_END = /[。！？!?….：:；]/u;

/** What may stand behind the mark that ends a sentence. */
const CLOSING = /[\p{Pe}\p{Pf}"'*_]/u;

/**
 * Whether the lines of a paragraph are one text that was wrapped, to be joined again: they share a width and mostly
 * end within a sentence. `width` is what {@link findWrapWidth} found for the document, in columns.
 */
export function areWrapped(lines: readonly string[], width?: number): boolean {
  const breaks = measureBreaks(lines);
  if (breaks.length === 0) return false;
  const longest = longestOf(breaks, lines);
  const limit = width !== undefined && longest <= width ? width : longest;
  if (limit < MIN_WIDTH || limit > MAX_WIDTH) return false;
  if (breaks.length === 1 && width === undefined && !isCertain(breaks[0], limit)) return false;
  return breaks.every((lineBreak) => isFull(lineBreak, limit)) && mostlyWithinSentences(breaks);
}

/**
 * The width at which a document was wrapped, in columns, judged by the breaks of all its paragraphs; undefined when
 * it was not.
 */
export function findWrapWidth(paragraphs: readonly (readonly string[])[]): number | undefined {
  const breaks = paragraphs.flatMap(measureBreaks);
  if (breaks.length < 3) return undefined;
  const limit = longestOf(breaks, []);
  if (limit < MIN_WIDTH || limit > MAX_WIDTH) return undefined;
  const full = breaks.filter((lineBreak) => isFull(lineBreak, limit));
  return full.length >= breaks.length * 0.8 && mostlyWithinSentences(full) ? limit : undefined;
}

/**
 * Whether lines that stand apart by line feeds alone, where those mean no more than spaces, are lines that their writer
 * kept apart: sentences, or the clauses of a verse, and no text that was wrapped.
 */
export function areSentences(lines: readonly string[]): boolean {
  const breaks = measureBreaks(lines);
  if (breaks.length === 0) return false;
  if (breaks.every(({ line }) => SENTENCE_END.test(lastMark(line)))) {
    return breaks.length > 1 || isNoEditors(breaks, lines);
  }
  return (
    breaks.length > 1 &&
    breaks.every(({ line }) => CLAUSE_END.test(lastMark(line))) &&
    isNoEditors(breaks, lines)
  );
}

/** Whether no editor would break lines like this: they are too short or too long, or the next word would have fitted. */
function isNoEditors(breaks: readonly LineBreak[], lines: readonly string[]): boolean {
  const longest = longestOf(breaks, lines);
  return (
    longest < MIN_EDITOR_WIDTH ||
    longest > MAX_EDITOR_WIDTH ||
    breaks.some(({ columns, nextWord }) => columns + nextWord < longest)
  );
}

/** Columns that a line takes up; those of other scripts than Latin are mostly two wide. */
export function measureColumns(line: string): number {
  let columns = 0;
  for (let at = 0; at < line.length; at++) columns += isWide(line.charCodeAt(at)) ? 2 : 1;
  return columns;
}

interface LineBreak {
  /** The line before it. */
  readonly line: string;
  readonly columns: number;
  /** Whether a word begins the next line that is too long for any. */
  readonly isForced: boolean;
  /** Columns that the first word of the next line takes up, with the space before it. */
  readonly nextWord: number;
  readonly isUnspaced: boolean;
  readonly startsLower: boolean;
}

function measureBreaks(lines: readonly string[]): readonly LineBreak[] {
  const trimmed = lines.map((line) => line.trim()).filter((line) => line !== '');
  return trimmed.slice(0, -1).map((line, index) => measureBreak(line, trimmed[index + 1] ?? ''));
}

function measureBreak(line: string, next: string): LineBreak {
  const isUnspaced = isWide(next.charCodeAt(0));
  const word = isUnspaced ? next.charAt(0) : (/^\S+/.exec(next)?.[0] ?? '');
  return {
    line,
    columns: measureColumns(line),
    isForced: word.length >= LONG_WORD || hasLongWord(line),
    nextWord: measureColumns(word) + (isUnspaced ? 0 : 1),
    isUnspaced,
    startsLower: /^\p{Ll}/u.test(next),
  };
}

function hasLongWord(line: string): boolean {
  return line.split(/\s+/).some((word) => word.length >= LONG_WORD && !isWide(word.charCodeAt(0)));
}

function longestOf(breaks: readonly LineBreak[], lines: readonly string[]): number {
  let longest = 0;
  for (const { columns, isForced } of breaks) if (!isForced && columns > longest) longest = columns;
  const last = lines.at(-1)?.trim() ?? '';
  return hasLongWord(last) ? longest : Math.max(longest, measureColumns(last));
}

function isFull({ columns, nextWord, isForced, isUnspaced }: LineBreak, limit: number): boolean {
  const room = limit - columns;
  return isForced || room < (isUnspaced ? UNSPACED_SLACK : Math.max(nextWord + 2, limit * SPACED_SLACK));
}

function mostlyWithinSentences(breaks: readonly LineBreak[]): boolean {
  const within = breaks.filter(({ line }) => !CLAUSE_END.test(lastMark(line))).length;
  return within * 2 >= breaks.length && within > 0;
}

function isCertain(lineBreak: LineBreak | undefined, limit: number): boolean {
  return (
    lineBreak?.startsLower === true && limit >= MIN_SINGLE_WIDTH && !CLAUSE_END.test(lastMark(lineBreak.line))
  );
}

/** The last character of a line, quotes and brackets that close behind it aside. */
function lastMark(line: string): string {
  let end = line.length - 1;
  while (end > 0 && CLOSING.test(line.charAt(end))) end--;
  return line.charAt(end);
}

/** Han, kana, hangul, full-width forms and what is with them; half of an emoji is one column. */
function isWide(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2018 && code <= 0x201d) ||
    code === 0x2014 ||
    code === 0x2026
  );
}
