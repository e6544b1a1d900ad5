import { type List, listPrefix, parseEntryKey } from '../protocol/entries.ts';
import { TooManyArticlesError } from '../protocol/errors.ts';
import { RECORDS, recordId } from '../protocol/record.ts';
import { settleTasks } from '../protocol/requests.ts';
import { listKeys, type Store } from '../store/store.ts';

/** Every file that the state knows, by id, as listing the state shows it. */
export type Inventory = ReadonlyMap<string, InventoriedFile>;

/** The key of the one entry that must be its record's, or what is there of a file where listing cannot tell. */
export type InventoriedFile = string | UncertainFile;

/** A file without a record, without an entry, or with several entries, of which only the record can tell which counts. */
export interface UncertainFile {
  readonly isRecorded: boolean;
  /** The keys of its entries in the {@link LISTS}. */
  readonly entries: readonly string[];
}

/** Every record has exactly one entry in one of these lists, which was there before the record. */
const LISTS: readonly List[] = [
  { kind: 'site' },
  { kind: 'held' },
  { kind: 'rejected' },
  { kind: 'skipped' },
  { kind: 'deleted' },
];

/** Who is shown the entries, and how many files there may be. */
export interface InventoryOptions {
  /** Shown the keys of the entries of the site's list in their order. */
  readonly onPublished?: (key: string) => void;
  /** It ends with an error where there are more files than this. */
  readonly limit?: number | undefined;
}

const UNKNOWN: UncertainFile = { isRecorded: false, entries: [] };
const WITHOUT_ENTRY: UncertainFile = { isRecorded: true, entries: [] };

/**
 * Takes the inventory of the state. Costs a LIST for each thousand of records, and of entries but those of categories
 * and boundaries, and holds some 200 bytes for each file in memory.
 *
 * The listings are no snapshot: a file that another worker works on meanwhile may seem to have no entry, several, or that
 * of an older record. So the inventory is good enough to leave a file alone or to look at it, and never to remove
 * anything of it without its record.
 */
export async function takeInventory(
  state: Pick<Store, 'list'>,
  signal?: AbortSignal,
  { onPublished = () => undefined, limit = Number.POSITIVE_INFINITY }: InventoryOptions = {},
): Promise<Inventory> {
  const files = new Map<string, InventoriedFile>();
  const set = (id: string, file: InventoriedFile): void => {
    files.set(id, file);
    if (files.size > limit) throw new TooManyArticlesError(limit);
  };
  const listRecords = async (own: AbortSignal): Promise<void> => {
    for await (const key of listKeys(state, RECORDS, own)) {
      const id = recordId(key);
      if (id !== undefined) set(id, withRecord(files.get(id)));
    }
  };
  const listEntries = async (list: List, own: AbortSignal): Promise<void> => {
    for await (const key of listKeys(state, listPrefix(list), own)) {
      const id = parseEntryKey(key)?.id;
      if (id !== undefined) set(id, withEntry(files.get(id), key));
      if (list.kind === 'site') onPublished(key);
    }
  };
  const tasks = LISTS.map((list) => (own: AbortSignal) => listEntries(list, own));
  await settleTasks([listRecords, ...tasks], signal);
  return files;
}

function withRecord(file: InventoriedFile = UNKNOWN): InventoriedFile {
  if (typeof file === 'string') return file;
  const [entry, another] = file.entries;
  if (entry === undefined) return WITHOUT_ENTRY;
  return another === undefined ? entry : { isRecorded: true, entries: file.entries };
}

function withEntry(file: InventoriedFile = UNKNOWN, entry: string): InventoriedFile {
  if (file === WITHOUT_ENTRY) return entry;
  const { isRecorded, entries } = typeof file === 'string' ? { isRecorded: true, entries: [file] } : file;
  return { isRecorded, entries: [...entries, entry] };
}
