/**
 * Pieces of a file in a row, copied as they come: a file of millions of pieces takes no more memory than its bytes do.
 */
export class Pieces {
  readonly #file: Buffer;
  readonly #bytes: Buffer;
  #length = 0;

  constructor(file: Buffer) {
    this.#file = file;
    this.#bytes = Buffer.alloc(file.length);
  }

  /** How many bytes there are. */
  get length(): number {
    return this.#length;
  }

  /** Adds what is in the file from an offset to another one. Pieces do not overlap. */
  add(from: number, to: number): void {
    this.#length += this.#file.copy(this.#bytes, this.#length, from, to);
  }

  /** Clears bits of a byte that was added; those of the mask stay. */
  maskAt(offset: number, mask: number): void {
    this.#bytes[offset] = (this.#bytes[offset] ?? 0) & mask;
  }

  /** All of them. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}
