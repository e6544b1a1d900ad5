import { Endings } from '../../model/endings.ts';
import type { SizeBudget } from '../budget.ts';
import { isCode } from '../fragment/formats.ts';
import { type Child, type Tag, walkTags } from '../fragment/tag.ts';
import { CHINESE, isDollarFormula, isFormula, LONGEST_FORMULA } from './delimiters.ts';
import type { TexToMathml } from './tex.ts';

/** What begins a formula that a script of the page would have drawn, and what ends it. */
const OPENING = /\\\(|\\\[|\$\$?/g;
const CLOSINGS: Readonly<Record<string, string>> = { '\\(': '\\)', '\\[': '\\]', $$: '$$', $: '$' };

/** What prices and variables have not. */
const TEX = /[\\^_]/;

/** What draws formulas, and how much of it an article may become. */
export interface Drawing {
  readonly texToMathml: TexToMathml;
  readonly budget: SizeBudget;
}

/** Whether the text of a fragment, code apart, may hold a formula between the delimiters of TeX. */
export function holdsWrittenFormulas(children: readonly Child[]): boolean {
  return children.some((child) =>
    typeof child === 'string'
      ? mayHoldFormula(child)
      : isProse(child) && holdsWrittenFormulas(child.children),
  );
}

/** Draws the formulas that stand in the text of a fragment, in place. One that cannot be drawn keeps its source. */
export function drawWrittenFormulas(children: Child[], drawing: Drawing): void {
  const drawn = children.flatMap((child) => {
    if (typeof child === 'string')
      return mayHoldFormula(child) ? split(child, children.length, drawing) : [child];
    if (isProse(child)) drawWrittenFormulas(child.children, drawing);
    return [child];
  });
  children.splice(0, children.length);
  for (const child of drawn) children.push(child);
}

function isProse({ name }: Tag): boolean {
  return name !== 'pre' && name !== 'math' && !isCode({ name });
}

function mayHoldFormula(text: string): boolean {
  return /\\[([]|\$/.test(text);
}

function split(text: string, siblings: number, { texToMathml, budget }: Drawing): Child[] {
  const nodes: Child[] = [];
  const endings = new Endings(text);
  let from = 0;
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(text); match !== null; match = OPENING.exec(text)) {
    const [open] = match;
    const close = CLOSINGS[open] ?? '';
    const start = match.index + open.length;
    const end = endings.find(close, start) ?? Number.POSITIVE_INFINITY;
    const tex = end - start > LONGEST_FORMULA ? '' : text.slice(start, end);
    const after = end + close.length;
    if (tex === '' || !isTex(tex, open, text.charAt(match.index - 1), text.charAt(after))) continue;
    const isAlone =
      siblings === 1 && text.slice(0, match.index).trim() === '' && text.slice(after).trim() === '';
    const formula = texToMathml(tex, isAlone && /^(?:\$\$|\\\[)$/.test(open));
    OPENING.lastIndex = after;
    if (formula === undefined) continue;
    walkTags([formula], (tag) => budget.spendTag(tag));
    if (match.index > from) nodes.push(text.slice(from, match.index));
    nodes.push(formula);
    from = after;
  }
  if (from < text.length) nodes.push(text.slice(from));
  return nodes;
}

function isTex(tex: string, open: string, before: string, after: string): boolean {
  if (before === '\\' || !/[^\s\\]/.test(tex)) return false;
  if (open !== '$') return isFormula(tex, open);
  return TEX.test(tex) && !CHINESE.test(tex) && isDollarFormula(tex, before, after);
}
