import { type ArticleRecord, parseRecord } from './record.ts';

interface Parsed {
  readonly body: Uint8Array;
  readonly record: ArticleRecord;
}

/**
 * The records that were parsed last, by the bytes that they were parsed from: where the same bytes stand again, the
 * record is the same object again, and what was made of its article for one document serves the next one, in this batch
 * or another.
 */
export class ParsedRecords {
  readonly #size: number;
  readonly #parsed = new Map<string, Parsed>();
  #taken = 0;

  /** @param size how many bytes of records are remembered at most; none that takes a quarter of it alone. */
  constructor(size: number) {
    this.#size = size;
  }

  /** Reads a record, as {@link parseRecord} does. */
  parse(where: string, body: Uint8Array): ArticleRecord {
    const known = this.#forget(where);
    const isSame = known !== undefined && Buffer.compare(known.body, body) === 0;
    const parsed = isSame ? known : { body, record: parseRecord(where, body) };
    this.#remember(where, parsed);
    return parsed.record;
  }

  /** As the one that is forgotten last. */
  #remember(where: string, parsed: Parsed): void {
    if (parsed.body.length > this.#size / 4) return;
    this.#parsed.set(where, parsed);
    this.#taken += parsed.body.length;
    for (const oldest of this.#parsed.keys()) {
      if (this.#taken <= this.#size) break;
      this.#forget(oldest);
    }
  }

  #forget(where: string): Parsed | undefined {
    const parsed = this.#parsed.get(where);
    if (parsed === undefined) return undefined;
    this.#parsed.delete(where);
    this.#taken -= parsed.body.length;
    return parsed;
  }
}
