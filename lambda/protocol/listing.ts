import pMap from 'p-map';
import type { Article } from '../model/article.ts';
import type { Scope } from '../model/paths.ts';
import type { Store } from '../store/store.ts';
import { listPrefix, opensArchive, parseEntry } from './entries.ts';
import { ParsedRecords } from './parsed-records.ts';
import { recordKey, vouchesFor } from './record.ts';
import type { SeenEntries } from './seen-entries.ts';
import { inReadingOrder, Stories } from './stories.ts';

/** A feed takes no further article that would make its content longer than this many UTF-16 units. */
const MAX_CONTENT = 8_000_000;

/** Entries listed beyond what is needed, so that a few garbage entries or repeated stories cost no second LIST. */
export const SPARE_ENTRIES = 14;

/** Few enough that few are read beyond what is needed. */
const CONCURRENT_READS = 10;

/** Some four hundred records of the usual size: those of a busy category come by again with its next article. */
const parsed = new ParsedRecords(8_000_000);

/** A record of more bytes is read one at a time, and only when its article is asked for: some fill a feed alone. */
const SMALL_RECORD = 256 * 1024;

/** The newest articles of a list. */
export interface Listing {
  /** In the order in which they are read. */
  readonly articles: readonly Article[];
  /** Articles that are left out, as another one tells the same story. */
  readonly repeats: readonly Repeat[];
  /** The newest article of the list that opens an archive, by the key of its entry. */
  readonly boundary?: { readonly id: string; readonly entry: string };
}

/** Keys of two articles that tell the same story: one that stands in a list, and one that does not. */
export interface Repeat {
  readonly shown: string;
  readonly hidden: string;
}

/** An entry that its record vouches for. */
export interface VouchedEntry {
  readonly key: string;
  readonly article: Article;
}

/**
 * The newest articles of a list: `count`, or where a history is kept as many more as it takes to come to the newest one
 * that opens an archive. A story that was uploaded under several keys is there once, under the smallest of its ids. Which
 * of several articles of one time are among the newest, their ids decide as well: the index is in their order, and knows
 * no names.
 */
export async function readListing(
  state: Pick<Store, 'get' | 'list'>,
  scope: Scope,
  count: number,
  seen: SeenEntries,
  keepsHistory: boolean,
): Promise<Listing> {
  const articles: Article[] = [];
  const repeats: Repeat[] = [];
  const stories = new Stories();
  let content = 0;
  let full = false;
  let boundary: Listing['boundary'];
  const isCut = (): boolean => boundary !== undefined || !keepsHistory;
  for await (const { key, article } of readEntries(state, scope, '', count + SPARE_ENTRIES, seen)) {
    if (keepsHistory && boundary === undefined && opensArchive(article.id)) {
      boundary = { id: article.id, entry: key };
    }
    const isLong = articles.length >= count;
    if (isCut() && (full || isLong)) break;
    if (full) continue;
    const first = stories.add(article);
    if (first !== undefined) {
      repeats.push({ shown: first.key, hidden: article.key });
      continue;
    }
    content += article.content.length;
    full = articles.length > 0 && content > MAX_CONTENT;
    if (!full) articles.push(article);
    if (isCut() && (full || articles.length >= count)) break;
  }
  return { articles: inReadingOrder(articles), repeats, ...(boundary !== undefined && { boundary }) };
}

/**
 * The entries of a list after a place in it (a key, or the beginning of one) that count, in order. They are listed
 * `page` at a time, and their records read as they are asked for.
 */
export async function* readEntries(
  state: Pick<Store, 'get' | 'list'>,
  scope: Scope,
  after: string,
  page: number,
  seen: SeenEntries,
): AsyncGenerator<VouchedEntry> {
  let last = after;
  for (;;) {
    const { objects, more } = await state.list(listPrefix(scope), {
      limit: page,
      ...(last !== '' && { after: last }),
    });
    for (let start = 0; start < objects.length; start += CONCURRENT_READS) {
      const keys = objects.slice(start, start + CONCURRENT_READS).map(({ key }) => key);
      const read = await pMap(keys, (key) => readArticle(state, key, seen, { first: SMALL_RECORD }));
      for (const [index, found] of read.entries()) {
        const key = keys[index];
        if (key === undefined) continue;
        const article = found === 'large' ? await readArticle(state, key, seen, {}) : found;
        if (article !== undefined && article !== 'large') yield { key, article };
      }
    }
    const end = objects.at(-1)?.key;
    if (!more || end === undefined) return;
    last = end;
  }
}

/** The article of an entry, undefined where its record does not vouch for it, or that it takes more than was read. */
type Found = Article | 'large' | undefined;

async function readArticle(
  state: Pick<Store, 'get'>,
  key: string,
  seen: SeenEntries,
  options: { readonly first?: number },
): Promise<Found> {
  const entry = parseEntry(key);
  if (entry === undefined) return undefined;
  const where = recordKey(entry.id);
  const underWay = seen.get(key) === undefined ? seen.underWay(where) : undefined;
  if (underWay !== undefined) await underWay;
  // That the record did not vouch for another list's entry means nothing here: it may have been read before we listed.
  return seen.get(key) ?? seen.during(where, () => readRecord(state, where, key, seen, options));
}

async function readRecord(
  state: Pick<Store, 'get'>,
  where: string,
  key: string,
  seen: SeenEntries,
  options: { readonly first?: number },
): Promise<Found> {
  const object = await state.get(where, options);
  if (object === undefined) return undefined;
  if (object.body.length < object.size) return 'large';
  const record = parsed.parse(where, object.body);
  if (record.outcome.status !== 'published' || !vouchesFor(record, key)) return undefined;
  seen.add(record);
  return record.outcome.article;
}
