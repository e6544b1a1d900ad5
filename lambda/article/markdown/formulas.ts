import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import {
  CHINESE,
  COMMAND,
  isDollarFormula,
  isFormula,
  LONGEST_FORMULA,
} from '../../clean/formulas/delimiters.ts';
import { Endings } from '../../model/endings.ts';

/** Environments of LaTeX that are formulas without any other mark. */
const ENVIRONMENT =
  /^\\begin\{((?:equation|align(?:ed|at)?|gather(?:ed)?|multline|eqnarray|split|cases|array|[bBpvV]?matrix|displaymath)\*?)\}/;

/** A line break alone shows nothing as a formula: whoever writes it speaks of it. */
const LINE_BREAK = /^[\s\\]*$/;

/**
 * Takes formulas out of the reach of Markdown: `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and environments of LaTeX become code
 * in the language `math`, with the classes of remark-math. Prices and variables of a shell are none.
 */
export function supportFormulas(renderer: MarkdownIt): void {
  renderer.block.ruler.before('code', 'formula', readBlock, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  renderer.inline.ruler.before('escape', 'formula', readInline);
}

interface Delimiters {
  readonly open: string;
  readonly close: string;
  readonly isDisplay: boolean;
}

const DELIMITERS: readonly Delimiters[] = [
  { open: '$$', close: '$$', isDisplay: true },
  { open: '$', close: '$', isDisplay: false },
  { open: '\\(', close: '\\)', isDisplay: false },
  { open: '\\[', close: '\\]', isDisplay: true },
];

const endingsOf = new WeakMap<object, Endings>();

/** Finds where delimiters end, once for all that ask of one text. */
function findEnding(state: StateInline | StateBlock, ending: string, from: number): number | undefined {
  const endings = endingsOf.get(state) ?? new Endings(state.src);
  endingsOf.set(state, endings);
  return endings.find(ending, from);
}

function readInline(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  const first = src.charCodeAt(pos);
  if (first !== 0x24 && first !== 0x5c) return false;
  const delimiters = DELIMITERS.find(({ open }) => src.startsWith(open, pos));
  if (delimiters === undefined) return false;
  const { open, close, isDisplay } = delimiters;
  const start = pos + open.length;
  const end = endOfFormula(state, close, start);
  if (end === undefined || end + close.length > posMax || end - start > LONGEST_FORMULA) return false;
  const written = src.slice(start, end);
  const content = open === '$' ? withoutBackticks(written) : written;
  const after = src.charAt(end + close.length);
  if (!(open === '$' ? isDollarFormula(content, src.charAt(pos - 1), after) : isFormula(content, open)))
    return false;
  if (!silent && LINE_BREAK.test(content)) {
    state.push('text', '', 0).content = src.slice(pos, end + close.length);
  } else if (!silent) {
    const token = state.push('code_inline', 'code', 0);
    token.content = tidy(content);
    const isBlock = isDisplay && isAlone(src, pos, end + close.length);
    token.attrs = [['class', `language-math ${isBlock ? 'math-display' : 'math-inline'}`]];
  }
  state.pos = end + close.length;
  return true;
}

/** Whether a formula has its line to itself; within a sentence it is a part of it, however it is marked. */
function isAlone(text: string, start: number, end: number): boolean {
  return /^(?:\n|$)/.test(text.slice(end, end + 1)) && (start === 0 || text.charAt(start - 1) === '\n');
}

/** The next ending that no backslash takes its meaning from. */
function endOfFormula(state: StateInline, ending: string, from: number): number | undefined {
  let at = findEnding(state, ending, from);
  while (at !== undefined && ending.startsWith('$') && isEscaped(state.src, at, from)) {
    at = findEnding(state, ending, at + 1);
  }
  return at;
}

function isEscaped(text: string, at: number, from: number): boolean {
  let before = at;
  while (before > from && text.charAt(before - 1) === '\\') before--;
  return (at - before) % 2 === 1;
}

/** GitLab's formulas stand in backticks within their dollars. */
function withoutBackticks(content: string): string {
  return /^`[^`]+`$/.test(content) ? content.slice(1, -1) : content;
}

function tidy(content: string): string {
  const lines = content.split('\n').map((line) => line.trim());
  return dropEscapes(lines.join(' ').trim());
}

/** Takes back the escapes of who had to hide a formula from Markdown: TeX has no `\*`, and few `\_` outside of words. */
function dropEscapes(tex: string): string {
  const text = tex.replaceAll('\\*', '*');
  return /\\(?:text|math(?:rm|tt|sf|it)|operatorname|verb)/.test(text) ? text : text.replaceAll('\\_', '_');
}

function readBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const first = state.src.charCodeAt(start);
  if ((first !== 0x24 && first !== 0x5c) || (state.sCount[startLine] ?? 0) - state.blkIndent > 3)
    return false;
  const environment = ENVIRONMENT.exec(state.src.slice(start, start + 40))?.[1];
  const open = environment !== undefined ? `\\begin{${environment}}` : state.src.slice(start, start + 2);
  const close =
    environment !== undefined ? `\\end{${environment}}` : open === '$$' ? '$$' : open === '\\[' ? '\\]' : '';
  if (close === '') return false;
  const end = findEnding(state, close, start + open.length);
  const lastLine = end === undefined ? undefined : findLine(state, end, startLine, endLine);
  if (end === undefined || lastLine === undefined || end - start > LONGEST_FORMULA) return false;
  const after = state.src.slice(end + close.length, state.eMarks[lastLine]);
  if (after.trim() !== '') return false;
  const content = dropEscapes(readLines(state, startLine, lastLine, start + open.length, end));
  if (!isBlockFormula(content, environment !== undefined)) return false;
  if (silent) return true;
  const token = state.push('fence', 'code', 0);
  token.info = 'math';
  token.content = `${environment === undefined ? content : `${open}${content}${close}`}\n`;
  token.map = [startLine, lastLine + 1];
  state.line = lastLine + 1;
  return true;
}

/** Blank lines may be within a formula; prose may not. */
function isBlockFormula(content: string, isEnvironment: boolean): boolean {
  if (content.trim() === '') return false;
  if (/\n[ \t]*\n/.test(content)) return !CHINESE.test(content) && COMMAND.test(content);
  return isEnvironment || !CHINESE.test(content) || /\\[a-zA-Z]|[\^_=]/.test(content);
}

function findLine(state: StateBlock, offset: number, startLine: number, endLine: number): number | undefined {
  for (let line = startLine; line < endLine; line++) {
    if ((state.eMarks[line] ?? 0) >= offset) return line;
    if (!state.isEmpty(line) && (state.sCount[line] ?? 0) < state.blkIndent) return undefined;
  }
  return undefined;
}

/** The text of a formula without what its lines are indented or quoted by. */
function readLines(
  state: StateBlock,
  startLine: number,
  lastLine: number,
  start: number,
  end: number,
): string {
  if (startLine === lastLine) return state.src.slice(start, end).trim();
  const first = state.src.slice(start, state.eMarks[startLine]);
  const between = state.getLines(startLine + 1, lastLine, state.blkIndent, true);
  const last = state.src.slice((state.bMarks[lastLine] ?? 0) + (state.tShift[lastLine] ?? 0), end);
  return `${first}\n${between}${last}`.trim();
}
