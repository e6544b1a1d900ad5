import { createHash } from 'node:crypto';
import { LIST_FOLDERS, type ListKind, type NamedScope, type Scope } from './list-kinds.ts';
import { remember } from './memo.ts';
import type { Site } from './site.ts';

/** The feeds of a list of articles. */
export const FEED_FILES = ['rss.xml', 'atom.xml', 'feed.json'] as const;

/** The documents that a list of articles is published as. */
export const LISTING_FILES = [...FEED_FILES, 'index.html'] as const;

/** One of these documents. */
export type ListingFile = (typeof LISTING_FILES)[number];

/** The list of all articles. */
export const SITE: Scope = { kind: 'site' };

/** The home page. */
export const HOME_PATH = 'index.html';

/** The subscription list. */
export const OPML_PATH = 'feeds.opml';

/** The site map that names the others. */
export const SITEMAP_PATH = 'sitemap.xml';

/** The site map of the articles of the last two days, for news aggregators. */
export const NEWS_SITEMAP_PATH = 'sitemap-news.xml';

/** The site map of the home page, the categories and the newest articles. */
export const NEWEST_SITEMAP_PATH = 'sitemap-newest.xml';

/** The style sheet of all pages. */
export const STYLE_PATH = 'style.css';

/** Tells browsers of the search page. */
export const OPENSEARCH_PATH = 'opensearch.xml';

/** The only script, of all pages. */
export const SCRIPT_PATH = 'script.js';

/** The style sheet of feeds that a browser shows. */
export const FEED_STYLE_PATH = 'feed.css';

/** The icon in the tabs of browsers. */
export const FAVICON_PATH = 'favicon.svg';

/** The icon of the feeds: a PNG, as feed readers show no SVG. */
export const ICON_PATH = 'icon.png';

/** The mark for home screens and link previews, 512 pixels wide and high. */
export const LARGE_ICON_PATH = 'icon-512.png';
/** How the site stands on a home screen. */
export const MANIFEST_PATH = 'site.webmanifest';

/** The page in place of one that is not there. */
export const NOT_FOUND_PATH = '404.html';
/** The page that tells how to subscribe. */
export const SUBSCRIBE_PATH = 'subscribe.html';

/** Tells crawlers where the site map is. */
export const ROBOTS_PATH = 'robots.txt';

/** Prefix of all articles' pages. */
export const ARTICLE_PAGES = 'articles/';

/** Path segments longer than this many bytes of UTF-8 are shortened: file systems stop at 255, S3 keys at 1,024. */
const MAX_SEGMENT_BYTES = 150;

/**
 * The name of a list as one path segment. Different names never share a segment: characters that a path cannot hold,
 * and `~` itself, become `~XX` (hexadecimal UTF-8), and a name that is too long ends in `~~` and its hash.
 */
export function nameSegment(name: string): string {
  return segments(name);
}

/** Each article is in a few lists, and its entries and pages name them again and again. */
const segments = remember(1000, escapeName);

function escapeName(name: string): string {
  const escaped = name.replace(/[\p{Cc}\p{Cs}/\\%?#~:*"<>|]|^\.|^ |[. ]$/gu, escapeCharacter);
  if (Buffer.byteLength(escaped) <= MAX_SEGMENT_BYTES) return escaped;
  return `${cutToBytes(name, 100).replace(/[\p{Cc}\p{Cs}/\\%?#~:*"<>|.]/gu, '')}~~${sha256(name).slice(0, 20)}`;
}

/** The name that a path segment stands for; undefined if it is shortened, or no name has it. */
export function parseSegment(segment: string): string | undefined {
  const name = segment.replace(/(?:~[0-9A-F]{2})+/g, (escaped) =>
    Buffer.from(escaped.replaceAll('~', ''), 'hex').toString(),
  );
  return name !== '' && nameSegment(name) === segment ? name : undefined;
}

/** Prefix of the documents of a list that has a name. */
function listFolder({ kind, name }: NamedScope): string {
  return `${LIST_FOLDERS[kind]}${nameSegment(name)}/`;
}

/** The path of the page of all lists of a kind. */
export function listsPath(kind: ListKind): string {
  return `${LIST_FOLDERS[kind]}index.html`;
}

/** The path of a list's document: `feeds/金融/rss.xml`, or `rss.xml` for the whole site. */
export function listingPath(scope: Scope, file: ListingFile): string {
  return scope.kind === 'site' ? file : `${listFolder(scope)}${file}`;
}

/** Prefix of a list's archives. */
export function archiveFolder(scope: Scope): string {
  return listingPath(scope, 'atom.xml').replace(/atom\.xml$/, 'archive/');
}

/** The path of a list's archive, by the id of the article that opens it. */
export function archivePath(scope: Scope, id: string): string {
  return `${archiveFolder(scope)}${id}.xml`;
}

/** The id of the article that opens the archive at a path; undefined if it is not an archive of that list. */
export function archivePathId(scope: Scope, path: string): string | undefined {
  const id = /([0-9a-z]{20})\.xml$/.exec(path)?.[1];
  return id !== undefined && archivePath(scope, id) === path ? id : undefined;
}

/** Whether a path is that of some list's archive. */
export function isArchivePath(path: string): boolean {
  return /(?:^|\/)archive\/[0-9a-z]{20}\.xml$/.test(path);
}

/** The path of an article's page. */
export function articlePath(id: string): string {
  return `${ARTICLE_PAGES}${id}.html`;
}

/** The id of the article whose page a path is of; undefined for any other path. */
export function articlePathId(path: string): string | undefined {
  return /^articles\/([0-9a-z]{20})\.html$/.exec(path)?.[1];
}

/** The absolute address of a public path, percent-encoded. */
export function publicUrl(site: Pick<Site, 'baseUrl'>, path: string): string {
  return `${site.baseUrl}/${encodePath(path)}`;
}

/** The absolute address of a list's document. */
export function listingUrl(site: Pick<Site, 'baseUrl'>, scope: Scope, file: ListingFile): string {
  return publicUrl(site, listingPath(scope, file));
}

/**
 * An absolute address as people read it, with letters and digits of all scripts as they are: `…/feeds/金融/rss.xml`. It
 * leads where the encoded one does, as whoever takes addresses encodes them (WHATWG URL).
 */
export function readableUrl(address: string): string {
  return address.replace(/(?:%[89A-F][0-9A-F])+/g, (encoded) => {
    const text = Buffer.from(encoded.replaceAll('%', ''), 'hex').toString();
    return /^[\p{L}\p{M}\p{N}]+$/u.test(text) ? text : encoded;
  });
}

/** A public path, percent-encoded. */
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
