import { articleId } from '../model/identity.ts';
import { SITE } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import { INDEX_OF_HELD, listPrefix, parseEntryKey } from '../protocol/entries.ts';
import { fingerprintOf } from '../protocol/record.ts';
import { inspectRecord } from '../protocol/stored-record.ts';
import { listAll } from '../store/store.ts';
import { type InventoriedFile, type Inventory, takeInventory } from './inventory.ts';

/** How the articles compare with their records. */
export interface Comparison {
  /** Keys of files whose record is missing or outdated: they are new or overwritten, the code changed, or they are due. */
  readonly changed: readonly string[];
  /** Keys of files that are gone, and whose record does not say so or waits to. */
  readonly gone: readonly string[];
  /** Ids of files that are gone, and whose record cannot be read, so that nobody can tell their keys. */
  readonly unreadable: readonly string[];
  /** How many files have the record that they should have. */
  readonly current: number;
}

/** How one file compares with its record: see {@link Comparison}. */
export type ComparedFile =
  | { readonly is: 'changed' | 'gone' | 'current'; readonly key: string }
  | { readonly is: 'unreadable'; readonly id: string };

const DELETED = fingerprintOf(undefined, '');

/**
 * Compares all articles with the state by listing both; no article is read, and of the records only those of files
 * that are gone. An entry alone proves nothing, as its worker may have died before it put the record. Garbage makes a
 * file look changed, which costs a second look at it.
 *
 * At a million articles 3,000 LISTs and 200 MB of memory, so it belongs to start-up and to the sweep, never to an
 * upload. It does not see what is wrong inside of records, or with categories and documents: see `findings.ts`.
 */
export async function compareArticles(context: Context): Promise<Comparison> {
  const changed: string[] = [];
  const gone: string[] = [];
  const unreadable: string[] = [];
  let current = 0;
  for await (const file of compareFiles(context, await takeInventory(context.state))) {
    if (file.is === 'changed') changed.push(file.key);
    else if (file.is === 'gone') gone.push(file.key);
    else if (file.is === 'unreadable') unreadable.push(file.id);
    else current++;
  }
  return { changed, gone, unreadable, current };
}

/** Compares the articles with the inventory one by one: those that are there, then those that are gone. */
export async function* compareFiles(
  { articles, state, revision, now }: Context,
  inventory: Inventory,
  signal?: AbortSignal,
): AsyncGenerator<ComparedFile> {
  const missing = new Set(inventory.keys());
  for await (const object of listAll(articles, '', signal)) {
    const id = articleId(object.key);
    missing.delete(id);
    const file = inventory.get(id);
    const isCurrent = fingerprintIn(file) === fingerprintOf(object, revision) && !isDue(file, now());
    yield { is: isCurrent ? 'current' : 'changed', key: object.key };
  }
  for (const id of missing) {
    const file = inventory.get(id);
    if (typeof file === 'string' ? isDeleted(file) : !file?.isRecorded) continue;
    signal?.throwIfAborted();
    const stored = await inspectRecord(id, state);
    if (stored?.record !== undefined) yield { is: 'gone', key: stored.record.key };
    else if (stored !== undefined) yield { is: 'unreadable', id };
  }
}

/** Whether the entry says that its file is gone, and that its article does not wait for its withdrawal. */
function isDeleted(entry: string): boolean {
  return fingerprintIn(entry) === DELETED && !entry.startsWith(listPrefix(SITE));
}

/** Whether a file is a held article whose time has come. */
function isDue(file: InventoriedFile | undefined, now: number): boolean {
  if (typeof file !== 'string' || !file.startsWith(INDEX_OF_HELD)) return false;
  const entry = parseEntryKey(file);
  return entry !== undefined && entry.time <= now;
}

/** The fingerprint of a file's record, where listing tells. */
function fingerprintIn(file: InventoriedFile | undefined): string | undefined {
  return typeof file === 'string' ? parseEntryKey(file)?.fingerprint : undefined;
}
