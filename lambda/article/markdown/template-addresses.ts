import type { MarkdownIt } from 'markdown-it';
import { parseArguments } from './template-arguments.ts';

/** An address begins no further from here where it has a template in it, and ends no further. */
const LONGEST = 200;

const EXPRESSION = /\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}/y;

/** Names of tags that stand for the page of another article, which nobody here knows. */
const PAGE = /^(?:(?:rel)?ref|post_(?:url|path|link)|link|doc|page)$/;

/** Takes addresses that templates are a part of: `[a]({{ site.url }}/b)`. */
export function supportTemplateAddresses(renderer: MarkdownIt): void {
  const { parseLinkDestination } = renderer.helpers;
  renderer.helpers.parseLinkDestination = (text, start, max) => {
    const brace = text.slice(start, start + LONGEST).search(/\{[{%]/);
    const end = brace < 0 ? undefined : endOfAddress(text, start, max);
    if (end === undefined) return parseLinkDestination(text, start, max);
    return { ok: true, pos: end, str: resolveTemplates(text.slice(start, end)) };
  };
}

/** Where an address ends that may have templates in it; undefined if it has none, or no end. */
function endOfAddress(text: string, start: number, max: number): number | undefined {
  let hasTemplate = false;
  let depth = 0;
  const last = Math.min(max, start + LONGEST);
  for (let at = start; at < last; at++) {
    EXPRESSION.lastIndex = at;
    const expression = text.charAt(at) === '{' ? EXPRESSION.exec(text)?.[0] : undefined;
    if (expression !== undefined) {
      hasTemplate = true;
      at += expression.length - 1;
      continue;
    }
    const character = text.charAt(at);
    if (character === '(') depth++;
    if (/[\s<>]/.test(character) || (character === ')' && depth-- === 0)) return hasTemplate ? at : undefined;
  }
  return undefined;
}

/**
 * An address with the values of its templates: a path in quotes, or nothing where only a site knows it. What is nothing
 * but the page of another article becomes an address that nobody can follow, so that cleaning tells where it led.
 */
export function resolveTemplates(address: string): string {
  const resolved = address.replace(TEMPLATES, readPath);
  if (resolved !== '') return resolved;
  const page =
    address
      .match(TEMPLATES)
      ?.map(readPage)
      .find((path) => path !== '') ?? '';
  return page === '' ? '' : `template:${page}`;
}

const TEMPLATES = /\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}/g;

/** The page of another article that a template stands for, as it names it. */
function readPage(template: string): string {
  const { words } = parseArguments(innerOf(template));
  const path = words.at(-1)?.text ?? '';
  return PAGE.test(words[0]?.text ?? '') && words.length > 1 && /^[\w./-]+$/.test(path) ? path : '';
}

function readPath(template: string): string {
  const inner = innerOf(template);
  const quoted = /^(["'])([^"']*)\1/.exec(inner)?.[2];
  if (quoted !== undefined) return quoted;
  const { words } = parseArguments(inner);
  const path = words.at(-1)?.text ?? '';
  return words.length < 2 || PAGE.test(words[0]?.text ?? '') || !/\.(?!md$)[a-z0-9]{2,5}$/i.test(path)
    ? ''
    : path;
}

function innerOf(template: string): string {
  return template
    .slice(2, -2)
    .replace(/^[<%-]/, '')
    .replace(/[>%-]$/, '')
    .trim();
}
