import { articleId } from '../../lambda/model/identity.ts';
import type { Context, KeyReport, RepublishOptions } from '../../lambda/protocol/context.ts';
import { entryKey } from '../../lambda/protocol/entries.ts';
import { type ArticleRecord, entriesOf, recordKey } from '../../lambda/protocol/record.ts';
import { parseRecord } from '../../lambda/protocol/record-format.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import type { MemoryStoreOptions } from '../../lambda/store/memory.ts';
import { type Buckets, memoryBuckets, protocolContext } from '../support/protocol-context.ts';
import { judgePublicSite } from './judge.ts';
import { type SimulatedFile, START } from './plan.ts';
import { ITEMS_PER_FEED, plainWorkshop, type Workshop } from './workshops.ts';

/** A site in memory whose uploader and workers a test plays itself. */
export class SmallSite {
  readonly buckets: Buckets;
  readonly context: Context;
  readonly #workshop: Workshop;
  /** What its clock shows, in milliseconds since the epoch. */
  now = START;

  constructor(workshop: Workshop = plainWorkshop, { pageSize }: Pick<MemoryStoreOptions, 'pageSize'> = {}) {
    const options = { clock: (): number => this.now, ...(pageSize === undefined ? {} : { pageSize }) };
    this.#workshop = workshop;
    this.buckets = memoryBuckets(options);
    this.context = protocolContext({
      ...this.buckets,
      derivations: workshop.derivations,
      itemsPerFeed: ITEMS_PER_FEED,
      now: () => this.now,
    });
  }

  /** Uploads files a second after the last ones. */
  async upload(files: Readonly<Record<string, SimulatedFile>>): Promise<void> {
    this.now += 1000;
    for (const [key, file] of Object.entries(files)) {
      await this.buckets.articles.put(key, this.#workshop.write(file));
    }
  }

  /** Uploads files, and has a worker do what follows from it. */
  async publish(files: Readonly<Record<string, SimulatedFile>>): Promise<readonly KeyReport[]> {
    await this.upload(files);
    return this.work(Object.keys(files));
  }

  work(keys: Iterable<string>, options: RepublishOptions = {}): Promise<readonly KeyReport[]> {
    return republish(keys, this.context, options);
  }

  /** What of the public site is not what a rebuild gives. */
  wrong(): Promise<readonly string[]> {
    return judgePublicSite(this.buckets, this.#workshop.derivations, this.now);
  }

  /** The record of a file. */
  record(key: string): ArticleRecord {
    const where = recordKey(articleId(key));
    const content = this.buckets.state.contents(where).get(where);
    if (content === undefined) throw new Error(`${key} has no record`);
    return parseRecord(where, content.body);
  }

  /** The keys of the entries that the record of a file vouches for. */
  entries(key: string): readonly string[] {
    return entriesOf(this.record(key)).map(entryKey);
  }

  /** What stands in a public document, as text. */
  read(path: string): string {
    const content = this.buckets.publicSite.contents(path).get(path);
    if (content === undefined) throw new Error(`there is no ${path}`);
    return Buffer.from(content.body).toString();
  }
}

/** A published file in these categories, dated by a day of March 2021. */
export function article(
  title: string,
  day: number,
  ...categories: readonly string[]
): SimulatedFile & { readonly status: 'published' } {
  const published = `2021-03-${String(day).padStart(2, '0')}T00:00:00Z`;
  return { status: 'published', title, published, categories };
}

/** An article that is held until a time, in milliseconds since the epoch. */
export function heldArticle(title: string, until: number, ...categories: readonly string[]): SimulatedFile {
  return { status: 'held', title, until: new Date(until).toISOString().replace('.000Z', 'Z'), categories };
}
