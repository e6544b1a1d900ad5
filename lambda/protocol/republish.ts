import pMap from 'p-map';
import type { Rejection, Warning } from './article/article.ts';
import { articleId } from './article/identity.ts';
import type { Derivations } from './derivations.ts';
import { listPrefix } from './index/places.ts';
import { SeenEntries } from './index/seen-entries.ts';
import { SITE } from './public-paths.ts';
import { publishArticle } from './publish-article.ts';
import { type ListFailures, publishLists, type TouchedPlace } from './publish-lists.ts';
import { type ArticleRecord, feedPlacesOf } from './record.ts';
import { Room } from './room.ts';
import { settleRecord } from './settle-record.ts';
import type { ReadableStore, Store } from './store/store.ts';

/** What the protocol works on and with. */
export interface Context {
  readonly articles: ReadableStore;
  readonly state: Store;
  readonly publicSite: Store;
  readonly derivations: Derivations;
  /** How many articles a feed holds. */
  readonly itemsPerFeed: number;
  /** Changes with everything but the upload that a record depends on: the code and the site's settings. */
  readonly revision: string;
  /** Waits before the next try: longer after more tries, and not the same time for two workers. */
  pause(tries: number): Promise<void>;
}

export interface RepublishOptions {
  /** Articles that are worked on at the same time. */
  readonly concurrency?: number;
  /** Nothing is begun once this is aborted; what was not done is reported as failed. */
  readonly signal?: AbortSignal;
  /** The keys are all that there are, so that their feeds are whole even where an earlier state is gone. */
  readonly complete?: boolean;
  /** Publishes the overview and the static documents even when no key is published. */
  readonly overview?: boolean;
  /** Told of each key when its record and page are done, before its feeds are. */
  readonly onArticle?: (report: KeyReport) => void;
  /** Told of the path of each document of a list that was written because it changed. */
  readonly onDocument?: (path: string) => void;
}

/** What became of one key. */
export type KeyReport = { readonly key: string; readonly id: string } & (
  | { readonly status: 'published'; readonly title: string; readonly warnings: readonly Warning[] }
  | { readonly status: 'skipped'; readonly reason: string; readonly warnings: readonly Warning[] }
  | { readonly status: 'rejected'; readonly rejection: Rejection; readonly warnings: readonly Warning[] }
  | { readonly status: 'deleted' }
  /** Not done: the key must be delivered again. */
  | { readonly status: 'failed'; readonly error: unknown }
);

/** One key on its way: what will be reported, and what is still to be done for it. */
interface Work {
  readonly report: KeyReport;
  /** The places that show the article, or did and may still do. */
  readonly places: readonly TouchedPlace[];
}

const CONCURRENT_ARTICLES = 16;

/** Bytes of uploads that are worked on at the same time: each takes some twenty times as much memory until it is done. */
const CONCURRENT_BYTES = 12 * 1024 * 1024;

/**
 * Brings all that is derived from the articles at these keys up to date: their records, index entries and pages,
 * then the feeds of every category that they are in or were in, then the overview. A key is a hint: what stands in
 * the articles bucket decides. One whose report is not `failed` is done, feeds and all. Throws what kept the overview
 * from being published where that was asked for.
 */
export async function republish(
  keys: Iterable<string>,
  context: Context,
  options: RepublishOptions = {},
): Promise<readonly KeyReport[]> {
  const concurrency = options.concurrency ?? CONCURRENT_ARTICLES;
  const seen = new SeenEntries();
  const room = new Room(CONCURRENT_BYTES);
  const articles = await pMap(
    new Set(keys),
    (key) =>
      withRoom(room, context, options.signal, (context) => republishArticle(key, context, seen, options)),
    { concurrency },
  );
  const places = articles.flatMap((article) => article.places);
  // Feeds that are to make up for a lost state would lack the articles that failed.
  const complete = options.complete === true && articles.every(({ report }) => report.status !== 'failed');
  const failures = await publishLists(places, context, seen, { ...options, complete });
  const failure = options.overview === true ? failures.get(listPrefix(SITE)) : undefined;
  if (failure !== undefined) throw failure.error;
  return articles.map((article) => finish(article, failures));
}

/** Lets an upload be derived when there is room for it, which it keeps until the work is done. */
async function withRoom<Result>(
  room: Room,
  context: Context,
  signal: AbortSignal | undefined,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const { derivations } = context;
  let leave: (() => void) | undefined;
  try {
    return await work({
      ...context,
      derivations: {
        ...derivations,
        derive: async (upload) => {
          // A second look may have found a larger upload.
          leave?.();
          leave = undefined;
          leave = await room.take(upload.body.length);
          signal?.throwIfAborted();
          return derivations.derive(upload);
        },
      },
    });
  } finally {
    leave?.();
  }
}

async function republishArticle(
  key: string,
  context: Context,
  seen: SeenEntries,
  { signal, onArticle }: RepublishOptions,
): Promise<Work> {
  const work = await (async (): Promise<Work> => {
    try {
      signal?.throwIfAborted();
      const settled = await settleRecord(key, context);
      if (settled === undefined)
        return { report: { key, id: articleId(key), status: 'deleted' }, places: [] };
      const { record } = settled;
      await publishArticle(settled, context);
      seen.add(record);
      return {
        report: reportOf(record),
        places: [...feedPlacesOf(record), ...record.former, ...record.archives],
      };
    } catch (error) {
      return { report: { key, id: articleId(key), status: 'failed', error }, places: [] };
    }
  })();
  onArticle?.(work.report);
  return work;
}

/** What became of a key, now that the lists that show or showed it were published or not. */
function finish({ report, places }: Work, failures: ListFailures): KeyReport {
  for (const { list } of places) {
    const failure = failures.get(listPrefix(list));
    if (failure !== undefined)
      return { key: report.key, id: report.id, status: 'failed', error: failure.error };
  }
  return report;
}

/** What a record says of its file. */
export function reportOf({ key, outcome }: ArticleRecord): KeyReport {
  const id = articleId(key);
  switch (outcome.status) {
    case 'published':
      return { key, id, status: 'published', title: outcome.article.title, warnings: outcome.warnings };
    case 'skipped':
      return { key, id, status: 'skipped', reason: outcome.reason, warnings: outcome.warnings };
    case 'rejected':
      return { key, id, status: 'rejected', rejection: outcome.rejection, warnings: outcome.warnings };
    case 'deleted':
      return { key, id, status: 'deleted' };
  }
}
