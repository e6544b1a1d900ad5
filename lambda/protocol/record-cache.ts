import { RecentlyUsed } from '../model/recently-used.ts';
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
  readonly #records: RecentlyUsed<ParsedRecord>;
  readonly #maxLength: number;

  /** @param maxSize how many bytes of records are kept, but none of more than `maxLength`. */
  constructor(maxSize: number, maxLength: number) {
    this.#maxLength = maxLength;
    this.#records = new RecentlyUsed(maxSize);
  }

  /** Reads a record, as {@link parseRecord} does. */
  parse(where: string, body: Uint8Array): ArticleRecord {
    const known = this.#records.get(where);
    if (known !== undefined && (known.body === body || Buffer.compare(known.body, body) === 0)) {
      return known.record;
    }
    const record = parseRecord(where, body);
    if (body.length > this.#maxLength) this.#records.delete(where);
    else this.#records.set(where, { body, record }, body.length);
    return record;
  }
}
