import { createHash } from 'node:crypto';
import type { Site } from './site.ts';

/** The documents that a category, and the site as a whole, is published as. */
export const LISTING_FILES = ['rss.xml', 'atom.xml', 'feed.json', 'index.html'] as const;
export type ListingFile = (typeof LISTING_FILES)[number];

/** What a list of articles is of: one category, or the whole site. */
export type Scope = { readonly kind: 'site' } | { readonly kind: 'category'; readonly name: string };

export const SITE: Scope = { kind: 'site' };
export const HOME_PATH = 'index.html';
export const OPML_PATH = 'feeds.opml';
export const SITEMAP_PATH = 'sitemap.xml';
export const STYLE_PATH = 'style.css';
export const FEED_STYLE_PATH = 'feed.css';
export const FAVICON_PATH = 'favicon.svg';

/** Where the picture of the feeds stands: a PNG, as feed readers show no SVG. */
export const ICON_PATH = 'icon.png';
export const NOT_FOUND_PATH = '404.html';
export const ROBOTS_PATH = 'robots.txt';

/** The paths of all categories' documents begin with this; the category's path segment follows. */
export const CATEGORY_FEEDS = 'feeds/';

/** The paths of all articles' pages begin with this. */
export const ARTICLE_PAGES = 'articles/';

/** Path segments longer than this many bytes of UTF-8 are shortened: file systems stop at 255, S3 keys at 1,024. */
const MAX_SEGMENT_BYTES = 150;

/**
 * A category's name as one path segment. Names that differ never share a segment: what cannot stand in a path,
 * and `~` itself, becomes `~XX` (hexadecimal UTF-8), and a name that is too long ends in `~~` and its hash.
 */
export function categorySegment(name: string): string {
  const escaped = name.replace(/[\p{Cc}\p{Cs}/\\%?#~:*"<>|]|^\.|^ |[. ]$/gu, escapeCharacter);
  if (Buffer.byteLength(escaped) <= MAX_SEGMENT_BYTES) return escaped;
  return `${cutToBytes(name, 100).replace(/[\p{Cc}\p{Cs}/\\%?#~:*"<>|.]/gu, '')}~~${sha256(name).slice(0, 20)}`;
}

/** The name that a path segment stands for; undefined for one that is shortened, or that no name has. */
export function parseSegment(segment: string): string | undefined {
  const name = segment.replace(/(?:~[0-9A-F]{2})+/g, (escaped) =>
    Buffer.from(escaped.replaceAll('~', ''), 'hex').toString(),
  );
  return name !== '' && categorySegment(name) === segment ? name : undefined;
}

/** Where a listing's document stands: `feeds/金融/rss.xml`, or `rss.xml` for the whole site. */
export function listingPath(scope: Scope, file: ListingFile): string {
  return scope.kind === 'site' ? file : `${CATEGORY_FEEDS}${categorySegment(scope.name)}/${file}`;
}

/** The archives of a list stand below this. */
export function archiveFolder(scope: Scope): string {
  return listingPath(scope, 'atom.xml').replace(/atom\.xml$/, 'archive/');
}

/** Where an archive of a list stands, by the id of the article that opens it. */
export function archivePath(scope: Scope, id: string): string {
  return `${archiveFolder(scope)}${id}.xml`;
}

/** The id of the article that opens the archive at a path; undefined where none of that list stands. */
export function archivePathId(scope: Scope, path: string): string | undefined {
  const id = /([0-9a-z]{20})\.xml$/.exec(path)?.[1];
  return id !== undefined && archivePath(scope, id) === path ? id : undefined;
}

/** Whether an archive of some list stands at a path. */
export function isArchivePath(path: string): boolean {
  return /(?:^|\/)archive\/[0-9a-z]{20}\.xml$/.test(path);
}

/** Where the page of an article stands. */
export function articlePath(id: string): string {
  return `${ARTICLE_PAGES}${id}.html`;
}

/** The id of the article whose page stands at a path; undefined where none of ours would. */
export function articlePathId(path: string): string | undefined {
  return /^articles\/([0-9a-z]{20})\.html$/.exec(path)?.[1];
}

/** The absolute address of a public path, percent-encoded. */
export function publicUrl(site: Pick<Site, 'baseUrl'>, path: string): string {
  return `${site.baseUrl}/${encodePath(path)}`;
}

/** The absolute address of a listing's document. */
export function listingUrl(site: Pick<Site, 'baseUrl'>, scope: Scope, file: ListingFile): string {
  return publicUrl(site, listingPath(scope, file));
}

/** A public path as links have it, percent-encoded. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

function escapeCharacter(character: string): string {
  return Buffer.from(character).toString('hex').toUpperCase().replace(/../g, '~$&');
}

function cutToBytes(text: string, bytes: number): string {
  let cut = '';
  let used = 0;
  for (const character of text) {
    used += Buffer.byteLength(character);
    if (used > bytes) break;
    cut += character;
  }
  return cut;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
