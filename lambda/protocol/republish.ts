import pMap from 'p-map';
import { articleId } from '../model/identity.ts';
import { mediaKindOf } from '../model/media.ts';
import { SITE } from '../model/paths.ts';
import { Handover } from './archive/handovers.ts';
import { DayMarker } from './archive/marks.ts';
import { publishPage } from './article-page.ts';
import { ByteBudget } from './byte-budget.ts';
import type { Context, KeyReport, RepublishOptions } from './context.ts';
import { listPrefix } from './entries.ts';
import { EntryCache } from './entry-cache.ts';
import { ContentionError } from './errors.ts';
import { FileBatch, type ProcessedKey } from './file-batch.ts';
import { type ListFailures, publishLists } from './lists.ts';
import { type ArticleRecord, feedEntriesOf } from './record.ts';
import { type Repeat, twinWarnings } from './stories.ts';
import { OTHER_UPLOAD, type UpdateOptions, updateRecord } from './update-record.ts';

const CONCURRENT_ARTICLES = 16;

/** Bytes of uploads that are worked on at the same time: each takes some twenty times as much memory until it is done. */
const CONCURRENT_BYTES = 12 * 1024 * 1024;

/**
 * Brings everything that is derived from the articles at these keys up to date: their records, index entries and pages,
 * then the feeds of every category that they are or were in, then the overview. A key is a hint: what is in the
 * articles bucket decides. A key whose report is not `failed` is done, feeds and all.
 *
 * @throws what kept the overview from being published where that was asked for.
 */
export async function republish(
  keys: Iterable<string>,
  site: Context,
  options: RepublishOptions = {},
): Promise<readonly KeyReport[]> {
  const handover = new Handover(site);
  const context = { ...site, days: new DayMarker(site) };
  const concurrency = options.concurrency ?? CONCURRENT_ARTICLES;
  const cache = new EntryCache();
  const budget = new ByteBudget(CONCURRENT_BYTES);
  const process = (key: string, update?: UpdateOptions): Promise<ProcessedKey> =>
    withinBudget(budget, context, options.signal, (context) =>
      processKey(key, context, { cache, handover }, options, update),
    );
  const byKind = Map.groupBy(new Set(keys), (key) => (mediaKindOf(key) === undefined ? 'article' : 'file'));
  const [articles, files] = [byKind.get('article') ?? [], byKind.get('file') ?? []];
  const batch = await FileBatch.open(files, context, options.signal);
  await pMap(articles, (key) => batch.once(key, process), { concurrency });
  await batch.processWatchers(files, process, concurrency);
  await pMap(files, (key) => batch.processFile(key, process), { concurrency });
  const processed = await batch.processed();
  const changes = processed.flatMap((key) => key.changes);
  // Feeds that are to make up for a lost state would lack the articles that failed.
  const complete = options.complete === true && processed.every(({ report }) => report.status !== 'failed');
  const { failures, repeats } = await publishLists(changes, context, cache, { ...options, complete });
  await handover.close();
  const failure = options.overview === true ? failures.get(listPrefix(SITE)) : undefined;
  if (failure !== undefined) throw failure.error;
  return processed.map((key) => withTwins(reportWithLists(key, failures), repeats));
}

/** Does some work in which an upload is derived when the budget allows it, and counts until the work is done. */
async function withinBudget<Result>(
  budget: ByteBudget,
  context: Context,
  signal: AbortSignal | undefined,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const { derivations } = context;
  let release: (() => void) | undefined;
  try {
    return await work({
      ...context,
      derivations: {
        ...derivations,
        derive: async (upload) => {
          // A second look may have found a larger upload.
          release?.();
          release = undefined;
          release = await budget.acquire(upload.body.length);
          signal?.throwIfAborted();
          return derivations.derive(upload);
        },
      },
    });
  } finally {
    release?.();
  }
}

async function processKey(
  key: string,
  context: Context,
  { cache, handover }: { readonly cache: EntryCache; readonly handover: Handover },
  { signal, onArticle, onDocument }: RepublishOptions,
  update?: UpdateOptions,
): Promise<ProcessedKey> {
  const id = articleId(key);
  const process = async (): Promise<ProcessedKey> => {
    signal?.throwIfAborted();
    const updated = await updateRecord(key, context, update);
    if (updated === OTHER_UPLOAD) throw new ContentionError(`the file ${JSON.stringify(key)}`, 1);
    if (updated === undefined) return { report: { key, id, status: 'deleted' }, changes: [] };
    const { record } = updated;
    if (mediaKindOf(key) === undefined) await publishPage(updated, context, onDocument);
    cache.add(record);
    if (updated.isNew) await handover.add(record);
    const changes = [...feedEntriesOf(record), ...record.former, ...record.archives];
    return { report: reportOf(record), changes };
  };
  const processed = await process().catch(
    (error: unknown): ProcessedKey => ({ report: { key, id, status: 'failed', error }, changes: [] }),
  );
  onArticle?.(processed.report);
  return processed;
}

/** The report on a key, now that its lists were published or not. */
function reportWithLists({ report, changes }: ProcessedKey, failures: ListFailures): KeyReport {
  for (const { list } of changes) {
    const failure = failures.get(listPrefix(list));
    if (failure !== undefined)
      return { key: report.key, id: report.id, status: 'failed', error: failure.error };
  }
  return report;
}

/** The report, with the twins of the article: they depend on what else is there, so that they are no part of its record. */
function withTwins(report: KeyReport, repeats: readonly Repeat[]): KeyReport {
  if (report.status !== 'published') return report;
  return { ...report, warnings: [...report.warnings, ...twinWarnings(report.key, repeats)] };
}

/** What a record says of its file. */
export function reportOf({ key, outcome }: ArticleRecord): KeyReport {
  const id = articleId(key);
  switch (outcome.status) {
    case 'published': {
      const { article, warnings, withdrawn } = outcome;
      return withdrawn === undefined
        ? { key, id, status: 'published', title: article.title, warnings }
        : { key, id, status: 'withheld', title: article.title, since: withdrawn };
    }
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
