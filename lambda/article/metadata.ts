import { parseFragment } from 'parse5';
import { dropTracking } from '../clean/links.ts';
import { resolveAddress } from '../model/addresses.ts';
import type { Rejection, Warning } from '../model/article.ts';
import { parseLanguageTag } from '../model/language.ts';
import { peelQuotes, quote, readPlainText, tidyText } from '../model/text.ts';
import { parseDate } from './dates.ts';
import type { Field, Fields } from './front-matter/fields.ts';
import { type Refusal, reject, skip } from './refusal.ts';
import { shorten } from './summary.ts';

/** What front matter says of an article, understood. */
export interface Metadata {
  readonly title?: string;
  /** In milliseconds since the epoch, as `updated`. */
  readonly published?: Instant;
  readonly updated?: Instant;
  readonly author?: string;
  /** http or https. */
  readonly link?: string;
  /** Plain text, one paragraph. */
  readonly description?: string;
  /** Addresses of pictures as they are written, the likeliest first. */
  readonly images: readonly string[];
  /** A BCP 47 tag. */
  readonly language?: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
}

/** A point in time and the line that names it. */
export interface Instant {
  readonly time: number;
  readonly line?: number;
}

/** What front matter comes to: metadata, a draft that is skipped whatever else is wrong with it, or a rejection. */
export type MetadataReading = ({ readonly status: 'read'; readonly metadata: Metadata } | Refusal) & {
  readonly warnings: readonly Warning[];
};

/** The names that generators have for a field, the usual one first, as `fieldName` writes them. */
const NAMES = {
  title: ['title'],
  published: [
    'date',
    'published',
    'publishdate',
    'publisheddate',
    'publishedat',
    'datepublished',
    'pubdate',
    'created',
    'createdat',
  ],
  updated: ['updated', 'lastmod', 'modified', 'lastmodified', 'updatedat', 'datemodified'],
  author: ['author', 'authors', 'creator', 'byline'],
  link: ['link', 'url', 'sourceurl', 'original', 'originalurl', 'originallink', 'canonical', 'canonicalurl'],
  description: ['description', 'excerpt', 'summary'],
  images: ['thumbnail', 'headimg', 'cover', 'image', 'images', 'banner', 'featuredimage', 'ogimage'],
  language: ['lang', 'language'],
  categories: ['categories', 'category'],
  tags: ['tags', 'tag', 'keywords'],
} as const;

const MAX_TITLE = 1_000;
const MAX_CATEGORIES = 50;
const MAX_CATEGORY = 500;
const MAX_TAGS = 200;
const MAX_AUTHOR = 500;
const MAX_DESCRIPTION = 1_000;

/** How many values of nested lists are looked at: aliases can make a short list a very long one. */
const MAX_STEPS = 5_000;

/** Reads the fields that are understood, and no others. Dates without a zone are in `timeZone`. */
export function readMetadata(fields: Fields, timeZone: string): MetadataReading {
  const warnings: Warning[] = [];
  const warn: Warn = (message, line) => warnings.push({ message, ...(line !== undefined && { line }) });

  const title = readTitle(fields);
  const published = readInstant(fields, NAMES.published, timeZone, warn);
  const updated = readInstant(fields, NAMES.updated, timeZone, warn);
  const author = readAuthor(fields);
  const link = readLink(fields, warn);
  const description = readDescription(fields);
  const language = readLanguage(fields, warn);
  const categories = distinct(values(fields, NAMES.categories));
  const tags = distinct(values(fields, NAMES.tags)).filter(
    (tag) => !categories.includes(tag) && tag.length <= MAX_CATEGORY,
  );
  if (tags.length > MAX_TAGS) {
    warn(`the article names ${tags.length} tags; the first ${MAX_TAGS} are kept`, lineOf(fields, NAMES.tags));
  }
  if (readDraft(fields, warn)) return { ...skip('it is a draft'), warnings };
  const rejection = rejectTitle(title, fields) ?? rejectCategories(categories, fields);
  if (rejection !== undefined) return { ...reject(rejection), warnings };
  const metadata = {
    ...(title !== undefined && { title }),
    ...(published !== undefined && { published }),
    ...(updated !== undefined && { updated }),
    ...(author !== undefined && { author }),
    ...(link !== undefined && { link }),
    ...(description !== undefined && { description }),
    images: addresses(fields),
    ...(language !== undefined && { language }),
    categories,
    tags: tags.slice(0, MAX_TAGS),
  };
  return { status: 'read', metadata, warnings };
}

