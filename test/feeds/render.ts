import { renderAtom } from '../../lambda/feeds/atom.ts';
import { feedModel } from '../../lambda/feeds/feed-model.ts';
import { renderJsonFeed } from '../../lambda/feeds/json-feed.ts';
import { renderRss } from '../../lambda/feeds/rss.ts';
import type { Article } from '../../lambda/model/article.ts';
import type { Scope } from '../../lambda/model/list-kinds.ts';
import { type ListingFile, listingPath, publicUrl } from '../../lambda/model/paths.ts';
import type { Site } from '../../lambda/model/site.ts';
import { FINANCE, SAMPLE_SITE } from './sample.ts';
import { validateAtom } from './validate-atom.ts';
import { validateJsonFeed } from './validate-json-feed.ts';
import { validateRss } from './validate-rss.ts';
import { childrenOf, parseXml, type XmlElement } from './xml-tree.ts';

/** The feeds of one list in all formats. */
export interface Rendered {
  readonly rss: string;
  readonly atom: string;
  readonly json: string;
}

export function render(
  articles: readonly Article[],
  site: Site = SAMPLE_SITE,
  scope: Scope = FINANCE,
): Rendered {
  const model = feedModel(scope, articles, site);
  return {
    rss: renderRss(model, site).toString(),
    atom: renderAtom(model, site).toString(),
    json: renderJsonFeed(model, site).toString(),
  };
}

/** What validators say of all formats. */
export function findings(
  { rss, atom, json }: Rendered,
  site: Site = SAMPLE_SITE,
  scope: Scope = FINANCE,
): string[] {
  const url = (file: ListingFile) => publicUrl(site, listingPath(scope, file));
  return [
    ...validateRss(rss, url('rss.xml')),
    ...validateAtom(atom, url('atom.xml')),
    ...validateJsonFeed(json, url('feed.json')),
  ];
}

/** The channel of an RSS feed, and its items. */
export function readChannel(rss: string): { channel: XmlElement; items: XmlElement[] } {
  const [channel] = childrenOf(parseXml(rss).root, 'channel');
  if (channel === undefined) throw new Error('the feed has no channel');
  return { channel, items: childrenOf(channel, 'item') };
}

/** The root of an Atom feed, and its entries. */
export function readAtom(atom: string): { feed: XmlElement; entries: XmlElement[] } {
  const feed = parseXml(atom).root;
  return { feed, entries: childrenOf(feed, 'atom:entry') };
}

/** What a JSON feed holds, by the names that its tests look at. */
export interface JsonFeed {
  readonly [name: string]: unknown;
  readonly items: readonly { readonly [name: string]: unknown }[];
}

export function readJsonFeed(json: string): JsonFeed {
  return JSON.parse(json);
}
