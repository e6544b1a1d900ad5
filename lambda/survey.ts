import { articleId } from './article/identity.ts';
import { CorruptStateError } from './errors.ts';
import { parseEntry } from './index/places.ts';
import { readKnownFiles } from './known-files.ts';
import { parseRecord, recordKey, stampOf } from './record.ts';
import type { Context } from './republish.ts';
import { listAll } from './store/store.ts';

/** How the articles compare with their records. */
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

const TOMBSTONE = stampOf(undefined, '');

/**
 * Compares all articles with the state by listing both; no article is read, and of the records only those of files
 * that are gone. An entry alone proves nothing, as its worker may have died before it put the record. Garbage makes a
 * file look changed, which costs a second look at it.
 *
 * At a million articles 3,000 LISTs and 200 MB of memory, so it belongs to start-up and to the sweep, never to an
 * upload. It does not see records that are damaged inside, nor what is wrong with categories and documents: see
 * `damage.ts`.
 */
export async function survey({ articles, state, revision }: Context): Promise<Survey> {
  const known = await readKnownFiles(state);
  const changed: string[] = [];
  let current = 0;
  for await (const object of listAll(articles, '')) {
    const id = articleId(object.key);
    if (stampIn(known.get(id)?.entry) === stampOf(object, revision)) current++;
    else changed.push(object.key);
    known.delete(id);
  }
  const gone: string[] = [];
  const unreadable: string[] = [];
  for (const [id, { recorded, entry }] of known) {
    if (!recorded || stampIn(entry) === TOMBSTONE) continue;
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

function stampIn(entry: string | undefined): string | undefined {
  return entry === undefined ? undefined : parseEntry(entry)?.stamp;
}
