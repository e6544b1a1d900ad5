import { encodePath, publicUrl } from '../model/paths.ts';
import type { Site } from '../model/site.ts';

/** Gives the address of a public path, as a page links to it. */
export type Link = (path: string) => string;

/**
 * Links of a page to its siblings are relative, so that the same files work under any base URL, on the local server
 * and from a disk; what other programs pick up (canonical address, Open Graph, feeds) is absolute.
 */
export function linksFrom(page: string): Link {
  const root = '../'.repeat(page.split('/').length - 1);
  return (path) => root + encodePath(path);
}

/** Links of a page that is served at addresses which are not its own: they begin at the root of the host. */
export function linksFromAnywhere(site: Pick<Site, 'baseUrl'>): Link {
  return (path) => new URL(publicUrl(site, path)).pathname;
}
