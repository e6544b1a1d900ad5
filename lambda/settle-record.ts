import { MAX_UPLOAD_BYTES } from './article/article.ts';
import { articleId } from './article/identity.ts';
import { ContentionError, CorruptStateError } from './errors.ts';
import { placeKey } from './index/places.ts';
import {
  type ArticleRecord,
  entryContent,
  nextRecord,
  parseRecord,
  placesOf,
  recordContent,
  recordKey,
  stampOf,
} from './record.ts';
import type { Context } from './republish.ts';
import { endAll } from './requests.ts';
import type { StoredObject } from './store/store.ts';

/** A record and the version under which it stands in the state bucket. */
export interface StandingRecord {
  readonly record: ArticleRecord;
  readonly version: string;
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
 * 4. delete the entries that it left, and still remember them;
 * 5. look at the article again: who read it just before it changed begins again.
 *
 * @throws ContentionError when others kept changing the record or the article.
 */
export async function settleRecord(key: string, context: Context): Promise<StandingRecord | undefined> {
  const { articles, state } = context;
  const where = recordKey(articleId(key));
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const standing = await readRecord(where, context);
    if (standing.record !== undefined && standing.record.key !== key) {
      throw new CorruptStateError(where, `belongs to the file ${JSON.stringify(standing.record.key)}`);
    }
    const upload = await articles.get(key, { first: MAX_UPLOAD_BYTES + 1 });
    if (upload === undefined && standing.version === undefined) return undefined;

    const next = nextRecord(standing.record, await readUpload(key, upload, standing.record, context));
    await endAll(placesOf(next).map((place) => state.put(placeKey(place), entryContent(next))));
    const version = await swapRecord(where, standing, next, context);
    if (version !== undefined) {
      await endAll(next.left.map((place) => state.delete(placeKey(place))));
      const now = await articles.head(key);
      if (now?.version === upload?.version && now?.modified === upload?.modified)
        return { record: next, version };
    }
    await context.pause(tries);
  }
  throw new ContentionError(`the file ${JSON.stringify(key)}`, MAX_TRIES);
}

/**
 * Takes the places that a record left out of its memory, once their lists are published. A record that moved on
 * meanwhile keeps them: whoever moved it publishes their lists again.
 */
export async function forgetLeft(id: string, version: string, context: Context): Promise<void> {
  const where = recordKey(id);
  const { record, version: now } = await readRecord(where, context);
  if (record === undefined || now !== version) return;
  await context.state.put(where, recordContent({ ...record, left: [] }), { ifVersion: version });
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

/** What the upload comes to; known without deriving it again where the record was made from the same upload. */
async function readUpload(
  key: string,
  upload: StoredObject | undefined,
  record: ArticleRecord | undefined,
  { derivations, revision }: Context,
): Promise<Pick<ArticleRecord, 'key' | 'stamp' | 'uploaded' | 'outcome'>> {
  const stamp = stampOf(upload, revision);
  if (record?.stamp === stamp) return record;
  if (upload === undefined) return { key, stamp, uploaded: 0, outcome: { status: 'deleted' } };
  const { body, size, modified } = upload;
  return { key, stamp, uploaded: modified, outcome: await derivations.derive({ key, body, size, modified }) };
}

/** Puts the record where it differs; its version, or undefined when another worker was faster. */
async function swapRecord(
  where: string,
  standing: ReadRecord,
  next: ArticleRecord,
  { state }: Context,
): Promise<string | undefined> {
  const content = recordContent(next);
  const { record, version } = standing;
  if (
    version !== undefined &&
    record !== undefined &&
    Buffer.compare(recordContent(record).body, content.body) === 0
  ) {
    return version;
  }
  const put = await state.put(
    where,
    content,
    version === undefined ? { ifAbsent: true } : { ifVersion: version },
  );
  return put.outcome === 'written' ? put.version : undefined;
}
