import type { MarkdownIt, StateBlock } from 'markdown-it';
import { undelimit } from '../../clean/formulas/delimiters.ts';
import { labelOfKind } from './callout-labels.ts';
import { outlineOf } from './outline.ts';
import { type ContentKind, kindOf } from './template-kinds.ts';
import { type Media, renderMedia } from './template-media.ts';
import type { FoundTag } from './template-pairs.ts';
import type { TemplateTag } from './template-tags.ts';
import { descriptionOf, readContent, type TagContent } from './template-words.ts';

/** Kinds of content that make a block even where they stand in one line. */
const BLOCK_KINDS: ReadonlySet<ContentKind> = new Set([
  'code',
  'formula',
  'quote',
  'callout',
  'details',
  'tab',
]);

/** The renderer leaves out what is nested a hundred deep; tags stop before. */
const MAX_LEVEL = 60;

/** Names of callouts whose kind is their first word, which generators show. */
const GENERIC_CALLOUT = /^(?:notice|admonition|callout|alert)$/;

/**
 * Reads tags of templates that stand in lines of their own: what they hold is Markdown, or code; what they are given is
 * shown where it says something. Needs the rules of HTML, which it goes before.
 */
export function supportTemplateBlocks(renderer: MarkdownIt): void {
  renderer.block.ruler.before('html_outlined', 'template', readTemplate, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  });
  renderer.renderer.rules.template_open = (tokens, index) => tokens[index]?.content ?? '';
  renderer.renderer.rules.template_close = (tokens, index) => tokens[index]?.content ?? '';
  renderer.renderer.rules.template_html = (tokens, index) => tokens[index]?.content ?? '';
}

function readTemplate(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = beginningOf(state, startLine);
  if (!'{<:'.includes(state.src.charAt(start))) return false;
  const found = outlineOf(state.env).tags.get(start);
  if (found === undefined || indentOf(state, startLine) > 3 || state.level > MAX_LEVEL) return false;
  const block = measureBlock(state, found, startLine, endLine);
  if (block === undefined || !isBlock(state, block)) return false;
  if (silent) return true;
  showBlock(state, block);
  state.line = block.endLine;
  return true;
}

/** A tag that has its lines to itself, and the lines of what it holds. */
interface TemplateBlock {
  readonly tag: TemplateTag;
  readonly ending: TemplateTag | undefined;
  readonly startLine: number;
  /** The line after it. */
  readonly endLine: number;
}

function measureBlock(
  state: StateBlock,
  { tag, ending }: FoundTag,
  startLine: number,
  endLine: number,
): TemplateBlock | undefined {
  const tagLine = findLine(state, tag.end, startLine, endLine);
  const lastLine = ending === undefined ? tagLine : findLine(state, ending.end, startLine, endLine);
  if (lastLine !== undefined) {
    const end = (ending ?? tag).end;
    const isAlone = state.src.slice(end, state.eMarks[lastLine]).trim() === '';
    return isAlone ? { tag, ending, startLine, endLine: lastLine + 1 } : undefined;
  }
  // What ends it stands outside of the list or quotation: it is as good as none.
  if (tagLine === undefined || state.src.slice(tag.end, state.eMarks[tagLine]).trim() !== '')
    return undefined;
  return { tag, ending: undefined, startLine, endLine: tagLine + 1 };
}

/** The line in which a tag ends. */
function findLine(state: StateBlock, end: number, startLine: number, endLine: number): number | undefined {
  let low = startLine;
  let high = endLine - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((state.eMarks[middle] ?? 0) < end) low = middle + 1;
    else high = middle;
  }
  return (state.eMarks[low] ?? 0) >= end ? low : undefined;
}

function isBlock(state: StateBlock, { tag, ending, startLine, endLine }: TemplateBlock): boolean {
  if (tag.syntax === 'component' && ending === undefined) {
    return tag.isVoid && (outlineOf(state.env).imports.has(tag.name) || saysAnything(readContent(tag)));
  }
  // In one line it is a part of a paragraph, unless it is a box of its own.
  return ending === undefined || endLine - startLine > 1 || BLOCK_KINDS.has(kindOf(tag));
}

function saysAnything({ title, media }: TagContent): boolean {
  return (
    title !== '' ||
    media.pictures.length + media.recordings.length + media.frames.length + media.links.length > 0
  );
}

