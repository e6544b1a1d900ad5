import { encodePath, publicUrl } from '../model/paths.ts';
import type { Site } from '../model/site.ts';

/** Turns a public path into an address for a page to link to. */
export type Link = (path: string) => string;

/**
 * Relative links from a page, so that the same files work under any base URL, on the local server and from a disk. What
 * other programs pick up (canonical address, Open Graph, feeds) is absolute instead.
 */
export function linksFrom(page: string): Link {
  const root = '../'.repeat(page.split('/').length - 1);
  return (path) => root + encodePath(path);
}

/** Links from a page that is served at any address: they begin at the root of the host. */
export function linksFromAnywhere(site: Pick<Site, 'baseUrl'>): Link {
  return (path) => new URL(publicUrl(site, path)).pathname;
}
