import type { Article } from '../../model/article.ts';
import type { Scope } from '../../model/list-kinds.ts';
import type { Store } from '../../store/store.ts';
import {
  ascendingPosition,
  type EntryName,
  entryKey,
  entryPosition,
  listPrefix,
  parseEntryKey,
} from '../entries.ts';
import type { EntryCache } from '../entry-cache.ts';
import type { ChangedList } from '../list-changes.ts';
import { type Listing, readEntries } from '../listing.ts';
import { feedEntriesOf, vouchesFor } from '../record.ts';
import { readRecord } from '../stored-record.ts';
import { inReadingOrder, Stories } from '../stories.ts';
import { opensArchive } from './boundaries.ts';

/** An archive of a list: the article that opens it, and the older ones down to the next that opens one. */
export interface Archive {
  /** In the order in which they are read: newest first. */
  readonly articles: readonly Article[];
  /** The id of the next older archive. */
  readonly previous?: string;
}

/** An archive that may have changed because of an article; both by their ids. */
export interface AffectedArchive {
  readonly article: string;
  readonly archive: string;
}

/** Archives hold thirty-two articles on average. */
const ARCHIVE_PAGE = 64;

const BOUNDARY_PAGE = 4;

/** Greater than every character of an entry's name. */
const END = '~';

/**
 * The archives of a list that may have changed by entries which came or went. An entry newer than the newest archive
 * changes none; any other changes the archive it is in; one that opens an archive changes its own, and the next newer
 * one, which it cuts in two or which takes over what it held.
 */
export async function findAffectedArchives(
  state: Pick<Store, 'get' | 'list'>,
  { scope, names }: Pick<ChangedList, 'scope' | 'names'>,
  { last: newest }: Listing,
): Promise<readonly AffectedArchive[]> {
  const affected: AffectedArchive[] = [];
  let boundary: EntryName | undefined;
  // From the oldest to the newest: the boundary of one is that of the next, too, unless the next is newer.
  for (const name of names.toSorted().reverse()) {
    const key = entryKey({ list: scope, name });
    const entry = parseEntryKey(key);
    if (entry === undefined) continue;
    if (opensArchive(entry.id)) affected.push({ article: entry.id, archive: entry.id });
    if (newest === undefined || key <= newest.key) continue;
    if (
      boundary === undefined ||
      name < entryPosition(boundary.time, boundary.id) ||
      boundary.id === entry.id
    ) {
      boundary = await findNewerBoundary(state, scope, entry);
    }
    if (boundary !== undefined) affected.push({ article: entry.id, archive: boundary.id });
  }
  return affected;
}

/** The archive that an article opens in a list; undefined when it is not in the list now. */
export async function readArchive(
  state: Pick<Store, 'get' | 'list'>,
  scope: Scope,
  id: string,
  cache: EntryCache,
): Promise<Archive | undefined> {
  const opening = await findOpening(state, scope, id);
  if (opening === undefined) return undefined;
  const articles: Article[] = [];
  const stories = new Stories();
  const before = listPrefix(scope) + entryPosition(opening.time, id);
  for await (const { article } of readEntries(state, scope, before, ARCHIVE_PAGE, cache)) {
    if (opensArchive(article.id) && article.id !== id) {
      return { articles: inReadingOrder(articles), previous: article.id };
    }
    if (stories.add(article) === undefined) articles.push(article);
  }
  return { articles: inReadingOrder(articles) };
}

/**
 * Where the article stands in the list now, by its record: what a batch has read before tells where it stood, which
 * another worker may have changed.
 */
async function findOpening(
  state: Pick<Store, 'get'>,
  scope: Scope,
  id: string,
): Promise<EntryName | undefined> {
  const stored = await readRecord(id, state);
  if (!stored?.record.opensArchive) return undefined;
  const prefix = listPrefix(scope);
  const entry = feedEntriesOf(stored.record).find(({ list }) => listPrefix(list) === prefix);
  return entry && parseEntryKey(entryKey(entry));
}

/** The boundary next to an entry among the newer ones: where the archive begins that the entry is in. */
async function findNewerBoundary(
  state: Pick<Store, 'get' | 'list'>,
  scope: Scope,
  { time, id }: EntryName,
): Promise<EntryName | undefined> {
  const prefix = listPrefix({ kind: 'boundaries', of: scope });
  let after = prefix + ascendingPosition(time, id) + END;
  for (;;) {
    const { objects, more } = await state.list(prefix, { after, limit: BOUNDARY_PAGE });
    for (const { key } of objects) {
      const boundary = parseEntryKey(key);
      const stored = boundary && (await readRecord(boundary.id, state));
      if (stored !== undefined && vouchesFor(stored.record, key)) return boundary;
    }
    const last = objects.at(-1)?.key;
    if (!more || last === undefined) return undefined;
    after = last;
  }
}
