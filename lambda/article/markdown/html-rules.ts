import type { MarkdownIt, StateBlock, StateCore, Token } from 'markdown-it';
import { BLOCK_ELEMENTS, isHtmlElement, OPAQUE_ELEMENTS } from './html-names.ts';
import { outlineOf } from './outline.ts';

/** The beginnings of HTML that ends with a mark of its own, wherever blank lines are. */
const SPANNING: readonly (readonly [RegExp, RegExp])[] = [
  [/^<!--/, /-->/],
  [/^<\?/, /\?>/],
  [/^<![a-z]/i, />/],
  [/^<!\[CDATA\[/, /\]\]>/],
];

const OPAQUE_END = /<\/(?:pre|script|style|textarea)>/i;

const TAG_NAME = /^<\/?([a-z][a-z0-9-]*)(?=[\s/>]|$)/i;

/** A line that is one tag, attributes and all. */
const LONE_TAG = /^<(?:[a-z][a-z0-9-]*(?:\s[^<>]*)?|\/[a-z][a-z0-9-]*\s*)>\s*$/i;

/**
 * Reads blocks of HTML where the outline of the text has found them, whatever blank lines and indentation are in them.
 * Elsewhere a block of HTML ends as in CommonMark. What HTML has no element for is text.
 */
export function supportHtml(renderer: MarkdownIt): void {
  const interrupts = ['paragraph', 'reference', 'blockquote'];
  renderer.block.ruler.before('table', 'html_outlined', readOutlined, { alt: interrupts });
  renderer.block.ruler.at('html_block', readBlock, { alt: interrupts });
  renderer.core.ruler.after('inline', 'unknown_elements', showUnknownElements);
}

function readOutlined(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const end = outlineOf(state.env).html.get(startLine);
  if (end === undefined || end > endLine || contentOf(state, startLine).charAt(0) !== '<') return false;
  for (let line = startLine; line < end; line++) {
    // What is less indented than a list item stands outside of it.
    if (!state.isEmpty(line) && (state.sCount[line] ?? 0) < state.blkIndent) return false;
  }
  if (!silent) push(state, startLine, end);
  return true;
}

function readBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const content = contentOf(state, startLine);
  if ((state.sCount[startLine] ?? 0) - state.blkIndent > 3 || !content.startsWith('<')) return false;
  const name = TAG_NAME.exec(content)?.[1]?.toLowerCase() ?? '';
  const isOpaque = OPAQUE_ELEMENTS.has(name) && !content.startsWith('</');
  const ending = isOpaque ? OPAQUE_END : SPANNING.find(([first]) => first.test(content))?.[1];
  const isLone = ending === undefined && !BLOCK_ELEMENTS.has(name);
  if (isLone && !(isHtmlElement(name) && LONE_TAG.test(content))) return false;
  if (silent) return !isLone;
  push(state, startLine, endOf(state, startLine, endLine, ending));
  return true;
}

function endOf(state: StateBlock, startLine: number, endLine: number, ending: RegExp | undefined): number {
  for (let line = startLine; line < endLine; line++) {
    if ((state.sCount[line] ?? 0) < state.blkIndent && (ending === undefined || !state.isEmpty(line)))
      return line;
    if (ending === undefined ? state.isEmpty(line) : ending.test(contentOf(state, line))) {
      return ending === undefined ? line : line + 1;
    }
  }
  return endLine;
}

function push(state: StateBlock, startLine: number, endLine: number): void {
  state.line = endLine;
  const token = state.push('html_block', '', 0);
  token.map = [startLine, endLine];
  token.content = state.getLines(startLine, endLine, state.blkIndent, true);
}

function contentOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}

/** Makes text of tags that are none: `List<User>`, `-d <Name>`. */
function showUnknownElements({ tokens }: StateCore): void {
  for (const { type, children } of tokens) if (type === 'inline' && children !== null) showUnknown(children);
}

function showUnknown(tokens: readonly Token[]): void {
  let foreign = 0;
  for (const token of tokens) {
    const name = token.type === 'html_inline' ? TAG_NAME.exec(token.content)?.[1]?.toLowerCase() : undefined;
    if (name === undefined) continue;
    // Within pictures and formulas, names are those of SVG and MathML.
    if (name === 'svg' || name === 'math') foreign += token.content.startsWith('</') ? -1 : 1;
    else if (foreign <= 0 && !isHtmlElement(name)) token.type = 'text';
  }
}
