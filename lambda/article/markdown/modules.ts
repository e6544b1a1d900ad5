import type { MarkdownIt, StateBlock } from 'markdown-it';
import { outlineOf } from './outline.ts';

/** What an import ends with: the path that it is from. */
const PATH = /(?:"[!#-&(-~]+"|'[!#-&(-~]+');?$/;

/** Longer comments are texts that somebody began with a brace. */
const MAX_COMMENT_LINES = 50;

const EXPORT = /^export\s+(?:default|const|let|var|function|async\s+function)\s+([\w$]*)/;

/** The names that a text imports or exports at the beginning of lines, in lower case: MDX shows components of them. */
export function findImports(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [line] of text.matchAll(/^import\s[^\n]{1,600}$/gm)) {
    for (const name of parseImport(line.trimEnd()) ?? []) names.add(name.toLowerCase());
  }
  for (const [line] of text.matchAll(/^export\s[^\n]{1,100}/gm)) {
    const name = EXPORT.exec(line)?.[1] ?? '';
    if (name !== '') names.add(name.toLowerCase());
  }
  return names;
}

/** The names that an import is of, if a line is one: `import a, { b as c } from 'd'`. */
function parseImport(line: string): readonly string[] | undefined {
  const path = PATH.exec(line);
  if (path === null || !/^import\s/.test(line)) return undefined;
  const between = line.slice('import'.length, path.index).trim();
  if (between === '') return [];
  const names = between.match(/[\w$]+/g) ?? [];
  return names.pop() === 'from' && /^[\w$*{},\s]+$/.test(between) ? names : undefined;
}

/** Leaves out the code of MDX that says nothing to a reader: imports, exports, comments. */
export function supportModules(renderer: MarkdownIt): void {
  renderer.block.ruler.before('code', 'module_comment', readComment, { alt: ['paragraph'] });
  renderer.block.ruler.before('code', 'module', readModule);
}

/** Lines that are a comment and nothing else become one of HTML, which cleaning knows. */
function readComment(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if ((state.sCount[startLine] ?? 0) - state.blkIndent > 3) return false;
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (!state.src.startsWith('{/*', start)) return false;
  let line = startLine;
  while (line < endLine && line - startLine < MAX_COMMENT_LINES && !/\*\/\}/.test(contentOf(state, line)))
    line++;
  if (line === endLine || !contentOf(state, line).endsWith('*/}')) return false;
  if (silent) return true;
  const text = state.src
    .slice(start + 3, state.eMarks[line])
    .trimEnd()
    .slice(0, -3);
  const token = state.push('html_block', '', 0);
  token.content = `<!--${text.replaceAll('--', '- -').replaceAll('>', '&gt;')}-->\n`;
  token.map = [startLine, line + 1];
  state.line = line + 1;
  return true;
}

function readModule(state: StateBlock, startLine: number, endLine: number): boolean {
  if (state.level > 0 || (state.sCount[startLine] ?? 0) > 0) return false;
  const isFirst = state.tokens.length === 0;
  let line = startLine;
  if (isExport(state, line)) {
    const name = EXPORT.exec(contentOf(state, line))?.[1] ?? '';
    if (!isFirst && !isComponent(state, name)) return false;
    // The code of an export goes on to a blank line.
    while (line < endLine && !state.isEmpty(line)) line++;
    if (!/[;})\]]$/.test(contentOf(state, line - 1))) return false;
  } else {
    while (line < endLine && isImport(state, line, isFirst)) line++;
    if (line < endLine && !state.isEmpty(line) && !isExport(state, line)) return false;
  }
  if (line === startLine) return false;
  state.line = line;
  return true;
}

/** Below the beginning of a text, only the import of a component is one. */
function isImport(state: StateBlock, line: number, isFirst: boolean): boolean {
  const names = parseImport(contentOf(state, line));
  return names !== undefined && (isFirst || names.some((name) => isComponent(state, name)));
}

/** Whether the text has a component of a name. */
function isComponent({ env }: StateBlock, name: string): boolean {
  for (const { tag } of outlineOf(env).tags.values()) {
    if (tag.syntax === 'component' && tag.name === name.toLowerCase()) return true;
  }
  return false;
}

function isExport(state: StateBlock, line: number): boolean {
  return EXPORT.test(contentOf(state, line));
}

function contentOf(state: StateBlock, line: number): string {
  const start = state.bMarks[line] ?? 0;
  return state.src.slice(start, Math.min(state.eMarks[line] ?? start, start + 700)).trimEnd();
}
