import { isPage } from '../clean/clean.ts';
import { beginsLinesWithTags } from './markdown/html-lines.ts';
import { limitMarkdown } from './markdown-limit.ts';

/**
 * An upload's body as HTML: pages and HTML stay as they are, plain text and Markdown are rendered. Throws a
 * `MarkdownLimitError` for what would take too long.
 */
export async function bodyToHtml(
  body: string,
  { key, language }: { readonly key: string; readonly language?: string },
): Promise<string> {
  if (isPage(body) || /\.[xm]?html?$/i.test(key)) return body;
  const isHtml = beginsLinesWithTags(body) || (await import('./markdown/html-blocks.ts')).isWholeHtml(body);
  if (/\.txt$/i.test(key)) {
    if (isHtml && isEnclosed(body)) return body;
    const { renderPlainText } = await import('./plain-text.ts');
    return renderPlainText(body);
  }
  if (isHtml) return body;
  limitMarkdown(body);
  const { renderMarkdown } = await import('./markdown.ts');
  return renderMarkdown(decodeBraces(body), language);
}

/** Whether a text begins and ends with an element's tag: plain text only speaks of tags. */
function isEnclosed(text: string): boolean {
  return (
    /^<[a-z][^<]*>/i.test(text.trimStart().slice(0, 400)) &&
    /<\/[a-z][a-z0-9]*\s*>$/i.test(text.trimEnd().slice(-100))
  );
}

/**
 * Some generators write every brace of a file as a character reference. In HTML that is the same; in the code of a
 * Markdown text it is not.
 */
function decodeBraces(text: string): string {
  if (/[{}]/.test(text)) return text;
  return text.replaceAll('&#123;', '{').replaceAll('&#125;', '}');
}
