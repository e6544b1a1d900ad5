import type { Derivation } from './article/article.ts';
import { articleId, hash20 } from './article/identity.ts';
import { CorruptStateError, NewerStateError } from './errors.ts';
import { entryName, type Place, placeKey } from './index/places.ts';
import { SITE } from './public-paths.ts';
import type { Content, ObjectInfo } from './store/store.ts';

/** The format of the records that this version writes; it refuses to read a later one. */
export const RECORD_FORMAT = 1;

/** What is known of one uploaded file. */
export interface ArticleRecord {
  readonly format: typeof RECORD_FORMAT;
  readonly key: string;
  /** Tells one derivation of the file from every other: its upload, the software and the site's settings. */
  readonly stamp: string;
  /** When the file was uploaded, in milliseconds since the epoch; 0 for a deleted one. */
  readonly uploaded: number;
  readonly outcome: Derivation | { readonly status: 'deleted' };
  /** Places that the article was in and whose feeds may still show it. */
  readonly left: readonly Place[];
}

/** Where the record of an article stands in the state bucket. */
export function recordKey(id: string): string {
  return `records/${id}.json`;
}

/**
 * The stamp of what the upload comes to: equal stamps mean equal records. `revision` stands for all else that a
 * record depends on: the code and the site's settings.
 */
export function stampOf(
  upload: Pick<ObjectInfo, 'version' | 'modified'> | undefined,
  revision: string,
): string {
  return hash20(upload === undefined ? 'deleted' : `${revision}\n${upload.modified}\n${upload.version}`);
}

/**
 * The record that follows `previous` when the file now comes to `outcome`. Applied to its own result it changes
 * nothing, so that a write whose answer was lost can simply be tried again.
 */
export function nextRecord(
  previous: ArticleRecord | undefined,
  now: Pick<ArticleRecord, 'key' | 'stamp' | 'uploaded' | 'outcome'>,
): ArticleRecord {
  const places = new Set(placesOf(now).map(placeKey));
  const left = new Map<string, Place>();
  for (const place of previous === undefined ? [] : [...previous.left, ...placesOf(previous)]) {
    const key = placeKey(place);
    if (!places.has(key)) left.set(key, place);
  }
  return {
    format: RECORD_FORMAT,
    key: now.key,
    stamp: now.stamp,
    uploaded: now.uploaded,
    outcome: now.outcome,
    left: [...left.values()],
  };
}

/** The places in the index that the record vouches for. */
export function placesOf(
  record: Pick<ArticleRecord, 'key' | 'stamp' | 'uploaded' | 'outcome'>,
): readonly Place[] {
  const { outcome, stamp, uploaded } = record;
  const id = articleId(record.key);
  switch (outcome.status) {
    case 'published': {
      const entry = entryName(Date.parse(outcome.article.published), id, stamp);
      const categories = outcome.article.categories.map((name) => ({ kind: 'category', name }) as const);
      return [SITE, ...categories].map((list) => ({ list, entry }));
    }
    case 'rejected':
    case 'skipped':
      return [{ list: { kind: outcome.status }, entry: entryName(uploaded, id, stamp) }];
    case 'deleted':
      return [];
  }
}

/** Whether the article stands at that entry of the index according to its record; if not, the entry is garbage. */
export function vouchesFor(record: ArticleRecord, entryKey: string): boolean {
  return placesOf(record).some((place) => placeKey(place) === entryKey);
}

/** What stands at an entry of the index: nothing, but for a rejected file the report for its uploader. */
export function entryContent(record: ArticleRecord): Content {
  if (record.outcome.status !== 'rejected')
    return { body: new Uint8Array(), contentType: 'text/plain; charset=utf-8' };
  const report = { file: record.key, ...record.outcome.rejection, warnings: record.outcome.warnings };
  return { body: Buffer.from(JSON.stringify(report)), contentType: 'application/json; charset=utf-8' };
}

/** The record as it is stored; equal records have equal bytes. */
export function recordContent(record: ArticleRecord): Content {
  return { body: Buffer.from(JSON.stringify(record)), contentType: 'application/json; charset=utf-8' };
}

/**
 * Reads a stored record.
 * @throws CorruptStateError when it is no record. @throws NewerStateError when a later version wrote it.
 */
export function parseRecord(where: string, body: Uint8Array): ArticleRecord {
  const value = parseStateObject(where, body, RECORD_FORMAT);
  if (!isRecord(value)) throw new CorruptStateError(where, 'is not a record');
  return value;
}

/**
 * Reads a JSON object of the state bucket whose `format` is one that we know.
 * @throws CorruptStateError @throws NewerStateError
 */
export function parseStateObject(
  where: string,
  body: Uint8Array,
  format: number,
): { readonly format: number } {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw new CorruptStateError(where, 'is not JSON', { cause });
  }
  if (
    typeof value !== 'object' ||
    value === null ||
    !('format' in value) ||
    typeof value.format !== 'number'
  ) {
    throw new CorruptStateError(where, 'has no format version');
  }
  if (value.format > format) throw new NewerStateError(where, value.format);
  return { ...value, format: value.format };
}

/** Only its own version's records pass here, so that their discriminants are enough to tell a whole one. */
function isRecord(value: object): value is ArticleRecord {
  return (
    'key' in value &&
    typeof value.key === 'string' &&
    'stamp' in value &&
    typeof value.stamp === 'string' &&
    'uploaded' in value &&
    typeof value.uploaded === 'number' &&
    'left' in value &&
    Array.isArray(value.left) &&
    'outcome' in value &&
    typeof value.outcome === 'object' &&
    value.outcome !== null &&
    'status' in value.outcome &&
    (value.outcome.status === 'published' ||
      value.outcome.status === 'rejected' ||
      value.outcome.status === 'skipped' ||
      value.outcome.status === 'deleted')
  );
}
