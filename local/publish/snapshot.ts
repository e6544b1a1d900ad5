import type { Stats } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import { isIgnored } from './ignored-files.ts';

/** What tells each file below a folder from any other state of it, by its key; folders that cannot be read end in "/". */
export type Snapshot = ReadonlyMap<string, string>;

const CONCURRENT_FILES = 32;

/**
 * Looks at every upload below a folder: at 20,000 files some tenths of a second of processor time, in which others get
 * their turn. @throws when the folder itself cannot be read.
 */
export async function takeSnapshot(root: string): Promise<Snapshot> {
  const snapshot = new Map<string, string>();
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const prefix = folder;
    const entries = await readdir(join(root, prefix), { withFileTypes: true }).catch((error: unknown) => {
      if (prefix === '') throw error;
      snapshot.set(prefix, 'unreadable');
      return [];
    });
    const shown = entries.filter(({ name }) => !isIgnored(name));
    for (const entry of shown) if (entry.isDirectory()) folders.push(`${prefix}${entry.name}/`);
    const files = shown.filter((entry) => !entry.isDirectory());
    await pMap(
      files,
      async ({ name }) => {
        const state = await stateOf(join(root, prefix, name));
        if (state !== undefined) snapshot.set(prefix + name, state);
      },
      { concurrency: CONCURRENT_FILES },
    );
  }
  return snapshot;
}

/** The keys that differ between two snapshots. */
export function* findDifferences(before: Snapshot, after: Snapshot): Generator<string> {
  for (const [key, state] of after) if (before.get(key) !== state) yield key;
  for (const key of before.keys()) if (!after.has(key)) yield key;
}

/** The state of a file, or of the file that a link leads to; undefined where neither is. */
async function stateOf(path: string): Promise<string | undefined> {
  const own = await lstat(path).catch(() => undefined);
  const file = own?.isSymbolicLink() ? await stat(path).catch(() => undefined) : own;
  return file?.isFile() ? describe(file) : undefined;
}

function describe({ dev, ino, size, mtimeMs, ctimeMs }: Stats): string {
  return `${dev}-${ino}-${size}-${mtimeMs}-${ctimeMs}`;
}
