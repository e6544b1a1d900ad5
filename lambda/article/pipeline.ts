import { MEDIA_SCHEMES } from '../clean/allow-list.ts';
import { type CleanedBody, CleaningLimitError, cleanBody, readDocument } from '../clean/clean.ts';
import { resolveAddress } from '../clean/links.ts';
import type { Article, Derivation, Rejection, Upload, Warning } from '../model/article.ts';
import { articleGuid, articleId } from '../model/identity.ts';
import type { Site } from '../model/site.ts';
import { peelQuotes, quote, tidyText } from '../model/text.ts';
import { type Body, bodyToHtml } from './body.ts';
import { settleDates } from './chronology.ts';
import { formatDate, parseDate } from './dates.ts';
import { decodeText } from './decode.ts';
import { parseFrontMatter } from './front-matter.ts';
import { MarkdownLimitError } from './markdown-limit.ts';
import { type Metadata, readLanguageTag, readMetadata } from './metadata.ts';
import { choosePicture, resolvePictures } from './picture.ts';
import { refuseSize, skipFile } from './refusal.ts';
import { shorten, summarize } from './summary.ts';

/** Titles that nobody wrote as titles are cut to this many characters. */
const MAX_FOUND_TITLE = 300;

/**
 * What an upload comes to: an article, nothing that is to be published, or a rejection. Depends on nothing but its
 * arguments. `onCleaned` is told what cleaning made of the body, where it comes to that.
 */
export async function deriveArticle(
  upload: Upload,
  site: Site,
  onCleaned?: (cleaned: CleanedBody) => void,
): Promise<Derivation> {
  const skip = skipFile(upload.key);
  if (skip !== undefined) return { status: 'skipped', reason: skip, warnings: [] };
  const refusal = refuseSize(upload);
  if (refusal) return reject(refusal);

  const decoding = decodeText(upload.body);
  if (decoding.status === 'rejected') return reject(decoding.rejection);

  const front = await parseFrontMatter(decoding.text);
  if (front.status === 'rejected') return reject(front.rejection);

  const { metadata, rejection, warnings: doubts } = readMetadata(front.fields, site.timeZone);
  const warnings = [...front.warnings, ...doubts];
  if (metadata.draft) return { status: 'skipped', reason: 'it is a draft', warnings };
  if (rejection) return reject(rejection, warnings);
  if (front.body.trim() === '') return reject(NO_BODY, warnings);

  try {
    const body = await bodyToHtml(front.body, upload);
    return await publish(upload, site, metadata, body, warnings, onCleaned);
  } catch (error) {
    if (!(error instanceof CleaningLimitError || error instanceof MarkdownLimitError)) throw error;
    return reject({ reason: error.message, advice: 'Simplify the body, or split the article.' }, warnings);
  }
}

const NO_BODY: Rejection = {
  reason: 'the article has no body',
  advice: 'Write the text of the article below its front matter.',
};

const NO_TITLE: Rejection = {
  reason: 'the article has no title',
  advice: 'Name one in the front matter: "title: …".',
};

const NOTHING_LEFT: Rejection = {
  reason: 'nothing is left of the body after cleaning',
  advice: 'See with "npm run clean" what was removed, and upload the article with a text of its own.',
};

function reject(rejection: Rejection, warnings: readonly Warning[] = []): Derivation {
  return { status: 'rejected', rejection, warnings };
}

async function publish(
  { key, modified }: Upload,
  site: Site,
  metadata: Metadata,
  body: Body,
  doubts: readonly Warning[],
  onCleaned?: (cleaned: CleanedBody) => void,
): Promise<Derivation> {
  const title = metadata.title ?? findTitle(body, key);
  if (title === '') return reject(NO_TITLE, doubts);

  const id = articleId(key);
  const link = metadata.link ?? resolveAddress(body.page?.link ?? '', undefined, MEDIA_SCHEMES);
  const pictures = resolvePictures(metadata.images, link);
  const cleaned = await cleanBody(body.html, {
    key,
    id,
    title,
    categories: metadata.categories,
    ...(metadata.author !== undefined && { author: metadata.author }),
    ...(link !== undefined && { link }),
    ...(pictures[0] !== undefined && { image: pictures[0] }),
    placeholderHosts: site.placeholderHosts,
  });
  onCleaned?.(cleaned);
  if (cleaned.html === '') return reject(NOTHING_LEFT, doubts);

  const dates = settleDates(withPageDate(metadata, body, site.timeZone), modified);
  const language = metadata.language ?? readLanguageTag(body.page?.language ?? '');
  const image = choosePicture(
    { named: pictures, kept: cleaned.images, removed: cleaned.removedImages },
    site.placeholderHosts,
  );
  const article: Article = {
    key,
    id,
    guid: articleGuid(key),
    title,
    published: formatDate(dates.published),
    ...(dates.updated !== undefined && { updated: formatDate(dates.updated) }),
    ...(link !== undefined && { link }),
    ...(metadata.author !== undefined && { author: metadata.author }),
    ...(cleaned.editor !== undefined && { editor: cleaned.editor }),
    ...(language !== undefined && { language }),
    summary: metadata.description ?? summarize(cleaned.text, title),
    content: cleaned.html,
    ...(image !== undefined && { image }),
    categories: metadata.categories,
    tags: metadata.tags,
  };
  return {
    status: 'published',
    article,
    warnings: [...doubts, ...remind(metadata, title), ...dates.warnings],
  };
}

/** The title of a saved page or the first heading of a body, else the file's name without its ending. */
function findTitle({ html, page = readDocument(html) }: Body, key: string): string {
  const heading = tidyText(page.heading ?? '');
  const title = tidyText(page.title ?? '');
  // The title of a page often has the name of the site in it, the heading has not.
  const found = title === '' || (heading !== '' && title.includes(heading)) ? heading : title;
  return shorten(found === '' ? readName(key) : found, MAX_FOUND_TITLE);
}

function readName(key: string): string {
  const file = key.slice(key.lastIndexOf('/') + 1);
  return peelQuotes(tidyText(file.replace(/\.[a-z]{1,10}$/i, '')));
}

function withPageDate(
  metadata: Metadata,
  { page }: Body,
  timeZone: string,
): Pick<Metadata, 'published' | 'updated'> {
  const time = metadata.published ? undefined : parseDate(page?.date ?? '', timeZone);
  return time === undefined ? metadata : { ...metadata, published: { time } };
}

/** What an uploader may have forgotten. */
function remind({ categories, title }: Metadata, taken: string): Warning[] {
  const warnings: Warning[] = [];
  if (title === undefined)
    warnings.push({ message: `the article names no title; ${quote(taken)} was found for it` });
  if (categories.length === 0) {
    warnings.push({ message: "the article names no categories; it stands in the site's own feed only" });
  }
  return warnings;
}
