import { numberOf, type Place, type Repeat } from './places.ts';
import type { Line, Profile } from './profile.ts';

/** Shorter lines are no prose. */
const MIN_PROSE = 30;

/** What a short line or a cell weighs beside a line of prose, and what a picture: one may stand above all text. */
const SHORT_WEIGHT = 0.34;
const PICTURE_WEIGHT = 0.7;

/** A list of fewer links leads on to other articles. */
const MIN_LINKS = 12;

/** What articles have in common beside what repeats, whatever goes. */
export interface Common {
  /** Lines of prose that two articles have word for word: too few to propose, and neither's own. */
  readonly shared: ReadonlySet<string>;
  /** Fields, such as `Author`, that most articles have in a list. */
  readonly fields: ReadonlySet<string>;
}

/** Finds what articles have in common. */
export function findCommon(profiles: readonly Profile[]): Common {
  return { shared: findShared(profiles), fields: findFields(profiles) };
}

/** Tells of each line which repeat it is, and where it stands among the lines that are the article's own. */
export class Surroundings {
  readonly #profiles: readonly Profile[];
  readonly #repeats: readonly (readonly (Repeat | undefined)[])[];
  /** What of the article's own stands before each line, and in all. */
  readonly #before: readonly Float32Array[];
  readonly #fields: ReadonlySet<string>;
  readonly #settled: ReadonlySet<number>;

  /** `settled` are the numbers of lines that surely go: none of them is the article's own. */
  constructor(
    profiles: readonly Profile[],
    repeats: readonly Repeat[],
    settled: ReadonlySet<number> = new Set(),
    { shared, fields }: Common = findCommon(profiles),
  ) {
    this.#profiles = profiles;
    this.#settled = settled;
    const of: (Repeat | undefined)[][] = profiles.map(() => []);
    for (const repeat of repeats) {
      for (const { article, line } of repeat.places) {
        const own = of[article];
        if (own !== undefined) own[line] = repeat;
      }
    }
    this.#repeats = of;
    this.#fields = fields;
    this.#before = profiles.map(({ lines }, article) => {
      const sums = new Float32Array(lines.length + 1);
      const isOwn = (line: Line, index: number) =>
        of[article]?.[index] === undefined &&
        !shared.has(line.text) &&
        !settled.has(numberOf({ article, line: index }));
      const isDigest = isMostlyLinks(lines.filter(isOwn));
      for (const [index, line] of lines.entries()) {
        const weight = isOwn(line, index) ? weightOf(line, isDigest) : 0;
        sums[index + 1] = (sums[index] ?? 0) + weight;
      }
      return sums;
    });
  }

  /** The repeat that a line is; undefined where it stands in this article alone. */
  repeatAt({ article, line }: Place): Repeat | undefined {
    return this.#repeats[article]?.[line];
  }

  /** Whether a line surely goes. */
  isSettled(place: Place): boolean {
    return this.#settled.has(numberOf(place));
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

  /** Whether a line is an item of a list of which each other item repeats, too, or has a field that does. */
  isOfRepeatedList({ article, line }: Place): boolean {
    const lines = this.#profiles[article]?.lines ?? [];
    const list = lines[line]?.list;
    if (list === undefined) return false;
    const repeats = (index: number) =>
      this.#repeats[article]?.[index] !== undefined || this.#fields.has(fieldOf(lines[index]) ?? '');
    let [from, to] = [line, line];
    while (from > 0 && lines[from - 1]?.list === list && repeats(from)) from--;
    while (lines[to + 1]?.list === list && repeats(to)) to++;
    return repeats(from) && repeats(to);
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

function findShared(profiles: readonly Profile[]): ReadonlySet<string> {
  const first = new Map<string, number>();
  const shared = new Set<string>();
  for (const [article, { lines }] of profiles.entries()) {
    for (const { text, ink } of lines) {
      if (ink < MIN_PROSE || text === '') continue;
      const known = first.get(text);
      if (known === undefined) first.set(text, article);
      else if (known !== article) shared.add(text);
    }
  }
  return shared;
}

/** So many of the articles are most. */
const MOST = 0.6;

function findFields(profiles: readonly Profile[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { lines } of profiles) {
    const fields = new Set(lines.flatMap((line) => (line.list === undefined ? [] : (fieldOf(line) ?? []))));
    for (const field of fields) counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([field, count]) => (count >= profiles.length * MOST ? [field] : [])));
}

/** What stands before the colon of a line such as `Author: somebody`. */
function fieldOf(line: Line | undefined): string | undefined {
  return /^([^:：]{1,12})[:：]/.exec(line?.text ?? '')?.[1];
}

/** Whether an article is a list of links that somebody made. */
function isMostlyLinks(lines: readonly Line[]): boolean {
  const links = lines.filter(({ kind }) => kind === 'link').length;
  const prose = lines.filter(({ kind, ink }) => kind === 'text' && ink >= MIN_PROSE).length;
  return links > 2 * prose && links >= MIN_LINKS;
}

/** What a picture is linked to that is shown larger by it. */
const IMAGE = /\.(?:jpe?g|png|gif|webp|avif|bmp|svg)(?:[?#]|$)/i;

function weightOf({ kind, ink, links }: Line, isDigest: boolean): number {
  const leadsOn = kind === 'picture' && links.some((href) => !IMAGE.test(href));
  if (kind === 'link' || leadsOn) return isDigest ? 1 : 0;
  if (kind === 'picture') return PICTURE_WEIGHT;
  return kind !== 'cell' && ink >= MIN_PROSE ? 1 : SHORT_WEIGHT;
}
