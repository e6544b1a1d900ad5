import { articleId } from '../model/identity.ts';
import type { Context } from '../protocol/context.ts';
import { entryKey, listPrefix, parseEntryKey } from '../protocol/entries.ts';
import { entriesOf, recordKey, vouchesFor } from '../protocol/record.ts';
import { inspectRecord, type StoredRecord } from '../protocol/stored-record.ts';
import { listAll } from '../store/store.ts';
import { dropCorruptRecord } from './corrupt-state.ts';

/**
 * Longer than any message is under way: four days in the queue and fourteen among the dead letters. Until then the record
 * of a deleted file tells a late delivery which lists showed it.
 */
const TOMBSTONE_AGE_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * Removes the records of files that were deleted long ago, `now` in milliseconds since the epoch, and then their entries:
 * an entry without its record is garbage, a record without its entry would look damaged.
 *
 * @returns how many were removed.
 */
export async function collectTombstones(
  { articles, state }: Pick<Context, 'articles' | 'state'>,
  now: number,
  signal: AbortSignal,
): Promise<number> {
  let removed = 0;
  for await (const { key, modified } of listAll(state, listPrefix({ kind: 'deleted' }), signal)) {
    if (modified >= now - TOMBSTONE_AGE_MS) continue;
    const id = parseEntryKey(key)?.id;
    const stored = id === undefined ? undefined : await inspectRecord(id, state);
    const record = stored?.record;
    // A record that cannot be read has nothing to tell; the garbage in this list is removed like any other.
    if (id !== undefined && stored !== undefined && record === undefined) {
      if (await dropCorruptRecord(id, { state })) await state.delete(key);
      continue;
    }
    if (stored === undefined || record?.outcome.status !== 'deleted' || !vouchesFor(record, key)) continue;
    if (!(await removeTombstone({ record, version: stored.version }, { articles, state }))) continue;
    removed++;
  }
  return removed;
}

/** Removes the record of a deleted file, and then its entries. @returns false where the file or the record is another by now. */
export async function removeTombstone(
  { record, version }: StoredRecord,
  { articles, state }: Pick<Context, 'articles' | 'state'>,
): Promise<boolean> {
  // A file that came back, and that nobody heard of yet, is better found beside what is known of it.
  if (record.outcome.status !== 'deleted' || (await articles.head(record.key)) !== undefined) return false;
  const where = recordKey(articleId(record.key));
  if ((await state.delete(where, { ifVersion: version })) !== 'gone') return false;
  for (const entry of entriesOf(record)) await state.delete(entryKey(entry));
  return true;
}