type Warn = (message: string, line?: number) => void;
type Names = readonly string[];

function found(fields: Fields, names: Names): Field[] {
  const present: Field[] = [];
  for (const name of names) {
    const field = fields.get(name);
    if (field !== undefined) present.push(field);
  }
  return present;
}

function lineOf(fields: Fields, names: Names): number | undefined {
  return found(fields, names)[0]?.line;
}

/** A scalar as text; undefined for nothing, lists and mappings. */
function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  return value instanceof Date ? value.toISOString() : undefined;
}

/** The texts within a value: its own, those of its items at any depth, and the `key` of mappings; bounded. */
function texts(value: unknown, ...keys: Names): string[] {
  const found: string[] = [];
  const pending: unknown[] = [value];
  for (let steps = 0; pending.length > 0 && steps < MAX_STEPS; steps++) {
    const next = pending.pop();
    const text = scalar(next);
    if (text !== undefined) found.push(text);
    else if (Array.isArray(next)) pending.push(...next.slice(0, MAX_STEPS - steps).reverse());
    else if (typeof next === 'object' && next !== null) found.push(...textsOfMapping(next, keys));
  }
  return found;
}

function textsOfMapping(mapping: object, keys: Names): string[] {
  const entries = Object.entries(mapping);
  for (const key of keys) {
    const text = scalar(entries.find(([name]) => name.toLowerCase() === key)?.[1]);
    if (text !== undefined) return [text];
  }
  // `- 专题: 半年报` is a mapping to YAML, and a name with a colon in it to whoever wrote it.
  const [name, value] = entries.length === 1 ? (entries[0] ?? []) : [];
  const text = scalar(value);
  return name === undefined || text === undefined ? [] : [`${name}: ${text}`];
}

