import { readDocument, type SavedPage } from '../clean/clean.ts';
import { isHtml } from './html-or-markdown.ts';
import { limitMarkdown } from './markdown-limit.ts';

/** A body as HTML, and the page that it was saved with, if it was one. */
export interface Body {
  readonly html: string;
  readonly page?: Omit<SavedPage, 'body'>;
}

/**
 * An upload's body as HTML: saved pages lose all but their `body`, HTML stays as it is, Markdown is rendered. Throws a
 * `MarkdownLimitError` or a `CleaningLimitError` for what would take too long.
 */
export async function bodyToHtml(body: string, { key }: { readonly key: string }): Promise<Body> {
  if (isPage(body)) {
    const { body: html, ...page } = readDocument(body);
    return { html, page };
  }
  if (/\.x?html?$/i.test(key) || isHtml(body)) return { html: body };
  limitMarkdown(body);
  const { renderMarkdown } = await import('./markdown.ts');
  return { html: renderMarkdown(decodeBraces(body)) };
}

/** Whether a text is a whole HTML document, whatever comments stand above it. */
function isPage(text: string): boolean {
  let at = skipSpace(text, 0);
  while (text.startsWith('<!--', at)) {
    const end = text.indexOf('-->', at);
    if (end < 0) return false;
    at = skipSpace(text, end + 3);
  }
  return /^<(?:!doctype|html|head|body)[\s>]/i.test(text.slice(at, at + 10));
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}

/**
 * Some generators write every brace of a file as a character reference. In HTML that is the same; in the code of a
 * Markdown text it is not.
 */
function decodeBraces(text: string): string {
  if (/[{}]/.test(text)) return text;
  return text.replaceAll('&#123;', '{').replaceAll('&#125;', '}');
}
