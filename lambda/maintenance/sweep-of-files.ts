import { articleId } from '../model/identity.ts';
import { articlePathId, SITE } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import {
  INDEX_OF_BOUNDARIES,
  INDEX_OF_MEDIA,
  INDEX_OF_WITHDRAWN,
  type List,
  listPrefix,
  parseEntryKey,
} from '../protocol/entries.ts';
import { TooManyArticlesError } from '../protocol/errors.ts';
import { opensArchive } from '../protocol/history/boundaries.ts';
import { isPageOf } from '../protocol/page-mark.ts';
import type { ObjectInfo } from '../store/store.ts';
import { compareFiles } from './comparison.ts';
import { dropCorruptRecord } from './corrupt-state.ts';
import {
  findGarbageBelow,
  findInventoriedGarbage,
  findOrphanPages,
  removeEntry,
  removePage,
} from './garbage.ts';
import type { Inventory } from './inventory.ts';
import { findIdleWatches, removeWatch } from './media.ts';
import type { StaleArchives } from './stale-archives.ts';
import type { SweepFindings } from './sweep-findings.ts';
import { isTurn } from './turns.ts';

/** How a sweep of files begins. */
export interface FileSweepOptions {
  readonly inventory: Inventory;
  /** There is a public site, but no state that it was made from. */
  readonly isLost: boolean;
  /** Every article is to be processed, not only those that listing shows to be wrong. */
  readonly processesAll: boolean;
  /** When the sweep began, in milliseconds since the epoch. */
  readonly start: number;
  /** Told of removed entries; undefined for a site without archives. */
  readonly staleArchives: StaleArchives | undefined;
  /** It ends with an error where there are more articles than this. */
  readonly limit?: number | undefined;
}

type Task = (signal: AbortSignal) => Promise<void>;

/** The half of a sweep that looks at one file after the other: its record, entries, page and watches. */
export class FileSweep {
  readonly #context: Context;
  readonly #findings: SweepFindings;
  readonly #options: FileSweepOptions;
  /** Ids of articles that have nothing in the state. */
  readonly #unrecorded = new Set<string>();
  /** Old pages that seem to be of no published article. */
  readonly #orphans: ObjectInfo[] = [];

  constructor(context: Context, findings: SweepFindings, options: FileSweepOptions) {
    this.#context = context;
    this.#findings = findings;
    this.#options = options;
  }

  /** What can be done side by side, except for the entries of categories. */
  tasks(): readonly Task[] {
    const { inventory, isLost } = this.#options;
    const below =
      (prefix: string): Task =>
      (signal) =>
        this.removeGarbageBelow(prefix, signal);
    return [
      (signal) => this.#sweepFiles(signal),
      // Without a state no page would seem to belong to an article.
      ...(isLost ? [] : [(signal: AbortSignal) => this.#sweepPages(signal)]),
      (signal) => this.#removeEntries(findInventoriedGarbage(this.#context, inventory, signal), signal),
      below(INDEX_OF_BOUNDARIES),
      below(INDEX_OF_MEDIA),
      below(INDEX_OF_WITHDRAWN),
      (signal) => this.#removeWatches(signal),
    ];
  }

  /** Removes the entries below a prefix that no record vouches for; `onEntry` is shown the keys of all. */
  async removeGarbageBelow(
    prefix: string,
    signal: AbortSignal,
    onEntry?: (key: string) => void,
  ): Promise<void> {
    const { inventory } = this.#options;
    await this.#removeEntries(findGarbageBelow(prefix, this.#context, inventory, signal, onEntry), signal);
  }

  /**
   * Once the tasks are done: removes pages of no published article, but for those of files that were never recorded: nobody
   * knows of them yet.
   */
  async removePages(signal: AbortSignal): Promise<void> {
    for (const page of this.#orphans) {
      signal.throwIfAborted();
      if (this.#unrecorded.has(articlePathId(page.key) ?? '')) continue;
      const key = await removePage(page, this.#context);
      this.#findings.counts.pagesRemoved++;
      await this.#findings.add(key);
    }
  }

  async #sweepFiles(signal: AbortSignal): Promise<void> {
    const { inventory, processesAll, limit = Number.POSITIVE_INFINITY } = this.#options;
    let compared = 0;
    for await (const file of compareFiles(this.#context, inventory, signal)) {
      if (++compared > limit) throw new TooManyArticlesError(limit);
      this.#findings.counts[file.is]++;
      if (file.is === 'unreadable') {
        await dropCorruptRecord(file.id, this.#context);
        continue;
      }
      const id = articleId(file.key);
      if (file.is === 'changed') {
        this.#findings.nameChanged(file.key);
        if (!inventory.has(id)) this.#unrecorded.add(id);
      }
      if (file.is !== 'current' || processesAll || this.#isArchiveDue(id)) await this.#findings.add(file.key);
    }
  }

  /** Whether it is the turn of the archive that an article opens: each has its night, as looking at it costs its records. */
  #isArchiveDue(id: string): boolean {
    if (this.#context.derivations.archiveDocument === undefined || !opensArchive(id)) return false;
    return isTurn(id, this.#options.start);
  }

  /** Compares the pages with the inventory. */
  async #sweepPages(signal: AbortSignal): Promise<void> {
    const { inventory } = this.#options;
    const { counts, wanted } = this.#findings;
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
        counts.pagesStale++;
        wanted.add(id);
      }
      return true;
    };
    for await (const page of findOrphanPages(this.#context, { isPublished, isDeleted }, signal)) {
      if (this.#findings.isOld(page, signal)) this.#orphans.push(page);
    }
    counts.pagesMissing += missing.size;
    for (const id of missing) wanted.add(id);
  }

  async #removeWatches(signal: AbortSignal): Promise<void> {
    for await (const watch of findIdleWatches(this.#context, this.#options.inventory, signal)) {
      if (!this.#findings.isOld(watch, signal)) continue;
      await this.#findings.add(await removeWatch(watch, this.#context));
      this.#findings.counts.watchesRemoved++;
    }
  }

  async #removeEntries(garbage: AsyncIterable<ObjectInfo>, signal: AbortSignal): Promise<void> {
    for await (const entry of garbage) {
      if (!this.#findings.isOld(entry, signal)) continue;
      this.#options.staleArchives?.addRemoved(entry.key);
      const key = await removeEntry(entry, this.#context);
      this.#findings.counts.entriesRemoved++;
      await this.#findings.add(key);
    }
  }
}
