import type { MarkdownIt, StateInline } from 'markdown-it';
import { undelimit } from '../../clean/formulas/delimiters.ts';
import { escapeText } from '../../model/markup.ts';
import { findCode } from './code-ranges.ts';
import { outlineOf } from './outline.ts';
import { SourceLines } from './source-lines.ts';
import { kindOf } from './template-kinds.ts';
import { renderMedia } from './template-media.ts';
import { type FoundTag, pairTags, type TemplateTags } from './template-pairs.ts';
import { scanTags, type TemplateTag } from './template-tags.ts';
import { descriptionOf, readContent } from './template-words.ts';

/** Reads tags of templates within paragraphs. */
export function supportTemplateInlines(renderer: MarkdownIt): void {
  renderer.inline.ruler.after('text', 'template', readTemplate);
  renderer.renderer.rules.template_inline = (tokens, index) => tokens[index]?.content ?? '';
  readVerbatimContent(renderer);
}

/** Tags that are nested deeper are text. */
const MAX_NESTED = 20;

const depths = new WeakMap<StateInline, number>();

/** The tags of the paragraphs that are being read. */
const tagsOf = new WeakMap<StateInline, TemplateTags>();

/** The texts being read in which nothing is a tag. */
const verbatim = new WeakSet<StateInline['env']>();

/** Remembers of each paragraph whether a tag says that it is shown as it is written. */
function readVerbatimContent(renderer: MarkdownIt): void {
  renderer.core.ruler.at('inline', ({ tokens, md, env }) => {
    for (const token of tokens) {
      if (token.type !== 'inline') continue;
      if (token.meta?.isVerbatim === true) verbatim.add(env);
      md.inline.parse(token.content, md, env, token.children ?? []);
      verbatim.delete(env);
    }
  });
}

function readTemplate(state: StateInline, silent: boolean): boolean {
  const first = state.src.charAt(state.pos);
  if ((first !== '{' && first !== '<') || verbatim.has(state.env)) return false;
  const found = findTags(state).get(state.pos);
  if (found === undefined) return false;
  const { tag, ending } = found;
  const end = (ending ?? tag).end;
  if ((depths.get(state) ?? 0) >= MAX_NESTED) return false;
  if (end > state.posMax || (tag.syntax === 'component' && !isComponent(state, found))) return false;
  if (!silent) show(state, tag, ending);
  state.pos = end;
  return true;
}

function findTags(state: StateInline): TemplateTags {
  const known = tagsOf.get(state);
  if (known !== undefined) return known;
  const code = findCode(new SourceLines(state.src));
  const tags = pairTags(scanTags(state.src, code), code);
  tagsOf.set(state, tags);
  return tags;
}

/** Whether a tag is a component rather than a word between brackets: the text imports it, or it shows something. */
function isComponent({ env }: StateInline, { tag, ending }: FoundTag): boolean {
  if (tag.isEnd || (ending === undefined && !tag.isVoid)) return false;
  if (outlineOf(env).imports.has(tag.name)) return true;
  const { title, media } = readContent(tag);
  return title !== '' || renderMedia(media, '') !== '';
}

function show(state: StateInline, tag: TemplateTag, ending: TemplateTag | undefined): void {
  const kind = kindOf(tag);
  if (kind === 'hidden' || tag.isEnd) return;
  const shown = readContent(tag);
  const { title, media, source } = shown;
  const label = descriptionOf(shown);
  if (ending === undefined) {
    if (kind === 'logic') return;
    const html = renderMedia(media, label);
    push(state, html !== '' ? html : escapeText(title !== '' ? title : source));
    return;
  }
  const content = state.src.slice(tag.end, ending.start);
  if (kind === 'code' || kind === 'formula') {
    const token = state.push('code_inline', 'code', 0);
    token.content = kind === 'formula' ? undelimit(content) : content;
    if (kind === 'formula') token.attrs = [['class', 'language-math math-inline']];
    return;
  }
  const [link] = media.links;
  const isLink = link !== undefined && title === '' && media.pictures.length === 0 && kind !== 'logic';
  if (isLink) state.push('link_open', 'a', 1).attrs = [['href', state.md.normalizeLink(link)]];
  else if (kind !== 'logic')
    push(state, [escapeText(title), renderMedia(media, label)].filter((part) => part !== '').join(' '));
  readBetween(state, tag.end, ending.start, kind === 'raw');
  if (isLink) state.push('link_close', 'a', -1);
}

function push(state: StateInline, html: string): void {
  if (html !== '') state.push('template_inline', '', 0).content = html;
}

function readBetween(state: StateInline, start: number, end: number, isVerbatim: boolean): void {
  const { pos, posMax } = state;
  const depth = depths.get(state) ?? 0;
  depths.set(state, depth + 1);
  state.pos = start;
  state.posMax = end;
  if (isVerbatim) verbatim.add(state.env);
  state.md.inline.tokenize(state);
  if (isVerbatim) verbatim.delete(state.env);
  depths.set(state, depth);
  state.pos = pos;
  state.posMax = posMax;
}
