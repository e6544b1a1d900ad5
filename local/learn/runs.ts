import { squeeze } from './cleaned-lines.ts';
import {
  BEGINS,
  EVERYWHERE,
  type Evidence,
  findDoubt,
  findDoubtOfTemplate,
  isOfPlace,
  isTitle,
  TEMPLATE,
  USUAL,
} from './judge.ts';
import { areNearlyAll, countArticles, lineAt, type Place, type Repeat, textAt } from './places.ts';
import type { Line } from './profile.ts';
import { isRow } from './shape.ts';
import { addressesReader, greets, namesIssue, namesPlatform } from './wording.ts';

/** So many lines away belongs to the same part of a template, if nothing of the article's own is between. */
const NEAR = 2;

/** Tells what is of a template by what stands beside it. */
export class Runs {
  readonly #evidence: Evidence;
  readonly #sure = new Map<Repeat, boolean>();
  readonly #stated = new Map<Repeat, boolean>();

  constructor(evidence: Evidence) {
    this.#evidence = evidence;
  }

  /** Why what repeats may be the article's all the same, where it stands at these places. */
  findDoubt(repeat: Repeat, places: readonly Place[]): string | undefined {
    const doubt = findDoubt(places, this.#evidence, { isBoxed: false });
    if (doubt !== undefined && !this.#isRefuted(doubt, repeat, places)) return doubt;
    return findDoubtOfTemplate(
      repeat,
      countArticles(places) / this.#evidence.profiles.length,
      this.#evidence,
    );
  }

  /** Whether what stands beside lines tells that they are a template's, though where they stand speaks against it. */
  #isRefuted(doubt: string, repeat: Repeat, places: readonly Place[]): boolean {
    if (this.#listsPlatforms(places)) return true;
    if (!isOfPlace(doubt)) return false;
    if (this.#isOfTemplate(repeat) || this.#introducesSettled(places) || this.#opensIssue(repeat, places))
      return true;
    if (this.#isMostly(places, (line) => isRow(line))) return this.#partsSettled(places);
    return this.#isEnclosed(places) && !(doubt === BEGINS && this.#isMostly(places, isTitle));
  }

  /** Whether lines end in a colon, and what they introduce goes: alone they say nothing. */
  #introducesSettled(places: readonly Place[]): boolean {
    return this.#isMostly(places, ({ text }, place) => /[:：]$/.test(text) && this.#isSettledAt(place, 1));
  }

  /** Whether each issue of a periodical opens with the same line, above others that surely go. */
  #opensIssue(repeat: Repeat, places: readonly Place[]): boolean {
    const isAbove = ({ text }: Line, place: Place) => namesIssue(text) && this.#isSettledAt(place, 1);
    return this.#isFixed(repeat) && this.#shareOf(repeat) >= EVERYWHERE && this.#isMostly(places, isAbove);
  }

  /** Whether lines stand between two others that surely go. */
  #isEnclosed(places: readonly Place[]): boolean {
    return this.#isMostly(places, (_, place) => this.#isSettledAt(place, -1) && this.#isSettledAt(place, 1));
  }

  /** Whether rows of marks, above or below the text in most articles, part what surely goes from what is beside it. */
  #partsSettled(places: readonly Place[]): boolean {
    const isSingle = places.length <= countArticles(places) * 1.2;
    const isBeside = (_: Line, place: Place) =>
      [-NEAR, -1, 1, NEAR].some((step) => this.#isSettledAt(place, step));
    const { surroundings } = this.#evidence;
    const atEdges = places.filter((place) => surroundings.isAtStart(place) || surroundings.isAtEnd(place));
    return isSingle && atEdges.length * 2 > places.length && this.#isMostly(places, isBeside);
  }

  /** Whether lines are nothing but names of platforms, two or more in a row: the tabs, or the labels, of their players. */
  #listsPlatforms(places: readonly Place[]): boolean {
    const { profiles, surroundings } = this.#evidence;
    if (countArticles(places) < EVERYWHERE * profiles.length) return false;
    const isPlatform = (place: Place) =>
      namesPlatform(textAt(profiles, place)) && surroundings.repeatAt(place) !== undefined;
    return this.#isMostly(
      places,
      (_, place) =>
        isPlatform(place) && [-1, 1].some((step) => isPlatform({ ...place, line: place.line + step })),
    );
  }

  #isSettledAt({ article, line }: Place, step: number): boolean {
    return this.#evidence.surroundings.isSettled({ article, line: line + step });
  }

  #isMostly(places: readonly Place[], test: (line: Line, place: Place) => boolean): boolean {
    return areNearlyAll(places, (place) => {
      const line = lineAt(this.#evidence.profiles, place);
      return line !== undefined && test(line, place);
    });
  }

  /**
   * Whether a line is a sentence that is the same word for word in many articles, and stands in nearly all of them beside a
   * line that surely asks readers to do something, or a picture that is surely a template's; or beside another such sentence,
   * where nearly all articles begin with both.
   */
  #isOfTemplate(repeat: Repeat): boolean {
    if (!this.#isStated(repeat)) return false;
    const share = this.#shareOf(repeat);
    const asks = (beside: Repeat, place: Place) =>
      addressesReader(textAt(this.#evidence.profiles, place)) && this.#isSure(beside);
    const isShown = (beside: Repeat) => beside.address !== undefined && this.#isSure(beside);
    const isAlike = (beside: Repeat) =>
      beside !== repeat && this.#shareOf(beside) >= EVERYWHERE && this.#isStated(beside);
    return (
      (share >= USUAL && this.#isMostlyBeside(repeat, asks, NEAR)) ||
      (share >= TEMPLATE && this.#isMostlyBeside(repeat, isShown, 1)) ||
      (share >= EVERYWHERE && this.#isAtStart(repeat) && this.#isMostlyBeside(repeat, isAlike, 1))
    );
  }

  #shareOf({ articles }: Repeat): number {
    return articles / this.#evidence.profiles.length;
  }

  #isAtStart({ places }: Repeat): boolean {
    const { surroundings } = this.#evidence;
    return areNearlyAll(places, (place) => surroundings.isAtStart(place));
  }

  /** Whether nearly all lines of a repeat have one that passes a test no further away than so many lines. */
  #isMostlyBeside(
    { places }: Repeat,
    test: (beside: Repeat, place: Place) => boolean,
    near: number,
  ): boolean {
    const { surroundings } = this.#evidence;
    const isBeside = ({ article, line }: Place, step: number) => {
      for (let distance = 1; distance <= near; distance++) {
        const place = { article, line: line + step * distance };
        const beside = surroundings.repeatAt(place);
        if (beside === undefined) return false;
        if (test(beside, place)) return true;
      }
      return false;
    };
    return areNearlyAll(places, (place) => isBeside(place, -1) || isBeside(place, 1));
  }

  /** Whether a line says the same wherever it stands, in a sentence that greets nobody. */
  #isStated(repeat: Repeat): boolean {
    return remember(this.#stated, repeat, (each) => {
      const [first] = each.places;
      return this.#isFixed(each) && !greets(textAt(this.#evidence.profiles, first));
    });
  }

  /** Whether a line is a sentence that says the same wherever it stands. */
  #isFixed({ template, places, address, href, label }: Repeat): boolean {
    if (template.gaps.length > 0 || (address ?? href ?? label) !== undefined) return false;
    const lines = places.flatMap((place) => lineAt(this.#evidence.profiles, place) ?? []);
    return (
      new Set(lines.map(({ text }) => squeeze(text))).size === 1 &&
      lines.every((line) => line.kind === 'text' && line.isWhole && !isTitle(line))
    );
  }

  /** Whether nothing speaks against what repeats, in so many articles that a template put it there. */
  #isSure(repeat: Repeat): boolean {
    return remember(
      this.#sure,
      repeat,
      ({ template, places }) =>
        template.gaps.length === 0 &&
        this.#shareOf(repeat) >= USUAL &&
        findDoubt(places, this.#evidence, { isBoxed: false }) === undefined,
    );
  }
}

function remember(known: Map<Repeat, boolean>, repeat: Repeat, judge: (repeat: Repeat) => boolean): boolean {
  const answer = known.get(repeat) ?? judge(repeat);
  known.set(repeat, answer);
  return answer;
}
