import { articleId } from '../model/identity.ts';
import { articlePathId, SITE } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import { putDocuments } from '../protocol/documents.ts';
import {
  entryNameAt,
  INDEX_OF_BOUNDARIES,
  INDEX_OF_MEDIA,
  INDEX_OF_WITHDRAWN,
  type List,
  listPrefix,
  parseEntryKey,
} from '../protocol/entries.ts';
import { EntryCache } from '../protocol/entry-cache.ts';
import { CorruptStateError, UnfinishedSweepError } from '../protocol/errors.ts';
import { opensArchive } from '../protocol/history/boundaries.ts';
import { changesOfWhole } from '../protocol/history/upkeep.ts';
import type { ListChange } from '../protocol/list-changes.ts';
import { publishLists } from '../protocol/lists.ts';
import { isPageOf } from '../protocol/page-mark.ts';
import { recordId, vouchesFor } from '../protocol/record.ts';
import { settleTasks } from '../protocol/requests.ts';
import { inspectRecord, recordOfEntry } from '../protocol/stored-record.ts';
import { listAll, type ObjectInfo } from '../store/store.ts';
import { sweepArchives } from './archive-sweep.ts';
import { compareFiles } from './comparison.ts';
import { dropCorruptRecord, isStateLost } from './corrupt-state.ts';
import {
  findGarbageBelow,
  findInventoriedGarbage,
  findOrphanPages,
  isAccountedFor,
  removeEntry,
  removePage,
} from './garbage.ts';
import { type Inventory, takeInventory } from './inventory.ts';
import { findOrphanArchives, findPublicLists, findStaleEmptyLists } from './list-sweep.ts';
import { compareMedia, findIdleWatches, removeMedia, removeWatch } from './media.ts';
import { findLists, listFoldersOfEntries } from './named-lists.ts';
import { endRecovery, isRecovered, isRecovering } from './recovery.ts';
import type { SweepReport } from './sweep-report.ts';
import { collectTombstones } from './tombstones.ts';

export interface SweepOptions {
  /** Every article is to be processed, not only those that listing shows to be wrong. */
  readonly all: boolean;
  /** Queues the keys of articles to be processed: some thousands at a time, while the sweep goes on. */
  readonly send: (keys: Iterable<string>) => Promise<void>;
  /** Once this is aborted nothing is started, but what was found is still queued. */
  readonly signal: AbortSignal;
}

/** What is younger may be half of what another worker is doing. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** Keys are queued so many at a time: what was found is neither lost with a sweep that dies, nor held in memory. */
const KEYS_AT_ONCE = 10_000;

/** With the articles and the pages, as many listings are under way as one processor can parse the answers of. */
const LISTS_AT_ONCE = 4;

/** Every archive is looked at within so many nights. */
const ARCHIVE_NIGHTS = 28;

/** A report names no more articles than this. */
const MAX_NAMED = 100;

/** Records that are read for the keys of their articles, rather than listing all articles. */
const MAX_READ_FOR_KEY = 1000;

