/** A cache that keeps the most recently used values, up to a size in bytes. */
export class RecentlyUsed<Value> {
  /** The least recently used value comes first. */
  readonly #kept = new Map<string, { readonly value: Value; readonly size: number }>();
  readonly #maxSize: number;
  #size = 0;

  /** @param maxSize how many bytes of values are kept. */
  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  /** The value at a key, which thereby becomes the most recently used. */
  get(key: string): Value | undefined {
    const kept = this.#kept.get(key);
    if (kept === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    return kept.value;
  }

  /** Keeps a value of so many bytes, in place of what was at its key. */
  set(key: string, value: Value, size: number): void {
    this.delete(key);
    this.#kept.set(key, { value, size });
    this.#size += size;
    for (const oldest of this.#kept.keys()) {
      if (this.#size <= this.#maxSize) return;
      this.delete(oldest);
    }
  }

  /** Forgets the value at a key. */
  delete(key: string): void {
    this.#size -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }
}
