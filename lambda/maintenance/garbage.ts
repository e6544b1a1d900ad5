import { LIST_KINDS } from '../model/list-kinds.ts';
import { ARTICLE_PAGES, articlePathId } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import {
  INDEX_OF_BOUNDARIES,
  INDEX_OF_MEDIA,
  INDEX_OF_WITHDRAWN,
  indexOf,
  isSameWrite,
  parseEntryKey,
} from '../protocol/entries.ts';
import { vouchesFor } from '../protocol/record.ts';
import { inspectRecord, recordOfEntry } from '../protocol/stored-record.ts';
import { listAll, type ObjectInfo } from '../store/store.ts';
import type { InventoriedFile, Inventory } from './inventory.ts';

type State = Pick<Context, 'state'>;
type StateAndSite = Pick<Context, 'state' | 'publicSite'>;

/**
 * The entries of the index that no record vouches for. Lists the entries of lists with names and of boundaries, and reads only
 * the records of files that have an entry which the inventory does not account for. An entry may also be the first half
 * of what a worker is doing: leave young ones alone.
 */
export async function* findGarbage(context: State, inventory: Inventory): AsyncGenerator<ObjectInfo> {
  yield* findInventoriedGarbage(context, inventory);
  for (const kind of LIST_KINDS) yield* findGarbageBelow(indexOf(kind), context, inventory);
  yield* findGarbageBelow(INDEX_OF_BOUNDARIES, context, inventory);
  yield* findGarbageBelow(INDEX_OF_MEDIA, context, inventory);
  yield* findGarbageBelow(INDEX_OF_WITHDRAWN, context, inventory);
}

/** The garbage in the lists that the inventory was taken of; they are not listed again. */
export async function* findInventoriedGarbage(
  { state }: State,
  inventory: Inventory,
  signal?: AbortSignal,
): AsyncGenerator<ObjectInfo> {
  for (const [id, file] of inventory) {
    if (typeof file === 'string' || file.entries.length === 0) continue;
    signal?.throwIfAborted();
    const stored = await inspectRecord(id, state);
    if (stored !== undefined && stored.record === undefined) continue;
    for (const key of file.entries) {
      if (stored?.record !== undefined && vouchesFor(stored.record, key)) continue;
      const object = await state.head(key);
      if (object !== undefined) yield object;
    }
  }
}

/**
 * The garbage among the entries below a prefix, other than those that the inventory was taken of; `onEntry` is shown the
 * keys of all of them.
 */
export async function* findGarbageBelow(
  prefix: string,
  { state }: State,
  inventory: Inventory,
  signal?: AbortSignal,
  onEntry: (key: string) => void = () => undefined,
): AsyncGenerator<ObjectInfo> {
  for await (const object of listAll(state, prefix, signal)) {
    onEntry(object.key);
    const id = parseEntryKey(object.key)?.id;
    if (id === undefined || isAccountedFor(object.key, inventory.get(id))) continue;
    const stored = await inspectRecord(id, state);
    if (stored !== undefined && stored.record === undefined) continue;
    if (stored?.record === undefined || !vouchesFor(stored.record, object.key)) yield object;
  }
}

/** Whether an entry of a file was put for the same write as the entry that must be its record's. */
export function isAccountedFor(key: string, file: InventoriedFile | undefined): boolean {
  return typeof file === 'string' && isSameWrite(file, key);
}

/**
 * Removes an entry that no record vouched for.
 *
 * @returns the key of its file where the record vouches for it by now, because its worker was slower than anyone could
 * expect: processing the key puts entries under another name.
 */
export async function removeEntry(entry: ObjectInfo, { state }: State): Promise<string | undefined> {
  await state.delete(entry.key, { ifVersion: entry.version });
  const record = await recordOfEntry(entry.key, state);
  return record !== undefined && vouchesFor(record, entry.key) ? record.key : undefined;
}

/** What is known of articles by their ids, so that their records need no look. */
export interface KnownArticles {
  readonly isPublished?: (id: string, page: ObjectInfo) => boolean;
  /** Asked where the record cannot be read. */
  readonly isDeleted?: (id: string) => boolean;
}

/**
 * The pages of articles that are not published: of files that are gone, rejected, or unknown. Reads a record for each
 * page, except for those of articles that are known to be published.
 */
export async function* findOrphanPages(
  { state, publicSite }: StateAndSite,
  { isPublished = () => false, isDeleted = () => false }: KnownArticles = {},
  signal?: AbortSignal,
): AsyncGenerator<ObjectInfo> {
  for await (const object of listAll(publicSite, ARTICLE_PAGES, signal)) {
    const id = articlePathId(object.key);
    if (id === undefined || isPublished(id, object)) continue;
    const stored = await inspectRecord(id, state);
    // A record that cannot be read may be of an article that is published, unless its entry says otherwise.
    if (stored !== undefined && stored.record === undefined && !isDeleted(id)) continue;
    if (stored?.record?.outcome.status !== 'published') yield object;
  }
}

/**
 * Removes the page of an article that was not published.
 *
 * @returns the key of its file where the article was published meanwhile: processing the key puts the page again.
 */
export async function removePage(
  page: ObjectInfo,
  { state, publicSite }: StateAndSite,
): Promise<string | undefined> {
  await publicSite.delete(page.key, { ifVersion: page.version });
  const record = (await inspectRecord(articlePathId(page.key) ?? '', state))?.record;
  return record?.outcome.status === 'published' ? record.key : undefined;
}
