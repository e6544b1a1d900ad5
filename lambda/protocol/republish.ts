import pMap from 'p-map';
import type { Warning } from '../model/article.ts';
import { articleId } from '../model/identity.ts';
import { SITE } from '../model/paths.ts';
import { quote } from '../model/text.ts';
import { publishArticle } from './article-page.ts';
import { Room } from './byte-budget.ts';
import type { Context, KeyReport, RepublishOptions } from './context.ts';
import { listPrefix } from './entries.ts';
import type { Repeat } from './listing.ts';
import { type ListFailures, publishLists, type TouchedPlace } from './lists.ts';
import { type ArticleRecord, feedPlacesOf } from './record.ts';
import { SeenEntries } from './seen-entries.ts';
import { settleRecord } from './update-record.ts';

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
  const { failures, repeats } = await publishLists(places, context, seen, { ...options, complete });
  const failure = options.overview === true ? failures.get(listPrefix(SITE)) : undefined;
  if (failure !== undefined) throw failure.error;
  return articles.map((article) => warnOfTwins(finish(article, failures), repeats));
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

/**
 * A report that names the articles which tell the same story. They depend on what else is there, so that they are no
 * part of the record.
 */
function warnOfTwins(report: KeyReport, repeats: readonly Repeat[]): KeyReport {
  if (report.status !== 'published') return report;
  const twins = repeats.flatMap(({ shown, hidden }): Warning[] => {
    if (report.key === hidden) {
      return [{ message: `the feeds show ${quote(shown)} in its place, which tells the same story` }];
    }
    if (report.key !== shown) return [];
    return [{ message: `the feeds show it in place of ${quote(hidden)}, which tells the same story` }];
  });
  return twins.length === 0 ? report : { ...report, warnings: [...report.warnings, ...twins] };
}

/** What a record says of its file. */
export function reportOf({ key, outcome }: ArticleRecord): KeyReport {
  const id = articleId(key);
  switch (outcome.status) {
    case 'published':
      return { key, id, status: 'published', title: outcome.article.title, warnings: outcome.warnings };
    case 'held': {
      const { until, article, warnings } = outcome;
      return { key, id, status: 'held', title: article.title, until, warnings };
    }
    case 'skipped':
      return { key, id, status: 'skipped', reason: outcome.reason, warnings: outcome.warnings };
    case 'rejected':
      return { key, id, status: 'rejected', rejection: outcome.rejection, warnings: outcome.warnings };
    case 'deleted':
      return { key, id, status: 'deleted' };
  }
}
