/** A clock of its own: whoever waits for a time gets it once nobody else has anything to do, so that days go by in seconds. */
export class VirtualTime {
  /** Milliseconds since it began. */
  now = 0;
  readonly #sleepers: { readonly at: number; readonly wake: () => void }[] = [];

  /** Waits until a time. */
  until(at: number): Promise<void> {
    return new Promise((wake) => {
      // Sorted by binary search: the earliest comes last.
      let [low, high] = [0, this.#sleepers.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((this.#sleepers[middle]?.at ?? 0) > at) low = middle + 1;
        else high = middle;
      }
      this.#sleepers.splice(low, 0, { at, wake });
    });
  }

  /** Lets the time go by until something is done. */
  async run<Result>(work: Promise<Result>): Promise<Result> {
    let isDone = false;
    const end = work.finally(() => {
      isDone = true;
    });
    end.catch(() => {});
    for (let idle = 0; !isDone; ) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.#sleepers.pop();
      if (next === undefined && ++idle > 10_000) throw new Error('everybody waits for nothing');
      if (next === undefined) continue;
      idle = 0;
      this.now = Math.max(this.now, next.at);
      next.wake();
    }
    return end;
  }
}

/** One processor, which does one thing after the other. */
export class VirtualProcessor {
  readonly #time: VirtualTime;
  #freeAt = 0;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  /** Works for so many milliseconds, once it is free. */
  work(milliseconds: number): Promise<void> {
    this.#freeAt = Math.max(this.#freeAt, this.#time.now) + milliseconds;
    return this.#time.until(this.#freeAt);
  }
}
