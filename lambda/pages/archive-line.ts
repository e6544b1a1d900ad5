import { type ArchiveLine, MAX_LINE_SUMMARY } from '../model/archive.ts';
import type { Article } from '../model/article.ts';

/** What the archives know of an article. */
export function archiveLine(article: Article): ArchiveLine {
  const { id, published, updated, title, summary, author, language, categories, tags } = article;
  return {
    id,
    published,
    ...(updated !== undefined && { updated }),
    title,
    summary: beginningOf(summary),
    ...(author !== undefined && { author }),
    ...(language !== undefined && { language }),
    categories,
    tags,
  };
}

/** The beginning of a text, without half a character at its end. */
function beginningOf(text: string): string {
  const cut = text.slice(0, MAX_LINE_SUMMARY);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
