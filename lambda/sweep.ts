import { articleId } from './article/identity.ts';
import { CorruptStateError } from './errors.ts';
import { SITE_HEAD_KEY } from './index/heads.ts';
import { SeenEntries } from './index/listing.ts';
import { type List, listPrefix, parseEntry } from './index/places.ts';
import { articlePath, OPML_PATH, SITE } from './public-paths.ts';
import { publishLists } from './publish-lists.ts';
import { type ArticleRecord, parseRecord, placesOf, recordKey, stampOf, vouchesFor } from './record.ts';
import type { Context } from './republish.ts';
import { listAll, type ObjectInfo } from './store/store.ts';

export interface SweepOptions {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Every article is to be processed again, not only what differs. */
  readonly all: boolean;
  /** Queues keys to be looked at. */
  readonly send: (keys: Iterable<string>) => Promise<void>;
  /** Nothing is begun once this is aborted. */
  readonly signal: AbortSignal;
}

/** What a sweep found. */
export interface SweepReport {
  readonly articles: number;
  /** Articles whose record is not that of what stands at their key; queued. */
  readonly changed: number;
  /** Records of articles that are gone; queued. */
  readonly gone: number;
  /** Published articles without a page; queued. */
  readonly pagesMissing: number;
  /** Categories with articles; the newest of each is queued, so that its feeds are looked at. */
  readonly categories: number;
  /** Index entries that no record vouches for; removed. */
  readonly entriesRemoved: number;
  /** Pages of articles that are not published; removed. */
  readonly pagesRemoved: number;
  /** The state had been lost, and the feeds were published from what has been rebuilt. */
  readonly recovered: boolean;
}

/** Younger garbage may be the first half of something that another worker is doing. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** Every record vouches for exactly one entry in one of these. */
const LISTS: readonly List[] = [SITE, { kind: 'rejected' }, { kind: 'skipped' }];

const CATEGORIES = 'index/category/';

/**
 * Compares the articles with what is derived from them, by listing alone: queues the keys of what differs, and
 * removes what nothing refers to once it is a day old. It repairs what lost events and operators leave behind, and
 * applies a new version of the code.
 *
 * After a loss of the state, the first sweep queues all articles, whose records are then written again while their
 * feeds stay as they are; the next one finds all records and publishes the feeds from them.
 */
export async function sweep(
  context: Context,
  { now, all, send, signal }: SweepOptions,
): Promise<SweepReport> {
  const { state, publicSite } = context;
  const isOld = (object: ObjectInfo) => object.modified < now - DAY_MS;
  const standing = await readArticles(context, signal);
  const index = await readIndex(context, standing, signal);

  const changed = new Set<string>();
  for (const [id, { key }] of standing) if (all || !index.known.has(id)) changed.add(key);
  const missing = new Set([...index.published].filter((id) => !all && standing.has(id)));
  let pagesRemoved = 0;
  for await (const page of listAll(publicSite, 'articles/')) {
    signal.throwIfAborted();
    const id = page.key.slice('articles/'.length).replace(/\.html$/, '');
    missing.delete(id);
    const isOrphan = articlePath(id) === page.key && !index.published.has(id) && isOld(page);
    if (isOrphan && (await readRecord(id, context))?.outcome.status !== 'published') {
      await publicSite.delete(page.key, { ifVersion: page.version });
      pagesRemoved++;
    }
  }

  const gone = new Set<string>();
  let entriesRemoved = 0;
  for (const entry of index.garbage) {
    signal.throwIfAborted();
    const id = parseEntry(entry.key)?.id ?? '';
    const record = await readRecord(id, context);
    if (record !== undefined && vouchesFor(record, entry.key)) gone.add(record.key);
    else if (isOld(entry)) {
      await state.delete(entry.key, { ifVersion: entry.version });
      entriesRemoved++;
    }
  }

  const pagesMissing = [...missing].flatMap((id) => standing.get(id)?.key ?? []);
  await send(new Set([...changed, ...gone, ...pagesMissing, ...index.newest.values()]));
  const isLost =
    (await state.head(SITE_HEAD_KEY)) === undefined && (await publicSite.head(OPML_PATH)) !== undefined;
  const recovered = isLost && index.known.size === standing.size;
  if (recovered) await publishEverything(context, [...index.newest.values()], signal);
  return {
    articles: standing.size,
    changed: changed.size,
    gone: gone.size,
    pagesMissing: pagesMissing.length,
    categories: index.newest.size,
    entriesRemoved,
    pagesRemoved,
    recovered,
  };
}

