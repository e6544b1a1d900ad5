import type { MarkdownIt, StateCore, Token } from 'markdown-it';
import { escapeAttribute, escapeText } from '../../model/markup.ts';
import { resolveTemplates } from './template-addresses.ts';
import { kindOf } from './template-kinds.ts';
import { renderMedia } from './template-media.ts';
import { pairTags } from './template-pairs.ts';
import { scanTags, type TemplateTag } from './template-tags.ts';
import { descriptionOf, readContent } from './template-words.ts';

const TEMPLATE = /\{\{|\{%/;
const CODE = /=\{/;

/** Reads tags of templates within blocks of HTML: what they show stands in their place, what they hold stays. */
export function supportTemplateHtml(renderer: MarkdownIt): void {
  renderer.core.ruler.after('inline', 'template_html', readTokens);
}

function readTokens({ tokens }: StateCore): void {
  for (const token of tokens) {
    if (token.meta?.isVerbatim === true) continue;
    if (token.type === 'html_block') expand(token);
    for (const child of token.children ?? []) if (child.type === 'html_inline') expand(child);
  }
}

function expand(token: Token): void {
  if (!TEMPLATE.test(token.content) && !CODE.test(token.content)) return;
  token.content = expandTags(token.content).replace(/<[^<>]*>/g, resolveAttributes);
}

function expandTags(html: string): string {
  const found = pairTags(scanTags(html, []), []);
  const replaced: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  for (const { tag, ending } of found.values()) {
    if (tag.syntax !== 'liquid' && tag.syntax !== 'shortcode') continue;
    replaced.push({ start: tag.start, end: tag.end, text: show(tag, ending !== undefined) });
    if (ending !== undefined) replaced.push({ start: ending.start, end: ending.end, text: '' });
  }
  replaced.sort((a, b) => a.start - b.start);
  let expanded = '';
  let at = 0;
  let isWithinTag = false;
  for (const { start, end, text } of replaced) {
    const before = html.slice(at, start);
    isWithinTag =
      before.includes('<') || before.includes('>')
        ? before.lastIndexOf('<') > before.lastIndexOf('>')
        : isWithinTag;
    expanded += before + (isWithinTag ? html.slice(start, end) : text);
    at = end;
  }
  return expanded + html.slice(at);
}

function show(tag: TemplateTag, isPaired: boolean): string {
  if (tag.isEnd || kindOf(tag) === 'logic') return '';
  const content = readContent(tag);
  const { title, media, source } = content;
  const shown = renderMedia(media, descriptionOf(content));
  if (shown !== '') return shown;
  return escapeText(title !== '' || isPaired ? title : source);
}

function resolveAttributes(tag: string): string {
  const resolved = TEMPLATE.test(tag) ? tag.replace(/=\s*(?:"[^"]*"|'[^']*')/g, resolveAttribute) : tag;
  // JSX has code in braces: the address is a text in it.
  return resolved.replace(/=\{[^{}"'`]*(?:"([^"{}]*)"|'([^'{}]*)'|`([^`{}]*)`)[^{}]*\}/g, readText);
}

function readText(_code: string, ...texts: readonly (string | undefined)[]): string {
  const text = texts.find((one) => typeof one === 'string');
  return `="${escapeAttribute(text ?? '')}"`;
}

function resolveAttribute(attribute: string): string {
  if (!TEMPLATE.test(attribute)) return attribute;
  const value = attribute.replace(/^=\s*["']/, '').slice(0, -1);
  return `="${escapeAttribute(resolveTemplates(value))}"`;
}
