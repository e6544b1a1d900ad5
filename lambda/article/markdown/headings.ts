import type { MarkdownIt, StateBlock, StateCore, Token } from 'markdown-it';
import { decodePercents } from '../../model/addresses.ts';

/** A heading as many write it in Chinese, without the space that CommonMark asks for; two marks are a topic: `##灯会##`. */
const TIGHT = /^(#{2,6})((?:\p{Script=Han}|\d{1,2}[.、])[^#\n]{0,200})$/u;

/**
 * Reads headings without a space behind their marks, and gives headings the places that links of the text lead to,
 * whatever generator made the fragments of them: all keep the letters and digits of a heading, and differ in the rest.
 */
export function supportHeadingLinks(renderer: MarkdownIt): void {
  renderer.block.ruler.after('heading', 'tight_heading', readTight);
  renderer.core.ruler.push('heading_links', placeHeadings);
}

function readTight(state: StateBlock, startLine: number, _endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (!state.src.startsWith('##', start) || (state.sCount[startLine] ?? 0) - state.blkIndent > 3)
    return false;
  const end = Math.min(state.eMarks[startLine] ?? start, start + 250);
  const [, marks = '', content = ''] = TIGHT.exec(state.src.slice(start, end).trimEnd()) ?? [];
  if (marks === '' || silent) return marks !== '';
  state.line = startLine + 1;
  const tag = `h${marks.length}`;
  const opening = state.push('heading_open', tag, 1);
  opening.markup = marks;
  opening.map = [startLine, state.line];
  const inline = state.push('inline', '', 0);
  inline.content = content.trim();
  inline.map = [startLine, state.line];
  inline.children = [];
  state.push('heading_close', tag, -1).markup = marks;
  return true;
}

function placeHeadings({ tokens }: StateCore): void {
  const links = collectLinks(tokens);
  if (links.size === 0) return;
  const headings = new Map<string, number>();
  tokens.forEach((token, index) => {
    if (token.type !== 'heading_open' || token.attrIndex('id') >= 0) return;
    const name = readLetters(readText(tokens[index + 1]?.children ?? []));
    const count = headings.get(name) ?? 0;
    headings.set(name, count + 1);
    // The second heading of a name has `-1` after it.
    const link = links.get(count === 0 ? name : name + count);
    if (link === undefined || name === '') return;
    token.attrSet('id', link.fragment);
    for (const other of link.tokens) other.attrSet('href', `#${link.fragment}`);
  });
}

interface Link {
  /** The first fragment, without its escapes. */
  readonly fragment: string;
  readonly tokens: Token[];
}

function collectLinks(tokens: readonly Token[]): ReadonlyMap<string, Link> {
  const links = new Map<string, Link>();
  for (const { children } of tokens) {
    for (const token of children ?? []) {
      const href = token.type === 'link_open' ? String(token.attrGet('href') ?? '') : '';
      if (!href.startsWith('#')) continue;
      const fragment = decodePercents(href.slice(1));
      const name = readLetters(fragment);
      const known = links.get(name);
      if (known === undefined) links.set(name, { fragment, tokens: [token] });
      else known.tokens.push(token);
    }
  }
  return links;
}

function readLetters(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

function readText(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content }) => (type === 'text' || type === 'code_inline' ? content : ''))
    .join('');
}
