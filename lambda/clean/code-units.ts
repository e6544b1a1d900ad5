/** A set of UTF-16 code units, a bit for each: so small a table stays at hand while texts are searched. */
export class CodeUnits {
  readonly #bits = new Uint8Array(0x10000 >> 3);

  add(code: number): void {
    this.#bits[code >> 3] = (this.#bits[code >> 3] ?? 0) | (1 << (code & 7));
  }

  has(code: number): boolean {
    return ((this.#bits[code >> 3] ?? 0) & (1 << (code & 7))) !== 0;
  }
}
