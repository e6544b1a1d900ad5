import { articleId } from '../model/identity.ts';
import type { Context } from '../protocol/context.ts';
import { INDEX_OF_HELD, parseEntry } from '../protocol/entries.ts';
import { stampOf } from '../protocol/record.ts';
import { listAll } from '../store/store.ts';
import { readRecord } from './findings.ts';
import { type KnownFile, type KnownFiles, readKnownFiles } from './inventory.ts';

/** How the articles compare with their records. */
export interface Survey {
  /** Keys of files whose record is missing or not of what stands there now: new, overwritten, of other code, or due. */
  readonly changed: readonly string[];
  /** Keys of files that are gone and whose record does not say so. */
  readonly gone: readonly string[];
  /** Ids of files that are gone and whose record cannot be read, so that nobody can tell their keys. */
  readonly unreadable: readonly string[];
  /** How many files have the record that they should have. */
  readonly current: number;
}

/** How one file compares with its record: see {@link Survey}. */
export type ComparedFile =
  | { readonly is: 'changed' | 'gone' | 'current'; readonly key: string }
  | { readonly is: 'unreadable'; readonly id: string };

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
export async function survey(context: Context): Promise<Survey> {
  const changed: string[] = [];
  const gone: string[] = [];
  const unreadable: string[] = [];
  let current = 0;
  for await (const file of compareFiles(context, await readKnownFiles(context.state))) {
    if (file.is === 'changed') changed.push(file.key);
    else if (file.is === 'gone') gone.push(file.key);
    else if (file.is === 'unreadable') unreadable.push(file.id);
    else current++;
  }
  return { changed, gone, unreadable, current };
}

/** Compares the articles with what is known of them, one by one: those that are there, then those that are gone. */
export async function* compareFiles(
  { articles, state, revision, now }: Context,
  known: KnownFiles,
  signal?: AbortSignal,
): AsyncGenerator<ComparedFile> {
  const left = new Set(known.keys());
  for await (const object of listAll(articles, '', signal)) {
    const id = articleId(object.key);
    left.delete(id);
    const file = known.get(id);
    const isCurrent = stampIn(file) === stampOf(object, revision) && !isHeldTooLong(file, now());
    yield { is: isCurrent ? 'current' : 'changed', key: object.key };
  }
  for (const id of left) {
    const file = known.get(id);
    if (typeof file === 'string' ? stampIn(file) === TOMBSTONE : !file?.recorded) continue;
    signal?.throwIfAborted();
    const record = await readRecord(id, state);
    if (record === 'damaged') yield { is: 'unreadable', id };
    else if (record !== undefined) yield { is: 'gone', key: record.key };
  }
}

/** Whether a file is an article that was held until a time which has come. */
function isHeldTooLong(file: KnownFile | undefined, now: number): boolean {
  if (typeof file !== 'string' || !file.startsWith(INDEX_OF_HELD)) return false;
  const entry = parseEntry(file);
  return entry !== undefined && entry.time <= now;
}

/** The stamp of the record of a file, where listing tells it. */
function stampIn(file: KnownFile | undefined): string | undefined {
  return typeof file === 'string' ? parseEntry(file)?.stamp : undefined;
}
