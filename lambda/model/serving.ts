import { isArchivePagePath, isLeafSitemapPath } from './archive.ts';
import { LIST_KINDS } from './list-kinds.ts';
import { MEDIA_TYPES, mediaPathHash } from './media.ts';
import {
  articlePathId,
  FAVICON_PATH,
  FEED_STYLE_PATH,
  ICON_PATH,
  isArchivePath,
  LARGE_ICON_PATH,
  type ListingFile,
  listsPath,
  MANIFEST_PATH,
  NEWEST_SITEMAP_PATH,
  NEWS_SITEMAP_PATH,
  NOT_FOUND_PATH,
  OPENSEARCH_PATH,
  ROBOTS_PATH,
  SCRIPT_PATH,
  SITEMAP_PATH,
  STYLE_PATH,
  SUBSCRIBE_PATH,
} from './paths.ts';
import { SEARCH_FOLDER, SEARCH_PATH } from './search.ts';

/** The media types that links give the documents of a list; {@link contentTypeOf} says how they are served. */
export const LISTING_TYPES = {
  'rss.xml': 'application/rss+xml',
  'atom.xml': 'application/atom+xml',
  'feed.json': 'application/feed+json',
  'index.html': 'text/html',
} as const satisfies Record<ListingFile, string>;

/** By file extension. Browsers show the media types of RSS and Atom as plain text, but XML with its style sheet. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
  opml: 'text/x-opml; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
};

/** Files that depend on the code and the settings alone. */
const STATIC_PATHS: ReadonlySet<string> = new Set([
  STYLE_PATH,
  FEED_STYLE_PATH,
  FAVICON_PATH,
  ICON_PATH,
  LARGE_ICON_PATH,
  MANIFEST_PATH,
  NOT_FOUND_PATH,
  OPENSEARCH_PATH,
  SUBSCRIBE_PATH,
  ROBOTS_PATH,
  ...LIST_KINDS.map(listsPath),
]);

/** Crawlers fetch them, which come again after days. */
const SITEMAPS: ReadonlySet<string> = new Set([SITEMAP_PATH, NEWEST_SITEMAP_PATH, NEWS_SITEMAP_PATH]);

/** The `Content-Type` of a public file, with its charset where it is text. */
export function contentTypeOf(path: string): string {
  // Other files of this type are feeds.
  if (path.startsWith(SEARCH_FOLDER)) return 'application/json; charset=utf-8';
  const ending = path.slice(path.lastIndexOf('.') + 1);
  // An uploader's drawing may say itself how it is encoded.
  const ofSite = mediaPathHash(path) === undefined ? CONTENT_TYPES[ending] : undefined;
  return ofSite ?? MEDIA_TYPES[ending] ?? 'application/octet-stream';
}

/**
 * The `Cache-Control` of a public file. New articles should be seen within seconds, so whatever lists articles is fetched
 * again after a minute; a 304 costs little.
 */
export function cacheControlOf(path: string): string {
  // The address is a hash of the bytes.
  if (mediaPathHash(path) !== undefined) return 'public, max-age=31536000, immutable';
  if (STATIC_PATHS.has(path)) return 'public, max-age=3600';
  const isSettled =
    articlePathId(path) !== undefined ||
    isArchivePath(path) ||
    isArchivePagePath(path) ||
    isLeafSitemapPath(path) ||
    SITEMAPS.has(path) ||
    isOfSearch(path);
  return isSettled ? 'public, max-age=300' : 'public, max-age=60';
}

/** The script and what it works with: all of one age, as they change together. */
function isOfSearch(path: string): boolean {
  return path === SCRIPT_PATH || path === SEARCH_PATH || path.startsWith(SEARCH_FOLDER);
}