function showBlock(state: StateBlock, block: TemplateBlock): void {
  const { tag, ending } = block;
  const kind = kindOf(tag);
  if (kind === 'hidden' || (tag.isEnd && ending === undefined)) return;
  const content = readContent(tag);
  if (ending === undefined) {
    if (kind !== 'logic') showStandalone(state, block, content);
  } else if (
    (kind === 'code' || kind === 'formula') &&
    tag.syntax !== 'directive' &&
    !holdsBlocks(state, block)
  ) {
    showCode(state, block, ending, kind, content);
  } else {
    showContainer(state, block, kind, content);
  }
}

/** Whether a code tag holds fences, which are its code then. */
function holdsBlocks(state: StateBlock, { tag, ending }: TemplateBlock): boolean {
  return /^[ \t>]*(?:```|~~~)/m.test(state.src.slice(tag.end, ending?.start));
}

/** A tag that holds nothing: what it shows or leads to, else its words, else what it is given. */
function showStandalone(state: StateBlock, { tag, startLine }: TemplateBlock, content: TagContent): void {
  if (tag.syntax === 'directive' && !tag.isVoid) {
    pushTitle(state, content.title, startLine, 'strong');
    return;
  }
  const { title, alt, media, identifiers, source } = content;
  const hasCaption = media.pictures.length > 0 && title !== '' && media.recordings.length === 0;
  const html = renderMedia(media, hasCaption && alt !== '' ? alt : descriptionOf(content));
  if (html === '') {
    const words = title !== '' ? title : identifiers === '' ? '' : `${tag.name} ${source}`;
    pushTitle(state, words, startLine, 'plain');
  } else if (hasCaption) {
    pushHtml(state, 'template_open', `<figure>${html}<figcaption>`);
    pushInline(state, title, startLine);
    pushHtml(state, 'template_close', '</figcaption></figure>\n');
  } else {
    pushHtml(state, 'template_html', `<p>${html}</p>\n`);
  }
}

function showCode(
  state: StateBlock,
  { tag, startLine, endLine }: TemplateBlock,
  ending: TemplateTag,
  kind: 'code' | 'formula',
  { title, language, type, media }: TagContent,
): void {
  const token = state.push('fence', 'code', 0);
  token.info =
    kind === 'formula' ? 'math' : (language ?? (title.startsWith(type ?? ' ') ? '' : (type ?? '')));
  token.meta = { caption: [title, ...media.links].filter((text) => text !== '').join(' ') };
  token.map = [startLine, endLine];
  const tagLine = findLine(state, tag.end, startLine, endLine) ?? startLine;
  const isSpread =
    state.src.slice(tag.end, state.eMarks[tagLine]).trim() === '' &&
    beginningOf(state, endLine - 1) === ending.start;
  token.content = isSpread
    ? state.getLines(tagLine + 1, endLine - 1, state.blkIndent, true)
    : `${state.src.slice(tag.end, ending.start).trim()}\n`;
  if (kind === 'formula') token.content = undelimit(token.content);
}

function showContainer(
  state: StateBlock,
  block: TemplateBlock,
  kind: ContentKind,
  content: TagContent,
): void {
  const { tag, startLine } = block;
  const { title, alt, media, type, value } = content;
  const label =
    kind === 'callout' ? labelOf(tag, type, outlineOf(state.env).language) : kind === 'tab' ? value : '';
  const heading = title === '' ? label : title;
  const [open, close] = elementsOf(kind, heading);
  pushHtml(state, 'template_open', open);
  // A title that leads somewhere is the text of a link.
  const isLinked = kind !== 'logic' && title !== '' && media.links.length > 0 && holdsOnlyLinks(media);
  const isBeside = alt !== '' && !isLinked && kind !== 'quote';
  const html = kind === 'logic' ? '' : renderMedia(media, isBeside ? alt : descriptionOf(content));
  if (kind === 'details' && heading !== '') pushTitle(state, heading, startLine, 'summary');
  else if (kind !== 'quote' && kind !== 'logic' && !isLinked) pushTitle(state, heading, startLine, 'strong');
  if (html !== '' && kind !== 'quote') pushHtml(state, 'template_html', `<p>${html}</p>\n`);
  const first = state.tokens.length;
  readHeld(state, block);
  if (kind === 'raw')
    for (const token of state.tokens.slice(first)) token.meta = { ...token.meta, isVerbatim: true };
  if (kind === 'quote') {
    if (title !== '' && html === '') pushTitle(state, `— ${title}`, startLine, 'plain');
    else if (html !== '') pushHtml(state, 'template_html', `<p>— ${html}</p>\n`);
  }
  pushHtml(state, 'template_close', close);
}

function holdsOnlyLinks({ pictures, recordings, frames }: Media): boolean {
  return pictures.length + recordings.length + frames.length === 0;
}

function elementsOf(kind: ContentKind, heading: string): readonly [string, string] {
  if (kind === 'quote' || kind === 'callout') return ['<blockquote>\n', '</blockquote>\n'];
  if (kind === 'details' && heading !== '') return ['<details>\n', '</details>\n'];
  return ['', ''];
}

/** What generators write above a callout that has no title: its kind. Themes of Hexo draw it. */
function labelOf({ syntax, name }: TemplateTag, type: string | undefined, language: string): string {
  if (syntax === 'directive') return labelOfKind(name, language);
  return GENERIC_CALLOUT.test(name) && type !== undefined ? labelOfKind(type, language) : '';
}

/** Reads what is between a tag and its end as Markdown. */
function readHeld(state: StateBlock, { tag, ending, startLine, endLine }: TemplateBlock): void {
  if (ending === undefined) return;
  const lastLine = endLine - 1;
  const tagLine = findLine(state, tag.end, startLine, endLine) ?? startLine;
  const restores = [trimLineStart(state, tagLine, tag.end), trimLineEnd(state, lastLine, ending.start)];
  const first = state.isEmpty(tagLine) ? tagLine + 1 : tagLine;
  const last = state.isEmpty(lastLine) ? lastLine : lastLine + 1;
  const outer = { lineMax: state.lineMax, blkIndent: state.blkIndent, parentType: state.parentType };
  state.lineMax = last;
  state.parentType = 'root';
  state.blkIndent = contentIndent(state, first, last, tag.syntax === 'component');
  if (first < last) state.md.block.tokenize(state, first, last);
  Object.assign(state, outer);
  for (const restore of restores.reverse()) restore();
}

/** How far the lines are indented that a tag holds: components indent what they hold, and it is no code. */
function contentIndent(state: StateBlock, first: number, last: number, isIndented: boolean): number {
  let least = Number.POSITIVE_INFINITY;
  for (let line = first; line < last; line++) {
    if (!state.isEmpty(line)) least = Math.min(least, state.sCount[line] ?? 0);
  }
  return least === Number.POSITIVE_INFINITY || (!isIndented && least > state.blkIndent)
    ? state.blkIndent
    : Math.max(0, least);
}

type Restore = () => void;

function trimLineStart(state: StateBlock, line: number, from: number): Restore {
  const { bMarks, tShift, sCount } = state;
  const [mark = 0, shift = 0, count = 0] = [bMarks[line], tShift[line], sCount[line]];
  const start = Math.min(state.skipSpaces(from), state.eMarks[line] ?? from);
  bMarks[line] = start;
  tShift[line] = 0;
  sCount[line] = state.blkIndent;
  return () => {
    bMarks[line] = mark;
    tShift[line] = shift;
    sCount[line] = count;
  };
}

function trimLineEnd(state: StateBlock, line: number, to: number): Restore {
  const { eMarks } = state;
  const end = eMarks[line] ?? to;
  eMarks[line] = Math.max(
    beginningOf(state, line),
    Math.min(to, state.skipSpacesBack(to, state.bMarks[line] ?? 0)),
  );
  return () => {
    eMarks[line] = end;
  };
}

function beginningOf(state: StateBlock, line: number): number {
  return (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
}

function indentOf(state: StateBlock, line: number): number {
  return (state.sCount[line] ?? 0) - state.blkIndent;
}

function pushHtml(
  state: StateBlock,
  type: 'template_open' | 'template_close' | 'template_html',
  html: string,
): void {
  state.push(type, '', type === 'template_open' ? 1 : type === 'template_close' ? -1 : 0).content = html;
}

const TITLES = {
  strong: ['<p><strong>', '</strong></p>\n'],
  plain: ['<p>', '</p>\n'],
  summary: ['<summary>', '</summary>\n'],
} as const;

function pushTitle(state: StateBlock, title: string, line: number, form: keyof typeof TITLES): void {
  if (title === '') return;
  const [open, close] = TITLES[form];
  pushHtml(state, 'template_open', open);
  pushInline(state, title, line);
  pushHtml(state, 'template_close', close);
}

function pushInline(state: StateBlock, content: string, line: number): void {
  const token = state.push('inline', '', 0);
  token.content = content;
  token.map = [line, line + 1];
  token.children = [];
}
