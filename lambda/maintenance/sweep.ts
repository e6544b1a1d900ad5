import { articleId } from '../model/identity.ts';
import { articlePathId, SITE } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import {
  entryNameOf,
  INDEX_OF_BOUNDARIES,
  INDEX_OF_CATEGORIES,
  type List,
  listPrefix,
  parseEntry,
} from '../protocol/entries.ts';
import { UnfinishedSweepError } from '../protocol/errors.ts';
import { SITE_HEAD_KEY } from '../protocol/heads.ts';
import { publishLists, putDocuments } from '../protocol/lists.ts';
import { vouchesFor } from '../protocol/record.ts';
import { endSideBySide } from '../protocol/requests.ts';
import { SeenEntries } from '../protocol/seen-entries.ts';
import { listAll, type ObjectInfo } from '../store/store.ts';
import { compareFiles } from './comparison.ts';
import {
  findCategories,
  findGarbageBelow,
  findOrphanPages,
  findSurplus,
  isExplained,
  listFolders,
  readRecord,
} from './findings.ts';
import { type KnownFiles, readKnownFiles } from './inventory.ts';
import { dropDamagedRecord, dropDamagedSiteHead } from './repair.ts';

export interface SweepOptions {
  /** Every article is to be looked at, not only those that listing shows to be wrong. */
  readonly all: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Queues the keys of articles to be looked at: some thousands at a time, while the sweep goes on. */
  readonly send: (keys: Iterable<string>) => Promise<void>;
  /** Once this is aborted nothing is begun but to queue what was found. */
  readonly signal: AbortSignal;
}

