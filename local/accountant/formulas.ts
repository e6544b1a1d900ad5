import type { Formula } from './reading.ts';

/** Longer ones are no formulas that somebody wrote in a line or a block. */
const MAX_TEX = 5_000;

/** What hardly stands in prose between two dollars. */
const TEX_MARK = /\\[A-Za-z{}\\]|[\^_={}]/;

/** A formula in a text, from its opening delimiter to its closing one. */
export interface FoundFormula {
  readonly tex: string;
  readonly end: number;
}

const OPENING = /\\[([]|\$\$?/y;

/** Finds formulas by their delimiters: `$$…$$`, `\[…\]`, `\(…\)` and `$…$`. Asked in order, it looks at each place once. */
export class FormulaFinder {
  readonly #text: string;
  /** The next end of a formula, by its mark. */
  readonly #closers = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** The formula that begins at a place; undefined where none does. */
  find(at: number): FoundFormula | undefined {
    OPENING.lastIndex = at;
    const delimiter = OPENING.exec(this.#text)?.[0];
    if (delimiter === undefined || this.#text.charAt(at - 1) === '\\') return undefined;
    const start = at + delimiter.length;
    const closer = this.#findCloser(delimiter, start);
    if (closer - start > MAX_TEX) return undefined;
    const tex = this.#text.slice(start, closer);
    // A note or a number in brackets that were escaped is none.
    const saysSomething = delimiter.startsWith('$') ? /[^\\\s]/ : /[A-Za-z\\=+<>^_]/;
    if (!saysSomething.test(tex) || /\n[ \t]*\n/.test(tex)) return undefined;
    const found = { tex, end: closer + delimiter.length };
    if (delimiter !== '$') return found;
    // As in the generators of Markdown: no space within the dollars, no digit behind them.
    const isTight = !/^\s|\s$/.test(tex) && !/\d/.test(this.#text.charAt(found.end));
    return isTight && isLikelyTex(tex) ? found : undefined;
  }

  #findCloser(delimiter: string, from: number): number {
    const closer = delimiter === '\\(' ? '\\)' : delimiter === '\\[' ? '\\]' : delimiter;
    let at = this.#closers.get(closer) ?? -1;
    if (at < from) {
      at = this.#text.indexOf(closer, from);
      while (at > 0 && closer.startsWith('$') && isEscaped(this.#text, at))
        at = this.#text.indexOf(closer, at + 1);
      if (at < 0) at = Number.POSITIVE_INFINITY;
      this.#closers.set(closer, at);
    }
    return at;
  }
}

function isEscaped(text: string, at: number): boolean {
  return text.charAt(at - 1) === '\\' && text.charAt(at - 2) !== '\\';
}

/** A stretch of text: words, or the TeX of a formula. */
export interface Stretch {
  readonly text: string;
  readonly isFormula: boolean;
  readonly start: number;
}

/** Tells the formulas in a text from its words. */
export function splitFormulas(text: string): Stretch[] {
  if (!/\$|\\[([]/.test(text)) return [{ text, isFormula: false, start: 0 }];
  const stretches: Stretch[] = [];
  const finder = new FormulaFinder(text);
  const mark = /\\[([]|\$\$?/g;
  let from = 0;
  for (let match = mark.exec(text); match !== null; match = mark.exec(text)) {
    const start = match.index;
    const found = finder.find(start);
    if (found === undefined) continue;
    if (start > from) stretches.push({ text: text.slice(from, start), isFormula: false, start: from });
    stretches.push({ text: found.tex, isFormula: true, start });
    from = found.end;
    mark.lastIndex = from;
  }
  if (from < text.length) stretches.push({ text: text.slice(from), isFormula: false, start: from });
  return stretches;
}

function isLikelyTex(tex: string): boolean {
  // A word between spaces is prose between two prices.
  if (/(?:^|\s)[A-Za-z]{3,}\s/.test(tex)) return false;
  return TEX_MARK.test(tex) || /^[A-Za-z](?:\s*[<>+*/-]\s*[A-Za-z0-9]+)*$/.test(tex);
}

/** TeX without white space, delimiters and what only sets it. */
function foldTex(tex: string): string {
  return tex
    .replace(/^\s*(?:\$\$?|\\[([])|(?:\$\$?|\\[)\]])\s*$/g, '')
    .replace(/\\(?:displaystyle|textstyle|limits|nolimits)(?![A-Za-z])/g, '')
    .replace(/\s+/g, '');
}

/** Letters and digits of a formula, in order: what TeX and the MathML made of it have in common. */
function skeletonOfTex(tex: string): string {
  return tex
    .replace(/\\(?:begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+|\\./g, ' ')
    .normalize('NFKC')
    .replace(/[^A-Za-z0-9]+/g, '');
}

function skeletonOfLeaves(leaves: string): string {
  return leaves.normalize('NFKC').replace(/[^A-Za-z0-9]+/g, '');
}

/** How many formulas further on the same one is looked for. */
const WINDOW = 64;

/** The formulas of a result, each of which stands for one of the source. */
export class FormulaStock {
  readonly #formulas: readonly Formula[];
  /** How many of them are formulas for certain: code behind them may be TeX, if it is the same as some. */
  readonly #certain: number;
  readonly #taken = new Set<number>();
  readonly #byTex = new Map<string, number[]>();

  /** `code` is code of the result. */
  constructor(formulas: readonly Formula[], code: readonly string[]) {
    this.#formulas = [...formulas, ...code.map((tex) => ({ tex: [tex], addresses: [], line: 0 }))];
    this.#certain = formulas.length;
    for (const [index, { tex }] of this.#formulas.entries()) {
      for (const key of tex.map(foldTex)) {
        const known = this.#byTex.get(key);
        if (known === undefined) this.#byTex.set(key, [index]);
        else known.push(index);
      }
    }
  }

  /** Takes the formula that is the same, in whatever notation; false where there is none left. */
  take(wanted: Formula): boolean {
    for (const tex of wanted.tex) {
      const index = this.#byTex.get(foldTex(tex))?.pop();
      if (index !== undefined && this.#mark(index)) return true;
    }
    return (
      this.#takeFrom(0, this.#certain, (formula) => isSame(wanted, formula, isEqual)) ||
      this.#takeFrom(0, this.#certain, (formula) => isSame(wanted, formula, isSubsequence)) ||
      this.#takeFrom(this.#certain, this.#formulas.length, (formula) => isSame(wanted, formula, isEqual))
    );
  }

  /** Takes one of the next that are left between two places. */
  #takeFrom(start: number, end: number, isWanted: (formula: Formula) => boolean): boolean {
    let index = this.#skipTaken(start);
    for (let looked = 0; index < end && looked < WINDOW; index++) {
      const formula = this.#formulas[index];
      if (formula === undefined || this.#taken.has(index)) continue;
      if (isWanted(formula)) return this.#mark(index);
      looked++;
    }
    return false;
  }

  readonly #skipped = new Map<number, number>();

  /** The first place behind a start that is left; what was passed over once is not again. */
  #skipTaken(start: number): number {
    let index = this.#skipped.get(start) ?? start;
    while (this.#taken.has(index)) index++;
    this.#skipped.set(start, index);
    return index;
  }

  /** Whether a formula was left, and now is taken. */
  #mark(index: number): boolean {
    if (this.#taken.has(index)) return false;
    this.#taken.add(index);
    return true;
  }
}

function isSame(wanted: Formula, got: Formula, compare: (one: string, other: string) => boolean): boolean {
  const theirs = skeletons(got);
  return skeletons(wanted).some((our) => theirs.some((their) => compare(our, their) || compare(their, our)));
}

function isEqual(one: string, other: string): boolean {
  return one === other;
}

function skeletons({ tex, leaves }: Formula): string[] {
  const found = tex.map(skeletonOfTex);
  if (leaves !== undefined) found.push(skeletonOfLeaves(leaves));
  return found.map((skeleton) => skeleton.slice(0, MAX_TEX));
}

/** Whether the characters of one text stand in another in the same order: names of functions are commands to TeX alone. */
function isSubsequence(part: string, whole: string): boolean {
  if (part === '' && whole !== '') return false;
  let at = 0;
  for (const character of part) {
    at = whole.indexOf(character, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
