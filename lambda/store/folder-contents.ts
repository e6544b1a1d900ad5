import type { StoredObject } from './store.ts';

/** In bytes: some four hundred records of the usual size. */
const MAX_SIZE = 8_000_000;

/** A larger file is not kept, so that it drives no others out. */
const MAX_LENGTH = 128 * 1024;

/** In bytes: what a file takes beside its text, or there would be no end to empty ones. */
const BESIDE = 1000;

/** Keeps small files that were read, for as long as they do not change: to read one takes five times as long as to look at it. */
export class FolderContents {
  /** The one that was asked for the longest time ago is the first. */
  readonly #kept = new Map<string, StoredObject>();
  #size = 0;

  /** What was read at a key, if it was this version. */
  get(key: string, version: string): StoredObject | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined || kept.version !== version) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept;
  }

  keep(object: StoredObject): void {
    this.forget(object.key);
    if (object.body.length > MAX_LENGTH || object.body.length < object.size) return;
    this.#kept.set(object.key, object);
    this.#size += sizeOf(object);
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= MAX_SIZE) return;
      this.forget(oldest);
    }
  }

  /** Forgets what was read at a key: the owner changes it, and not every file system keeps times that tell. */
  forget(key: string): void {
    const kept = this.#kept.get(key);
    if (kept === undefined) return;
    this.#size -= sizeOf(kept);
    this.#kept.delete(key);
  }
}

function sizeOf({ body }: StoredObject): number {
  return BESIDE + body.length;
}
