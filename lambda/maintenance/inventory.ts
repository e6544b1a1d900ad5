import { listPrefix, parseEntry } from '../protocol/entries.ts';
import { RECORDS, recordId } from '../protocol/record.ts';
import { endSideBySide } from '../protocol/requests.ts';
import { listAll, type Store } from '../store/store.ts';

/** What listing the state tells of one file: the key of the entry that its record vouches for, where that is certain. */
export type KnownFile = string | DoubtfulFile;

/** A file without a record, without an entry, or with several, of which only the record can tell which one counts. */
export interface DoubtfulFile {
  readonly recorded: boolean;
  /** The keys of its entries, but for those of categories and boundaries. */
  readonly entries: readonly string[];
}

/** All files that the state knows, by id. */
export type KnownFiles = ReadonlyMap<string, KnownFile>;

/** Every record vouches for exactly one entry in one of these lists, which stood before the record did. */
const KINDS = ['site', 'held', 'rejected', 'skipped', 'deleted'] as const;

const UNKNOWN: DoubtfulFile = { recorded: false, entries: [] };
const WITHOUT_ENTRY: DoubtfulFile = { recorded: true, entries: [] };

/**
 * All files that the state knows. Costs a LIST for each thousand of records and of entries but those of categories
 * and boundaries, and holds some 200 bytes for each file in memory.
 *
 * The listings are no picture of one moment: a file that another worker works on meanwhile may seem to have no entry,
 * several, or that of an older record. So what is known here is enough to leave a file alone or to look at it, and never
 * to remove anything of it without its record.
 */
export async function readKnownFiles(state: Pick<Store, 'list'>, signal?: AbortSignal): Promise<KnownFiles> {
  const known = new Map<string, KnownFile>();
  const readRecords = async (own: AbortSignal): Promise<void> => {
    for await (const { key } of listAll(state, RECORDS, own)) {
      const id = recordId(key);
      if (id !== undefined) known.set(id, withRecord(known.get(id)));
    }
  };
  const readEntries = async (kind: (typeof KINDS)[number], own: AbortSignal): Promise<void> => {
    for await (const { key } of listAll(state, listPrefix({ kind }), own)) {
      const id = parseEntry(key)?.id;
      if (id !== undefined) known.set(id, withEntry(known.get(id), key));
    }
  };
  const readings = KINDS.map((kind) => (own: AbortSignal) => readEntries(kind, own));
  await endSideBySide([readRecords, ...readings], signal);
  return known;
}

function withRecord(file: KnownFile = UNKNOWN): KnownFile {
  if (typeof file === 'string') return file;
  const [entry, another] = file.entries;
  if (entry === undefined) return WITHOUT_ENTRY;
  return another === undefined ? entry : { recorded: true, entries: file.entries };
}

function withEntry(file: KnownFile = UNKNOWN, entry: string): KnownFile {
  if (file === WITHOUT_ENTRY) return entry;
  const { recorded, entries } = typeof file === 'string' ? { recorded: true, entries: [file] } : file;
  return { recorded, entries: [...entries, entry] };
}
