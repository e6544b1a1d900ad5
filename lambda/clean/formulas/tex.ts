import { parseFragment } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import temml from 'temml';
import type { Tag } from '../fragment/tag.ts';
import { isElement } from '../parse/tree.ts';
import { readMathml } from './mathml.ts';

/** How often macros are replaced within one formula, and how large something may become, in em. */
const MAX_EXPANSIONS = 200;
const MAX_SIZE = 50;

/** Formulas of one article, and characters of markup made of them; all further ones keep their source. */
const MAX_FORMULAS = 3_000;
const MAX_MARKUP = 1_000_000;

/** Makes MathML of TeX; undefined where that cannot be done. */
export type TexToMathml = (tex: string, isDisplay: boolean) => Tag | undefined;

/**
 * What makes MathML of the formulas of one article, within a budget for all of them. A formula defines nothing for others,
 * loads nothing, and links to nothing.
 */
export function createTexToMathml(): TexToMathml {
  let formulas = 0;
  let markup = 0;
  return (tex, isDisplay) => {
    if (++formulas > MAX_FORMULAS || markup > MAX_MARKUP) return undefined;
    const made = render(tex, isDisplay);
    markup += tex.length + (made?.length ?? 0);
    const [math] = parseFragment(made ?? '', { treeAdapter: adapter }).children;
    if (math === undefined || !isElement(math)) return undefined;
    return readMathml(math, tex.trim().replace(/\s+/g, ' '));
  };
}

/** MathML for browsers has no line breaks: a block of several lines is a table of them. */
function render(tex: string, isDisplay: boolean): string | undefined {
  const made = renderOnce(tex, isDisplay);
  if (made === undefined || !isDisplay || !made.includes('<mo></mo>') || !LINE_BREAK.test(tex)) return made;
  return renderOnce(`\\begin{gathered}${tex}\\end{gathered}`, isDisplay) ?? made;
}

const LINE_BREAK = /\\(?:\\|newline|cr)/;

function renderOnce(tex: string, isDisplay: boolean): string | undefined {
  try {
    return temml.renderToString(tex, {
      displayMode: isDisplay,
      throwOnError: true,
      trust: false,
      strict: false,
      macros: {},
      maxExpand: MAX_EXPANSIONS,
      maxSize: [MAX_SIZE, MAX_SIZE],
    });
  } catch {
    return undefined;
  }
}
