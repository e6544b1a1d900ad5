/** Room for a number of bytes that are worked on at the same time. */
export class Room {
  readonly #size: number;
  readonly #waiting: { readonly bytes: number; enter(): void }[] = [];
  #taken = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /**
   * Waits until there is room, in the order of the calls; what is larger than all of it has it alone.
   *
   * @returns leaves the room; to be called once.
   */
  async take(bytes: number): Promise<() => void> {
    await new Promise<void>((enter) => {
      this.#waiting.push({ bytes, enter });
      this.#admit();
    });
    return () => {
      this.#taken -= bytes;
      this.#admit();
    };
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (this.#taken > 0 && this.#taken + next.bytes > this.#size) return;
      this.#waiting.shift();
      this.#taken += next.bytes;
      next.enter();
    }
  }
}
