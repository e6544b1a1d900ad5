import type { ArticleRecord } from './record.ts';
import { parseRecord } from './record-format.ts';

interface ParsedRecord {
  readonly body: Uint8Array;
  readonly record: ArticleRecord;
}

/**
 * The records that were parsed last, with the bytes that they were parsed from: while the bytes are the same, so is the
 * object, and what was rendered of its article for one document serves the next one, in this batch or another.
 */
export class RecordCache {
  /** The one that was asked for the longest time ago is the first. */
  readonly #records = new Map<string, ParsedRecord>();
  readonly #maxSize: number;
  #size = 0;

  /** @param maxSize how many bytes of records are kept; a record of more than a quarter of them is not. */
  constructor(maxSize: number) {
    this.#maxSize = maxSize;
  }

  /** Reads a record, as {@link parseRecord} does. */
  parse(where: string, body: Uint8Array): ArticleRecord {
    const known = this.#records.get(where);
    if (known !== undefined && (known.body === body || Buffer.compare(known.body, body) === 0)) {
      this.#keep(where, known);
      return known.record;
    }
    const record = parseRecord(where, body);
    this.#keep(where, { body, record });
    return record;
  }

  #keep(where: string, parsed: ParsedRecord): void {
    this.#forget(where);
    if (parsed.body.length * 4 > this.#maxSize) return;
    this.#records.set(where, parsed);
    this.#size += parsed.body.length;
    for (const oldest of this.#records.keys()) {
      if (this.#size <= this.#maxSize) return;
      this.#forget(oldest);
    }
  }

  #forget(where: string): void {
    this.#size -= this.#records.get(where)?.body.length ?? 0;
    this.#records.delete(where);
  }
}
