import pMap from 'p-map';
import type { Article } from '../model/article.ts';
import type { Scope } from '../model/list-kinds.ts';
import type { Store } from '../store/store.ts';
import { listPrefix, parseEntryKey } from './entries.ts';
import type { EntryCache } from './entry-cache.ts';
import { recordKey, vouchesFor } from './record.ts';
import { RecordCache } from './record-cache.ts';
import { inReadingOrder, type Repeat, Stories } from './stories.ts';

/** No further article is read for a list once their content, which is held in memory, has more UTF-16 units. */
const MAX_CONTENT = 8_000_000;

/** Entries listed beyond what is needed, so that a few garbage entries or repeated stories cost no second LIST. */
const SPARE_ENTRIES = 14;

/** Few enough that few are read beyond what is needed. */
const CONCURRENT_READS = 10;

/**
 * Some twelve hundred records of the usual size: those of a category are read again with its next article, and what does
 * not find room for all categories keeps none of them.
 */
const parsedRecords = new RecordCache(24_000_000, 2_000_000);

/** A larger record is read one at a time, and only when its article is asked for: some fill a feed alone. */
const SMALL_RECORD = 256 * 1024;

/** The newest articles of a list. */
export interface Listing {
  /** In the order in which they are read. */
  readonly articles: readonly Article[];
  /** Whether there may be others: a feed that is full is not asked for what comes after it. */
  readonly hasOlder: boolean;
  /** Stories that came under several keys. */
  readonly repeats: readonly Repeat[];
  /** The entry that the listing had to go on to, see {@link ListingOptions.upTo}. */
  readonly last?: { readonly id: string; readonly key: string };
}

/** How much of a list is read. */
export interface ListingOptions {
  /** How many articles are wanted. */
  readonly count: number;
  readonly cache: EntryCache;
  /** The listing goes on to the first article whose id this holds for, though that may be more than are wanted. */
  readonly upTo?: (id: string) => boolean;
}

/** An entry that its record vouches for. */
export interface VouchedEntry {
  readonly key: string;
  readonly article: Article;
}

/**
 * The newest articles of a list. A story that was uploaded under several keys is there once, under the smallest of its
 * ids. Ids also decide which of several articles of one time are among the newest: they are the order of the index, which
 * knows no names.
 */
export async function readListing(
  state: Pick<Store, 'get' | 'list'>,
  scope: Scope,
  { count, cache, upTo }: ListingOptions,
): Promise<Listing> {
  const articles: Article[] = [];
  const repeats: Repeat[] = [];
  const stories = new Stories();
  let content = 0;
  let isFull = false;
  let last: Listing['last'];
  for await (const { key, article } of readEntries(state, scope, '', count + SPARE_ENTRIES, cache)) {
    if (last === undefined && upTo?.(article.id)) last = { id: article.id, key };
    const goesOn = upTo !== undefined && last === undefined;
    const isEnough = isFull || articles.length >= count;
    if (isEnough && !goesOn) break;
    if (isFull) continue;
    const shown = stories.add(article);
    if (shown !== undefined) {
      repeats.push({ shown, hidden: article.key });
      continue;
    }
    content += article.content.length;
    isFull = articles.length > 0 && content > MAX_CONTENT;
    if (!isFull) articles.push(article);
    if ((isFull || articles.length >= count) && !goesOn) break;
  }
  const hasOlder = isFull || articles.length >= count;
  return { articles: inReadingOrder(articles), hasOlder, repeats, ...(last !== undefined && { last }) };
}

/**
 * The entries of a list that their records vouch for, in order, after a place in it (a key, or the beginning of one).
 * They are listed `page` at a time, and their records read as they are asked for.
 */
export async function* readEntries(
  state: Pick<Store, 'get' | 'list'>,
  scope: Scope,
  after: string,
  page: number,
  cache: EntryCache,
): AsyncGenerator<VouchedEntry> {
  let last = after;
  for (;;) {
    const { objects, more } = await state.list(listPrefix(scope), {
      limit: page,
      keysOnly: true,
      ...(last !== '' && { after: last }),
    });
    for (let start = 0; start < objects.length; start += CONCURRENT_READS) {
      const keys = objects.slice(start, start + CONCURRENT_READS).map(({ key }) => key);
      const read = await pMap(keys, (key) => readArticle(state, key, cache, { first: SMALL_RECORD }));
      for (const [index, found] of read.entries()) {
        const key = keys[index];
        if (key === undefined) continue;
        const article = found === 'large' ? await readArticle(state, key, cache, {}) : found;
        if (article !== undefined && article !== 'large') yield { key, article };
      }
    }
    const end = objects.at(-1)?.key;
    if (!more || end === undefined) return;
    last = end;
  }
}

/** The article of an entry; undefined where its record does not vouch for it, `large` where it is longer than was read. */
type Found = Article | 'large' | undefined;

async function readArticle(
  state: Pick<Store, 'get'>,
  key: string,
  cache: EntryCache,
  options: { readonly first?: number },
): Promise<Found> {
  const entry = parseEntryKey(key);
  if (entry === undefined) return undefined;
  const where = recordKey(entry.id);
  const underWay = cache.get(key) === undefined ? cache.underWay(where) : undefined;
  if (underWay !== undefined) await underWay;
  // That the record did not vouch for another list's entry means nothing here: it may have been read before we listed.
  return cache.get(key) ?? cache.during(where, () => readVouched(state, where, key, cache, options));
}

async function readVouched(
  state: Pick<Store, 'get'>,
  where: string,
  key: string,
  cache: EntryCache,
  options: { readonly first?: number },
): Promise<Found> {
  const object = await state.get(where, options);
  if (object === undefined) return undefined;
  if (object.body.length < object.size) return 'large';
  const record = parsedRecords.parse(where, object.body);
  if (record.outcome.status !== 'published' || !vouchesFor(record, key)) return undefined;
  cache.add(record);
  return record.outcome.article;
}
