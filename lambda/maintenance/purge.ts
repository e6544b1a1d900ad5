import { articleId } from '../model/identity.ts';
import { articlePath } from '../model/paths.ts';
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
  /** How many published files were removed, as no article names them any more. */
  readonly mediaRemoved: number;
}

/**
 * Removes all that was derived from files that are gone from the articles bucket: at once, however many they are, with
 * the records that would stay for a while, and with the published files that no article names.
 *
 * Without its record, a late delivery does not know any more which lists showed an article. If a worker dies between
 * putting a list with the article and swapping the head, that list is stale until the next sweep.
 */
export async function purge(
  keys: Iterable<string>,
  context: Context,
  signal?: AbortSignal,
): Promise<PurgeReport> {
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
  return { purged, standing, failed, mediaRemoved: await removeUnnamed(context, options) };
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
