import { MAX_UPLOAD_BYTES } from '../model/article.ts';
import { articleId } from '../model/identity.ts';
import type { Content, StoredObject } from '../store/store.ts';
import type { Context } from './context.ts';
import { entryKey, type IndexEntry } from './entries.ts';
import { opensArchive } from './history/boundaries.ts';
import { newWriteId } from './page-mark.ts';
import {
  type ArticleRecord,
  entriesOf,
  entryContent,
  type FileState,
  fingerprintOf,
  isDue,
  nextRecord,
  outcomeAt,
  recordKey,
  vouchesFor,
} from './record.ts';
import { recordContent } from './record-format.ts';
import { settleAll } from './requests.ts';
import { LOST, retry } from './retry.ts';
import { inspectRecord, type StoredRecord } from './stored-record.ts';

/** A record that says what stands at its key. */
export interface UpdatedRecord extends StoredRecord {
  /** Nothing was known of the file before, so that it is unlikely to have a page. */
  readonly isFirst: boolean;
  /** The page that the record comes to, where it had to be rendered. */
  readonly page?: Content;
}

/** What is known of a file, and the page that it comes to where that had to be rendered. */
interface DerivedState {
  readonly state: FileState;
  readonly page?: Content;
}

/**
 * Makes the record of a key say what stands at the key now, and the index what the record says. Undefined where there is
 * neither a file nor a record. The order of the requests is the protocol:
 *
 * 1. read the record, then the article, so that an older article never replaces what a newer one led to;
 * 2. put the new record's index entries: an entry without its record counts for nothing, a record without its entries
 *    would be lost;
 * 3. put the record by compare-and-swap;
 * 4. delete the entries of the record before, which the new one remembers in case that we die here;
 * 5. look at the article again: whoever read it just before it changed begins again.
 *
 * @throws ContentionError when others kept changing the record or the article.
 */
export async function updateRecord(key: string, context: Context): Promise<UpdatedRecord | undefined> {
  const { articles, state } = context;
  const id = articleId(key);
  // The entries of our last try: garbage unless its record stands.
  let tried: readonly IndexEntry[] = [];
  return retry(`the file ${JSON.stringify(key)}`, context, async () => {
    const stored = await inspectRecord(id, state);
    const upload = await articles.get(key, { first: MAX_UPLOAD_BYTES + 1 });
    await deleteEntries([...tried, ...(stored?.record?.replaced ?? [])], stored?.record, context);
    if (upload === undefined && stored === undefined) return undefined;

    const { state: derived, page } = await stateOf(key, upload, stored?.record, context);
    const next = nextRecord(stored?.record, derived);
    if (stored !== undefined && next === stored.record) {
      return { record: next, version: stored.version, isFirst: false };
    }
    tried = entriesOf(next);
    await settleAll(tried.map((entry) => state.put(entryKey(entry), entryContent(next))));
    const condition = stored === undefined ? { ifAbsent: true as const } : { ifVersion: stored.version };
    const put = await state.put(recordKey(id), recordContent(next), condition);
    if (put.outcome === 'conflict') return LOST;
    await deleteEntries(next.replaced, next, context);
    const now = await articles.head(key);
    if (now?.version !== upload?.version || now?.modified !== upload?.modified) return LOST;
    return { record: next, version: put.version, isFirst: stored === undefined, ...(page && { page }) };
  });
}

/**
 * What the upload comes to. It is not derived again where the record was made from the same upload, and has the same
 * write id where the record's entries stand, too.
 */
async function stateOf(
  key: string,
  upload: StoredObject | undefined,
  record: ArticleRecord | undefined,
  context: Context,
): Promise<DerivedState> {
  const fingerprint = fingerprintOf(upload, context.revision);
  const now = context.now();
  if (record?.fingerprint === fingerprint) {
    if (isDue(record.outcome, now))
      return withWriteId({ ...record, outcome: outcomeAt(record.outcome, now) }, context);
    return (await hasEntries(record, context)) ? { state: record } : withWriteId(record, context);
  }
  const state = { key, fingerprint, uploaded: upload?.modified ?? 0, opensArchive: false };
  if (upload === undefined) return withWriteId({ ...state, outcome: { status: 'deleted' } }, context);
  const { body, size, modified } = upload;
  const outcome = outcomeAt(await context.derivations.derive({ key, body, size, modified }), now);
  const keepsHistory = context.derivations.archiveDocument !== undefined;
  return withWriteId(
    { ...state, outcome, opensArchive: keepsHistory && opensArchive(articleId(key)) },
    context,
  );
}

function withWriteId(state: Omit<FileState, 'writeId'>, { derivations, nonce }: Context): DerivedState {
  const { outcome } = state;
  const page = outcome.status === 'published' ? derivations.articlePage(outcome.article) : undefined;
  return { state: { ...state, writeId: newWriteId(page, nonce) }, ...(page && { page }) };
}

async function hasEntries(record: ArticleRecord, { state }: Context): Promise<boolean> {
  const entries = await settleAll(entriesOf(record).map((entry) => state.head(entryKey(entry))));
  return !entries.includes(undefined);
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
