import { articleId } from '../model/identity.ts';
import type { Context } from '../protocol/context.ts';
import { inspectRecord } from '../protocol/stored-record.ts';
import { listAll, type ObjectInfo } from '../store/store.ts';

/** What a sweep is to look at, and where its findings go. */
export interface SweepOptions {
  /** Every article is to be processed, not only those that listing shows to be wrong. */
  readonly all: boolean;
  /** Queues the keys of articles to be processed: some thousands at a time, while the sweep goes on. */
  readonly send: (keys: Iterable<string>) => Promise<void>;
  /** Once this is aborted nothing is started, but what was found is still queued. */
  readonly signal: AbortSignal;
  /** With more articles than this it ends at once; without it there may be any number. */
  readonly limit?: number;
}

/** What is younger may be half of what another worker is doing. */
export const DAY_MS = 24 * 60 * 60 * 1000;

/** Keys are queued so many at a time: what was found is neither lost with a sweep that dies, nor held in memory. */
const KEYS_AT_ONCE = 10_000;

/** A report names no more articles than this. */
const MAX_NAMED = 100;

/** Records that are read for the keys of their articles, rather than listing all articles. */
const MAX_READ_FOR_KEY = 1000;

/** What a sweep has found so far, and what of it is to be queued. */
export class SweepFindings {
  readonly counts = {
    queued: 0,
    changed: 0,
    gone: 0,
    current: 0,
    unreadable: 0,
    pagesMissing: 0,
    pagesStale: 0,
    emptyLists: 0,
    entriesRemoved: 0,
    pagesRemoved: 0,
    mediaRemoved: 0,
    watchesRemoved: 0,
    archivesRemoved: 0,
    archivesStale: 0,
    archivePagesRemoved: 0,
    tombstonesRemoved: 0,
  };
  readonly failedLists: string[] = [];
  /** Some keys of articles whose record is missing or outdated. */
  readonly changed: string[] = [];
  /** Ids of articles whose keys are to be queued. */
  readonly wanted = new Set<string>();
  /** When the sweep began, in milliseconds since the epoch. */
  readonly start: number;
  readonly #send: SweepOptions['send'];
  #keys = new Set<string>();

  constructor({ send }: Pick<SweepOptions, 'send'>, start: number) {
    this.#send = send;
    this.start = start;
  }

  /** Takes a key that is to be queued. */
  async add(key: string | undefined): Promise<void> {
    if (key === undefined) return;
    this.#keys.add(key);
    if (this.#keys.size >= KEYS_AT_ONCE) await this.flush();
  }

  /** Names an article whose record is missing or outdated. */
  nameChanged(key: string): void {
    if (this.changed.length < MAX_NAMED) this.changed.push(key);
  }

  /** Adds what others have counted. */
  addCounts(counts: Readonly<Record<string, number>>): void {
    for (const [name, count] of Object.entries(counts)) {
      if (isNameIn(this.counts, name)) this.counts[name] += count;
    }
  }

  /** Queues what was found and is not queued yet. */
  async flush(): Promise<void> {
    const keys = this.#keys;
    this.#keys = new Set();
    if (keys.size === 0) return;
    await this.#send(keys);
    this.counts.queued += keys.size;
  }

  /** Queues the articles that are known by their ids alone, and all that is not queued yet. */
  async queueWanted(
    { articles, state }: Pick<Context, 'articles' | 'state'>,
    signal: AbortSignal,
  ): Promise<void> {
    const unread = new Set<string>();
    const wanted = [...this.wanted];
    this.wanted.clear();
    for (const id of wanted) {
      signal.throwIfAborted();
      const stored = wanted.length > MAX_READ_FOR_KEY ? undefined : await inspectRecord(id, state);
      if (stored?.record === undefined) unread.add(id);
      else await this.add(stored.record.key);
    }
    if (unread.size > 0) {
      for await (const { key } of listAll(articles, '', signal)) {
        if (unread.has(articleId(key))) await this.add(key);
      }
    }
    await this.flush();
  }

  /** Whether nobody can be at work on an object any more. */
  isOld({ modified }: ObjectInfo, signal: AbortSignal): boolean {
    signal.throwIfAborted();
    return modified < this.start - DAY_MS;
  }
}

function isNameIn<Values extends object>(values: Values, name: PropertyKey): name is keyof Values {
  return Object.hasOwn(values, name);
}
