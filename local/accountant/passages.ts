/** How long the sequences are by which texts are compared. */
const LENGTH = 5;

/** White space, and characters that no reader sees. */
const UNSEEN = /[\s\p{C}\u3164]/u;

/** Marks that Markdown takes for its own, and what typographers make of them. */
const SYNTAX = /[*_~=#>|\\`+\-!/?[\](){}:"'“”‘’…^$<]/;

/** Whether a text is compared with the marks of Markdown or without them. */
export type Fold = (character: string) => boolean;

/** Compares a text with the marks of Markdown. */
export const keepsMarks: Fold = (character) => !UNSEEN.test(character);

/** Compares a text without them. */
export const dropsMarks: Fold = (character) => !UNSEEN.test(character) && !SYNTAX.test(character);

/** A text as it is compared, and where each of its characters stood. */
export interface FoldedText {
  readonly text: string;
  readonly places: Uint32Array;
}

/** A text without what is not compared. */
export function foldText(text: string, fold: Fold): FoldedText {
  const places = new Uint32Array(text.length);
  const parts: string[] = [];
  let length = 0;
  let from = -1;
  for (let at = 0; at <= text.length; at++) {
    const code = text.charCodeAt(at);
    // Most characters are Han, letters and digits: they need not be asked.
    const isKept =
      at < text.length && ((code >= 0x4e00 && code <= 0x9fff) || isSurrogate(code) || fold(text.charAt(at)));
    if (isKept) {
      places[length++] = at;
      if (from < 0) from = at;
    } else if (from >= 0) {
      parts.push(text.slice(from, at));
      from = -1;
    }
  }
  return { text: parts.join(''), places: places.subarray(0, length) };
}

function isSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** How often each sequence of a length stands in a text. */
type Counts = Map<string, number>;

/** Stretches of text that only one side has are looked up whole, up to this length. */
const MAX_SHORT = 8;

/** Stands between texts, so that no sequence goes over from one to the next. */
const APART = '\ufffc';

/** So many of them are remembered; a result that has nothing in common with its source has more. */
const MAX_REST = 1_000_000;

/** A text by its sequences, each of which explains one of the source. */
export class Passages {
  readonly #text: string;
  readonly #counts: Counts;
  #rest: Counts | undefined;
  #within: ReadonlySet<string> | undefined;

  constructor(texts: readonly string[], fold: Fold) {
    this.#text = foldText(texts.join(APART), fold).text;
    this.#counts = countSequences(this.#text);
  }

  /** Whether all of a folded text stands here; takes nothing. */
  holds(text: string): boolean {
    if (text.length < LENGTH) return text !== '' && this.#holdsWithin(text);
    for (let at = 0; at + LENGTH <= text.length; at++) {
      if (!this.#counts.has(text.slice(at, at + LENGTH))) return false;
    }
    return true;
  }

  /**
   * Covers the characters of a folded text by the sequences that stand here, each as often as it does. Returns how many
   * characters it covered.
   */
  cover(text: string, covered: Uint8Array): number {
    let count = 0;
    for (let at = 0; at + LENGTH <= text.length; at++) {
      if (isCovered(covered, at, at + LENGTH)) continue;
      if (!take(this.#counts, text.slice(at, at + LENGTH))) continue;
      for (let index = at; index < at + LENGTH; index++) {
        if (covered[index] === 0) count++;
        covered[index] = 1;
      }
    }
    return count;
  }

  /** Whether a short text stands in what the source, by its sequences, does not have at such length; takes it once. */
  takeShort(text: string, source: ReadonlyMap<string, number>): boolean {
    if (text.length > MAX_SHORT) return false;
    this.#rest ??= this.#countRest(source);
    return take(this.#rest, text);
  }

  /** All short stretches of what no sequence of the source covers. */
  #countRest(source: ReadonlyMap<string, number>): Counts {
    const text = this.#text;
    const covered = new Uint8Array(text.length);
    for (let at = 0; at + LENGTH <= text.length; at++) {
      if (source.has(text.slice(at, at + LENGTH))) covered.fill(1, at, at + LENGTH);
    }
    const rest: Counts = new Map();
    for (let at = 0; at < text.length && rest.size < MAX_REST; at++) {
      for (let end = at + 1; end <= text.length && end - at <= MAX_SHORT && covered[end - 1] === 0; end++) {
        add(rest, text.slice(at, end));
      }
    }
    return rest;
  }

  #holdsWithin(text: string): boolean {
    if (this.#within === undefined) {
      const within = new Set<string>();
      for (let at = 0; at < this.#text.length; at++) {
        for (let length = 1; length < LENGTH; length++) within.add(this.#text.slice(at, at + length));
      }
      this.#within = within;
    }
    return this.#within.has(text);
  }
}

/** The sequences of a folded text. */
export function countSequences(text: string): Counts {
  const counts: Counts = new Map();
  for (let at = 0; at + LENGTH <= text.length; at++) add(counts, text.slice(at, at + LENGTH));
  return counts;
}

function add(counts: Counts, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function take(counts: Counts, key: string): boolean {
  const left = counts.get(key) ?? 0;
  if (left > 0) counts.set(key, left - 1);
  return left > 0;
}

function isCovered(covered: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index++) if (covered[index] === 0) return false;
  return true;
}