/** The articles that stand in the bucket, by id. */
type Standing = ReadonlyMap<string, { readonly key: string; readonly stamp: string }>;

async function readArticles({ articles, revision }: Context, signal: AbortSignal): Promise<Standing> {
  const standing = new Map<string, { readonly key: string; readonly stamp: string }>();
  for await (const object of listAll(articles, '')) {
    signal.throwIfAborted();
    standing.set(articleId(object.key), { key: object.key, stamp: stampOf(object, revision) });
  }
  return standing;
}

interface Index {
  /** The ids of articles whose record is current. */
  readonly known: ReadonlySet<string>;
  /** Those of them that are published. */
  readonly published: ReadonlySet<string>;
  /** Entries of articles that are gone, and entries that a current record has left behind. */
  readonly garbage: readonly ObjectInfo[];
  /** The key of the newest article of each category, by the category's prefix. */
  readonly newest: ReadonlyMap<string, string>;
}

async function readIndex({ state }: Context, standing: Standing, signal: AbortSignal): Promise<Index> {
  const known = new Set<string>();
  const published = new Set<string>();
  const outdated: ObjectInfo[] = [];
  for (const list of LISTS) {
    for await (const object of listAll(state, listPrefix(list))) {
      signal.throwIfAborted();
      const entry = parseEntry(object.key);
      if (entry === undefined) continue;
      if (standing.get(entry.id)?.stamp !== entry.stamp) {
        outdated.push(object);
        continue;
      }
      known.add(entry.id);
      if (list.kind === 'site') published.add(entry.id);
    }
  }
  // What belongs to an article that is not known is left to the worker that will look at the article.
  const isGarbage = (id: string) => known.has(id) || !standing.has(id);
  const garbage = outdated.filter((object) => isGarbage(parseEntry(object.key)?.id ?? ''));
  const newest = new Map<string, string>();
  for await (const object of listAll(state, CATEGORIES)) {
    signal.throwIfAborted();
    const entry = parseEntry(object.key);
    if (entry === undefined) continue;
    const article = standing.get(entry.id);
    const prefix = object.key.slice(0, object.key.lastIndexOf('/') + 1);
    if (article?.stamp !== entry.stamp) {
      if (isGarbage(entry.id)) garbage.push(object);
    } else if (!newest.has(prefix)) {
      newest.set(prefix, article.key);
    }
  }
  return { known, published, garbage, newest };
}

/** Publishes the feeds of all categories and of the site; `keys` hold an article of each category. */
async function publishEverything(
  context: Context,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const lists = new Map<string, List>();
  for (const key of keys) {
    const record = await readRecord(articleId(key), context);
    for (const { list } of record === undefined ? [] : placesOf(record)) lists.set(listPrefix(list), list);
  }
  const options = { complete: true, overview: true, signal };
  const failures = await publishLists([...lists.values()], context, new SeenEntries(), options);
  for (const { error } of failures.values()) throw error;
}

/** A record; undefined where there is none that can be read. */
async function readRecord(id: string, { state }: Context): Promise<ArticleRecord | undefined> {
  const where = recordKey(id);
  const object = await state.get(where);
  if (object === undefined) return undefined;
  try {
    return parseRecord(where, object.body);
  } catch (error) {
    if (error instanceof CorruptStateError) return undefined;
    throw error;
  }
}
