import { findCategories, findGarbage, findOrphanPages, readRecord } from './damage.ts';
import { type List, listPrefix, parseEntry } from './index/places.ts';
import { SeenEntries } from './index/seen-entries.ts';
import { articlePathId, SITE } from './public-paths.ts';
import { publishLists, putDocuments } from './publish-lists.ts';
import { vouchesFor } from './record.ts';
import { dropDamagedRecord, dropDamagedSiteHead } from './repair.ts';
import type { Context } from './republish.ts';
import { listAll, type ObjectInfo } from './store/store.ts';
import { survey } from './survey.ts';

export interface SweepOptions {
  /** Every article is to be looked at, not only those that listing shows to be wrong. */
  readonly all: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Queues the keys of articles to be looked at. */
  readonly send: (keys: Iterable<string>) => Promise<void>;
  /** Nothing is begun once this is aborted. */
  readonly signal: AbortSignal;
}

/** What a sweep found. */
export interface SweepReport {
  /** How many keys were queued, for the reasons that follow and for one article of each category. */
  readonly queued: number;
  /** Articles whose record is not that of what stands at their key. */
  readonly changed: number;
  /** Articles that are gone, and whose record does not say so. */
  readonly gone: number;
  /** Articles whose record is as it should be. */
  readonly current: number;
  /** Records of articles that are gone that could not be read; removed. */
  readonly unreadable: number;
  /** Published articles without a page. */
  readonly pagesMissing: number;
  /** Entries of the index that no record vouched for; removed. */
  readonly entriesRemoved: number;
  /** Pages of articles that are not published; removed. */
  readonly pagesRemoved: number;
  /** The head of the site was missing, and the feeds were published anew from the records. */
  readonly rebuilt: boolean;
}

/** What is younger may be half of what another worker is doing. */
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Finds by listing what is derived wrongly from the articles, removes what is orphaned, and queues the keys of all
 * that is missing or stale: the work is done by as many workers as the queue feeds. One article of each category is
 * among them, so that every feed is looked at. At a million articles it takes some 7,000 LISTs and 500 MB of memory.
 *
 * After a loss of the state the first sweep queues all articles, which get their records again while their feeds are
 * left as they are; the next one finds all records and publishes the feeds.
 */
export async function sweep(context: Context, options: SweepOptions): Promise<SweepReport> {
  const { articles, state, publicSite } = context;
  const { all, now, send, signal } = options;
  const isOld = ({ modified }: ObjectInfo): boolean => {
    signal.throwIfAborted();
    return modified < now - DAY_MS;
  };

  const found = await survey(context);
  for (const id of found.unreadable) await dropDamagedRecord(id, context);
  const keys = new Set([...found.changed, ...found.gone]);
  if (all) for await (const { key } of listAll(articles, '')) keys.add(key);
  const addKeyOf = async (id: string | undefined): Promise<void> => {
    const record = await readRecord(id ?? '', state);
    if (record !== undefined && record !== 'damaged') keys.add(record.key);
  };

  let entriesRemoved = 0;
  for await (const entry of findGarbage(context)) {
    if (!isOld(entry)) continue;
    await state.delete(entry.key, { ifVersion: entry.version });
    entriesRemoved++;
    // A worker that was slower than anyone could think: its article needs entries under another name.
    const id = parseEntry(entry.key)?.id ?? '';
    const record = await readRecord(id, state);
    if (record !== undefined && record !== 'damaged' && vouchesFor(record, entry.key)) keys.add(record.key);
  }

  const published = new Set<string>();
  for await (const { key } of listAll(state, listPrefix(SITE))) published.add(parseEntry(key)?.id ?? '');
  const missing = new Set(published);
  const isPublished = (id: string): boolean => {
    missing.delete(id);
    return published.has(id);
  };
  let pagesRemoved = 0;
  for await (const page of findOrphanPages(context, isPublished)) {
    if (!isOld(page)) continue;
    await publicSite.delete(page.key, { ifVersion: page.version });
    pagesRemoved++;
    const record = await readRecord(articlePathId(page.key) ?? '', state);
    if (record !== undefined && record !== 'damaged' && record.outcome.status === 'published')
      keys.add(record.key);
  }
  for (const id of missing) await addKeyOf(id);

  const { names } = await findCategories(context);
  const categories = names.map((name): List => ({ kind: 'category', name }));
  for (const category of categories) {
    signal.throwIfAborted();
    const newest = await state.list(listPrefix(category), { limit: 1 });
    await addKeyOf(parseEntry(newest.objects[0]?.key ?? '')?.id);
  }
  await send(keys);

  const rebuilt = (await dropDamagedSiteHead(context)) && found.changed.length === 0;
  if (rebuilt) {
    const lists = [SITE, ...categories].map((list) => ({ list }));
    const whole = { complete: true, overview: true, signal };
    const failures = await publishLists(lists, context, new SeenEntries(), whole);
    for (const { error } of failures.values()) throw error;
  }
  await putDocuments(await context.derivations.staticDocuments(), { context, onDocument: undefined });
  return {
    queued: keys.size,
    changed: found.changed.length,
    gone: found.gone.length,
    current: found.current,
    unreadable: found.unreadable.length,
    pagesMissing: missing.size,
    entriesRemoved,
    pagesRemoved,
    rebuilt,
  };
}
