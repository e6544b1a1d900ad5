import { RULED_KINDS } from '../lambda/model/list-rules.ts';
import type { Site } from '../lambda/model/site.ts';
import { words } from './words/spoken.ts';

/** What publishing one more list with its feeds and page costs an article that is uploaded alone, but for what is below. */
export const WITH_FEEDS = { get: 5, put: 6, list: 1 } as const;

/** The same of a list that has a page alone. */
export const WITH_PAGE = { get: 5, put: 3, list: 1 } as const;

/** What one more list costs an article that is uploaded alone. */
interface ListCost {
  readonly requests: number;
  /** Those of the requests that are PUT or LIST. */
  readonly charged: number;
  /** So many other articles that it shows may have to be read, with a GET for each. */
  readonly records: number;
  /** Dollars for a million articles, without and with these. */
  readonly least: number;
  readonly most: number;
}

/** Dollars for a thousand requests in us-east-1; a LIST is charged as a PUT. */
const PRICES = { put: 0.005, get: 0.0004 } as const;

/** The settings that the lists of a kind come from. */
const SETTINGS = { tag: 'tagFeeds', author: 'authorFeeds' } as const;

/** What the lists of tags and authors cost that a site asks for, in words: a line for each setting. */
export function describeListCosts(site: Site): readonly string[] {
  const { listCost, smallListCost } = words.stack;
  return RULED_KINDS.flatMap((kind) => {
    const rule = site[SETTINGS[kind]];
    if (rule === undefined) return [];
    const withFeeds = listCost(`site.${SETTINGS[kind]}`, costOf(WITH_FEEDS, site.itemsPerFeed));
    if (typeof rule !== 'number' || rule === 1) return [withFeeds];
    return [withFeeds, smallListCost(rule, costOf(WITH_PAGE, rule - 1))];
  });
}

function costOf({ get, put, list }: typeof WITH_FEEDS | typeof WITH_PAGE, records: number): ListCost {
  const charged = put + list;
  const priceOf = (gets: number): number => Math.round((charged * PRICES.put + gets * PRICES.get) * 1000);
  return { requests: get + charged, charged, records, least: priceOf(get), most: priceOf(get + records) };
}
