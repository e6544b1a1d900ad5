import { categorySegment, type Scope } from '../model/paths.ts';

/**
 * A list of articles in the index: those that are published (the whole site's, each category's), those of them that
 * open an archive, those that are held, those that were rejected, those that are not meant to be published, and those that are gone.
 */
export type List =
  | Scope
  | Boundaries
  | { readonly kind: 'held' }
  | { readonly kind: 'rejected' }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'deleted' };

/** The articles of a list that open an archive, the oldest first. */
export interface Boundaries {
  readonly kind: 'boundaries';
  readonly of: Scope;
}

/** Where an article stands in the index: the list, and its entry there. */
export interface Place {
  readonly list: List;
  readonly entry: string;
}

/** What the name of an index entry tells. */
export interface Entry {
  /** In milliseconds since the epoch. */
  readonly time: number;
  readonly id: string;
  readonly stamp: string;
}

const ENTRY = /^(\d{16})-([0-9a-z]{20})-([0-9a-z]{20})-[0-9a-z]{12}$/;

/** `<stamp>-<attempt>`, with which the name of every entry ends. */
const ATTEMPT_LENGTH = 20 + 1 + 12;

/** The last millisecond of the year 9999: entries count down from it, so that the newest comes first. */
const END_OF_TIME = 253_402_300_799_999;

/** Boundaries and held articles count up from before the year 1. */
const BEGINNING_OF_TIME = -1e15;

/** The keys of all entries begin with this. */
const INDEX = 'index/';

/** The keys of all entries of categories begin with this; the category's path segment follows. */
export const INDEX_OF_CATEGORIES = `${INDEX}category/`;

/** The keys of all entries of boundaries begin with this. */
export const INDEX_OF_BOUNDARIES = `${INDEX}boundary/`;

/** The keys of the entries of all held articles begin with this; the first that becomes due comes first. */
export const INDEX_OF_HELD = `${INDEX}held/`;

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';
const OPPOSITE_DIGITS = [...DIGITS].reverse().join('');

/** The keys of a list's entries begin with this. */
export function listPrefix(list: List): string {
  switch (list.kind) {
    case 'category':
      return `${INDEX_OF_CATEGORIES}${categorySegment(list.name)}/`;
    case 'boundaries':
      return INDEX_OF_BOUNDARIES + listPrefix(list.of).slice(INDEX.length);
    default:
      return `${INDEX}${list.kind}/`;
  }
}

/** The object key of an entry. */
export function placeKey(place: Place): string {
  return listPrefix(place.list) + place.entry;
}

/** The entry of an article of that time (milliseconds since the epoch) whose record bears that stamp and attempt. */
export function entryName(time: number, id: string, stamp: string, attempt: string): string {
  return `${entryPosition(time, id)}${stamp}-${attempt}`;
}

/** Where the entries of an article of that time stand in a list: their names begin with this. */
export function entryPosition(time: number, id: string): string {
  return `${String(END_OF_TIME - time).padStart(16, '0')}-${id}-`;
}

/** The entry of an article in a list of boundaries, in which everything comes the other way round. */
export function boundaryName(time: number, id: string, stamp: string, attempt: string): string {
  return `${boundaryPosition(time, id)}${stamp}-${attempt}`;
}

/** Where the entries of an article of that time stand in a list of boundaries. */
export function boundaryPosition(time: number, id: string): string {
  return `${ascendingTime(time)}-${opposite(id)}-`;
}

/** The entry of an article that is held until that time, in the order in which they become due. */
export function heldName(time: number, id: string, stamp: string, attempt: string): string {
  return `${ascendingTime(time)}-${id}-${stamp}-${attempt}`;
}

/** The name of the entry at an object key: the same in each list that an article is in, but for boundaries. */
export function entryNameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** Whether two entries of an article, in whatever lists, were written by the same attempt: stamp and attempt end both. */
export function isSameAttempt(entryKey: string, otherKey: string): boolean {
  return entryKey.slice(-ATTEMPT_LENGTH) === otherKey.slice(-ATTEMPT_LENGTH);
}

/** Reads an entry's object key, or its name in a list that counts down; undefined where it is none. */
export function parseEntry(key: string): Entry | undefined {
  const [, time, id, stamp] = ENTRY.exec(entryNameOf(key)) ?? [];
  if (time === undefined || id === undefined || stamp === undefined) return undefined;
  if (key.startsWith(INDEX_OF_HELD)) return { time: Number(time) + BEGINNING_OF_TIME, id, stamp };
  return key.startsWith(INDEX_OF_BOUNDARIES)
    ? { time: Number(time) + BEGINNING_OF_TIME, id: opposite(id), stamp }
    : { time: END_OF_TIME - Number(time), id, stamp };
}

/**
 * Whether the article opens an archive: one in thirty-two, told by its id alone, so that the articles themselves say
 * where their list is cut.
 */
export function opensArchive(id: string): boolean {
  return id.endsWith('0');
}

function ascendingTime(time: number): string {
  return String(time - BEGINNING_OF_TIME).padStart(16, '0');
}

function opposite(id: string): string {
  return [...id].map((digit) => OPPOSITE_DIGITS[DIGITS.indexOf(digit)]).join('');
}
