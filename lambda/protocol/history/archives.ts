import type { Article } from '../../model/article.ts';
import type { Scope } from '../../model/paths.ts';
import type { Store } from '../../store/store.ts';
import {
  boundaryPosition,
  type Entry,
  entryPosition,
  listPrefix,
  opensArchive,
  parseEntry,
} from '../entries.ts';
import { type Listing, readEntries } from '../listing.ts';
import { feedPlacesOf, parseRecord, recordKey, vouchesFor } from '../record.ts';
import type { SeenEntries } from '../seen-entries.ts';
import { inReadingOrder, Stories } from '../stories.ts';

/** An archive of a list: the article that opens it, and the older ones down to the next that opens one. */
export interface Archive {
  /** In the order in which they are read: newest first. */
  readonly articles: readonly Article[];
  /** The id of the next older archive. */
  readonly previous?: string;
}

/** An archive that is to be looked at because of an article; both by their ids. */
export interface TouchedArchive {
  readonly article: string;
  readonly archive: string;
}

/** Archives hold thirty-two articles on average. */
const ARCHIVE_PAGE = 64;

const BOUNDARY_PAGE = 4;

/** Greater than every character of an entry's name. */
const END = '~';

/**
 * The archives of a list that are touched by entries which came or went. An entry newer than the newest archive
 * touches none; any other the archive it is in; one that opens an archive its own, and the next newer one, which it
 * cuts in two or which takes over what it held.
 */
export async function findTouchedArchives(
  state: Pick<Store, 'get' | 'list'>,
  { scope, entries }: { readonly scope: Scope; readonly entries: readonly string[] },
  { boundary }: Listing,
): Promise<readonly TouchedArchive[]> {
  const prefix = listPrefix(scope);
  const touched: TouchedArchive[] = [];
  let newer: Entry | undefined;
  // From the oldest to the newest: the boundary of one is that of the next, too, unless the next is newer.
  for (const name of entries.toSorted().reverse()) {
    const entry = parseEntry(prefix + name);
    if (entry === undefined) continue;
    if (opensArchive(entry.id)) touched.push({ article: entry.id, archive: entry.id });
    if (boundary === undefined || prefix + name <= boundary.entry) continue;
    if (newer === undefined || name < entryPosition(newer.time, newer.id) || newer.id === entry.id) {
      newer = await findNewerBoundary(state, scope, entry);
    }
    if (newer !== undefined) touched.push({ article: entry.id, archive: newer.id });
  }
  return touched;
}

/** The archive that an article opens in a list; undefined when it is not in the list now. */
export async function readArchive(
  state: Pick<Store, 'get' | 'list'>,
  scope: Scope,
  id: string,
  seen: SeenEntries,
): Promise<Archive | undefined> {
  const opening = await findOpening(state, scope, id);
  if (opening === undefined) return undefined;
  const articles: Article[] = [];
  const stories = new Stories();
  const before = listPrefix(scope) + entryPosition(opening.time, id);
  for await (const { article } of readEntries(state, scope, before, ARCHIVE_PAGE, seen)) {
    if (opensArchive(article.id) && article.id !== id)
      return { articles: inReadingOrder(articles), previous: article.id };
    if (stories.add(article) === undefined) articles.push(article);
  }
  return { articles: inReadingOrder(articles) };
}

/**
 * Where the article stands in the list now, by its record: what a batch has read before tells where it stood, which
 * another worker may have changed.
 */
async function findOpening(state: Pick<Store, 'get'>, scope: Scope, id: string): Promise<Entry | undefined> {
  const where = recordKey(id);
  const object = await state.get(where);
  if (object === undefined) return undefined;
  const record = parseRecord(where, object.body);
  const place = !record.opens
    ? undefined
    : feedPlacesOf(record).find(({ list }) => listPrefix(list) === listPrefix(scope));
  return place === undefined ? undefined : parseEntry(place.entry);
}

/** The boundary next to an entry among the newer ones: where the archive begins that the entry is in. */
async function findNewerBoundary(
  state: Pick<Store, 'get' | 'list'>,
  scope: Scope,
  { time, id }: Entry,
): Promise<Entry | undefined> {
  const prefix = listPrefix({ kind: 'boundaries', of: scope });
  let after = prefix + boundaryPosition(time, id) + END;
  for (;;) {
    const { objects, more } = await state.list(prefix, { after, limit: BOUNDARY_PAGE });
    for (const { key } of objects) {
      const boundary = parseEntry(key);
      if (boundary === undefined) continue;
      const where = recordKey(boundary.id);
      const object = await state.get(where);
      if (object !== undefined && vouchesFor(parseRecord(where, object.body), key)) return boundary;
    }
    const last = objects.at(-1)?.key;
    if (!more || last === undefined) return undefined;
    after = last;
  }
}
