import { type DefaultTreeAdapterMap, defaultTreeAdapter, parse, parseFragment, serialize } from 'parse5';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

/** What is known of an article apart from its body. */
export interface CleanContext {
  readonly key: string;
  readonly id: string;
  readonly title: string;
  readonly categories: readonly string[];
  readonly author?: string;
  /** The original's address: the base of relative addresses. */
  readonly link?: string;
  /** The picture that front matter names. */
  readonly image?: string;
  /** Hosts whose pictures stand for "no picture". A host covers its subdomains. */
  readonly placeholderHosts: readonly string[];
}

/** A cleaned body and what was read out of it. */
export interface CleanedBody {
  /** A fragment that parses to itself; empty when nothing is left. */
  readonly html: string;
  /** The plain text of it, blocks separated by line feeds. */
  readonly text: string;
  /** Addresses of the pictures that were kept, in order. */
  readonly images: readonly string[];
  /** Addresses of pictures that were removed as promotion, QR code, tracking or placeholder. */
  readonly removedImages: readonly string[];
  /** The editor in charge (责任编辑). */
  readonly editor?: string;
  /** What was removed, and by which rule. */
  readonly removals: readonly Removal[];
}

/** Something that a rule took out of a body. */
export interface Removal {
  readonly rule: string;
  /** The beginning of what was removed, as plain text or an address. */
  readonly excerpt: string;
}

/** A saved HTML page, read for what front matter would have told. */
export interface SavedPage {
  readonly title?: string;
  readonly heading?: string;
  readonly link?: string;
  readonly language?: string;
  readonly date?: string;
  readonly body: string;
}

/** An input beyond the bounds of the cleaner; the message is the reason as a clause. */
export class CleaningLimitError extends Error {
  override readonly name = 'CleaningLimitError';
}

const KEPT = new Set([
  'p',
  'strong',
  'em',
  'b',
  'i',
  'a',
  'img',
  'ul',
  'ol',
  'li',
  'h2',
  'h3',
  'pre',
  'code',
  'br',
  'blockquote',
]);
const DROPPED = new Set([
  'style',
  'script',
  'template',
  'noscript',
  'iframe',
  'svg',
  'math',
  'object',
  'form',
]);

/** Cleans an article's body. Throws {@link CleaningLimitError} for input beyond the bounds. */
export function cleanBody(html: string, _context: CleanContext): CleanedBody {
  const fragment = parseFragment(html);
  const images: string[] = [];
  fragment.childNodes = fragment.childNodes.flatMap((node) => keep(node, images));
  const clean = serialize(fragment).trim();
  return { html: clean, text: clean.replace(/<[^>]+>/g, ''), images, removedImages: [], removals: [] };
}

/** Reads a saved HTML page. */
export function readDocument(html: string): SavedPage {
  const root = parse(html).childNodes.find((node) => node.nodeName === 'html');
  const body =
    root && 'childNodes' in root ? root.childNodes.find((node) => node.nodeName === 'body') : undefined;
  return { body: body && 'childNodes' in body ? serialize(body) : '' };
}

function keep(node: Node, images: string[]): Element['childNodes'] {
  if (defaultTreeAdapter.isTextNode(node)) return [node];
  if (!defaultTreeAdapter.isElementNode(node) || DROPPED.has(node.tagName)) return [];
  const children = node.childNodes.flatMap((child) => keep(child, images));
  if (!KEPT.has(node.tagName)) return children;
  node.childNodes = children;
  node.attrs = node.attrs.filter(
    ({ name, value }) => /^(href|src|alt)$/.test(name) && !/^\s*(javascript|data|vbscript):/i.test(value),
  );
  const source = node.attrs.find(({ name }) => name === 'src')?.value;
  if (node.tagName === 'img' && source) images.push(source);
  return [node];
}
