import { dropTracking } from '../clean/links.ts';
import { resolveAddress } from '../model/addresses.ts';
import type { Episode, Rejection, Warning } from '../model/article.ts';
import { parseLanguageTag } from '../model/language.ts';
import { quote } from '../model/text.ts';
import { readAuthor } from './author.ts';
import { type Instant, toInstant } from './dates/chronology.ts';
import { type DateContext, formatDate, parseDate } from './dates/parse-date.ts';
import { readEpisode, readRecordings } from './episode.ts';
import { fieldsOf, firstText, isNothing, wordsOf } from './field-values.ts';
import type { Fields } from './front-matter/fields.ts';
import { markupToText } from './markup-text.ts';
import { readCategories, readTags, rejectCategories } from './names.ts';
import { parseBoolean, skipUnreleased } from './publication.ts';
import { type Refusal, reject } from './refusal.ts';
import { shorten } from './summary.ts';
import { readTitle } from './title.ts';
import type { Warn } from './warnings.ts';

/** What front matter says of an article, understood. */
export interface Metadata {
  readonly title?: string;
  /** Line of the file, counted from 1. */
  readonly titleLine?: number;
  readonly published?: Instant;
  readonly updated?: Instant;
  readonly author?: string;
  /** http or https. */
  readonly link?: string;
  /** Plain text, one paragraph. */
  readonly description?: string;
  /** Addresses of pictures as they are written, the likeliest first. */
  readonly images: readonly string[];
  /** Addresses of recordings as they are written. */
  readonly recordings: readonly string[];
  readonly episode: Episode;
  /** A BCP 47 tag. */
  readonly language?: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
}

/** What is read of front matter: metadata, a draft that is skipped whatever else is wrong with it, or a rejection. */
export type MetadataReading = ({ readonly status: 'read'; readonly metadata: Metadata } | Refusal) & {
  readonly warnings: readonly Warning[];
};

/** The names that generators have for a field, the usual one first, as `fieldName` writes them. */
const PUBLISHED = [
  ...['date', 'published', 'publishdate', 'publisheddate', 'publishedat', 'datepublished', 'pubdate'],
  ...['publishtime', 'publishedtime', 'pubtime', 'posttime', 'postdate', 'datetime', 'time', 'publish'],
  ...['created', 'createdat', 'createtime', 'createdtime'],
];
const UPDATED = ['updated', 'lastmod', 'modified', 'lastmodified', 'updatedat', 'datemodified'];
const DESCRIPTION = ['description', 'excerpt', 'summary'];
const IMAGES = ['thumbnail', 'headimg', 'cover', 'image', 'images', 'banner', 'featuredimage', 'ogimage'];
const LANGUAGE = ['lang', 'language'];

/** Fields that hold the original's address, and those that hold it only where it is an absolute one. */
const LINK = ['link', 'url', 'sourceurl', 'sourcelink', 'originalurl', 'originallink', 'canonicalurl'];
const PERHAPS_LINK = ['original', 'canonical', 'from', 'source', 'origin', 'permalink', 'via'];
const ANY_LINK = [...LINK, ...PERHAPS_LINK];

