import { isPage } from '../clean/clean.ts';
import { isHtml } from './html-or-markdown.ts';
import { limitMarkdown } from './markdown-limit.ts';

/**
 * An upload's body as HTML: pages and HTML stay as they are, Markdown is rendered. Throws a `MarkdownLimitError` for
 * what would take too long.
 */
export async function bodyToHtml(body: string, { key }: { readonly key: string }): Promise<string> {
  if (isPage(body) || /\.x?html?$/i.test(key) || isHtml(body)) return body;
  limitMarkdown(body);
  const { renderMarkdown } = await import('./markdown.ts');
  return renderMarkdown(decodeBraces(body));
}

/**
 * Some generators write every brace of a file as a character reference. In HTML that is the same; in the code of a
 * Markdown text it is not.
 */
function decodeBraces(text: string): string {
  if (/[{}]/.test(text)) return text;
  return text.replaceAll('&#123;', '{').replaceAll('&#125;', '}');
}
