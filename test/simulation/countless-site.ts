import { articleId } from '../../lambda/model/identity.ts';
import { ARTICLE_PAGES, articlePath, SITE } from '../../lambda/model/paths.ts';
import type { Context } from '../../lambda/protocol/context.ts';
import { entryKey, indexOf, listPrefix } from '../../lambda/protocol/entries.ts';
import { EntryCache } from '../../lambda/protocol/entry-cache.ts';
import { publishLists } from '../../lambda/protocol/lists.ts';
import { newWriteId } from '../../lambda/protocol/page-mark.ts';
import {
  entriesOf,
  type FileState,
  fingerprintOf,
  nextRecord,
  RECORDS,
  recordKey,
} from '../../lambda/protocol/record.ts';
import { recordContent } from '../../lambda/protocol/record-format.ts';
import { compareKeys } from '../../lambda/store/key.ts';
import { MemoryStore } from '../../lambda/store/memory.ts';
import type { Listing, ListOptions, ObjectInfo, StoredObject } from '../../lambda/store/store.ts';
import { type Buckets, protocolContext } from '../support/protocol-context.ts';

const REVISION = 'one';
const CATEGORIES = ['x', 'y', 'z'].map((name) => ({ kind: 'category', name }) as const);
const PAGE_SIZE = 1000;
const ID_LENGTH = 20;
const DAY_MS = 24 * 3600 * 1000;

/** When all was uploaded, and the version of every file and page. */
const UPLOADED = Date.UTC(2020, 0, 1);
const PAGE = { body: Buffer.from('page'), contentType: 'text/html; charset=utf-8' };
const VERSION = '71860c77c6745379b0d44304d66b6a13';

/** Objects that are made when they are listed, in the order of their keys. */
interface MadeObjects {
  readonly prefix: string;
  readonly count: number;
  readonly keyAt: (at: number) => string;
}

/** A bucket most of whose objects are made when they are asked for. */
class MakingBucket extends MemoryStore {
  made: readonly MadeObjects[] = [];
  /** Makes the content of some objects. */
  make: (key: string) => Uint8Array | undefined = () => undefined;

  override async list(prefix: string, options: ListOptions = {}): Promise<Listing> {
    const made = this.made.find((each) => prefix.startsWith(each.prefix));
    if (made === undefined) return super.list(prefix, options);
    this.requests.list++;
    const { after = '', limit = PAGE_SIZE } = options;
    const objects: ObjectInfo[] = [];
    for (let at = firstBeyond(made, after, prefix); at < made.count; at++) {
      const key = made.keyAt(at);
      if (!key.startsWith(prefix)) break;
      if (objects.length === limit) return { objects, more: true };
      objects.push({ key, version: VERSION, modified: UPLOADED, size: 0 });
    }
    return { objects, more: false };
  }

  override async get(key: string, options?: { readonly first?: number }): Promise<StoredObject | undefined> {
    const body = this.make(key);
    if (body === undefined) return super.get(key, options);
    this.requests.get++;
    return { key, version: VERSION, modified: UPLOADED, size: body.length, body };
  }
}

/** The place of the first key that comes after another one, and not before a prefix. */
function firstBeyond({ count, keyAt }: MadeObjects, after: string, prefix: string): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    const key = keyAt(middle);
    if (compareKeys(key, after) <= 0 || compareKeys(key, prefix) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * A site that is well, of any number of articles in three categories each. Its objects take no memory, but four bytes for
 * each article.
 */
export async function countlessSite(
  count: number,
): Promise<{ readonly buckets: Buckets; readonly context: Context }> {
  const articles = new MakingBucket();
  const [state, publicSite] = [new MakingBucket(), new MakingBucket()];
  const byId = sortedById(count);
  const entriesIn = (prefix: string): MadeObjects => ({
    prefix,
    count,
    keyAt: (at) =>
      entriesOf(fileAt(at))
        .map(entryKey)
        .find((key) => key.startsWith(prefix)) ?? '',
  });
  articles.made = [{ prefix: '', count, keyAt: nameAt }];
  state.made = [
    { prefix: RECORDS, count, keyAt: (at) => recordKey(articleId(nameAt(byId[at] ?? 0))) },
    ...[SITE, ...CATEGORIES].map((list) => entriesIn(listPrefix(list))),
    // What is listed of all categories.
    {
      prefix: indexOf('category'),
      count: count * CATEGORIES.length,
      keyAt: (at) => entriesIn(listPrefix(CATEGORIES[Math.floor(at / count)] ?? SITE)).keyAt(at % count),
    },
  ];
  publicSite.made = [
    { prefix: ARTICLE_PAGES, count, keyAt: (at) => articlePath(articleId(nameAt(byId[at] ?? 0))) },
  ];
  const newest = new Map(
    Array.from({ length: Math.min(count, 2 * PAGE_SIZE) }, (_, at) => [recordKey(articleId(nameAt(at))), at]),
  );
  state.make = (key) => {
    const at = newest.get(key);
    return at === undefined ? undefined : recordContent(nextRecord(undefined, fileAt(at))).body;
  };
  const context = protocolContext({
    articles,
    state,
    publicSite,
    revision: REVISION,
    now: () => UPLOADED + 30 * DAY_MS,
  });
  const lists = [SITE, ...CATEGORIES].map((list) => ({ list }));
  const { failures } = await publishLists(lists, context, new EntryCache(), { overview: true });
  for (const { error } of failures.values()) throw error;
  return { buckets: { articles, state, publicSite }, context };
}

function nameAt(at: number): string {
  return `${String(at).padStart(9, '0')}.md`;
}

/** What the record of an article says that entries depend on; each is a minute older than the one before. */
function fileAt(at: number): FileState {
  const key = nameAt(at);
  const id = articleId(key);
  const article = {
    ...{ key, id, guid: id, title: key, summary: '', content: '', tags: [] },
    published: new Date(UPLOADED - at * 60_000).toISOString(),
    categories: CATEGORIES.map(({ name }) => name),
  };
  return {
    key,
    fingerprint: fingerprintOf({ version: VERSION, modified: UPLOADED }, REVISION),
    writeId: newWriteId(PAGE, () => key),
    uploaded: UPLOADED,
    outcome: { status: 'published', article, warnings: [] },
    opensArchive: false,
  };
}

/** The places of all articles in the order of their ids. */
function sortedById(count: number): Uint32Array {
  // Outside of the heap, which whoever measures memory limits.
  const ids = Buffer.alloc(ID_LENGTH * count);
  for (let at = 0; at < count; at++) ids.write(articleId(nameAt(at)), at * ID_LENGTH);
  const idAt = (at: number): Buffer => ids.subarray(at * ID_LENGTH, (at + 1) * ID_LENGTH);
  return Uint32Array.from({ length: count }, (_, at) => at).sort((a, b) => idAt(a).compare(idAt(b)));
}
