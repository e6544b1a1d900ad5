import { RecentlyUsed } from '../model/recently-used.ts';
import type { StoredObject } from './store.ts';

/** In bytes: some twelve hundred records of the usual size. */
const MAX_SIZE = 24_000_000;

/** A larger file is not kept, so that it drives no others out. */
const MAX_LENGTH = 128 * 1024;

/** In bytes: what a file takes beside its text, or there would be no end to empty ones. */
const BESIDE = 1000;

/** Keeps small files that were read, for as long as they do not change: to read one takes five times as long as to look at it. */
export class FolderContents {
  readonly #kept = new RecentlyUsed<StoredObject>(MAX_SIZE);

  /** What was read at a key, if it was this version. */
  get(key: string, version: string): StoredObject | undefined {
    const kept = this.#kept.get(key);
    return kept?.version === version ? kept : undefined;
  }

  keep(object: StoredObject): void {
    const { key, body, size } = object;
    if (body.length > MAX_LENGTH || body.length < size) this.#kept.delete(key);
    else this.#kept.set(key, object, BESIDE + body.length);
  }

  /** Forgets what was read at a key: the owner changes it, and not every file system keeps times that tell. */
  forget(key: string): void {
    this.#kept.delete(key);
  }
}
