import { type BigIntStats, statSync } from 'node:fs';
import { compareKeys } from './key.ts';
import type { ObjectInfo } from './store.ts';

/** File systems take times from a clock that ticks every 4 to 16 ms: two changes within a tick look like one. */
export const TICK_MS = 20;

/** So many names are kept, of some 100 bytes each: those in all lists of a site of ten thousand articles. */
const MAX_NAMES = 50_000;

/** The names in a folder, and the version of the folder that they were read of. */
interface Kept {
  readonly version: string;
  readonly names: string[];
}

/** What becomes of a name in a folder. */
export type NameChange = 'added' | 'removed' | 'stays';

/** Keeps the names in some folders from one page of a listing to the next, for as long as the folders do not change. */
export class FolderNames {
  /** The folder that was asked for the longest time ago is the first. */
  readonly #kept = new Map<string, Kept>();
  readonly #othersWrite: boolean;
  #size = 0;

  /** @param othersWrite not only the owner changes the folders, who tells of each change. */
  constructor(othersWrite: boolean) {
    this.#othersWrite = othersWrite;
  }

  /** The names in the folder at a path, in order: those that are kept, or those that `read` gives. */
  of(path: string, read: () => string[]): readonly string[] {
    const version = this.#versionOf(path);
    const kept = this.#forget(path);
    if (kept !== undefined && kept.version === version) return this.#keep(path, kept);
    const names = read();
    if (version !== undefined && version === this.#versionOf(path)) this.#keep(path, { version, names });
    return names;
  }

  /** Makes a change to a name in a folder, and keeps the names that are known up to date with it. */
  during<Result extends { readonly change: NameChange }>(
    path: string,
    name: string,
    make: () => Result,
  ): Result {
    const kept = this.#forget(path);
    if (kept === undefined) return make();
    const isCurrent = kept.version === this.#versionOf(path);
    const result = make();
    if (!isCurrent) return result;
    changeNames(kept.names, name, result.change);
    const version = this.#versionOf(path);
    if (version !== undefined) this.#keep(path, { version, names: kept.names });
    return result;
  }

  /** Forgets all names: folders come or go. */
  clear(): void {
    this.#kept.clear();
    this.#size = 0;
  }

  #keep(path: string, kept: Kept): readonly string[] {
    this.#kept.set(path, kept);
    this.#size += kept.names.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= MAX_NAMES || oldest === path) break;
      this.#forget(oldest);
    }
    return kept.names;
  }

  #forget(path: string): Kept | undefined {
    const kept = this.#kept.get(path);
    if (kept === undefined) return undefined;
    this.#kept.delete(path);
    this.#size -= kept.names.length;
    return kept;
  }

  /** The version of the names in a folder; undefined where it cannot be told from one that comes within the same tick. */
  #versionOf(path: string): string | undefined {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    const age = Date.now() - Number(stats.ctimeNs / 1_000_000n);
    return this.#othersWrite && Math.abs(age) <= TICK_MS ? undefined : versionOf(stats);
  }
}

/** Changes names that are in order. */
function changeNames(names: string[], name: string, change: NameChange): void {
  if (change === 'stays') return;
  let at = 0;
  for (let end = names.length; at < end; ) {
    const middle = (at + end) >>> 1;
    if (compareKeys(names[middle] ?? '', name) < 0) at = middle + 1;
    else end = middle;
  }
  if (change === 'removed') {
    if (names[at] === name) names.splice(at, 1);
  } else if (names[at] !== name) names.splice(at, 0, name);
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
