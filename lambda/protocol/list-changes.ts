import { isScope, type Scope } from '../model/list-kinds.ts';
import { type List, listPrefix } from './entries.ts';

/** A reason to publish a list: an entry that came or went, an archive to check, or neither. */
export interface ListChange {
  readonly list: List;
  /** The name of the entry. */
  readonly name?: string;
  /** The id of the article that opens the archive. */
  readonly archive?: string;
}

/** A list that has feeds, the names of the entries that came or went, and the archives to look at. */
export interface ChangedList {
  readonly scope: Scope;
  readonly names: string[];
  readonly archives: Set<string>;
}

/** The changes by their lists; those of lists that have no feeds are left out. */
export function groupChanges(changes: readonly ListChange[]): readonly ChangedList[] {
  const lists = new Map<string, ChangedList>();
  for (const { list, name, archive } of changes) {
    if (!isScope(list)) continue;
    const prefix = listPrefix(list);
    const changed = lists.get(prefix) ?? unchangedList(list);
    lists.set(prefix, changed);
    if (name !== undefined) changed.names.push(name);
    if (archive !== undefined) changed.archives.add(archive);
  }
  return [...lists.values()];
}

/** A list that is to be published as it is. */
export function unchangedList(scope: Scope): ChangedList {
  return { scope, names: [], archives: new Set() };
}
