import { squeeze } from './cleaned-lines.ts';
import { asksReader, EVERYWHERE, type Evidence, findDoubt, isTitle, TEMPLATE, USUAL } from './judge.ts';
import { lineAt, type Place, type Repeat } from './places.ts';

/** A person says so to readers, whatever stands below it. */
const GREETING =
  /^(?:各位|大家|朋友们?|同学们?|读者|亲爱的|你们?|您|嗨|哈喽|hello|hi|hey|dear|welcome|good (?:morning|evening))|^.{0,6}好[，,！!]|欢迎(?:收看|收听|来到|回来)|早安|晚安/i;

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

  /**
   * Whether a line is a sentence that is the same word for word in many articles, and stands in nearly all of them beside a
   * line that surely asks readers to do something, or a picture that is surely a template's; or beside another such sentence,
   * where nearly all articles begin with both.
   */
  isOfTemplate(repeat: Repeat): boolean {
    if (!this.#isStated(repeat)) return false;
    const share = this.#shareOf(repeat);
    const asks = (beside: Repeat, place: Place) => asksReader(place, this.#evidence) && this.#isSure(beside);
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
    return places.filter((place) => surroundings.isAtStart(place)).length >= places.length * NEARLY_ALL;
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
    const count = places.filter((place) => isBeside(place, -1) || isBeside(place, 1)).length;
    return count >= places.length * NEARLY_ALL;
  }

  /** Whether a line says the same wherever it stands, in a sentence that greets nobody. */
  #isStated(repeat: Repeat): boolean {
    return remember(this.#stated, repeat, ({ template, places, address, href, label }) => {
      if (template.gaps.length > 0 || (address ?? href ?? label) !== undefined) return false;
      const lines = places.flatMap((place) => lineAt(this.#evidence.profiles, place) ?? []);
      return (
        new Set(lines.map(({ text }) => squeeze(text))).size === 1 &&
        lines.every((line) => line.kind === 'text' && line.isWhole && !isTitle(line)) &&
        !GREETING.test(lines[0]?.text ?? '')
      );
    });
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

/** So many of the lines are nearly all. */
const NEARLY_ALL = 0.8;

function remember(known: Map<Repeat, boolean>, repeat: Repeat, judge: (repeat: Repeat) => boolean): boolean {
  const answer = known.get(repeat) ?? judge(repeat);
  known.set(repeat, answer);
  return answer;
}