/**
 * Finds by listing what is derived wrongly from the articles, removes what is orphaned, and queues the keys of
 * everything that is missing or outdated: the work is done by as many workers as the queue feeds. One article of each
 * list is among them, so that every feed is looked at; lists without articles, and the site, are published here.
 *
 * Lists everything once, and entries of articles once more for the archives: at a million articles in three categories
 * each 11,000 LISTs, and four for each category, with 200 MB of memory. The state comes first, as everything else is
 * compared with it; the rest is listed side by side. Whatever changes meanwhile is found to differ, and then its record is
 * read before anything is removed or queued.
 *
 * After a loss of the state the first sweep queues all articles, which get their records again while their feeds are
 * left as they are; the next one finds the records and publishes the feeds, see {@link isRecovered}.
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
    pagesStale: 0,
    emptyLists: 0,
    entriesRemoved: 0,
    pagesRemoved: 0,
    mediaRemoved: 0,
    watchesRemoved: 0,
    archivesRemoved: 0,
    archivesStale: 0,
    archivePagesRemoved: 0,
    tombstonesRemoved: 0,
  };
  readonly #context: Context;
  readonly #options: SweepOptions;
  readonly #start: number;
  /** Prefixes of the entries of the lists with names that hold articles. */
  readonly #inhabited = new Set<string>();
  readonly #failedLists: string[] = [];
  /** Some keys of articles whose record is missing or outdated. */
  readonly #changed: string[] = [];
  /** Ids of articles that have nothing in the state. */
  readonly #unrecorded = new Set<string>();
  /** Ids of articles whose keys are to be queued. */
  readonly #wanted = new Set<string>();
  #keys = new Set<string>();
  #processesAll = false;

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
    const isLost = await isStateLost(this.#context);
    // Around a loss a record may have been put whose entries were there before it, and are gone.
    this.#processesAll = this.#options.all || (isLost && !(await isRecovering(state)));
    const inventory = await takeInventory(state, signal);
    // Each folder goes to one of them.
    const folders = listFoldersOfEntries(state, signal);
    const sweepFolders = async (own: AbortSignal): Promise<void> => {
      for await (const { first } of folders) await this.#sweepList(first, inventory, own);
    };
    const below =
      (prefix: string) =>
      (own: AbortSignal): Promise<void> =>
        this.#removeEntries(findGarbageBelow(prefix, this.#context, inventory, own), own);
    const pages: ObjectInfo[] = [];
    await settleTasks(
      [
        (own) => this.#sweepFiles(inventory, own),
        ...(isLost ? [] : [(own: AbortSignal) => this.#sweepPages(inventory, pages, own)]),
        (own) => this.#removeEntries(findInventoriedGarbage(this.#context, inventory, own), own),
        below(INDEX_OF_BOUNDARIES),
        below(INDEX_OF_MEDIA),
        below(INDEX_OF_WITHDRAWN),
        (own) => this.#removeWatches(inventory, own),
        ...Array.from({ length: LISTS_AT_ONCE }, () => sweepFolders),
      ],
      signal,
    );
    await this.#removePages(pages);
    if (!isLost) await this.#sweepMedia();
    await this.#queueWanted();
    await this.flush();

    const rebuilt = isLost ? await this.#recover() : false;
    if (!isLost) {
      await endRecovery(state);
      await this.#sweepLists();
    }
    await this.#queueWanted();
    await this.flush();
    this.counts.tombstonesRemoved = await collectTombstones(this.#context, this.#start, signal);
    await putDocuments(await derivations.staticDocuments(), this.#context, undefined);
    // Last, as the index that the archives are compared with is without garbage by then, and nothing else waits for them.
    if (!isLost || rebuilt) {
      const isOld = (object: ObjectInfo): boolean => this.#isOld(object, signal);
      const archives = await sweepArchives(this.#context, isOld, signal);
      this.counts.archivesStale = archives.stale;
      this.counts.archivePagesRemoved = archives.removed;
    }
    const leftAside = rebuilt ? this.#changed.slice(0, MAX_NAMED) : [];
    return { ...this.counts, failedLists: this.#failedLists, rebuilt, leftAside };
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
      if (file.is === 'unreadable') {
        await dropCorruptRecord(file.id, this.#context);
        continue;
      }
      const id = articleId(file.key);
      if (file.is === 'changed') {
        if (this.#changed.length < MAX_NAMED) this.#changed.push(file.key);
        if (!inventory.has(id)) this.#unrecorded.add(id);
      }
      if (file.is !== 'current' || this.#processesAll || this.#isArchiveDue(id)) await this.#add(file.key);
    }
  }

  /** Whether it is the turn of the archive that an article opens: each has its night, as looking at it costs its records. */
  #isArchiveDue(id: string): boolean {
    if (this.#context.derivations.archiveDocument === undefined || !opensArchive(id)) return false;
    const turn = Number.parseInt(id.replace(/\D/g, '').slice(-6), 10) || 0;
    return turn % ARCHIVE_NIGHTS === Math.floor(this.#start / DAY_MS) % ARCHIVE_NIGHTS;
  }

  /** Compares the pages with the inventory; `orphans` are those of no published article that are old enough to go. */
  async #sweepPages(inventory: Inventory, orphans: ObjectInfo[], signal: AbortSignal): Promise<void> {
    const entryIn = (list: List, id: string): string | undefined => {
      const file = inventory.get(id);
      return typeof file === 'string' && file.startsWith(listPrefix(list)) ? file : undefined;
    };
    const entryOf = (id: string): string | undefined => entryIn(SITE, id);
    const isDeleted = (id: string): boolean => entryIn({ kind: 'deleted' }, id) !== undefined;
    const missing = new Set<string>();
    for (const id of inventory.keys()) if (entryOf(id) !== undefined) missing.add(id);
    const isPublished = (id: string, { version }: ObjectInfo): boolean => {
      missing.delete(id);
      const entry = entryOf(id);
      if (entry === undefined) return false;
      if (!isPageOf(parseEntryKey(entry)?.writeId ?? '', version)) {
        this.counts.pagesStale++;
        this.#wanted.add(id);
      }
      return true;
    };
    for await (const page of findOrphanPages(this.#context, { isPublished, isDeleted }, signal)) {
      if (this.#isOld(page, signal)) orphans.push(page);
    }
    this.counts.pagesMissing = missing.size;
    for (const id of missing) this.#wanted.add(id);
  }

  /** Removes pages of no published article, but for those of files that were never recorded: nobody knows of them yet. */
  async #removePages(pages: readonly ObjectInfo[]): Promise<void> {
    for (const page of pages) {
      this.#options.signal.throwIfAborted();
      if (this.#unrecorded.has(articlePathId(page.key) ?? '')) continue;
      const key = await removePage(page, this.#context);
      this.counts.pagesRemoved++;
      await this.#add(key);
    }
  }

  /** Removes the published files that no article names, and has those put that are missing. */
  async #sweepMedia(): Promise<void> {
    const { signal } = this.#options;
    const { unwanted, incomplete } = await compareMedia(this.#context, signal);
    const old = unwanted.filter((file) => this.#isOld(file, signal));
    const takenUp = await removeMedia(old, this.#context, signal);
    this.counts.mediaRemoved = old.length;
    for (const id of [...incomplete, ...takenUp]) this.#wanted.add(id);
  }

  async #removeWatches(inventory: Inventory, signal: AbortSignal): Promise<void> {
    for await (const watch of findIdleWatches(this.#context, inventory, signal)) {
      if (!this.#isOld(watch, signal)) continue;
      await this.#add(await removeWatch(watch, this.#context));
      this.counts.watchesRemoved++;
    }
  }

  /** Queues the articles that are known by their ids alone. */
  async #queueWanted(): Promise<void> {
    const { articles, state } = this.#context;
    const { signal } = this.#options;
    const unread = new Set<string>();
    const wanted = [...this.#wanted];
    this.#wanted.clear();
    for (const id of wanted) {
      signal.throwIfAborted();
      const stored = wanted.length > MAX_READ_FOR_KEY ? undefined : await inspectRecord(id, state);
      if (stored?.record === undefined) unread.add(id);
      else await this.#add(stored.record.key);
    }
    if (unread.size === 0) return;
    for await (const { key } of listAll(articles, '', signal)) {
      if (unread.has(articleId(key))) await this.#add(key);
    }
  }

  /** Removes the garbage of the list whose first entry is given, and queues its newest article. */
  async #sweepList(first: string, inventory: Inventory, signal: AbortSignal): Promise<void> {
    const prefix = first.slice(0, -entryNameAt(first).length);
    await this.#removeEntries(findGarbageBelow(prefix, this.#context, inventory, signal), signal);
    const isNewest = isAccountedFor(first, inventory.get(parseEntryKey(first)?.id ?? ''));
    const key = (isNewest && (await this.#keyOf(first))) || (await this.#findNewest(prefix, signal));
    if (key === undefined) return;
    this.#inhabited.add(prefix);
    await this.#add(key);
  }

  /** The key of the newest article of a list: processing one that only its garbage names would not publish the list. */
  async #findNewest(prefix: string, signal: AbortSignal): Promise<string | undefined> {
    for await (const { key } of listAll(this.#context.state, prefix, signal)) {
      const found = await this.#keyOf(key);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The key of the article whose record vouches for an entry. */
  async #keyOf(entry: string): Promise<string | undefined> {
    const record = await recordOfEntry(entry, this.#context.state);
    return record !== undefined && vouchesFor(record, entry) ? record.key : undefined;
  }

  /**
   * Publishes the site and every list that holds no article and does not say so: none of these has an article that could
   * be queued for it. Removes the archives that nobody opens.
   */
  async #sweepLists(): Promise<void> {
    const { signal } = this.#options;
    const lists = await findPublicLists(this.#context, signal);
    const changes: ListChange[] = [];
    for await (const list of findStaleEmptyLists(lists, this.#inhabited, this.#context, signal)) {
      changes.push({ list });
    }
    this.counts.emptyLists = changes.length;
    await this.#publish([...changes, { list: SITE }], false);
    for await (const archive of findOrphanArchives(lists, this.#context, signal)) {
      if (!this.#isOld(archive, signal)) continue;
      await this.#context.publicSite.delete(archive.key, { ifVersion: archive.version });
      this.counts.archivesRemoved++;
    }
  }

  async #removeEntries(garbage: AsyncIterable<ObjectInfo>, signal: AbortSignal): Promise<void> {
    for await (const entry of garbage) {
      if (!this.#isOld(entry, signal)) continue;
      const key = await removeEntry(entry, this.#context);
      this.counts.entriesRemoved++;
      await this.#add(key);
    }
  }

  /** After a loss of the state: publishes all feeds and archives from the records, once these are there. Whether it did. */
  async #recover(): Promise<boolean> {
    const { state } = this.#context;
    if (!(await isRecovered(this.counts.changed, state))) return false;
    const { scopes } = await findLists(this.#context);
    const changes = await changesOfWhole(this.#context, [SITE, ...scopes]);
    if (!(await this.#publish(changes, true))) return false;
    await endRecovery(state);
    return true;
  }

  /** Publishes lists. Whether all could be; an article whose record is corrupt is wanted. */
  async #publish(changes: readonly ListChange[], complete: boolean): Promise<boolean> {
    const { signal } = this.#options;
    const options = { complete, overview: true, signal };
    const { failures } = await publishLists(changes, this.#context, new EntryCache(), options);
    signal.throwIfAborted();
    for (const [list, { error }] of failures) {
      this.#failedLists.push(`${list}: ${String(error)}`);
      const id = error instanceof CorruptStateError ? recordId(error.key) : undefined;
      if (id !== undefined) this.#wanted.add(id);
    }
    return failures.size === 0;
  }

  #isOld({ modified }: ObjectInfo, signal: AbortSignal): boolean {
    signal.throwIfAborted();
    return modified < this.#start - DAY_MS;
  }
}
