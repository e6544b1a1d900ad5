import type { MarkdownIt, StateBlock, StateCore, Token } from 'markdown-it';
import { labelOfKind } from './callout-labels.ts';
import { outlineOf } from './outline.ts';

/** How a callout in a quotation begins: its kind, whether it can be folded, its title. */
const QUOTED = /^\[!([\p{L}\p{N}_-]{1,40})(?:\|[^\]\n]{0,100})?\]([+-]?)[ \t]*([^\n]*)(?:\n|$)/u;

/** How a callout of Python's Markdown begins, whose content is indented below it. */
const MARKED =
  /^(!!!|\?\?\?\+?|===[!+]?)[ \t]+(?=[\p{L}"])((?:[\p{L}\p{N}_-]+(?:[ \t]+[\w-]+)*)?)[ \t]*(?:"([^"]*)"[ \t]*)?$/u;

/** How far the content of such a callout is indented. */
const INDENT = 4;

/**
 * Shows callouts as quotations below their title, or below their kind where they have none: GitHub's and Obsidian's
 * `> [!note] title`, and `!!! note "title"`. Those that a reader unfolds stay so.
 */
export function supportCallouts(renderer: MarkdownIt): void {
  renderer.block.ruler.before('code', 'marked_callout', readMarked, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  renderer.core.ruler.before('inline', 'quoted_callouts', readQuoted);
  for (const type of ['callout_open', 'callout_close']) {
    renderer.renderer.rules[type] = (tokens, index) => tokens[index]?.content ?? '';
  }
}

function readQuoted(state: StateCore): void {
  const { tokens } = state;
  const changed: Token[] = [];
  const closings: string[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) continue;
    const content = tokens[index + 2];
    const callout =
      token.type === 'blockquote_open' && content?.type === 'inline' ? QUOTED.exec(content.content) : null;
    if (token.type === 'blockquote_open') closings.push(callout?.[2] ? '</details>\n' : '');
    const closing = token.type === 'blockquote_close' ? closings.pop() : undefined;
    if (closing) changed.push(html(state, 'callout_close', closing));
    else changed.push(token);
    if (callout === null || content === undefined) continue;
    const [begin = '', kind = '', fold = '', title = ''] = callout;
    if (fold !== '') changed[changed.length - 1] = html(state, 'callout_open', '<details>\n');
    changed.push(
      ...titleTokens(state, title.trim() || labelOfKind(kind, outlineOf(state.env).language), fold !== ''),
    );
    content.content = content.content.slice(begin.length).trim();
    // The paragraph may have held nothing but the title.
    if (content.content === '') index += 3;
  }
  state.tokens = changed;
}

function readMarked(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (!'!?='.includes(state.src.charAt(start)) || (state.sCount[startLine] ?? 0) - state.blkIndent > 3)
    return false;
  const line = state.src.slice(start, Math.min(state.eMarks[startLine] ?? start, start + LONGEST));
  const [, mark = '', kind = '', quoted] = MARKED.exec(line) ?? [];
  if (mark === '') return false;
  const indent = (state.sCount[startLine] ?? 0) + INDENT;
  const last = endOfIndented(state, startLine + 1, endLine, indent);
  if (last === startLine + 1) return false;
  if (silent) return true;
  const isTab = mark.startsWith('=');
  const isFolded = mark.startsWith('?');
  const title = quoted ?? labelOfKind(kind.split(/\s/, 1)[0] ?? '', outlineOf(state.env).language);
  const [open, close] = isTab
    ? ['', '']
    : isFolded
      ? ['<details>\n', '</details>\n']
      : ['<blockquote>\n', '</blockquote>\n'];
  state.push('callout_open', '', 1).content = open;
  if (title !== '') for (const token of titleTokens(state, title, isFolded)) state.tokens.push(token);
  const outer = { blkIndent: state.blkIndent, parentType: state.parentType, lineMax: state.lineMax };
  Object.assign(state, { blkIndent: indent, parentType: 'root', lineMax: last });
  state.md.block.tokenize(state, startLine + 1, last);
  Object.assign(state, outer);
  state.push('callout_close', '', -1).content = close;
  state.line = last;
  return true;
}

const LONGEST = 500;

/** The line after the last one that is indented. */
function endOfIndented(state: StateBlock, first: number, endLine: number, indent: number): number {
  let last = first;
  for (let line = first; line < endLine; line++) {
    if (state.isEmpty(line)) continue;
    if ((state.sCount[line] ?? 0) < indent) break;
    last = line + 1;
  }
  return last;
}

function titleTokens(state: StateCore | StateBlock, title: string, isSummary: boolean): readonly Token[] {
  const content = new state.Token('inline', '', 0);
  content.content = title;
  content.children = [];
  return [
    html(state, 'callout_open', isSummary ? '<summary>' : '<p><strong>'),
    content,
    html(state, 'callout_close', isSummary ? '</summary>\n' : '</strong></p>\n'),
  ];
}

function html(state: StateCore | StateBlock, type: 'callout_open' | 'callout_close', content: string): Token {
  const token = new state.Token(type, '', type === 'callout_open' ? 1 : -1);
  token.content = content;
  return token;
}