/** An address that stands in other marks: those of Markdown, `<…>` or `[original](…)`, or behind a word. */
const WITHIN = /https?:\/\/[^\s<>()[\]"'，。；、]+/;

const MAX_TITLE = 1_000;
const MAX_DESCRIPTION = 1_000;

/** Reads the fields that are understood, and no others. */
export function readMetadata(fields: Fields, context: DateContext): MetadataReading {
  const warnings: Warning[] = [];
  const warn: Warn = (message, line) => warnings.push({ message, ...(line !== undefined && { line }) });

  const title = readTitle(fields, warn);
  const titleLine = fields.get('title')?.line;
  const published = readInstant(fields, PUBLISHED, context, warn);
  const updated = readInstant(fields, UPDATED, context, warn);
  const author = readAuthor(fields, warn);
  const link = readLink(fields, warn);
  const description = readDescription(fields);
  const language = readLanguage(fields, warn);
  const categories = readCategories(fields, warn);
  const tags = readTags(fields, categories, warn);
  const refusal = skipUnreleased(fields, warn);
  if (refusal !== undefined) return { ...refusal, warnings };
  const rejection = rejectTitle(title, fields) ?? rejectCategories(categories, fields);
  if (rejection !== undefined) return { ...reject(rejection), warnings };
  const metadata = {
    ...(title !== undefined && { title }),
    ...(titleLine !== undefined && { titleLine }),
    ...(published !== undefined && { published }),
    ...(updated !== undefined && { updated }),
    ...(author !== undefined && { author }),
    ...(link !== undefined && { link }),
    ...(description !== undefined && { description }),
    images: readImages(fields),
    recordings: readRecordings(fields),
    episode: readEpisode(fields),
    ...(language !== undefined && { language }),
    categories,
    tags,
  };
  return { status: 'read', metadata, warnings };
}

function rejectTitle(title: string | undefined, fields: Fields): Rejection | undefined {
  if (title === undefined || title.length <= MAX_TITLE) return undefined;
  const line = fields.get('title')?.line;
  return {
    reason: `the title has ${title.length} characters, and the limit is ${MAX_TITLE}`,
    advice: 'Shorten the title.',
    ...(line !== undefined && { line }),
  };
}

/** The first date that can be read; `published: false` is no date. */
function readInstant(
  fields: Fields,
  names: readonly string[],
  context: DateContext,
  warn: Warn,
): Instant | undefined {
  for (const { value, line } of fieldsOf(fields, names)) {
    const text = firstText(value);
    if (text === '' || parseBoolean(text) !== undefined) continue;
    const date = parseDate(text, context);
    const instant = date && toInstant(date, context);
    if (instant === undefined) {
      warn(`${quote(text)} is no date that exists or can be read`, line);
      continue;
    }
    if (date?.hasOtherWords || date?.isRelative || instant.time !== date?.time) {
      warn(`${quote(text)} was read as ${formatDate(instant.time)}`, line);
    }
    return { ...instant, ...(line !== undefined && { line }) };
  }
  return undefined;
}

function readLink(fields: Fields, warn: Warn): string | undefined {
  for (const name of ANY_LINK) {
    const field = fields.get(name);
    if (field === undefined) continue;
    for (const text of wordsOf(field.value, 'url', 'href', 'link')) {
      const link = resolveAddress(text, undefined) ?? resolveAddress(WITHIN.exec(text)?.[0] ?? '', undefined);
      if (link !== undefined) return dropTracking(link);
      if (!PERHAPS_LINK.includes(name)) {
        warn(`${quote(text)} is no web address and was left out as the article's link`, field.line);
      }
    }
  }
  return undefined;
}

/** Pictures as mappings name them, or as plain addresses. */
export function readImages(fields: Fields): readonly string[] {
  const images: string[] = [];
  for (const { value } of fieldsOf(fields, IMAGES)) {
    for (const address of wordsOf(value, 'url', 'src')) if (/[./]/.test(address)) images.push(address);
  }
  return images;
}

function readLanguage(fields: Fields, warn: Warn): string | undefined {
  for (const { value, line } of fieldsOf(fields, LANGUAGE)) {
    const text = firstText(value);
    if (isNothing(text)) continue;
    const tag = parseLanguageTag(text);
    if (tag !== undefined) return tag;
    warn(`${quote(text)} is no language tag such as "zh-CN"`, line);
  }
  return undefined;
}

/** The description as plain text, one paragraph. */
export function readDescription(fields: Fields): string | undefined {
  for (const { value } of fieldsOf(fields, DESCRIPTION)) {
    const text = markupToText(firstText(value), 10 * MAX_DESCRIPTION);
    if (!isNothing(text)) return shorten(text, MAX_DESCRIPTION);
  }
  return undefined;
}