/** What a sweep found. */
export interface SweepReport {
  /** How many keys were queued, for the reasons that follow and for one article of each category; a few twice. */
  readonly queued: number;
  /** Articles whose record is not that of what stands at their key. */
  readonly changed: number;
  /** Articles that are gone, and whose record does not say so. */
  readonly gone: number;
  /** Articles whose record is as it should be. */
  readonly current: number;
  /** Records of articles that are gone that could not be read; removed. Their entries and pages are, by the next sweep. */
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

/** Keys are queued so many at a time: what was found is not lost with a sweep that dies, nor held in memory. */
const KEYS_AT_ONCE = 10_000;

/** With the articles and the pages so many listings are under way as one processor can parse the answers of. */
const CATEGORIES_AT_ONCE = 4;

/** Records that are read for the keys of their articles, rather than listing all articles. */
const MAX_READ_FOR_KEY = 1000;

/**
 * Finds by listing what is derived wrongly from the articles, removes what is orphaned, and queues the keys of all
 * that is missing or stale: the work is done by as many workers as the queue feeds. One article of each category is
 * among them, so that every feed is looked at.
 *
 * Lists everything once: at a million articles in three categories each 7,000 LISTs, and two for each category, with
 * 200 MB of memory. The state comes first, as all else is compared with it; the rest is listed side by side.
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
  #keys = new Set<string>();

  constructor(context: Context, options: SweepOptions) {
    this.#context = context;
    this.#options = options;
  }

  async report(): Promise<SweepReport> {
    const { state, derivations } = this.#context;
    const { signal } = this.#options;
    signal.throwIfAborted();
    // Without a state no page would seem to belong to an article.
    const isLost = (await state.head(SITE_HEAD_KEY)) === undefined;
    const known = await readKnownFiles(state, signal);
    // Each folder goes to one of them.
    const folders = listFolders(state, INDEX_OF_CATEGORIES, signal);
    const sweepFolders = async (own: AbortSignal): Promise<void> => {
      for await (const { first } of folders) await this.#sweepCategory(first, known, own);
    };
    await endSideBySide(
      [
        (own) => this.#sweepFiles(known, own),
        ...(isLost ? [] : [(own: AbortSignal) => this.#sweepPages(known, own)]),
        (own) => this.#removeEntries(findSurplus(this.#context, known, own), own),
        (own) => this.#removeEntries(findGarbageBelow(INDEX_OF_BOUNDARIES, this.#context, known, own), own),
        ...Array.from({ length: CATEGORIES_AT_ONCE }, () => sweepFolders),
      ],
      signal,
    );
    await this.flush();

    const rebuilt = (await dropDamagedSiteHead(this.#context)) && this.counts.changed === 0;
    if (rebuilt) await this.#publishAll();
    const fixed = await derivations.staticDocuments();
    await putDocuments(fixed, { context: this.#context, onDocument: undefined });
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

  async #add(key: string): Promise<void> {
    this.#keys.add(key);
    if (this.#keys.size >= KEYS_AT_ONCE) await this.flush();
  }

  async #sweepFiles(known: KnownFiles, signal: AbortSignal): Promise<void> {
    for await (const file of compareFiles(this.#context, known, signal)) {
      this.counts[file.is]++;
      if (file.is === 'unreadable') await dropDamagedRecord(file.id, this.#context);
      else if (file.is !== 'current' || this.#options.all) await this.#add(file.key);
    }
  }

  async #sweepPages(known: KnownFiles, signal: AbortSignal): Promise<void> {
    const { articles, state, publicSite } = this.#context;
    const isPublished = (id: string): boolean => {
      const file = known.get(id);
      return typeof file === 'string' && file.startsWith(listPrefix(SITE));
    };
    const missing = new Set<string>();
    for (const id of known.keys()) if (isPublished(id)) missing.add(id);
    const isAsItShould = (id: string): boolean => {
      missing.delete(id);
      return isPublished(id);
    };
    for await (const page of findOrphanPages(this.#context, isAsItShould, signal)) {
      if (!this.#isOld(page, signal)) continue;
      await publicSite.delete(page.key, { ifVersion: page.version });
      this.counts.pagesRemoved++;
      const record = await readRecord(articlePathId(page.key) ?? '', state);
      if (record !== undefined && record !== 'damaged' && record.outcome.status === 'published')
        await this.#add(record.key);
    }
    this.counts.pagesMissing = missing.size;
    if (missing.size <= MAX_READ_FOR_KEY) {
      for (const id of missing) await this.#addKeyOf(id, signal);
      return;
    }
    for await (const { key } of listAll(articles, '', signal)) {
      if (missing.has(articleId(key))) await this.#add(key);
    }
  }

  /** Removes what no record vouches for in one category, of which the first entry is given, and queues its newest. */
  async #sweepCategory(first: string, known: KnownFiles, signal: AbortSignal): Promise<void> {
    const { state } = this.#context;
    const prefix = first.slice(0, -entryNameOf(first).length);
    await this.#removeEntries(findGarbageBelow(prefix, this.#context, known, signal), signal);
    const isNewest = isExplained(first, known.get(parseEntry(first)?.id ?? ''));
    const newest = isNewest ? first : (await state.list(prefix, { limit: 1 })).objects[0]?.key;
    await this.#addKeyOf(parseEntry(newest ?? '')?.id, signal);
  }

  async #removeEntries(garbage: AsyncIterable<ObjectInfo>, signal: AbortSignal): Promise<void> {
    const { state } = this.#context;
    for await (const entry of garbage) {
      if (!this.#isOld(entry, signal)) continue;
      await state.delete(entry.key, { ifVersion: entry.version });
      this.counts.entriesRemoved++;
      // A worker that was slower than anyone could think: its article needs entries under another name.
      const record = await readRecord(parseEntry(entry.key)?.id ?? '', state);
      if (record !== undefined && record !== 'damaged' && vouchesFor(record, entry.key))
        await this.#add(record.key);
    }
  }

  /** Publishes all feeds from the records. */
  async #publishAll(): Promise<void> {
    const { names } = await findCategories(this.#context);
    const lists = [SITE, ...names.map((name): List => ({ kind: 'category', name }))];
    const whole = { complete: true, overview: true, signal: this.#options.signal };
    const places = lists.map((list) => ({ list }));
    const { failures } = await publishLists(places, this.#context, new SeenEntries(), whole);
    for (const { error } of failures.values()) throw error;
  }

  async #addKeyOf(id: string | undefined, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    const record = await readRecord(id ?? '', this.#context.state);
    if (record !== undefined && record !== 'damaged') await this.#add(record.key);
  }

  #isOld({ modified }: ObjectInfo, signal: AbortSignal): boolean {
    signal.throwIfAborted();
    return modified < this.#options.now - DAY_MS;
  }
}
