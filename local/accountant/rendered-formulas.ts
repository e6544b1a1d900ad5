import type { Tag } from './markup.ts';
import type { Reading } from './reading.ts';

/** What writes formulas marks them so, around whatever it draws. */
const RENDERED =
  /(?:^|\s)(?:katex(?:-display)?|MathJax(?:_(?:Display|SVG|SVG_Display|CHTML|CommonHTML))?|mjx-chtml|mwe-math-element)(?=\s|$)/;
const PREVIEW = /(?:^|\s)(?:MathJax_Preview|MathJax_Processing)(?=\s|$)/;

/** A formula of which parts are still to come. */
interface OpenFormula {
  readonly tex: string[];
  leaves: string;
  shown: string;
  hasMath: boolean;
}

/** What is to be done where an element ends. */
export type Finish = () => void;

/** Reads formulas that stand in a text as MathML, as what a script drew, or both. */
export class RenderedFormulas {
  readonly #reading: Reading;
  #open: OpenFormula | undefined;
  #previews = 0;
  /** How many pieces of text stood before the end of the last formula: the script that it was made from may follow. */
  #finishedAt = -1;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** Whether a formula is open, or what stood for one until it was drawn. */
  get isOpen(): boolean {
    return this.#open !== undefined || this.#previews > 0;
  }

  addText(text: string): void {
    if (this.#open !== undefined) this.#open.shown += text;
  }

  /** Begins an element, where it is a formula or part of one. */
  begin({ name, attributes }: Tag, line: number): Finish | undefined {
    const className = attributes.get('class') ?? '';
    const outer = this.#open;
    if (outer !== undefined) {
      if (name === 'math') return beginMath(outer, attributes.get('alttext'));
      return name === 'annotation' ? beginAnnotation(outer, attributes.get('encoding') ?? 'tex') : undefined;
    }
    if (PREVIEW.test(className)) {
      this.#previews++;
      return () => this.#previews--;
    }
    if (name !== 'math' && name !== 'mjx-container' && !RENDERED.test(className)) return undefined;
    const formula: OpenFormula = { tex: [], leaves: '', shown: '', hasMath: false };
    this.#open = formula;
    const finishMath = name === 'math' ? beginMath(formula, attributes.get('alttext')) : undefined;
    return () => {
      finishMath?.();
      this.#open = undefined;
      this.#add(formula, line);
    };
  }

  /** Adds what a script holds that a browser draws a formula from; what was drawn may stand before. */
  addScript(tex: string, line: number): void {
    const { formulas, pieces } = this.#reading;
    const last = formulas.at(-1);
    if (last !== undefined && this.#finishedAt === pieces.length) {
      formulas[formulas.length - 1] = { ...last, tex: [...last.tex, tex] };
      this.#finishedAt = -1;
    } else {
      formulas.push({ tex: [tex], addresses: [], line });
    }
  }

  #add({ tex, leaves, shown, hasMath }: OpenFormula, line: number): void {
    const seen = hasMath ? leaves : shown;
    if (seen.trim() === '' && tex.length === 0) return;
    this.#reading.formulas.push({ tex, leaves: seen, addresses: [], line });
    this.#finishedAt = this.#reading.pieces.length;
  }
}

function beginMath(formula: OpenFormula, alttext: string | undefined): Finish {
  if (alttext !== undefined && alttext.trim() !== '') formula.tex.push(alttext);
  const before = formula.shown;
  formula.shown = '';
  return () => {
    formula.hasMath = true;
    formula.leaves = formula.shown;
    formula.shown = before;
  };
}

function beginAnnotation(formula: OpenFormula, encoding: string): Finish {
  const before = formula.shown;
  formula.shown = '';
  return () => {
    if (/tex/i.test(encoding)) formula.tex.push(formula.shown);
    formula.shown = before;
  };
}
