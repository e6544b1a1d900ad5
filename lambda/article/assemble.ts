import type { CleanedBody } from '../clean/clean.ts';
import type { Article, Needs, Upload, Warning } from '../model/article.ts';
import { articleGuid, articleId } from '../model/identity.ts';
import { playerOf } from '../model/media.ts';
import type { Site } from '../model/site.ts';
import { formatDate } from './dates/parse-date.ts';
import type { Facts } from './facts.ts';
import { chooseLists } from './lists.ts';
import type { Files } from './media/attach-files.ts';
import { usedFiles } from './media/files.ts';
import { choosePicture } from './picture.ts';
import { summarize } from './summary.ts';

/** Puts an article together of what is known of it, its cleaned body and its files. */
export function assembleArticle(
  facts: Facts,
  cleaned: CleanedBody,
  files: Files,
  upload: Upload,
  site: Site,
  warnings: Warning[],
): Article {
  const article = withFiles(assemble(facts, cleaned, upload, site), files, facts);
  return withLists(article, site, warnings);
}

function assemble(
  { title, dates, link, author, language, description, pictures, categories, tags }: Facts,
  { html, text, prose, images, removedImages, editor }: CleanedBody,
  { key }: Upload,
  { placeholderHosts }: Site,
): Article {
  const image = choosePicture({ named: pictures, kept: images, removed: removedImages }, placeholderHosts);
  return {
    key,
    id: articleId(key),
    guid: articleGuid(key),
    title,
    published: formatDate(dates.published),
    ...(dates.dated !== undefined && { dated: dates.dated }),
    ...(dates.updated !== undefined && { updated: formatDate(dates.updated) }),
    ...(link !== undefined && { link }),
    ...(author !== undefined && { author }),
    ...(editor !== undefined && { editor }),
    ...(language !== undefined && { language }),
    summary: description ?? summarize(prose || text, title),
    content: html,
    ...(image !== undefined && { image }),
    categories,
    tags,
  };
}

function withFiles(article: Article, files: Files, { episode }: Facts): Article {
  const media = usedFiles(files, article.content, article.image);
  if (media.length === 0) return article;
  const isEpisode = media.some(({ type }) => playerOf(type) !== undefined);
  return { ...article, media, ...(isEpisode && { episode }) };
}

function withLists(article: Article, site: Site, warnings: Warning[]): Article {
  const lists = chooseLists(article, site, (message) => void warnings.push({ message }));
  return lists.length === 0 ? article : { ...article, lists };
}

/** The uploads that the article looks for, and those of the pictures within it that it shows. */
export function needsOf({ references, embedded }: Files, { media = [] }: Article): Needs {
  const shown = new Set(media.map(({ path }) => path));
  const kept = embedded.filter(({ path }) => shown.has(path));
  return {
    ...(references.length > 0 && { references }),
    ...(kept.length > 0 && { embedded: kept }),
  };
}
