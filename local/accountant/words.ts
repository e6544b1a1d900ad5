import type { Fate } from './ledger.ts';
import { countSequences, type Fold, foldText, type Passages } from './passages.ts';
import { joinPieces, type Reading } from './reading.ts';

/** Words that are nowhere. */
export interface LostWords {
  /** In characters that count. */
  readonly amount: number;
  readonly excerpt: string;
  /** Line of the body, counted from 0. */
  readonly line: number;
}

/** What became of the words of a reading. */
export interface WordsAccount {
  /** How many characters went each way. */
  readonly covered: readonly (readonly [Fate, number])[];
  readonly losses: readonly LostWords[];
}

/**
 * Tells where the words of a reading have gone to: character by character, by the sequences of five that each
 * destination has, and what is too short for one as a whole.
 */
export function accountWords(
  reading: Reading,
  destinations: readonly (readonly [Fate, Passages])[],
  fold: Fold,
): WordsAccount {
  const visible = joinPieces(reading);
  const { text, places } = foldText(visible, fold);
  const covered = new Uint8Array(text.length);
  const amounts: [Fate, number][] = destinations.map(([fate, passages]) => [
    fate,
    passages.cover(text, covered),
  ]);
  const sequences = countSequences(text);
  const pieces = new PieceMap(reading, places);
  const losses: LostWords[] = [];
  const takeShort = (start: number, end: number): boolean => {
    const index = destinations.findIndex(([, passages]) =>
      passages.takeShort(text.slice(start, end), sequences),
    );
    const amount = amounts[index];
    if (amount !== undefined) amount[1] += end - start;
    return amount !== undefined;
  };
  for (const { start, end } of findGaps(covered)) {
    if (takeShort(start, end)) continue;
    let lost = 0;
    let first = start;
    let line = 0;
    for (let from = start, to = from; from < end; from = to) {
      to = Math.min(end, pieces.endOfPiece(from));
      if (takeShort(from, to)) continue;
      if (lost === 0) {
        first = from;
        line = pieces.lineOf(places[from] ?? 0);
      }
      lost += to - from;
    }
    if (lost === 0) continue;
    const place = places[first] ?? 0;
    const excerpt = visible.slice(place, (places[end - 1] ?? place) + 1);
    losses.push({ amount: lost, excerpt, line });
  }
  return { covered: amounts, losses };
}

interface Gap {
  readonly start: number;
  readonly end: number;
}

/** The stretches that nothing covers. */
function findGaps(covered: Uint8Array): Gap[] {
  const gaps: Gap[] = [];
  for (let start = covered.indexOf(0); start >= 0; ) {
    const next = covered.indexOf(1, start);
    gaps.push({ start, end: next < 0 ? covered.length : next });
    start = next < 0 ? -1 : covered.indexOf(0, next);
  }
  return gaps;
}

/** Where the pieces of a reading are in its joined text. Asked in order, it passes over each of them once. */
class PieceMap {
  readonly #reading: Reading;
  readonly #places: Uint32Array;
  #index = 0;
  #start = 0;

  constructor(reading: Reading, places: Uint32Array) {
    this.#reading = reading;
    this.#places = places;
  }

  /** Where the piece ends that a character of the folded text is in, in the folded text. */
  endOfPiece(at: number): number {
    this.#moveTo(this.#places[at] ?? 0);
    const end = this.#start + this.#length;
    let low = at + 1;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle] ?? 0) < end) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The line of a place in the joined text. */
  lineOf(place: number): number {
    this.#moveTo(place);
    return this.#reading.pieces[this.#index]?.line ?? 0;
  }

  get #length(): number {
    return this.#reading.pieces[this.#index]?.text.length ?? 0;
  }

  #moveTo(place: number): void {
    while (this.#index + 1 < this.#reading.pieces.length && place >= this.#start + this.#length) {
      this.#start += this.#length;
      this.#index++;
    }
  }
}
