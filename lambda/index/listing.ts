import pMap from 'p-map';
import type { Article } from '../article/article.ts';
import type { Scope } from '../public-paths.ts';
import { type ArticleRecord, parseRecord, placesOf, recordKey, vouchesFor } from '../record.ts';
import type { Store } from '../store/store.ts';
import { listPrefix, parseEntry, placeKey } from './places.ts';

/** A feed stops before the article that would make its content longer than this many UTF-16 units. */
const MAX_LISTING_CONTENT = 8_000_000;

/** Entries listed beyond what is needed, so that a few garbage entries or repeated stories cost no second LIST. */
const SPARE_ENTRIES = 14;

const CONCURRENT_READS = 16;

/**
 * The newest articles of a list, newest first, at most `count`: the entries that their records vouch for. A story
 * that was uploaded under several keys (same title, same time) is there once, under the smallest of its ids.
 */
export async function readListing(
  state: Pick<Store, 'get' | 'list'>,
  scope: Scope,
  count: number,
  seen: SeenEntries,
): Promise<readonly Article[]> {
  const articles: Article[] = [];
  const stories = new Set<string>();
  let content = 0;
  let after: string | undefined;
  for (;;) {
    const limit = count - articles.length + SPARE_ENTRIES;
    const page = await state.list(listPrefix(scope), after === undefined ? { limit } : { limit, after });
    const keys = page.objects.map((object) => object.key);
    for (let at = 0; at < keys.length; ) {
      const needed = keys.slice(at, at + count - articles.length);
      at += needed.length;
      const read = await pMap(needed, (key) => articleOf(state, key, seen), {
        concurrency: CONCURRENT_READS,
      });
      for (const article of read) {
        if (article === undefined) continue;
        const story = `${article.published}\n${article.title}`;
        if (stories.has(story)) continue;
        content += article.content.length;
        if (articles.length > 0 && content > MAX_LISTING_CONTENT) return articles;
        stories.add(story);
        articles.push(article);
        if (articles.length === count) return articles;
      }
    }
    after = keys.at(-1);
    if (!page.more || after === undefined) return articles;
  }
}

/**
 * The articles that were read under their entries during one batch. What was read under an entry stays true for as long
 * as the entry is listed: it is put before the record vouches for it, deleted after another record has taken over, and
 * never put again; and whoever deletes it publishes its lists after that.
 */
export class SeenEntries {
  readonly #articles = new Map<string, Article>();
  #content = 0;

  get(entry: string): Article | undefined {
    return this.#articles.get(entry);
  }

  /** Notes the article of a record that stands in the state bucket now. */
  add(record: ArticleRecord): void {
    if (record.outcome.status !== 'published') return;
    const { article } = record.outcome;
    if (this.#content + article.content.length > MAX_LISTING_CONTENT) return;
    this.#content += article.content.length;
    for (const place of placesOf(record)) this.#articles.set(placeKey(place), article);
  }
}

async function articleOf(
  state: Pick<Store, 'get'>,
  key: string,
  seen: SeenEntries,
): Promise<Article | undefined> {
  const entry = parseEntry(key);
  if (entry === undefined) return undefined;
  const known = seen.get(key);
  if (known !== undefined) return known;
  const where = recordKey(entry.id);
  const object = await state.get(where);
  if (object === undefined) return undefined;
  const record = parseRecord(where, object.body);
  if (record.outcome.status !== 'published' || !vouchesFor(record, key)) return undefined;
  seen.add(record);
  return record.outcome.article;
}
