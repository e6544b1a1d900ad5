import type { ListKind, Scope } from '../model/list-kinds.ts';
import { nameSegment } from '../model/paths.ts';

/**
 * A list of the index: the published articles of the whole site or of a list that has a name, those of them that open an archive,
 * the articles that are held until a later time, or that stand although their files are gone, and the files that were
 * rejected, skipped or deleted.
 */
export type List =
  | Scope
  | BoundaryList
  | MediaList
  | { readonly kind: 'held' }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'deleted' };

/** The articles of a list that open an archive, oldest first. */
export interface BoundaryList {
  readonly kind: 'boundaries';
  readonly of: Scope;
}

/** The articles that some published files of uploaders belong to, so that listing tells which are wanted. */
export interface MediaList {
  readonly kind: 'media';
  /** The hashes in the paths of the files, with a `+` between them. */
  readonly hashes: string;
}

/** An entry of the index: an object whose name is all that matters, except for rejected files. */
export interface IndexEntry {
  readonly list: List;
  /** `<time>-<id>-<fingerprint>-<write id>` */
  readonly name: string;
}

/** What the name of an entry says. */
export interface EntryName {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly id: string;
  readonly fingerprint: string;
  readonly writeId: string;
}

const ENTRY_NAME = /^(\d{16})-([0-9a-z]{20})-([0-9a-z]{20})-([0-9a-z]{12})$/;

/** `<fingerprint>-<write id>`, with which the name of every entry ends. */
const WRITE_LENGTH = 20 + 1 + 12;

/** The last millisecond of the year 9999: most lists count down from it, so that the newest entry comes first. */
const END_OF_TIME = 253_402_300_799_999;

/** Before the year 1: the other lists count up from it. */
const BEGINNING_OF_TIME = -1e15;

/** The keys of all entries begin with this. */
export const INDEX = 'index/';

/** The keys of the entries of all lists of a kind begin with this; the path segment of the list's name follows. */
export function indexOf(kind: ListKind): string {
  return `${INDEX}${kind}/`;
}

/** The keys of all entries of boundaries begin with this. */
export const INDEX_OF_BOUNDARIES = `${INDEX}boundary/`;

/** The keys of all entries of published files begin with this; their hashes follow. */
export const INDEX_OF_MEDIA = `${INDEX}media/`;

/** The keys of the entries of all held articles begin with this; the first that becomes due comes first. */
export const INDEX_OF_HELD = `${INDEX}held/`;

/** The keys of all entries of withdrawals begin with this; the longest ago comes first. */
export const INDEX_OF_WITHDRAWN = `${INDEX}withdrawn/`;

const ASCENDING_LISTS = [INDEX_OF_BOUNDARIES, INDEX_OF_HELD, INDEX_OF_WITHDRAWN];

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const OPPOSITE_DIGITS = [...DIGITS].reverse().join('');

/** The keys of a list's entries begin with this. */
export function listPrefix(list: List): string {
  if ('name' in list) return `${indexOf(list.kind)}${nameSegment(list.name)}/`;
  switch (list.kind) {
    case 'boundaries':
      return INDEX_OF_BOUNDARIES + listPrefix(list.of).slice(INDEX.length);
    case 'media':
      return `${INDEX_OF_MEDIA}${list.hashes}/`;
    default:
      return `${INDEX}${list.kind}/`;
  }
}

/** A name in a path holds 255 bytes, and a hash takes 21 of them. */
const HASHES_PER_LIST = 12;

/** The lists of files with these hashes: as many of them in one as its name has room for. */
export function mediaLists(hashes: readonly string[]): readonly MediaList[] {
  const sorted = [...new Set(hashes)].sort();
  const lists: MediaList[] = [];
  for (let at = 0; at < sorted.length; at += HASHES_PER_LIST) {
    lists.push({ kind: 'media', hashes: sorted.slice(at, at + HASHES_PER_LIST).join('+') });
  }
  return lists;
}

/** The hashes of the files that an entry says are wanted; none where it is of another list. */
export function mediaHashesIn(key: string): readonly string[] {
  if (!key.startsWith(INDEX_OF_MEDIA)) return [];
  return key.slice(INDEX_OF_MEDIA.length, key.lastIndexOf('/')).split('+');
}

/** Each list that is published asks for the keys of all entries of its articles. */
const keys = new WeakMap<IndexEntry, string>();

/** The object key of an entry. */
export function entryKey(entry: IndexEntry): string {
  const known = keys.get(entry);
  if (known !== undefined) return known;
  const key = listPrefix(entry.list) + entry.name;
  keys.set(entry, key);
  return key;
}

/** The name of an entry in a list that has its newest entry first. */
export function entryName({ time, id, fingerprint, writeId }: EntryName): string {
  return `${entryPosition(time, id)}${fingerprint}-${writeId}`;
}

/** With this the names of an article's entries begin in a list that has its newest entry first. */
export function entryPosition(time: number, id: string): string {
  return `${positionOfTime(time)}-${id}-`;
}

/** Before the names of all entries of this time, in milliseconds since the epoch, and of earlier ones. */
export function positionOfTime(time: number): string {
  return String(END_OF_TIME - time).padStart(16, '0');
}

/** The name of an entry in a list that has its oldest entry first: the exact opposite of the other order. */
export function ascendingName({ time, id, fingerprint, writeId }: EntryName): string {
  return `${ascendingPosition(time, id)}${fingerprint}-${writeId}`;
}

/** With this the names of an article's entries begin in a list that has its oldest entry first. */
export function ascendingPosition(time: number, id: string): string {
  return `${String(time - BEGINNING_OF_TIME).padStart(16, '0')}-${oppositeId(id)}-`;
}

/** The name of the entry at an object key. */
export function entryNameAt(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** Whether two entries of an article, in whatever lists, were put for the same write of its record. */
export function isSameWrite(key: string, otherKey: string): boolean {
  return key.slice(-WRITE_LENGTH) === otherKey.slice(-WRITE_LENGTH);
}

/** Reads the object key of an entry; undefined for any other key. */
export function parseEntryKey(key: string): EntryName | undefined {
  return readName(
    entryNameAt(key),
    ASCENDING_LISTS.some((prefix) => key.startsWith(prefix)),
  );
}

function readName(name: string, isAscending: boolean): EntryName | undefined {
  const [, digits, id, fingerprint, writeId] = ENTRY_NAME.exec(name) ?? [];
  if (digits === undefined || id === undefined || fingerprint === undefined || writeId === undefined) {
    return undefined;
  }
  return isAscending
    ? { time: Number(digits) + BEGINNING_OF_TIME, id: oppositeId(id), fingerprint, writeId }
    : { time: END_OF_TIME - Number(digits), id, fingerprint, writeId };
}

function oppositeId(id: string): string {
  return [...id].map((digit) => OPPOSITE_DIGITS[DIGITS.indexOf(digit)]).join('');
}
