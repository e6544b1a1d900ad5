import { publicUrl } from '../model/paths.ts';
import type { Site } from '../model/site.ts';

/** Publishing waits no longer than this for the hub to answer. */
const HUB_TIMEOUT_MS = 5_000;

const FEED = /(?:^|\/)(?:rss\.xml|atom\.xml|feed\.json)$/;

/**
 * Tells the site's hub which of these public paths are feeds that changed, in one request (WebSub, section 7; the
 * parameters that every hub knows, `hub.mode=publish` and a `hub.url` for each feed). Without a hub or a feed it does
 * nothing.
 *
 * @returns why the hub was not told; undefined when all went well. It never throws, as the feeds are published
 * whether the hub knows or not.
 */
export async function pingHub(
  site: Pick<Site, 'baseUrl' | 'hub'>,
  paths: Iterable<string>,
  fetchHub: typeof fetch = fetch,
): Promise<string | undefined> {
  const feeds = [...new Set(paths)].filter((path) => FEED.test(path)).sort();
  if (site.hub === undefined || feeds.length === 0) return undefined;
  const form = new URLSearchParams([['hub.mode', 'publish']]);
  for (const path of feeds) form.append('hub.url', publicUrl(site, path));
  try {
    const signal = AbortSignal.timeout(HUB_TIMEOUT_MS);
    const response = await fetchHub(site.hub, { method: 'POST', body: form, signal, redirect: 'error' });
    return response.ok ? undefined : `the hub ${site.hub} answered ${response.status}`;
  } catch (error) {
    return `the hub ${site.hub} could not be told: ${error instanceof Error ? error.message : String(error)}`;
  }
}
