import { articleId } from '../model/identity.ts';
import { SITE } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import { putDocuments } from '../protocol/documents.ts';
import {
  entryNameAt,
  INDEX_OF_BOUNDARIES,
  INDEX_OF_CATEGORIES,
  type List,
  listPrefix,
  parseEntryKey,
} from '../protocol/entries.ts';
import { EntryCache } from '../protocol/entry-cache.ts';
import { UnfinishedSweepError } from '../protocol/errors.ts';
import { SITE_HEAD_KEY } from '../protocol/heads.ts';
import { publishLists } from '../protocol/lists.ts';
import { settleTasks } from '../protocol/requests.ts';
import { inspectRecord, recordOfEntry } from '../protocol/stored-record.ts';
import { listAll, type ObjectInfo } from '../store/store.ts';
import { findCategories, listFolders } from './categories.ts';
import { compareFiles } from './comparison.ts';
import { dropCorruptRecord, isSiteHeadMissing } from './corrupt-state.ts';
import {
  findGarbageBelow,
  findInventoriedGarbage,
  findOrphanPages,
  isAccountedFor,
  removeEntry,
  removePage,
} from './garbage.ts';
import { type Inventory, takeInventory } from './inventory.ts';

export interface SweepOptions {
  /** Every article is to be processed, not only those that listing shows to be wrong. */
  readonly all: boolean;
  /** Queues the keys of articles to be processed: some thousands at a time, while the sweep goes on. */
  readonly send: (keys: Iterable<string>) => Promise<void>;
  /** Once this is aborted nothing is started, but what was found is still queued. */
  readonly signal: AbortSignal;
}

/** What a sweep found. */
export interface SweepReport {
  /** How many keys were queued, for the reasons that follow and for one article of each category; a few twice. */
  readonly queued: number;
  /** Articles whose record is missing or outdated. */
  readonly changed: number;
  /** Articles that are gone, and whose record does not say so. */
  readonly gone: number;
  /** Articles whose record is as it should be. */
  readonly current: number;
  /** Corrupt records of articles that are gone; removed. Their entries and pages are removed by the next sweep. */
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

/** Keys are queued so many at a time: what was found is neither lost with a sweep that dies, nor held in memory. */
const KEYS_AT_ONCE = 10_000;

/** With the articles and the pages, as many listings are under way as one processor can parse the answers of. */
const CATEGORIES_AT_ONCE = 4;

/** Records that are read for the keys of their articles, rather than listing all articles. */
const MAX_READ_FOR_KEY = 1000;

/**
 * Finds by listing what is derived wrongly from the articles, removes what is orphaned, and queues the keys of
 * everything that is missing or outdated: the work is done by as many workers as the queue feeds. One article of each
 * category is among them, so that every feed is looked at.
 *
 * Lists everything once: at a million articles in three categories each 7,000 LISTs, and two for each category, with
 * 200 MB of memory. The state comes first, as everything else is compared with it; the rest is listed side by side.
 * Whatever changes meanwhile is found to differ, and then its record is read before anything is removed or queued.
 *
 * After a loss of the state the first sweep queues all articles, which get their records again while their feeds are
 * left as they are; the next one finds all records and publishes the feeds.
 *
 * @throws UnfinishedSweepError when it is stopped by the signal.
 */
export async function sweep(context: Context, options: SweepOptions): Promise<SweepReport> {
  const run = new Sweep(context, options);
  try {
    return await run.report();
  } catch (error) {
    const { current, changed } = run.counts;
    await run.flush();
    if (!options.signal.aborted) throw error;
    throw new UnfinishedSweepError(current + changed, run.counts.queued, { cause: error });
  }
}

class Sweep {
  readonly counts = {
    queued: 0,
    changed: 0,
    gone: 0,
    current: 0,
    unreadable: 0,
    pagesMissing: 0,
    entriesRemoved: 0,
    pagesRemoved: 0,
  };
  readonly #context: Context;
  readonly #options: SweepOptions;
  readonly #start: number;
  #keys = new Set<string>();

  constructor(context: Context, options: SweepOptions) {
    this.#context = context;
    this.#options = options;
    this.#start = context.now();
  }

