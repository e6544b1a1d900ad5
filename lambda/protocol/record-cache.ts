import { LRUCache } from 'lru-cache';
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
  readonly #records: LRUCache<string, ParsedRecord>;

  /** @param maxSize how many bytes of records are kept; a record of more than a quarter of them is not. */
  constructor(maxSize: number) {
    this.#records = new LRUCache({
      maxSize,
      maxEntrySize: Math.floor(maxSize / 4),
      sizeCalculation: ({ body }) => body.length,
    });
  }

  /** Reads a record, as {@link parseRecord} does. */
  parse(where: string, body: Uint8Array): ArticleRecord {
    const known = this.#records.get(where);
    if (known !== undefined && Buffer.compare(known.body, body) === 0) return known.record;
    const record = parseRecord(where, body);
    this.#records.set(where, { body, record });
    return record;
  }
}
