import { type ListingFile, listingPath, publicUrl, type Scope } from '../model/paths.ts';
import type { Site } from '../model/site.ts';

/** Media types by the file of a document that a list of articles is published as. */
export const MEDIA_TYPES = {
  'rss.xml': 'application/rss+xml',
  'atom.xml': 'application/atom+xml',
  'feed.json': 'application/feed+json',
  'index.html': 'text/html',
} as const satisfies Record<ListingFile, string>;

/** The address of a document of a list. */
export function documentUrl(scope: Scope, file: ListingFile, site: Site): string {
  return publicUrl(site, listingPath(scope, file));
}
