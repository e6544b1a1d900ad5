import { MEDIA, mediaPathHash } from '../model/media.ts';
import { SITE } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import { INDEX_OF_MEDIA, listPrefix, mediaHashesIn, parseEntryKey } from '../protocol/entries.ts';
import { inspectRecord } from '../protocol/stored-record.ts';
import { parseWatchKey, WATCHES, type Watch } from '../protocol/watches.ts';
import { listAll, type ObjectInfo } from '../store/store.ts';
import type { Inventory } from './inventory.ts';

/** How the published files of uploaders compare with the index. */
export interface MediaComparison {
  /** Files that no entry names. */
  readonly unwanted: readonly ObjectInfo[];
  /** The ids of articles that name a file which is missing. */
  readonly incomplete: ReadonlySet<string>;
}

/**
 * Compares the published files with the entries that name them, by listing both: a hash of each file is held in memory.
 * An entry counts whether a record vouches for it or not, as it is put before its files are. Files that are not compared are
 * not listed.
 */
export async function compareMedia(
  { state, publicSite }: Pick<Context, 'state' | 'publicSite'>,
  signal?: AbortSignal,
  isCompared: (hash: string) => boolean = () => true,
): Promise<MediaComparison> {
  const wanted = new Map<string, string>();
  for await (const { key } of listAll(state, INDEX_OF_MEDIA, signal)) {
    const id = parseEntryKey(key)?.id;
    if (id === undefined) continue;
    for (const hash of mediaHashesIn(key)) if (isCompared(hash)) wanted.set(hash, id);
  }
  const unwanted: ObjectInfo[] = [];
  const missing = new Set(wanted.keys());
  for await (const object of listAll(publicSite, MEDIA, signal)) {
    const hash = mediaPathHash(object.key);
    if (hash === undefined) continue;
    missing.delete(hash);
    if (!wanted.has(hash)) unwanted.push(object);
  }
  return { unwanted, incomplete: await idsWith(missing, state, signal) };
}

/**
 * Removes files that no entry names.
 *
 * @returns the ids of articles that have taken one of them up meanwhile: processing these puts it again. Whoever puts an
 * entry after this look finds the file gone, and puts it, too. Where that look comes to no end until `isLate`, the next
 * sweep finds what it did not see.
 */
export async function removeMedia(
  unwanted: readonly ObjectInfo[],
  { state, publicSite }: Pick<Context, 'state' | 'publicSite'>,
  signal?: AbortSignal,
  isLate: () => boolean = () => false,
): Promise<ReadonlySet<string>> {
  const removed = new Set<string>();
  for (const { key, version } of unwanted) {
    signal?.throwIfAborted();
    await publicSite.delete(key, { ifVersion: version });
    removed.add(mediaPathHash(key) ?? '');
  }
  return idsWith(removed, state, signal, isLate);
}

async function idsWith(
  hashes: ReadonlySet<string>,
  state: Context['state'],
  signal?: AbortSignal,
  isLate: () => boolean = () => false,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  if (hashes.size === 0) return ids;
  for await (const { key } of listAll(state, INDEX_OF_MEDIA, signal)) {
    if (isLate()) break;
    const id = parseEntryKey(key)?.id;
    if (id !== undefined && mediaHashesIn(key).some((hash) => hashes.has(hash))) ids.add(id);
  }
  return ids;
}

/** The lists of articles that look for files. */
const LIVING = [listPrefix(SITE), listPrefix({ kind: 'held' })];

/**
 * The watches of articles that are not there, or that have several on one folder, unless the record names them. What else
 * an article watches in vain costs a look at it.
 */
export async function* findIdleWatches(
  { state }: Pick<Context, 'state'>,
  inventory: Inventory,
  signal?: AbortSignal,
): AsyncGenerator<ObjectInfo> {
  const inspect = async function* (group: readonly ObjectInfo[], id: string): AsyncGenerator<ObjectInfo> {
    const file = inventory.get(id);
    const isAlive = typeof file === 'string' && LIVING.some((prefix) => file.startsWith(prefix));
    if (isAlive && group.length === 1) return;
    const stored = await inspectRecord(id, state);
    if (stored !== undefined && stored.record === undefined) return;
    const named = new Set(stored?.record?.inputs?.watches);
    for (const watch of group) if (!named.has(watch.key)) yield watch;
  };
  let group: ObjectInfo[] = [];
  let last: Watch | undefined;
  for await (const object of listAll(state, WATCHES, signal)) {
    const watch = parseWatchKey(object.key);
    if (watch === undefined) continue;
    if (last !== undefined && (last.folder !== watch.folder || last.id !== watch.id)) {
      yield* inspect(group, last.id);
      group = [];
    }
    group.push(object);
    last = watch;
  }
  if (last !== undefined) yield* inspect(group, last.id);
}

/** Removes a watch. @returns the key of its article where the record names it by now: processing it puts another. */
export async function removeWatch(
  watch: ObjectInfo,
  { state }: Pick<Context, 'state'>,
): Promise<string | undefined> {
  await state.delete(watch.key);
  const record = (await inspectRecord(parseWatchKey(watch.key)?.id ?? '', state))?.record;
  return record?.inputs?.watches.includes(watch.key) === true ? record.key : undefined;
}
