import { articleId } from './article/identity.ts';
import { CorruptStateError } from './errors.ts';
import { type List, listPrefix, parseEntry } from './index/places.ts';
import { SITE } from './public-paths.ts';
import { parseRecord, RECORDS, recordId, recordKey, stampOf } from './record.ts';
import type { Context } from './republish.ts';
import { listAll } from './store/store.ts';

/** How the articles compare with their records and with the index. */
export interface Survey {
  /** Keys of files whose record is missing or not of what stands there now: new, overwritten, or of other code. */
  readonly changed: readonly string[];
  /** Keys of files that are gone and whose record does not say so. */
  readonly gone: readonly string[];
  /** Ids of files that are gone and whose record cannot be read, so that nobody can tell their keys. */
  readonly unreadable: readonly string[];
  /** How many files have the record that they should have. */
  readonly current: number;
}

/** Every record vouches for exactly one entry in one of these lists, which stood before the record did. */
const LISTS: readonly List[] = [SITE, { kind: 'rejected' }, { kind: 'skipped' }, { kind: 'deleted' }];

/** What listing the state tells of one file. */
interface Known {
  /** The stamp of its only entry; undefined when there is none, or garbage beside the one that counts. */
  stamp: string | undefined;
  entries: number;
  recorded: boolean;
}

const TOMBSTONE = stampOf(undefined, '');

/**
 * Compares all articles with the state by listing both; no article is read, and of the records only those of files
 * that are gone. An entry alone proves nothing, as its worker may have died before it put the record; but where one
 * entry and a record stand, they belong together. Garbage makes a file look changed, which costs a second look.
 *
 * Costs a LIST for each thousand articles, records and entries (at a million articles 3,000) and holds some 200 bytes
 * for each article in memory, so it belongs to start-up and to the sweep, never to an upload. What it does not see:
 * records that are damaged inside, and entries of categories; see `repair.ts`.
 */
export async function survey({ articles, state, revision }: Context): Promise<Survey> {
  const known = await readKnown(state);
  const changed: string[] = [];
  let current = 0;
  for await (const object of listAll(articles, '')) {
    const id = articleId(object.key);
    const file = known.get(id);
    if (file?.recorded === true && file.stamp === stampOf(object, revision)) current++;
    else changed.push(object.key);
    known.delete(id);
  }
  const gone: string[] = [];
  const unreadable: string[] = [];
  for (const [id, { recorded, stamp }] of known) {
    if (!recorded || stamp === TOMBSTONE) continue;
    const where = recordKey(id);
    const object = await state.get(where);
    try {
      if (object !== undefined) gone.push(parseRecord(where, object.body).key);
    } catch (error) {
      if (!(error instanceof CorruptStateError)) throw error;
      unreadable.push(id);
    }
  }
  return { changed, gone, unreadable, current };
}

async function readKnown(state: Context['state']): Promise<Map<string, Known>> {
  const known = new Map<string, Known>();
  const at = (id: string): Known => {
    const file = known.get(id) ?? { stamp: undefined, entries: 0, recorded: false };
    known.set(id, file);
    return file;
  };
  for (const list of LISTS) {
    for await (const { key } of listAll(state, listPrefix(list))) {
      const entry = parseEntry(key);
      if (entry === undefined) continue;
      const file = at(entry.id);
      file.stamp = ++file.entries === 1 ? entry.stamp : undefined;
    }
  }
  for await (const { key } of listAll(state, RECORDS)) {
    const id = recordId(key);
    if (id !== undefined) at(id).recorded = true;
  }
  return known;
}
