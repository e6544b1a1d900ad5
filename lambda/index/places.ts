import { categorySegment, type Scope } from '../public-paths.ts';

/**
 * A list of articles in the index: those that are published (the whole site's, each category's), those that were
 * rejected, those that are not meant to be published, and those that are gone.
 */
export type List =
  | Scope
  | { readonly kind: 'rejected' }
  | { readonly kind: 'skipped' }
  | { readonly kind: 'deleted' };

/** Where an article stands in the index: the list, and its entry there. */
export interface Place {
  readonly list: List;
  readonly entry: string;
}

/** What the name of an index entry tells. */
export interface Entry {
  readonly id: string;
  readonly stamp: string;
}

const ENTRY = /^\d{16}-([0-9a-z]{20})-([0-9a-z]{20})-[0-9a-z]{12}$/;

/** The last millisecond of the year 9999: entries count down from it, so that the newest comes first. */
const END_OF_TIME = 253_402_300_799_999;

/** The keys of all entries begin with this. */
export const INDEX = 'index/';

/** The keys of all entries of categories begin with this; the category's path segment follows. */
export const INDEX_OF_CATEGORIES = `${INDEX}category/`;

/** The keys of a list's entries begin with this. */
export function listPrefix(list: List): string {
  return list.kind === 'category'
    ? `${INDEX_OF_CATEGORIES}${categorySegment(list.name)}/`
    : `${INDEX}${list.kind}/`;
}

/** The object key of an entry. */
export function placeKey(place: Place): string {
  return listPrefix(place.list) + place.entry;
}

/** The entry of an article of that time (milliseconds since the epoch) whose record bears that stamp and attempt. */
export function entryName(time: number, id: string, stamp: string, attempt: string): string {
  return `${String(END_OF_TIME - time).padStart(16, '0')}-${id}-${stamp}-${attempt}`;
}

/** The name of the entry at an object key: the same in each list that an article is in. */
export function entryNameOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** Reads an entry's object key or name; undefined where it is none. */
export function parseEntry(key: string): Entry | undefined {
  const [, id, stamp] = ENTRY.exec(entryNameOf(key)) ?? [];
  return id === undefined || stamp === undefined ? undefined : { id, stamp };
}