function readTitle(fields: Fields): string | undefined {
  return found(fields, NAMES.title)
    .flatMap(({ value }) => texts(value))
    .map(readPlainText)
    .map((text) => (/^["']{3}.*["']{3}$/.test(text) ? peelQuotes(text) : text))
    .find((text) => text !== '');
}

/** Names in a list of any depth, or in one string with commas between them; spaces belong to a name. */
function values(fields: Fields, names: Names): string[] {
  return found(fields, names).flatMap(({ value }) =>
    typeof value === 'string' ? value.split(/[,，、]/) : texts(value, 'name', 'title'),
  );
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names.map(readPlainText))].filter((name) => name !== '');
}

function rejectTitle(title: string | undefined, fields: Fields): Rejection | undefined {
  if (title === undefined || title.length <= MAX_TITLE) return undefined;
  return {
    reason: `the title has ${title.length} characters, and the limit is ${MAX_TITLE}`,
    advice: 'Shorten the title.',
    ...placed(lineOf(fields, NAMES.title)),
  };
}

function rejectCategories(categories: readonly string[], fields: Fields): Rejection | undefined {
  const line = placed(lineOf(fields, NAMES.categories));
  if (categories.length > MAX_CATEGORIES) {
    return {
      reason: `the article names ${categories.length} categories, and the limit is ${MAX_CATEGORIES}`,
      advice: 'Name fewer categories; what only describes the article can be a tag.',
      ...line,
    };
  }
  const long = categories.find((name) => name.length > MAX_CATEGORY);
  if (long === undefined) return undefined;
  return {
    reason: `the category ${quote(long)} has ${long.length} characters, and the limit is ${MAX_CATEGORY}`,
    advice: 'Shorten its name.',
    ...line,
  };
}

function placed(line: number | undefined): { line?: number } {
  return line === undefined ? {} : { line };
}

/** The first date that can be read; `published: false` is no date. */
function readInstant(fields: Fields, names: Names, timeZone: string, warn: Warn): Instant | undefined {
  for (const { value, line } of found(fields, names)) {
    const text = texts(value)[0]?.trim() ?? '';
    if (text === '' || readBoolean(text) !== undefined) continue;
    const time = parseDate(text, timeZone);
    if (time !== undefined) return { time, ...placed(line) };
    warn(`${quote(text)} is no date that exists or can be read`, line);
  }
  return undefined;
}

function readDraft(fields: Fields, warn: Warn): boolean {
  const published = readBoolean(texts(fields.get('published')?.value)[0] ?? '');
  const draft = texts(fields.get('draft')?.value)[0]?.trim() ?? '';
  if (published === false) return true;
  if (draft === '') return false;
  const answer = readBoolean(draft);
  // What was perhaps not meant to be shown is not shown: an article can be published later, but not unpublished.
  if (answer === undefined)
    warn(`"draft" is neither true nor false but ${quote(draft)}`, fields.get('draft')?.line);
  return answer ?? true;
}

function readBoolean(text: string): boolean | undefined {
  if (/^(?:true|yes|on|1|是)$/i.test(text.trim())) return true;
  return /^(?:false|no|off|0|否)$/i.test(text.trim()) ? false : undefined;
}

function readAuthor(fields: Fields): string | undefined {
  for (const { value } of found(fields, NAMES.author)) {
    const names = distinct(texts(value, 'name').map((name) => name.replace(/<[^<>@]*@[^<>]*>/, '')));
    if (names.length > 0)
      return shorten(names.join(/\p{Script=Han}/u.test(names.join('')) ? '、' : ', '), MAX_AUTHOR);
  }
  return undefined;
}

function readLink(fields: Fields, warn: Warn): string | undefined {
  for (const { value, line } of found(fields, NAMES.link)) {
    const text = readPlainText(texts(value, 'url', 'href')[0] ?? '');
    if (text === '') continue;
    const link = resolveAddress(text, undefined);
    if (link !== undefined) return dropTracking(link);
    warn(`${quote(text)} is no web address and was left out as the article's link`, line);
  }
  return undefined;
}

/** Pictures as mappings name them, or as plain addresses. */
function addresses(fields: Fields): string[] {
  return found(fields, NAMES.images)
    .flatMap(({ value }) => texts(value, 'url', 'src'))
    .map(readPlainText)
    .filter((address) => /[./]/.test(address));
}

function readLanguage(fields: Fields, warn: Warn): string | undefined {
  for (const { value, line } of found(fields, NAMES.language)) {
    const text = texts(value)[0]?.trim() ?? '';
    if (text === '') continue;
    const tag = parseLanguageTag(text);
    if (tag !== undefined) return tag;
    warn(`${quote(text)} is no language tag such as "zh-CN"`, line);
  }
  return undefined;
}

function readDescription(fields: Fields): string | undefined {
  for (const { value } of found(fields, NAMES.description)) {
    const text = readMarkup(texts(value)[0] ?? '');
    if (text !== '') return shorten(text, MAX_DESCRIPTION);
  }
  return undefined;
}

/** The text of a description that may be written in HTML; character references are decoded either way, once. */
function readMarkup(source: string): string {
  const start = source.slice(0, 10 * MAX_DESCRIPTION);
  if (!/[<&]/.test(start)) return tidyText(start);
  let text = '';
  const pending = parseFragment(start).childNodes.toReversed();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if ('value' in node) text += node.value;
    else if ('childNodes' in node && !/^(?:script|style)$/.test(node.nodeName)) {
      if (/^(?:p|div|br|li|h[1-6])$/.test(node.nodeName)) text += ' ';
      pending.push(...node.childNodes.toReversed());
    }
  }
  return tidyText(text);
}
