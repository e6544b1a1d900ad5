/** Limits how many bytes are worked on at the same time. */
export class ByteBudget {
  readonly #limit: number;
  readonly #waiting: { readonly bytes: number; start(): void }[] = [];
  #used = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Waits until so many bytes are free, first come, first served; what is larger than the budget gets all of it.
   *
   * @returns gives the bytes back; to be called once.
   */
  async acquire(bytes: number): Promise<() => void> {
    await new Promise<void>((start) => {
      this.#waiting.push({ bytes, start });
      this.#startNext();
    });
    return () => {
      this.#used -= bytes;
      this.#startNext();
    };
  }

  #startNext(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (this.#used > 0 && this.#used + next.bytes > this.#limit) return;
      this.#waiting.shift();
      this.#used += next.bytes;
      next.start();
    }
  }
}
