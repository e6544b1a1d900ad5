import { MAX_UPLOAD_BYTES } from '../model/article.ts';
import { articleId } from '../model/identity.ts';
import type { StoredObject } from '../store/store.ts';
import type { Context } from './context.ts';
import { opensArchive, type Place, placeKey } from './entries.ts';
import { ContentionError, CorruptStateError } from './errors.ts';
import {
  type ArticleRecord,
  entryContent,
  isDue,
  newAttempt,
  nextRecord,
  outcomeAt,
  parseRecord,
  placesOf,
  type Reading,
  type RememberedArchive,
  recordContent,
  recordKey,
  remember,
  stampOf,
  vouchesFor,
} from './record.ts';
import { endAll } from './requests.ts';

/** A record and the version under which it stands in the state bucket. */
export interface StandingRecord {
  readonly record: ArticleRecord;
  readonly version: string;
  /** Nothing was known of the file before, so that it is unlikely to have a page. */
  readonly isFirst: boolean;
}

/** Other workers change a record only while they work on the same key: more tries than workers is plenty. */
const MAX_TRIES = 20;

/**
 * Makes the record of a key say what stands at the key now, and the index what the record says. Undefined where
 * neither a file nor a record is. The order of the requests is the protocol:
 *
 * 1. read the record, then the article, so that an older article never replaces what a newer one led to;
 * 2. put the new record's index entries: one without its record counts for nothing, a record without its entries
 *    would be lost;
 * 3. put the record by compare-and-swap;
 * 4. delete the entries of the record before, which the new one remembers in case that we die here;
 * 5. look at the article again: who read it just before it changed begins again.
 *
 * @throws ContentionError when others kept changing the record or the article.
 */
export async function settleRecord(key: string, context: Context): Promise<StandingRecord | undefined> {
  const { articles, state } = context;
  const where = recordKey(articleId(key));
  // The entries of our last attempt: garbage if its record does not stand.
  let tried: readonly Place[] = [];
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const standing = await readRecord(where, context);
    const upload = await articles.get(key, { first: MAX_UPLOAD_BYTES + 1 });
    await deleteEntries([...tried, ...(standing.record?.left ?? [])], standing.record, context);
    if (upload === undefined && standing.version === undefined) return undefined;

    const reading = await readUpload(key, upload, standing.record, context);
    const next = nextRecord(standing.record, reading);
    if (next === standing.record && standing.version !== undefined) {
      return { record: next, version: standing.version, isFirst: false };
    }
    tried = placesOf(next);
    await endAll(tried.map((place) => state.put(placeKey(place), entryContent(next))));
    const put = await state.put(
      where,
      recordContent(next),
      standing.version === undefined ? { ifAbsent: true } : { ifVersion: standing.version },
    );
    if (put.outcome === 'written') {
      await deleteEntries(next.left, next, context);
      const now = await articles.head(key);
      if (now?.version === upload?.version && now?.modified === upload?.modified) {
        return { record: next, version: put.version, isFirst: standing.version === undefined };
      }
    }
    await context.pause(tries);
  }
  throw new ContentionError(`the file ${JSON.stringify(key)}`, MAX_TRIES);
}

/**
 * Makes the record of an article remember an archive before it is written because of the article.
 *
 * @throws ContentionError when others kept changing the record.
 */
export async function rememberArchive(
  id: string,
  archive: RememberedArchive,
  { state, pause }: Pick<Context, 'state' | 'pause'>,
): Promise<void> {
  const where = recordKey(id);
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const object = await state.get(where);
    if (object === undefined) return;
    const record = parseRecord(where, object.body);
    const next = remember(record, archive);
    if (next === record) return;
    const put = await state.put(where, recordContent(next), { ifVersion: object.version });
    if (put.outcome === 'written') return;
    await pause(tries);
  }
  throw new ContentionError(`the record ${JSON.stringify(where)}`, MAX_TRIES);
}

/** What stands at a record's key: nothing, a record, or something that is none and can only be replaced. */
interface ReadRecord {
  readonly record?: ArticleRecord;
  readonly version?: string;
}

/** Reads a record. One that is corrupt is as good as none, as the article tells what should stand there. */
async function readRecord(where: string, { state }: Context): Promise<ReadRecord> {
  const object = await state.get(where);
  if (object === undefined) return {};
  try {
    return { record: parseRecord(where, object.body), version: object.version };
  } catch (error) {
    if (error instanceof CorruptStateError) return { version: object.version };
    throw error;
  }
}

/**
 * What the upload comes to; known without deriving it again where the record was made from the same upload, and the
 * same attempt where its entries stand, too.
 */
async function readUpload(
  key: string,
  upload: StoredObject | undefined,
  record: ArticleRecord | undefined,
  context: Context,
): Promise<Reading> {
  const stamp = stampOf(upload, context.revision);
  const now = context.now();
  if (record?.stamp === stamp) {
    if (isDue(record.outcome, now)) {
      return { ...record, attempt: newAttempt(), outcome: outcomeAt(record.outcome, now) };
    }
    return (await hasEntries(record, context)) ? record : { ...record, attempt: newAttempt() };
  }
  const attempt = newAttempt();
  if (upload === undefined) {
    return { key, stamp, attempt, uploaded: 0, outcome: { status: 'deleted' }, opens: false };
  }
  const { body, size, modified } = upload;
  const outcome = outcomeAt(await context.derivations.derive({ key, body, size, modified }), now);
  const opens = context.derivations.archiveDocument !== undefined && opensArchive(articleId(key));
  return { key, stamp, attempt, uploaded: modified, outcome, opens };
}

async function hasEntries(record: ArticleRecord, { state }: Context): Promise<boolean> {
  const entries = await endAll(placesOf(record).map((place) => state.head(placeKey(place))));
  return !entries.includes(undefined);
}

/** Takes entries out of the index, except those that the record vouches for. */
async function deleteEntries(
  places: readonly Place[],
  record: ArticleRecord | undefined,
  { state }: Context,
): Promise<void> {
  const keys = places.map(placeKey).filter((key) => record === undefined || !vouchesFor(record, key));
  await endAll(keys.map((key) => state.delete(key)));
}
