import { type BigIntStats, statSync } from 'node:fs';
import type { ObjectInfo } from './store.ts';

/** File systems take times from a clock that ticks every 4 to 16 ms: two changes within a tick look like one. */
export const TICK_MS = 20;

/** So many folders are kept. */
const KEPT_FOLDERS = 4;

/** The names in a folder, and the version of the folder that they were read of. */
interface Kept {
  readonly version: string;
  readonly names: readonly string[];
}

/** Keeps the names in some folders from one page of a listing to the next, for as long as the folders do not change. */
export class FolderNames {
  readonly #kept = new Map<string, Kept>();

  /** The names in the folder at a path: those that are kept, or those that `read` gives. */
  of(path: string, read: () => readonly string[]): readonly string[] {
    const version = folderVersion(path);
    const kept = this.#kept.get(path);
    if (kept !== undefined && kept.version === version) return kept.names;
    const names = read();
    this.#kept.delete(path);
    if (version !== undefined && version === folderVersion(path)) {
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined && this.#kept.size >= KEPT_FOLDERS) this.#kept.delete(oldest);
      this.#kept.set(path, { version, names });
    }
    return names;
  }
}

/** The version of the names in a folder; undefined where it cannot be told from one that comes within the same tick. */
function folderVersion(path: string): string | undefined {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  const age = Date.now() - Number(stats.ctimeNs / 1_000_000n);
  return Math.abs(age) > TICK_MS ? versionOf(stats) : undefined;
}

/** The version of a file or folder: no change of it leaves all of this as it was, if a tick lies between. */
export function versionOf({ ino, size, mtimeNs, ctimeNs }: BigIntStats): string {
  return [ino, size, mtimeNs, ctimeNs].map((part) => part.toString(36)).join('-');
}

/** What a file says of the object that is stored in it. */
export function infoOf(key: string, stats: BigIntStats): ObjectInfo {
  const modified = Number(stats.mtimeNs / 1_000_000_000n) * 1000;
  return { key, version: versionOf(stats), modified, size: Number(stats.size) };
}
