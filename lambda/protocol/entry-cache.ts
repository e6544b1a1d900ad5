import type { Article } from '../model/article.ts';
import { entryKey } from './entries.ts';
import { type ArticleRecord, entriesOf } from './record.ts';

/** A batch keeps no more than this many UTF-16 units of content; what it forgets it reads again. */
const MAX_CONTENT = 8_000_000;

/**
 * The articles that were read under their entries during one batch. What was read under an entry stays true for as long
 * as the entry is listed: it is put before the record vouches for it, deleted after another record has taken over, and
 * never put again; and whoever deletes it publishes its lists after that.
 */
export class EntryCache {
  readonly #articles = new Map<string, Article>();
  readonly #reads = new Map<string, Promise<unknown>>();
  #content = 0;

  get(entry: string): Article | undefined {
    return this.#articles.get(entry);
  }

  /** Keeps the article of a record that stands in the state bucket now. */
  add(record: ArticleRecord): void {
    if (record.outcome.status !== 'published') return;
    const { article } = record.outcome;
    if (this.#content + article.content.length > MAX_CONTENT) return;
    this.#content += article.content.length;
    for (const entry of entriesOf(record)) this.#articles.set(entryKey(entry), article);
  }

  /** Lets other lists of the batch wait while a record is read. */
  async during<Result>(where: string, read: () => Promise<Result>): Promise<Result> {
    const reading = read();
    this.#reads.set(where, reading);
    try {
      return await reading;
    } finally {
      if (this.#reads.get(where) === reading) this.#reads.delete(where);
    }
  }

  /** The read of a record that is under way for another list; it does not fail. */
  underWay(where: string): Promise<unknown> | undefined {
    return this.#reads.get(where)?.catch(() => undefined);
  }
}
