import { compareFiles } from '../../lambda/maintenance/comparison.ts';
import { takeInventory } from '../../lambda/maintenance/inventory.ts';
import { SITE } from '../../lambda/model/paths.ts';
import type { Context } from '../../lambda/protocol/context.ts';
import { listPrefix, parseEntryKey } from '../../lambda/protocol/entries.ts';

/** How the files of a folder compare with what the state knows of them. */
export interface FolderComparison {
  /** Keys of files that are new, changed or due, and of folders that cannot be read. */
  readonly changed: readonly string[];
  /** Keys of files that are gone, but not of those in folders that cannot be read. */
  readonly gone: readonly string[];
  /** Whether records of files that are gone are damaged, so that nobody can tell which files these were. */
  readonly isDamaged: boolean;
  /** How many files there are. */
  readonly files: number;
  /** The ids of the articles that are published by what the state knows. */
  readonly published: ReadonlySet<string>;
}

/** Compares all files with the state by their names, sizes and times; no file is read. */
export async function compareFolder(context: Context): Promise<FolderComparison> {
  const inventory = await takeInventory(context.state);
  const changed: string[] = [];
  const gone: string[] = [];
  let isDamaged = false;
  let files = 0;
  for await (const file of compareFiles(context, inventory)) {
    if (file.is === 'changed') changed.push(file.key);
    else if (file.is === 'gone') gone.push(file.key);
    else if (file.is === 'unreadable') isDamaged = true;
    if (file.is === 'changed' || file.is === 'current') files++;
  }
  const closed = changed.filter((key) => key.endsWith('/'));
  const published = new Set<string>();
  for (const entry of inventory.values()) {
    const id = typeof entry === 'string' && entry.startsWith(listPrefix(SITE)) && parseEntryKey(entry)?.id;
    if (id) published.add(id);
  }
  return {
    changed,
    gone: gone.filter((key) => !closed.some((folder) => key.startsWith(folder))),
    isDamaged,
    files,
    published,
  };
}
