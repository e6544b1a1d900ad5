import { type Derivation, MAX_READ_BYTES } from '../model/article.ts';
import { articleId } from '../model/identity.ts';
import { type MediaContent, mediaKindOf } from '../model/media.ts';
import type { Content, StoredObject } from '../store/store.ts';
import { DayMarker } from './archive/marks.ts';
import {
  companionsOf,
  isSameLook,
  type Look,
  lookForFiles,
  placesThatDiffer,
  readFiles,
  Shelf,
  standingWatches,
} from './companions.ts';
import type { Context } from './context.ts';
import { entryKey, type IndexEntry } from './entries.ts';
import { opensArchive } from './history/boundaries.ts';
import { hasMedia, putMedia } from './media.ts';
import { newWriteId } from './page-mark.ts';
import {
  type ArticleRecord,
  entriesOf,
  entryContent,
  type FileState,
  fingerprintOf,
  type Inputs,
  isDue,
  nextRecord,
  type Outcome,
  outcomeAt,
  recordKey,
  vouchesFor,
} from './record.ts';
import { recordContent } from './record-format.ts';
import { settleAll } from './requests.ts';
import { LOST, retry } from './retry.ts';
import { inspectRecord, type StoredRecord } from './stored-record.ts';
import { mustWait } from './withdrawals.ts';

/** A record that says what is at its key. */
export interface UpdatedRecord extends StoredRecord {
  /** Nothing was known of the file before, so that it is unlikely to have a page. */
  readonly isFirst: boolean;
  /** The record was put just now. */
  readonly isNew: boolean;
  /** The record's page, where it had to be rendered. */
  readonly page?: Content;
}

/** What is known of a file, and its page where that had to be rendered. */
interface DerivedState {
  readonly state: FileState;
  readonly page?: Content;
  /** Files that stood in the upload itself. */
  readonly embedded?: readonly MediaContent[];
}

