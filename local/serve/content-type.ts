import { basename, extname } from 'node:path';

/** The media types of the public files, which a folder does not keep: by name, then by extension. */
const BY_NAME: Readonly<Record<string, string>> = { 'feed.json': 'application/feed+json; charset=utf-8' };

const BY_EXTENSION: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.opml': 'text/x-opml; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
};

/** The media type that a public file is served with. */
export function contentTypeOf(path: string): string {
  return BY_NAME[basename(path)] ?? BY_EXTENSION[extname(path)] ?? 'application/octet-stream';
}

/** The `Cache-Control` that a public file is served with. */
export function cacheControlOf(path: string): string {
  if (/^(?:style\.css|feed\.css|favicon\.svg|icon\.png|404\.html|robots\.txt)$/.test(path))
    return 'public, max-age=3600';
  const isSettled = path.startsWith('articles/') || path.includes('archive/') || path === 'sitemap.xml';
  return isSettled ? 'public, max-age=300' : 'public, max-age=60';
}
