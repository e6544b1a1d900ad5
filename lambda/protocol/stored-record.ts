import type { Store } from '../store/store.ts';
import { parseEntryKey } from './entries.ts';
import { unlessCorrupt } from './errors.ts';
import { type ArticleRecord, recordKey } from './record.ts';
import { parseRecord } from './record-format.ts';

/** A record, and the version under which it stands in the state bucket. */
export interface StoredRecord {
  readonly record: ArticleRecord;
  readonly version: string;
}

/** Reads the record of an article, where there is one. @throws CorruptStateError @throws NewerStateError */
export async function readRecord(id: string, state: Pick<Store, 'get'>): Promise<StoredRecord | undefined> {
  const where = recordKey(id);
  const object = await state.get(where);
  return object && { record: parseRecord(where, object.body), version: object.version };
}

/**
 * Reads what is in the place of an article's record; `record` is missing where it is corrupt. The article tells what
 * should stand there.
 *
 * @throws NewerStateError
 */
export async function inspectRecord(
  id: string,
  state: Pick<Store, 'get'>,
): Promise<{ readonly record?: ArticleRecord; readonly version: string } | undefined> {
  const where = recordKey(id);
  const object = await state.get(where);
  if (object === undefined) return undefined;
  const record = unlessCorrupt(() => parseRecord(where, object.body));
  return { version: object.version, ...(record !== undefined && { record }) };
}

/**
 * The record of the article that an index entry names, whether it vouches for the entry or not; undefined where it is
 * missing or corrupt.
 *
 * @throws NewerStateError
 */
export async function recordOfEntry(
  key: string,
  state: Pick<Store, 'get'>,
): Promise<ArticleRecord | undefined> {
  const entry = parseEntryKey(key);
  return entry && (await inspectRecord(entry.id, state))?.record;
}
