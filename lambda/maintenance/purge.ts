import { articleId } from '../model/identity.ts';
import { articlePath } from '../model/paths.ts';
import { publishArchives } from '../protocol/archive/publish-archives.ts';
import { findOrphanDigests } from '../protocol/archive/upkeep.ts';
import type { Context } from '../protocol/context.ts';
import { republish } from '../protocol/republish.ts';
import { inspectRecord } from '../protocol/stored-record.ts';
import { removePage } from './garbage.ts';
import { compareMedia, removeMedia } from './media.ts';
import { removeTombstone } from './tombstones.ts';

/** What became of the files that were to be purged. */
export interface PurgeReport {
  /** Nothing is left of these. */
  readonly purged: readonly string[];
  /** These are there, or there again, and so are their articles. */
  readonly standing: readonly string[];
  /** These have to be purged once more. */
  readonly failed: readonly { readonly key: string; readonly reason: string }[];
  /** Somebody else is at work on the archives and the search, which may name these files until then. */
  readonly archivesUnderWay: boolean;
  /** How many published files were removed, as no article names them any more. */
  readonly mediaRemoved: number;
}

/**
 * Removes all that was derived from files that are gone from the articles bucket: at once, however many they are, with
 * the records that would stay for a while, with the published files that no article names, and before the next tick from
 * archives and search.
 *
 * Without its record, a late delivery does not know any more which lists showed an article. If a worker dies between
 * putting a list with the article and swapping the head, that list is stale until the next sweep.
 */
export async function purge(
  keys: Iterable<string>,
  context: Context,
  signal?: AbortSignal,
): Promise<PurgeReport> {
  const begun = context.now();
  const meant = { ...context, withdrawals: undefined };
  const options = signal === undefined ? {} : { signal };
  const [purged, standing]: [string[], string[]] = [[], []];
  const failed: { key: string; reason: string }[] = [];
  for (const report of await republish(keys, meant, options)) {
    const { key } = report;
    if (report.status === 'failed') failed.push({ key, reason: String(report.error) });
    else if (report.status !== 'deleted') standing.push(key);
    else if (await removeRecord(key, context)) purged.push(key);
    else standing.push(key);
  }
  const archives = await publishArchives(context, options);
  // Those of somebody who is at work are in no tree yet.
  if (archives !== 'under way') await removeOldDigests(begun, context, signal);
  const mediaRemoved = await removeUnnamed(context, options);
  return { purged, standing, failed, archivesUnderWay: archives === 'under way', mediaRemoved };
}

/** Removes what archives were made of before, and is not of any more; younger digests may be under way to a tree. */
async function removeOldDigests(before: number, context: Context, signal?: AbortSignal): Promise<void> {
  for await (const { key, modified, version } of findOrphanDigests(context, signal)) {
    // S3 cuts the time to whole seconds.
    if (modified < before - 1000) await context.state.delete(key, { ifVersion: version });
  }
}

/** Whether nothing is known of a file any more. */
async function removeRecord(key: string, context: Context): Promise<boolean> {
  const id = articleId(key);
  const stored = await inspectRecord(id, context.state);
  if (stored === undefined) {
    const page = await context.publicSite.head(articlePath(id));
    if (page !== undefined) await removePage(page, context);
    return (await context.articles.head(key)) === undefined;
  }
  const { record, version } = stored;
  return record !== undefined && removeTombstone({ record, version }, context);
}

/** Removes the published files that no article names; one that is taken up meanwhile is put again. */
async function removeUnnamed(context: Context, options: { readonly signal?: AbortSignal }): Promise<number> {
  const { unwanted } = await compareMedia(context, options.signal);
  if (unwanted.length === 0) return 0;
  const takenUp = await removeMedia(unwanted, context, options.signal);
  const records = await Promise.all([...takenUp].map((id) => inspectRecord(id, context.state)));
  const keys = records.flatMap((stored) => stored?.record?.key ?? []);
  if (keys.length > 0) await republish(keys, context, options);
  return unwanted.length;
}
