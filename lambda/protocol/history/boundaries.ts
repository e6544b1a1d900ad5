import type { Scope } from '../../model/list-kinds.ts';
import { ascendingName, type EntryName, type IndexEntry } from '../entries.ts';

/**
 * Whether the article opens an archive: one in thirty-two does, by its id alone, so that the articles themselves say
 * where their list is cut.
 */
export function opensArchive(id: string): boolean {
  return id.endsWith('0');
}

/** The entries that an article which opens archives has besides those of its lists. */
export function boundaryEntries(lists: readonly Scope[], name: EntryName): readonly IndexEntry[] {
  return lists.map((of) => ({ list: { kind: 'boundaries', of }, name: ascendingName(name) }));
}
