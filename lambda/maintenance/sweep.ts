import { SITE } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import { entryNameAt, listPrefix } from '../protocol/entries.ts';
import { UnfinishedSweepError } from '../protocol/errors.ts';
import { settleTasks } from '../protocol/requests.ts';
import { isStateLost } from './corrupt-state.ts';
import { type Inventory, takeInventory } from './inventory.ts';
import { compareMedia, removeMedia } from './media.ts';
import { listFoldersOfEntries } from './named-lists.ts';
import { endRecovery, isRecovering } from './recovery.ts';
import { StaleArchives } from './stale-archives.ts';
import { SweepFindings, type SweepOptions } from './sweep-findings.ts';
import { FileSweep, type FileSweepOptions } from './sweep-of-files.ts';
import { ListSweep } from './sweep-of-lists.ts';
import type { SweepReport } from './sweep-report.ts';
import { collectTombstones } from './tombstones.ts';

/** With the articles and the pages, as many listings are under way as one processor can parse the answers of. */
const LISTS_AT_ONCE = 4;

/**
 * Finds by listing what is derived wrongly from the articles, removes what is orphaned, and queues the keys of
 * everything that is missing or outdated: the work is done by as many workers as the queue feeds. One article of each
 * list is among them, so that every feed is looked at; lists without articles, and the site, are published here.
 *
 * Lists everything once: at a million articles in three categories each 7,000 LISTs, and three for each category, with
 * 200 MB of memory. The state comes first, as everything else is compared with it; the rest is listed side by side. Whatever
 * changes meanwhile is found to differ, and then its record is read before anything is removed or queued.
 *
 * After a loss of the state the first sweep queues all articles, which get their records again while their feeds are
 * left as they are; the next one finds the records and publishes the feeds, see `recovery.ts`.
 *
 * @throws UnfinishedSweepError when it is stopped by the signal.
 * @throws TooManyArticlesError where there are more articles than `limit`.
 */
export async function sweep(context: Context, options: SweepOptions): Promise<SweepReport> {
  const findings = new SweepFindings(options, context.now());
  try {
    return await sweepAll(context, findings, options);
  } catch (error) {
    const { current, changed } = findings.counts;
    await findings.flush();
    if (!options.signal.aborted) throw error;
    throw new UnfinishedSweepError(current + changed, findings.counts.queued, { cause: error });
  }
}

async function sweepAll(
  context: Context,
  findings: SweepFindings,
  { all, signal, limit }: SweepOptions,
): Promise<SweepReport> {
  const { state } = context;
  const start = context.now();
  signal.throwIfAborted();
  const isLost = await isStateLost(context);
  // Around a loss a record may have been put whose entries were there before it, and are gone.
  const processesAll = all || (isLost && !(await isRecovering(state)));
  const staleArchives = StaleArchives.of(context);
  const inventory = await takeWatchedInventory(context, staleArchives, { signal, limit });
  const files = new FileSweep(context, findings, {
    inventory,
    isLost,
    processesAll,
    start,
    staleArchives,
    limit,
  });
  const lists = new ListSweep(context, findings, signal);
  // Each folder goes to one of them.
  const folders = listFoldersOfEntries(state, signal);
  const sweepFolders = async (own: AbortSignal): Promise<void> => {
    for await (const { first } of folders) {
      const prefix = first.slice(0, -entryNameAt(first).length);
      const check = await staleArchives?.open(prefix);
      await files.removeGarbageBelow(prefix, own, (key) => check?.see(key));
      if (check !== undefined) staleArchives?.add(prefix, check.end());
      await lists.queueNewest(first, inventory, own);
    }
  };
  await settleTasks([...files.tasks(), ...Array.from({ length: LISTS_AT_ONCE }, () => sweepFolders)], signal);
  await files.removePages(signal);
  if (!isLost) await sweepMedia(context, findings, signal);
  await findings.queueWanted(context, signal);

  const rebuilt = isLost ? await lists.recover() : false;
  if (!isLost) {
    await endRecovery(state);
    await lists.sweep();
  }
  await findings.queueWanted(context, signal);
  findings.counts.tombstonesRemoved = await collectTombstones(context, start, signal);
  await lists.putStaticDocuments();
  // Last, as nothing else waits for them.
  if (staleArchives !== undefined && (!isLost || rebuilt)) await lists.sweepArchives(staleArchives);
  const { counts, failedLists, changed } = findings;
  return { ...counts, failedLists, rebuilt, leftAside: rebuilt ? changed : [] };
}

/** Takes the inventory, and compares the archive of the site with the entries that it lists for that. */
async function takeWatchedInventory(
  { state }: Context,
  staleArchives: StaleArchives | undefined,
  { signal, limit }: Pick<FileSweepOptions, 'limit'> & { readonly signal: AbortSignal },
): Promise<Inventory> {
  const prefix = listPrefix(SITE);
  const check = await staleArchives?.open(prefix);
  const inventory = await takeInventory(state, signal, { onPublished: (key) => check?.see(key), limit });
  if (check !== undefined) staleArchives?.add(prefix, check.end());
  return inventory;
}

/** Removes the published files that no article names, and has those put that are missing. */
async function sweepMedia(context: Context, findings: SweepFindings, signal: AbortSignal): Promise<void> {
  const { unwanted, incomplete } = await compareMedia(context, signal);
  const old = unwanted.filter((file) => findings.isOld(file, signal));
  const takenUp = await removeMedia(old, context, signal);
  findings.counts.mediaRemoved = old.length;
  for (const id of [...incomplete, ...takenUp]) findings.wanted.add(id);
}
