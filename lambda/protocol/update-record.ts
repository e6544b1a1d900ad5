import { MAX_READ_BYTES } from '../model/article.ts';
import { articleId } from '../model/identity.ts';
import { mediaKindOf } from '../model/media.ts';
import type { Content, StoredObject } from '../store/store.ts';
import { DayMarker } from './archive/marks.ts';
import { changedFiles, Shelf } from './companions.ts';
import type { Context } from './context.ts';
import { entryKey, type IndexEntry } from './entries.ts';
import { deriveState } from './file-state.ts';
import { putMedia } from './media.ts';
import {
  type ArticleRecord,
  entriesOf,
  entryContent,
  fingerprintOf,
  nextRecord,
  recordKey,
  vouchesFor,
} from './record.ts';
import { recordContent } from './record-format.ts';
import { settleAll } from './requests.ts';
import { LOST, retry } from './retry.ts';
import { inspectRecord, type StoredRecord } from './stored-record.ts';

/** A record that says what is at its key. */
export interface UpdatedRecord extends StoredRecord {
  /** Nothing was known of the file before, so that it is unlikely to have a page. */
  readonly isFirst: boolean;
  /** The record was put just now. */
  readonly isNew: boolean;
  /** The record's page, where it had to be rendered. */
  readonly page?: Content;
}

/** An update that was not made, as another upload is at the key by now. */
export const OTHER_UPLOAD: unique symbol = Symbol('another upload is at the key');

/** Under which condition a record is updated. */
export interface UpdateOptions {
  /** The record is not to be made of any other upload than the one with this fingerprint. */
  readonly only?: string;
}

/**
 * Makes the record of a key say what is at the key now, and the index what the record says. Undefined where there is
 * neither a file nor a record. The order of the requests is the protocol:
 *
 * 1. read the record, then the article and the files that it names, so that older ones never replace what newer ones led
 *    to; a folder is watched before it is looked into;
 * 2. mark the days of the entries that come and go, see `archive/marks.ts`; put the new record's index entries: an entry
 *    without its record counts for nothing, a record without its entries would be lost; then the files, which no sweep
 *    removes as the entries name them;
 * 3. put the record by compare-and-swap;
 * 4. delete the entries of the record before, which the new one remembers in case that we die here;
 * 5. look at the article and at its files again: whoever read them just before they changed begins again.
 *
 * @throws ContentionError when others kept changing the record or the article.
 */
export async function updateRecord(
  key: string,
  context: Context,
  { only }: UpdateOptions = {},
): Promise<UpdatedRecord | typeof OTHER_UPLOAD | undefined> {
  const { articles, state } = context;
  const id = articleId(key);
  // The entries of our last try: garbage unless its record stands.
  let tried: readonly IndexEntry[] = [];
  let watches = new Map<string, string>();
  const shelf = new Shelf();
  const days = context.days ?? new DayMarker(context);
  try {
    return await retry(`the file ${JSON.stringify(key)}`, context, async () => {
      const stored = await inspectRecord(id, state);
      const upload = await readUpload(key, articles);
      // Of a record whose worker died before it deleted them.
      const left = stored?.record?.replaced ?? [];
      await days.mark(left);
      await deleteEntries([...tried, ...left], stored?.record, context);
      // A record that was put may have been replaced since, and its watches be gone.
      await deleteWatches([...watches.values()], stored?.record, context);
      watches = new Map();
      if (upload === undefined && stored === undefined) return undefined;
      if (only !== undefined && only !== fingerprintOf(upload, context.revision)) return OTHER_UPLOAD;

      const derived = await deriveState(key, upload, stored?.record, { ...context, watches, shelf });
      if (derived === LOST) return LOST;
      const { state: file, page, embedded } = derived;
      const next = nextRecord(stored?.record, file);
      if (stored !== undefined && next === stored.record) {
        await deleteWatches([...watches.values()], next, context);
        return { record: next, version: stored.version, isFirst: false, isNew: false };
      }
      tried = entriesOf(next);
      await days.mark([...tried, ...next.replaced]);
      await settleAll(tried.map((entry) => state.put(entryKey(entry), entryContent(next))));
      // The files of an article that waits for its withdrawal are there, and their uploads may be gone as well.
      if (next.outcome.status === 'published' && next.outcome.withdrawn === undefined) {
        const sources = { found: next.inputs?.found ?? [], shelf, ...(embedded && { embedded }) };
        if ((await putMedia(next.outcome.article, sources, context)) === LOST) return LOST;
      }
      const condition = stored === undefined ? { ifAbsent: true as const } : { ifVersion: stored.version };
      const put = await state.put(recordKey(id), recordContent(next), condition);
      if (put.outcome === 'conflict') return LOST;
      await deleteEntries(next.replaced, next, context);
      await deleteWatches([...watches.values(), ...(stored?.record?.inputs?.watches ?? [])], next, context);
      const now = await articles.head(key);
      if (now?.version !== upload?.version || now?.modified !== upload?.modified) return LOST;
      if (!(await areFilesSame(stored?.record, next, context))) return LOST;
      const isFirst = stored === undefined;
      return { record: next, version: put.version, isFirst, isNew: true, ...(page && { page }) };
    });
  } finally {
    shelf.clear();
  }
}

/** The upload at a key; of a file that is no article, nothing is read. */
async function readUpload(key: string, articles: Context['articles']): Promise<StoredObject | undefined> {
  if (mediaKindOf(key) === undefined) return articles.get(key, { first: MAX_READ_BYTES + 1 });
  const info = await articles.head(key);
  return info && { ...info, body: new Uint8Array() };
}

/** Whether the files still are what the new record was derived from, where the record before saw others. */
async function areFilesSame(
  before: ArticleRecord | undefined,
  { inputs }: ArticleRecord,
  { articles }: Context,
): Promise<boolean> {
  for (const key of changedFiles(before?.inputs, inputs)) {
    const now = await articles.head(key);
    const then = inputs?.found.find((file) => file.key === key);
    if (now?.version !== then?.version || now?.modified !== then?.modified) return false;
  }
  return true;
}

/** Deletes watches that the record does not name: its article does not look there any more. */
async function deleteWatches(
  watches: readonly string[],
  record: ArticleRecord | undefined,
  { state }: Context,
): Promise<void> {
  const named = new Set(record?.inputs?.watches);
  await settleAll(watches.filter((key) => !named.has(key)).map((key) => state.delete(key)));
}

/** Deletes entries from the index, except those that the record vouches for. */
async function deleteEntries(
  entries: readonly IndexEntry[],
  record: ArticleRecord | undefined,
  { state }: Context,
): Promise<void> {
  const keys = entries.map(entryKey).filter((key) => record === undefined || !vouchesFor(record, key));
  await settleAll(keys.map((key) => state.delete(key)));
}
