import { isComment, isElement, type SourceDocument, type SourceNode } from './tree.ts';

/** Elements whose content the tokenizer reads as text up to their end tag, as it is written. */
export const RAW_TEXT: readonly string[] = ['iframe', 'noembed', 'noframes', 'style', 'xmp'];

/** Those whose content it reads as text, too, but with character references, tags of its own, or no end. */
export const OTHER_TEXT: readonly string[] = ['plaintext', 'script', 'textarea', 'title'];

/** All of them: without its end tag, each takes the file to its end. */
export const SWALLOWING: ReadonlySet<string> = new Set([...RAW_TEXT, ...OTHER_TEXT]);

/** The input without the tag that swallowed its end; undefined when all is closed. */
export function releaseSwallowed(document: SourceDocument, html: string): string | undefined {
  let last: SourceNode | undefined = document.children.at(-1);
  while (last !== undefined && isElement(last) && last.children.length > 0) last = last.children.at(-1);
  if (last === undefined) return undefined;
  if (isComment(last)) return releaseComment(html);
  const holder = isElement(last) ? last : last.parent;
  if (holder === null || !isElement(holder) || !SWALLOWING.has(holder.name)) return undefined;
  return releaseElement(html, holder.name);
}

function releaseComment(html: string): string | undefined {
  const closed = Math.max(html.lastIndexOf('-->'), html.lastIndexOf('--!>'));
  const open = html.indexOf('<!--', closed + 1);
  return open < 0 ? undefined : html.slice(0, open) + html.slice(open).replaceAll('<!--', '');
}

function releaseElement(html: string, name: string): string | undefined {
  let closed = -1;
  if (name !== 'plaintext') {
    for (const { index } of html.matchAll(new RegExp(`</${name}`, 'gi'))) closed = index;
  }
  const before = html.slice(0, closed + 1);
  const rest = html.slice(closed + 1);
  const opener = new RegExp(`<${name}(?:[\\s/][^<>]*)?>`, 'gi');
  const start = rest.search(opener);
  if (start < 0) return undefined;
  const swallowed = rest.slice(start).replace(opener, '');
  const holdsProse = name === 'plaintext' || name === 'textarea' || name === 'xmp' || name === 'title';
  const release = holdsProse ? 0 : Math.max(0, swallowed.search(/<[a-z/!]/i));
  return before + rest.slice(0, start) + swallowed.slice(release);
}
