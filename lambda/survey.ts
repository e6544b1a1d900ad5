import { articleId } from './article/identity.ts';
import { type List, listPrefix, parseEntry } from './index/places.ts';
import { SITE } from './public-paths.ts';
import { parseRecord, recordKey, stampOf } from './record.ts';
import type { Context } from './republish.ts';
import { listAll } from './store/store.ts';

/** How the articles and the index compare. */
export interface Survey {
  /** Keys of files that the index does not know as they are now: new, overwritten, or derived by other code. */
  readonly changed: readonly string[];
  /** Keys of files that are gone and that the index still knows. */
  readonly gone: readonly string[];
  /** How many files the index knows as they are. */
  readonly current: number;
}

/** Every article's record vouches for exactly one entry in one of these lists. */
const LISTS: readonly List[] = [SITE, { kind: 'rejected' }, { kind: 'skipped' }];

/**
 * Compares all articles with the index by listing both; no article is read. Its cost grows with the archive, so it
 * belongs to start-up and to the sweep, never to an upload.
 */
export async function survey({ articles, state, revision }: Context): Promise<Survey> {
  const known = new Map<string, Set<string>>();
  for (const list of LISTS) {
    for await (const { key } of listAll(state, listPrefix(list))) {
      const entry = parseEntry(key);
      if (entry === undefined) continue;
      const stamps = known.get(entry.id);
      if (stamps === undefined) known.set(entry.id, new Set([entry.stamp]));
      else stamps.add(entry.stamp);
    }
  }
  const changed: string[] = [];
  let current = 0;
  for await (const object of listAll(articles, '')) {
    const id = articleId(object.key);
    if (known.get(id)?.has(stampOf(object, revision))) current++;
    else changed.push(object.key);
    known.delete(id);
  }
  const gone: string[] = [];
  for (const id of known.keys()) {
    const where = recordKey(id);
    const object = await state.get(where);
    if (object !== undefined) gone.push(parseRecord(where, object.body).key);
  }
  return { changed, gone, current };
}
