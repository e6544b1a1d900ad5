import { randomUUID } from 'node:crypto';
import type { Derivation, HeldArticle } from '../model/article.ts';
import { articleId, hash20 } from '../model/identity.ts';
import { type Scope, SITE } from '../model/paths.ts';
import type { Content, ObjectInfo } from '../store/store.ts';
import {
  boundaryName,
  entryName,
  heldName,
  listPrefix,
  type Place,
  parseEntry,
  placeKey,
} from './entries.ts';
import { CorruptStateError, NewerStateError } from './errors.ts';

/** The last format of records that this version knows; it refuses to read a later one. */
export const RECORD_FORMAT = 2;

/**
 * Records have the lowest format whose readers understand them. The second one knows held articles: a worker of an
 * older version that met one would publish it at once.
 */
function formatOf({ status }: ArticleRecord['outcome']): ArticleRecord['format'] {
  return status === 'held' ? 2 : 1;
}

/** What is known of one uploaded file. */
export interface ArticleRecord {
  readonly format: 1 | 2;
  readonly key: string;
  /** Tells one derivation of the file from every other: its upload, the software and the site's settings. */
  readonly stamp: string;
  /**
   * Tells one attempt to write a record from every other. Index entries bear it: an entry that was taken out of the
   * index never comes back, however late the request of a slow worker arrives.
   */
  readonly attempt: string;
  /** When the file was uploaded, in milliseconds since the epoch; 0 for a deleted one. */
  readonly uploaded: number;
  readonly outcome: Derivation | { readonly status: 'deleted' };
  /** Whether the article opens an archive of each of its lists; never where no history is kept. */
  readonly opens: boolean;
  /** The places of the record before this one: their entries are to be taken out of the index. */
  readonly left: readonly Place[];
  /**
   * Where in its lists, and in which other lists, the article once was and is not now. They are published with it for
   * good: a worker that stalled while the article was still there may put an old document and die, and its message
   * comes back to this record only.
   */
  readonly former: readonly Place[];
  /**
   * Archives of others that were written because of this article. They are looked at with it for good, for the same
   * reason: which archive an article is in depends on other articles, and may be another one at the next delivery.
   */
  readonly archives: readonly RememberedArchive[];
}

/** An archive of a list, by the id of the article that opens it. */
export interface RememberedArchive {
  readonly list: Scope;
  readonly archive: string;
}

/** What is known of a file but for what stood there before. */
export type Reading = Omit<ArticleRecord, 'format' | 'left' | 'former' | 'archives'>;

/** No delivery is under way for as long as it takes to move an article through so many places. */
const MAX_REMEMBERED = 100;

/** The keys of all records begin with this. */
export const RECORDS = 'records/';

/** Where the record of an article stands in the state bucket. */
export function recordKey(id: string): string {
  return `${RECORDS}${id}.json`;
}

