import { type ListingFile, listingPath, publicUrl, type Scope } from '../public-paths.ts';
import type { Site } from '../site.ts';

/** Media types by the file of a document that a list of articles is published as. */
export const MEDIA_TYPES = {
  'rss.xml': 'application/rss+xml',
  'atom.xml': 'application/atom+xml',
  'feed.json': 'application/feed+json',
  'index.html': 'text/html',
} as const satisfies Record<ListingFile, string>;

/** A link of a feed as a whole, as Atom has it. */
export type DocumentLink = {
  readonly rel: 'self' | 'alternate';
  readonly type: string;
  readonly href: string;
};

/** The address of a document of a list. */
export function documentUrl(scope: Scope, file: ListingFile, site: Site): string {
  return publicUrl(site, listingPath(scope, file));
}

/** What a feed is also published as: its page first, then the feeds of other formats. */
export function alternateLinks(scope: Scope, self: ListingFile, site: Site): readonly DocumentLink[] {
  const files = ['index.html', 'rss.xml', 'atom.xml', 'feed.json'] as const;
  return files
    .filter((file) => file !== self)
    .map((file) => ({ rel: 'alternate', type: MEDIA_TYPES[file], href: documentUrl(scope, file, site) }));
}
