import { hash20 } from '../model/identity.ts';
import { SITE } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import { putDocuments } from '../protocol/documents.ts';
import { entryNameAt, parseEntryKey } from '../protocol/entries.ts';
import { EntryCache } from '../protocol/entry-cache.ts';
import { CorruptStateError } from '../protocol/errors.ts';
import { changesOfWhole } from '../protocol/history/upkeep.ts';
import type { ListChange } from '../protocol/list-changes.ts';
import { publishLists } from '../protocol/lists.ts';
import { recordId, vouchesFor } from '../protocol/record.ts';
import { recordOfEntry } from '../protocol/stored-record.ts';
import { listAll, type ObjectInfo } from '../store/store.ts';
import { sweepArchives } from './archive-sweep.ts';
import { isAccountedFor } from './garbage.ts';
import type { Inventory } from './inventory.ts';
import { findOrphanArchives, findPublicLists, findStaleEmptyLists } from './list-sweep.ts';
import { findLists, findNightly } from './named-lists.ts';
import { endRecovery, isRecovered } from './recovery.ts';
import type { StaleArchives } from './stale-archives.ts';
import type { SweepFindings } from './sweep-findings.ts';
import { isTurn } from './turns.ts';

/** The half of a sweep that looks at lists, once everything of files was found. */
export class ListSweep {
  readonly #context: Context;
  readonly #findings: SweepFindings;
  readonly #signal: AbortSignal;
  /** Prefixes of the entries of the lists with names that hold articles. */
  readonly inhabited = new Set<string>();
  /** Whether the list with a prefix is looked at each night; the others are in turn. */
  #isNightly: ReturnType<typeof findNightly> | undefined;

  constructor(context: Context, findings: SweepFindings, signal: AbortSignal) {
    this.#context = context;
    this.#findings = findings;
    this.#signal = signal;
  }

  /** Queues the newest article of the list whose first entry is given, if it is its turn. An inventory may tell that the entry counts. */
  async queueNewest(first: string, inventory: Inventory | undefined, signal: AbortSignal): Promise<void> {
    const prefix = first.slice(0, -entryNameAt(first).length);
    const isNewest =
      inventory === undefined || isAccountedFor(first, inventory.get(parseEntryKey(first)?.id ?? ''));
    const key = (isNewest && (await this.#keyOf(first))) || (await this.#findNewest(prefix, signal));
    if (key === undefined) return;
    this.inhabited.add(prefix);
    this.#isNightly ??= findNightly(this.#context.state);
    if ((await this.#isNightly)(prefix) || isTurn(hash20(prefix), this.#findings.start))
      await this.#findings.add(key);
  }

  /**
   * Publishes the site and every list that holds no article and does not say so: none of these has an article that could
   * be queued for it. Removes the archives that nobody opens.
   */
  async sweep(): Promise<void> {
    const { counts } = this.#findings;
    const lists = await findPublicLists(this.#context, this.#signal);
    const changes: ListChange[] = [];
    for await (const list of findStaleEmptyLists(lists, this.inhabited, this.#context, this.#signal)) {
      changes.push({ list });
    }
    counts.emptyLists = changes.length;
    await this.#publish([...changes, { list: SITE }], false);
    for await (const archive of findOrphanArchives(lists, this.#context, this.#signal)) {
      if (!this.#isOld(archive)) continue;
      await this.#context.publicSite.delete(archive.key, { ifVersion: archive.version });
      counts.archivesRemoved++;
    }
  }

  /** After a loss of the state: publishes all feeds and archives from the records, once these are there. Whether it did. */
  async recover(run?: string): Promise<boolean> {
    const { state } = this.#context;
    if (!(await isRecovered(this.#findings.counts.changed, state, run))) return false;
    const { scopes } = await findLists(this.#context);
    const changes = await changesOfWhole(this.#context, [SITE, ...scopes]);
    if (!(await this.#publish(changes, true))) return false;
    await endRecovery(state);
    return true;
  }

  /** Puts the static documents. */
  async putStaticDocuments(): Promise<void> {
    await putDocuments(await this.#context.derivations.staticDocuments(), this.#context, undefined);
  }

  /** Leaves the archives that differ to the next tick. */
  async sweepArchives(stale: StaleArchives): Promise<void> {
    const isOld = (object: ObjectInfo): boolean => this.#isOld(object);
    const archives = await sweepArchives(this.#context, stale, isOld, this.#signal);
    this.#findings.counts.archivesStale = archives.stale;
    this.#findings.counts.archivePagesRemoved = archives.removed;
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

  /** Publishes lists. Whether all could be; an article whose record is corrupt is wanted. */
  async #publish(changes: readonly ListChange[], complete: boolean): Promise<boolean> {
    const options = { complete, overview: true, signal: this.#signal };
    const { failures } = await publishLists(changes, this.#context, new EntryCache(), options);
    this.#signal.throwIfAborted();
    for (const [list, { error }] of failures) {
      this.#findings.failedLists.push(`${list}: ${String(error)}`);
      const id = error instanceof CorruptStateError ? recordId(error.key) : undefined;
      if (id !== undefined) this.#findings.wanted.add(id);
    }
    return failures.size === 0;
  }

  #isOld(object: ObjectInfo): boolean {
    return this.#findings.isOld(object, this.#signal);
  }
}