  async report(): Promise<SweepReport> {
    const { state, derivations } = this.#context;
    const { signal } = this.#options;
    signal.throwIfAborted();
    // Without a state no page would seem to belong to an article.
    const isLost = (await state.head(SITE_HEAD_KEY)) === undefined;
    const inventory = await takeInventory(state, signal);
    // Each folder goes to one of them.
    const folders = listFolders(state, INDEX_OF_CATEGORIES, signal);
    const sweepFolders = async (own: AbortSignal): Promise<void> => {
      for await (const { first } of folders) await this.#sweepCategory(first, inventory, own);
    };
    const boundaries = (own: AbortSignal): AsyncIterable<ObjectInfo> =>
      findGarbageBelow(INDEX_OF_BOUNDARIES, this.#context, inventory, own);
    await settleTasks(
      [
        (own) => this.#sweepFiles(inventory, own),
        ...(isLost ? [] : [(own: AbortSignal) => this.#sweepPages(inventory, own)]),
        (own) => this.#removeEntries(findInventoriedGarbage(this.#context, inventory, own), own),
        (own) => this.#removeEntries(boundaries(own), own),
        ...Array.from({ length: CATEGORIES_AT_ONCE }, () => sweepFolders),
      ],
      signal,
    );
    await this.flush();

    const rebuilt = (await isSiteHeadMissing(this.#context)) && this.counts.changed === 0;
    if (rebuilt) await this.#publishAll();
    await putDocuments(derivations.staticDocuments(), this.#context, undefined);
    return { ...this.counts, rebuilt };
  }

  /** Queues what was found and is not queued yet. */
  async flush(): Promise<void> {
    const keys = this.#keys;
    this.#keys = new Set();
    if (keys.size === 0) return;
    await this.#options.send(keys);
    this.counts.queued += keys.size;
  }

  async #add(key: string | undefined): Promise<void> {
    if (key === undefined) return;
    this.#keys.add(key);
    if (this.#keys.size >= KEYS_AT_ONCE) await this.flush();
  }

  async #sweepFiles(inventory: Inventory, signal: AbortSignal): Promise<void> {
    for await (const file of compareFiles(this.#context, inventory, signal)) {
      this.counts[file.is]++;
      if (file.is === 'unreadable') await dropCorruptRecord(file.id, this.#context);
      else if (file.is !== 'current' || this.#options.all) await this.#add(file.key);
    }
  }

  async #sweepPages(inventory: Inventory, signal: AbortSignal): Promise<void> {
    const isPublished = (id: string): boolean => {
      const file = inventory.get(id);
      return typeof file === 'string' && file.startsWith(listPrefix(SITE));
    };
    const missing = new Set<string>();
    for (const id of inventory.keys()) if (isPublished(id)) missing.add(id);
    const hasRightPage = (id: string): boolean => {
      missing.delete(id);
      return isPublished(id);
    };
    for await (const page of findOrphanPages(this.#context, hasRightPage, signal)) {
      if (!this.#isOld(page, signal)) continue;
      const key = await removePage(page, this.#context);
      this.counts.pagesRemoved++;
      await this.#add(key);
    }
    this.counts.pagesMissing = missing.size;
    if (missing.size <= MAX_READ_FOR_KEY) {
      for (const id of missing) {
        signal.throwIfAborted();
        await this.#add((await inspectRecord(id, this.#context.state))?.record?.key);
      }
      return;
    }
    for await (const { key } of listAll(this.#context.articles, '', signal)) {
      if (missing.has(articleId(key))) await this.#add(key);
    }
  }

  /** Removes the garbage of the category whose first entry is given, and queues its newest article. */
  async #sweepCategory(first: string, inventory: Inventory, signal: AbortSignal): Promise<void> {
    const { state } = this.#context;
    const prefix = first.slice(0, -entryNameAt(first).length);
    await this.#removeEntries(findGarbageBelow(prefix, this.#context, inventory, signal), signal);
    const isNewest = isAccountedFor(first, inventory.get(parseEntryKey(first)?.id ?? ''));
    const newest = isNewest ? first : (await state.list(prefix, { limit: 1 })).objects[0]?.key;
    await this.#add((await recordOfEntry(newest ?? '', state))?.key);
  }

  async #removeEntries(garbage: AsyncIterable<ObjectInfo>, signal: AbortSignal): Promise<void> {
    for await (const entry of garbage) {
      if (!this.#isOld(entry, signal)) continue;
      const key = await removeEntry(entry, this.#context);
      this.counts.entriesRemoved++;
      await this.#add(key);
    }
  }

  /** Publishes all feeds from the records. */
  async #publishAll(): Promise<void> {
    const { names } = await findCategories(this.#context);
    const lists = [SITE, ...names.map((name): List => ({ kind: 'category', name }))];
    const changes = lists.map((list) => ({ list }));
    const { failures } = await publishLists(changes, this.#context, new EntryCache(), {
      complete: true,
      overview: true,
      signal: this.#options.signal,
    });
    for (const { error } of failures.values()) throw error;
  }

  #isOld({ modified }: ObjectInfo, signal: AbortSignal): boolean {
    signal.throwIfAborted();
    return modified < this.#start - DAY_MS;
  }
}
