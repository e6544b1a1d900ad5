import { expect, it } from 'vitest';
import { archivePagePath } from '../../lambda/model/archive.ts';
import { MEDIA, MEDIA_TYPES } from '../../lambda/model/media.ts';
import { archivePath, articlePath, LISTING_FILES, listingPath } from '../../lambda/model/paths.ts';
import { cacheControlOf, contentTypeOf } from '../../lambda/model/serving.ts';

const ID = '0123456789abcdefghjk';
const CATEGORY = { kind: 'category', name: 'archive/v1.0' } as const;
const CALLED_ARCHIVE = { kind: 'category', name: 'archive' } as const;

it('what lists articles is asked for again after a minute', () => {
  for (const scope of [{ kind: 'site' } as const, CATEGORY, CALLED_ARCHIVE]) {
    for (const file of LISTING_FILES) {
      expect(cacheControlOf(listingPath(scope, file))).toBe('public, max-age=60');
    }
    expect(cacheControlOf(archivePath(scope, ID))).toBe('public, max-age=300');
    expect(cacheControlOf(archivePagePath(scope, ''))).toBe('public, max-age=300');
    expect(cacheControlOf(archivePagePath(scope, '2026-11'))).toBe('public, max-age=300');
  }
  expect(cacheControlOf(articlePath(ID))).toBe('public, max-age=300');
  for (const path of ['style.css', 'subscribe.html', 'opensearch.xml'])
    expect(cacheControlOf(path)).toBe('public, max-age=3600');
});

it('browsers show a feed by its style sheet', () => {
  expect(contentTypeOf(listingPath(CATEGORY, 'rss.xml'))).toBe('application/xml; charset=utf-8');
  expect(contentTypeOf(listingPath(CATEGORY, 'feed.json'))).toBe('application/feed+json; charset=utf-8');
  expect(contentTypeOf(listingPath(CATEGORY, 'index.html'))).toBe('text/html; charset=utf-8');
  expect(contentTypeOf('LICENSE')).toBe('application/octet-stream');
});

it('a file of an uploader is served as what its feeds say that it is', () => {
  for (const [ending, type] of Object.entries(MEDIA_TYPES)) {
    const path = `${MEDIA}${ID}.${ending}`;
    expect(contentTypeOf(path)).toBe(type);
    expect(cacheControlOf(path)).toContain('immutable');
  }
});