/** An update that was not made: not this is at the key, but something else by now. */
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

      const derived = await stateOf(key, upload, stored?.record, { ...context, watches, shelf });
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
  for (const place of placesThatDiffer(before?.inputs, inputs)) {
    const now = await articles.head(place);
    const then = inputs?.found.find(({ key }) => key === place);
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

/** A context, and what the tries to write one record share. */
interface TryContext extends Context {
  /** The watches that this try has put, by `nameOfWanted`. */
  readonly watches: Map<string, string>;
  readonly shelf: Shelf;
}

/**
 * What the upload comes to, with the files that it names. It is not derived again where the record was made from the same
 * uploads, and has the same write id where the record's entries stand, too. `LOST` where a file changed meanwhile.
 */
async function stateOf(
  key: string,
  upload: StoredObject | undefined,
  record: ArticleRecord | undefined,
  context: TryContext,
): Promise<DerivedState | typeof LOST> {
  const fingerprint = fingerprintOf(upload, context.revision);
  const now = context.now();
  const known = record?.fingerprint === fingerprint ? record : undefined;
  if (upload === undefined) return goneState(key, record, context);
  const state = { key, fingerprint, uploaded: upload.modified, opensArchive: false };
  let look = known?.inputs && (await lookAgain(key, known.inputs, context));
  if (known !== undefined && (await isDerivedFrom(known, look, context))) {
    if (isDue(known.outcome, now))
      return withWriteId({ ...known, outcome: outcomeAt(known.outcome, now) }, context);
    return asItStands(known, context);
  }
  const { derive } = context.derivations;
  const { body, size, modified } = upload;
  let derivation = look === undefined ? await derive({ key, body, size, modified }) : undefined;
  const references = derivation === undefined ? (known?.inputs?.references ?? []) : referencesOf(derivation);
  if (references.length > 0) look ??= await lookForFiles(references, key, context, context.watches);
  const found = look === undefined ? [] : await readFiles(look, record?.inputs, context, context.shelf);
  if (found === LOST) return LOST;
  if (derivation === undefined || found.length > 0) {
    derivation = await derive({ key, body, size, modified, companions: companionsOf(found) });
  }
  const outcome = outcomeAt(outcomeOf(derivation), now);
  const keepsHistory = context.derivations.archiveDocument !== undefined;
  const { revision } = context;
  const derived = await withWriteId(
    {
      ...state,
      outcome,
      opensArchive: keepsHistory && opensArchive(articleId(key)),
      ...(look && { inputs: { revision, references, found, watches: look.watches } }),
    },
    context,
  );
  const embedded = 'article' in derivation ? derivation.embedded : undefined;
  return { ...derived, ...(embedded && { embedded }) };
}

/** What a file comes to that is gone: it is deleted, or its article stands until the withdrawal is due. */
async function goneState(
  key: string,
  record: ArticleRecord | undefined,
  context: Context,
): Promise<DerivedState> {
  const { withdrawals: limits, state } = context;
  const fingerprint = fingerprintOf(undefined, context.revision);
  const deleted = {
    key,
    fingerprint,
    uploaded: 0,
    opensArchive: false,
    outcome: { status: 'deleted' },
  } as const;
  const now = context.now();
  if (record?.outcome.status === 'deleted') return asItStands(record, context);
  if (limits === undefined || record?.outcome.status !== 'published') return withWriteId(deleted, context);
  const { withdrawn } = record.outcome;
  if (withdrawn !== undefined) {
    if (Date.parse(withdrawn) + limits.hold <= now) return withWriteId(deleted, context);
    return asItStands(record, context);
  }
  const outcome = { ...record.outcome, withdrawn: new Date(now).toISOString() };
  const { uploaded, opensArchive } = record;
  // It looks for no files: the message of a file would make up for a lost withdrawal of the file alone.
  const waiting = await withWriteId({ key, fingerprint, uploaded, opensArchive, outcome }, context);
  const { writeId } = waiting.state;
  const name = { time: now, id: articleId(key), fingerprint, writeId };
  return (await mustWait(name, limits, state)) ? waiting : withWriteId(deleted, context);
}

/** Looks for the files of a record anew, by the watches of it that stand. */
async function lookAgain(key: string, inputs: Inputs, context: TryContext): Promise<Look> {
  const standing = await standingWatches(inputs, context);
  const known = new Map([...context.watches, ...standing]);
  const look = await lookForFiles(inputs.references, key, context, known);
  for (const [name, watch] of known) if (standing.get(name) !== watch) context.watches.set(name, watch);
  return look;
}

/** Whether a record says what its article comes to with these files, and the files are published with it. */
async function isDerivedFrom(
  record: ArticleRecord,
  look: Look | undefined,
  context: Context,
): Promise<boolean> {
  if (look !== undefined && !isSameLook(record.inputs, look)) return false;
  const outcome = outcomeAt(record.outcome, context.now());
  return outcome.status !== 'published' || hasMedia(outcome.article, context);
}

function referencesOf(derivation: Derivation): readonly string[] {
  return 'article' in derivation ? (derivation.references ?? []) : [];
}

/** The derivation without what it needs. */
function outcomeOf(derivation: Derivation): Outcome {
  if (!('article' in derivation)) return derivation;
  const { references: _references, embedded: _embedded, ...outcome } = derivation;
  return outcome;
}

async function withWriteId(
  state: Omit<FileState, 'writeId'>,
  { derivations, nonce }: Context,
): Promise<DerivedState> {
  const { outcome } = state;
  const page = outcome.status === 'published' ? await derivations.articlePage(outcome.article) : undefined;
  return { state: { ...state, writeId: newWriteId(page, nonce) }, ...(page && { page }) };
}

/** A record that says what is to be said, to be written anew where one of its entries is missing. */
async function asItStands(record: ArticleRecord, context: Context): Promise<DerivedState> {
  const entries = await settleAll(entriesOf(record).map((entry) => context.state.head(entryKey(entry))));
  return entries.includes(undefined) ? withWriteId(record, context) : { state: record };
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