/** The id of the article whose record stands at a key; undefined where none of ours would. */
export function recordId(key: string): string | undefined {
  return /^records\/([0-9a-z]{20})\.json$/.exec(key)?.[1];
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

/** A name that no other attempt to write a record has. */
export function newAttempt(): string {
  return hash20(randomUUID()).slice(0, 12);
}

/**
 * The record that follows `previous` when the file now comes to `now`. Applied to its own result it changes nothing,
 * so that a write whose answer was lost can simply be tried again.
 */
export function nextRecord(previous: ArticleRecord | undefined, now: Reading): ArticleRecord {
  if (previous?.attempt === now.attempt) return previous;
  const { key, stamp, attempt, uploaded, outcome, opens } = now;
  const left = previous === undefined ? [] : placesOf(previous);
  const positions = new Set(placesOf(now).map(positionOf));
  const former = new Map<string, Place>();
  for (const place of previous === undefined ? [] : [...previous.former, ...feedPlacesOf(previous)]) {
    const position = positionOf(place);
    if (!positions.has(position)) former.set(position, place);
  }
  return {
    format: formatOf(outcome),
    key,
    stamp,
    attempt,
    uploaded,
    outcome,
    opens,
    left,
    former: [...former.values()].slice(-MAX_REMEMBERED),
    archives: previous?.archives ?? [],
  };
}

/** What a derivation comes to at a time: a held article whose time has come is published. */
export function outcomeAt(derivation: Derivation, now: number): Derivation {
  if (!isDue(derivation, now)) return derivation;
  const { article, warnings } = derivation;
  return { status: 'published', article, warnings };
}

/** Whether it is a held article whose time has come. */
export function isDue(outcome: ArticleRecord['outcome'], now: number): outcome is HeldArticle {
  return outcome.status === 'held' && Date.parse(outcome.until) <= now;
}

/** The lists that show the article. */
export function listsOf({ outcome }: Pick<ArticleRecord, 'outcome'>): readonly Scope[] {
  if (outcome.status !== 'published') return [];
  return [SITE, ...outcome.article.categories.map((name) => ({ kind: 'category', name }) as const)];
}

/** The places in the index that the record vouches for; always at least one. */
export function placesOf(record: Reading): readonly Place[] {
  const { key, outcome, stamp, attempt, uploaded } = record;
  const id = articleId(key);
  if (outcome.status === 'held') {
    const entry = heldName(Date.parse(outcome.until), id, stamp, attempt);
    return [{ list: { kind: 'held' }, entry }];
  }
  if (outcome.status !== 'published') {
    return [{ list: { kind: outcome.status }, entry: entryName(uploaded, id, stamp, attempt) }];
  }
  const time = Date.parse(outcome.article.published);
  const lists = listsOf(record);
  const entry = entryName(time, id, stamp, attempt);
  const places = lists.map((list): Place => ({ list, entry }));
  if (!record.opens) return places;
  const boundary = boundaryName(time, id, stamp, attempt);
  return [...places, ...lists.map((of): Place => ({ list: { kind: 'boundaries', of }, entry: boundary }))];
}

/** The places of a record in the lists that have feeds. */
export function feedPlacesOf(record: Reading): readonly Place[] {
  return placesOf(record).filter(({ list }) => list.kind === 'site' || list.kind === 'category');
}

/** The record with one more archive in its memory; the same record where it is there already. */
export function remember(record: ArticleRecord, { list, archive }: RememberedArchive): ArticleRecord {
  const isThere = (known: RememberedArchive): boolean =>
    known.archive === archive && listPrefix(known.list) === listPrefix(list);
  if (record.archives.some(isThere)) return record;
  return { ...record, archives: [...record.archives, { list, archive }].slice(-MAX_REMEMBERED) };
}

/** A list and the time at which the article stands in it. */
function positionOf({ list, entry }: Place): string {
  return listPrefix(list) + (parseEntry(entry)?.time ?? '');
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
 * Reads the record that stands at a key of the state bucket.
 * @throws CorruptStateError when it is no record, or another file's. @throws NewerStateError when a later version
 * wrote it.
 */
export function parseRecord(where: string, body: Uint8Array): ArticleRecord {
  const value = parseStateObject(where, body, RECORD_FORMAT);
  if (!isRecord(value)) throw new CorruptStateError(where, 'is not a record');
  if (recordKey(articleId(value.key)) !== where) {
    throw new CorruptStateError(where, `belongs to the file ${JSON.stringify(value.key)}`);
  }
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

/** Looks at all that the protocol itself relies on; what documents show of an article is its writer's word. */
function isRecord(value: object): value is ArticleRecord {
  return (
    'key' in value &&
    typeof value.key === 'string' &&
    'stamp' in value &&
    typeof value.stamp === 'string' &&
    'attempt' in value &&
    typeof value.attempt === 'string' &&
    'opens' in value &&
    typeof value.opens === 'boolean' &&
    'uploaded' in value &&
    typeof value.uploaded === 'number' &&
    'left' in value &&
    Array.isArray(value.left) &&
    value.left.every(isPlace) &&
    'former' in value &&
    Array.isArray(value.former) &&
    value.former.every(isPlace) &&
    'archives' in value &&
    Array.isArray(value.archives) &&
    value.archives.every(isRememberedArchive) &&
    'outcome' in value &&
    isOutcome(value.outcome)
  );
}

function isOutcome(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('status' in value)) return false;
  switch (value.status) {
    case 'published':
      return 'article' in value && isArticle(value.article) && 'warnings' in value;
    case 'held':
      return (
        'until' in value &&
        typeof value.until === 'string' &&
        !Number.isNaN(Date.parse(value.until)) &&
        'article' in value &&
        isArticle(value.article) &&
        'warnings' in value
      );
    case 'rejected':
      return 'rejection' in value && typeof value.rejection === 'object' && 'warnings' in value;
    case 'skipped':
      return 'reason' in value && typeof value.reason === 'string' && 'warnings' in value;
    default:
      return value.status === 'deleted';
  }
}

function isArticle(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'title' in value &&
    typeof value.title === 'string' &&
    'content' in value &&
    typeof value.content === 'string' &&
    'published' in value &&
    typeof value.published === 'string' &&
    !Number.isNaN(Date.parse(value.published)) &&
    'categories' in value &&
    Array.isArray(value.categories) &&
    value.categories.every((name) => typeof name === 'string')
  );
}

function isPlace(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'list' in value &&
    isList(value.list) &&
    'entry' in value &&
    typeof value.entry === 'string'
  );
}

function isRememberedArchive(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    'list' in value &&
    isList(value.list) &&
    'archive' in value &&
    typeof value.archive === 'string'
  );
}

function isList(value: unknown): value is { readonly kind: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    typeof value.kind === 'string' &&
    (value.kind !== 'category' || ('name' in value && typeof value.name === 'string')) &&
    (value.kind !== 'boundaries' || ('of' in value && isList(value.of)))
  );
}
