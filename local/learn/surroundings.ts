import type { Place, Repeat } from './places.ts';
import type { Line, Profile } from './profile.ts';

/** Shorter lines are no prose. */
const MIN_PROSE = 30;

/** What a short line or a cell weighs beside a line of prose or a picture. */
const SHORT_WEIGHT = 0.34;

/** Tells of each line which repeat it is, and where it stands among the lines that are the article's own. */
export class Surroundings {
  readonly #profiles: readonly Profile[];
  readonly #repeats: readonly (readonly (Repeat | undefined)[])[];
  /** What of the article's own stands before each line, and in all. */
  readonly #before: readonly Float32Array[];

  constructor(profiles: readonly Profile[], repeats: readonly Repeat[]) {
    this.#profiles = profiles;
    const of: (Repeat | undefined)[][] = profiles.map(() => []);
    for (const repeat of repeats) {
      for (const { article, line } of repeat.places) {
        const own = of[article];
        if (own !== undefined) own[line] = repeat;
      }
    }
    this.#repeats = of;
    this.#before = profiles.map(({ lines }, article) => {
      const sums = new Float32Array(lines.length + 1);
      for (const [index, line] of lines.entries()) {
        sums[index + 1] = (sums[index] ?? 0) + (of[article]?.[index] === undefined ? weightOf(line) : 0);
      }
      return sums;
    });
  }

  /** The repeat that a line is; undefined where it stands in this article alone. */
  repeatAt({ article, line }: Place): Repeat | undefined {
    return this.#repeats[article]?.[line];
  }

  /** Whether next to nothing of the article's own stands above. */
  isAtStart(place: Place): boolean {
    return this.#above(place) < 1;
  }

  /** Whether next to nothing of the article's own stands below. */
  isAtEnd(place: Place): boolean {
    return this.#below(place) < 1;
  }

  /** Whether the article has nothing of its own, so that where a line stands in it says nothing. */
  isAllRepeated({ article }: Place): boolean {
    return (this.#before[article]?.at(-1) ?? 0) === 0;
  }

  /** Whether no more of the article's own stands above or below than so many lines of prose. */
  isNearEnd(place: Place, lines: number): boolean {
    return this.#above(place) <= lines || this.#below(place) <= lines;
  }

  #above({ article, line }: Place): number {
    return this.#before[article]?.[line] ?? 0;
  }

  #below({ article, line }: Place): number {
    const sums = this.#before[article];
    return (sums?.at(-1) ?? 0) - (sums?.[line + 1] ?? 0);
  }

  /** Whether the line below is the article's own, and no picture: then this one may be its heading. */
  isAboveText({ article, line }: Place): boolean {
    const next = this.#profiles[article]?.lines[line + 1];
    return (
      next !== undefined &&
      next.kind !== 'picture' &&
      this.repeatAt({ article, line: line + 1 }) === undefined
    );
  }
}

function weightOf({ kind, ink }: Line): number {
  if (kind === 'link') return 0;
  return kind === 'picture' || (kind !== 'cell' && ink >= MIN_PROSE) ? 1 : SHORT_WEIGHT;
}
