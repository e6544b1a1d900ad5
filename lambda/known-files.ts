import { entryNameOf, listPrefix, parseEntry } from './index/places.ts';
import { RECORDS, recordId } from './record.ts';
import { listAll, type Store } from './store/store.ts';

/** What listing the state tells of one file. */
export interface KnownFile {
  /**
   * The entry that its record vouches for. Undefined when no record stands, or when there is more than one entry, so
   * that only the record can tell which of them counts.
   */
  readonly entry?: string;
  readonly recorded: boolean;
}

/** Every record vouches for exactly one entry in one of these lists, which stood before the record did. */
const KINDS = ['site', 'rejected', 'skipped', 'deleted'] as const;

/**
 * All files that the state knows, by id. Costs a LIST for each thousand of records and of entries but those of
 * categories, and holds some 200 bytes for each file in memory.
 */
export async function readKnownFiles(state: Pick<Store, 'list'>): Promise<Map<string, KnownFile>> {
  const entries = new Map<string, string | undefined>();
  for (const kind of KINDS) {
    for await (const { key } of listAll(state, listPrefix({ kind }))) {
      const id = parseEntry(key)?.id;
      if (id !== undefined) entries.set(id, entries.has(id) ? undefined : entryNameOf(key));
    }
  }
  const known = new Map<string, KnownFile>();
  for await (const { key } of listAll(state, RECORDS)) {
    const id = recordId(key);
    if (id === undefined) continue;
    const entry = entries.get(id);
    known.set(id, entry === undefined ? { recorded: true } : { recorded: true, entry });
    entries.delete(id);
  }
  for (const id of entries.keys()) known.set(id, { recorded: false });
  return known;
}
