import type { Derivation } from '../model/article.ts';
import { articleId } from '../model/identity.ts';
import type { MediaContent } from '../model/media.ts';
import type { Content, StoredObject } from '../store/store.ts';
import {
  companionsOf,
  isSameLook,
  type Look,
  lookForFiles,
  readFiles,
  type Shelf,
  standingWatches,
} from './companions.ts';
import type { Context } from './context.ts';
import { entryKey } from './entries.ts';
import { opensArchive } from './history/boundaries.ts';
import { hasMedia } from './media.ts';
import { newWriteId } from './page-mark.ts';
import {
  type ArticleRecord,
  entriesOf,
  type FileState,
  fingerprintOf,
  type Inputs,
  isDue,
  type Outcome,
  outcomeAt,
} from './record.ts';
import { settleAll } from './requests.ts';
import { LOST } from './retry.ts';
import { mustWait } from './withdrawals.ts';

/** What is known of a file, and its page where that had to be rendered. */
export interface DerivedState {
  readonly state: FileState;
  readonly page?: Content;
  /** Files that stood in the upload itself. */
  readonly embedded?: readonly MediaContent[];
}

/** A context, and what the tries to write one record share. */
export interface TryContext extends Context {
  /** The watches that this try has put, by `nameOfWanted`. */
  readonly watches: Map<string, string>;
  readonly shelf: Shelf;
}

/**
 * What becomes of an upload with the files that it names. Nothing is derived again if the record was made from the same uploads,
 * and the write id stays if the record's entries are there, too. `LOST` if a file has changed meanwhile.
 */
export async function deriveState(
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

/** The state of a file that is gone: deleted, or still published until the withdrawal is due. */
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

/** A record that is up to date, with a new write id if one of its entries is missing, so that it is written again. */
async function asItStands(record: ArticleRecord, context: Context): Promise<DerivedState> {
  const entries = await settleAll(entriesOf(record).map((entry) => context.state.head(entryKey(entry))));
  return entries.includes(undefined) ? withWriteId(record, context) : { state: record };
}
