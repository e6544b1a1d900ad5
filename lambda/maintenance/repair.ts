import pMap from 'p-map';
import { SITE } from '../model/paths.ts';
import { publishArchives } from '../protocol/archive/publish-archives.ts';
import { findOrphanDigests, findOrphanDocuments } from '../protocol/archive/upkeep.ts';
import type { Context, KeyReport } from '../protocol/context.ts';
import { putDocuments } from '../protocol/documents.ts';
import { EntryCache } from '../protocol/entry-cache.ts';
import { changesOfWhole, findOrphanArchives } from '../protocol/history/upkeep.ts';
import { publishLists } from '../protocol/lists.ts';
import { republish } from '../protocol/republish.ts';
import { inspectRecord } from '../protocol/stored-record.ts';
import { listAll, type ObjectInfo } from '../store/store.ts';
import { compareArticles } from './comparison.ts';
import { dropCorruptRecord, isStateLost } from './corrupt-state.ts';
import { examineFile, type Finding } from './findings.ts';
import { findGarbage, findOrphanPages, removeEntry, removePage } from './garbage.ts';
import { takeInventory } from './inventory.ts';
import { compareMedia, findIdleWatches, removeMedia, removeWatch } from './media.ts';
import { findLists } from './named-lists.ts';

/** What a repair may remove, and whom it tells of its progress. */
export interface RepairOptions {
  /**
   * Entries and pages that were written after this, in milliseconds since the epoch, may be half of what another
   * worker is doing, and stay. Without it nobody else is at work, and everything that nothing refers to is removed.
   */
  readonly before?: number;
  /** Nothing is started once this is aborted. */
  readonly signal?: AbortSignal;
  /** Told how many files are about to be processed. */
  readonly onStart?: (files: number) => void;
  /** Told of each of them when its record and page are done. */
  readonly onArticle?: (report: KeyReport) => void;
}

/** What was wrong, by kind, and is not any more unless {@link failed} says so. */
export interface RepairReport {
  /** The keys of files whose record, index entries or page were missing or wrong. */
  readonly findings: Readonly<Record<Finding, readonly string[]>>;
  /** The keys of files that were gone, and whose record did not say so. */
  readonly gone: readonly string[];
  /** Ids of files that were gone, and whose record could not be read. */
  readonly unreadable: readonly string[];
  /** Entries of the index that no record vouched for. */
  readonly garbage: readonly string[];
  /** Pages of articles that are not published, archives that no article opens, files that no article names. */
  readonly orphans: readonly string[];
  /** The public documents that were missing or outdated, each article's page among them. */
  readonly documents: readonly string[];
  /** Folders of feeds that belong to no list that anybody can name; they stay as they are. */
  readonly unknown: readonly string[];
  /** The state had been lost, and was made again from the articles. */
  readonly rebuilt: boolean;
  /** What became of each key that was processed. */
  readonly reports: readonly KeyReport[];
  /** What could not be repaired, and why. */
  readonly failed: readonly { readonly what: string; readonly error: unknown }[];
}

const CONCURRENT_FILES = 16;

/**
 * Finds and repairs whatever is missing, outdated or orphaned in the state and in the public site, also after the loss
 * of all state. Runs beside uploads and beside itself.
 *
 * Looks at each file, each entry and each page: at a million articles in three categories each that is 6 million
 * requests, of which 10,000 are LISTs, and the memory of an inventory. Where that is too much for one process, the
 * sweep finds by listing what is wrong, and has a queue of workers repair it.
 *
 * @throws NewerStateError when a newer version of the software has written to the state.
 */
export async function repair(context: Context, options: RepairOptions = {}): Promise<RepairReport> {
  const { before, signal, onStart, onArticle } = options;
  const { state, publicSite } = context;
  const documents = new Set<string>();
  const onDocument = (path: string): unknown => documents.add(path);
  const failed: { what: string; error: unknown }[] = [];
  const isYoung = ({ modified }: ObjectInfo): boolean => before !== undefined && modified >= before;
  const process = async (keys: ReadonlySet<string>, complete: boolean): Promise<readonly KeyReport[]> => {
    onStart?.(keys.size);
    const reports = await republish(keys, context, {
      complete,
      onDocument,
      ...(signal && { signal }),
      ...(onArticle && { onArticle }),
    });
    for (const report of reports) {
      if (report.status === 'failed') failed.push({ what: report.key, error: report.error });
    }
    return reports;
  };

  const { changed, gone, unreadable } = await compareArticles(context);
  for (const id of unreadable) await dropCorruptRecord(id, context);
  const findings = await examineFiles(changed, context, signal);
  const isLost = await isStateLost(context);
  const keys = new Set([...Object.values(findings).flat(), ...gone]);
  // A new head of the site must know the categories of all files.
  if (isLost) for await (const { key } of listAll(context.articles, '')) keys.add(key);
  const reports = await process(keys, isLost);

  const garbage: string[] = [];
  const orphans: string[] = [];
  const again = new Set<string>();
  /** Removes what is old enough of what is found, and notes what has to be processed again. */
  const removeAll = async (
    found: AsyncIterable<ObjectInfo>,
    removed: string[],
    remove: (object: ObjectInfo) => Promise<string | undefined>,
  ): Promise<void> => {
    for await (const object of found) {
      signal?.throwIfAborted();
      if (isYoung(object)) continue;
      const key = await remove(object);
      removed.push(object.key);
      if (key !== undefined) again.add(key);
    }
  };
  const inventory = await takeInventory(state);
  await removeAll(findGarbage(context, inventory), garbage, (entry) => removeEntry(entry, context));
  await removeAll(findOrphanPages(context), orphans, (page) => removePage(page, context));
  await removeAll(findIdleWatches(context, inventory), garbage, (watch) => removeWatch(watch, context));
  const { unwanted, incomplete } = await compareMedia(context, signal);
  const old = unwanted.filter((file) => !isYoung(file));
  const takenUp = await removeMedia(old, context, signal);
  orphans.push(...old.map(({ key }) => key));
  for (const id of [...incomplete, ...takenUp]) {
    const key = (await inspectRecord(id, state))?.record?.key;
    if (key !== undefined) again.add(key);
  }
  const reportsAgain = await process(again, false);

  const { scopes, unknown } = await findLists(context);
  const lists = [SITE, ...scopes];
  const changes = await changesOfWhole(context, lists);
  for (const list of lists) {
    await removeAll(findOrphanArchives(context, list), orphans, async ({ key, version }) => {
      await publicSite.delete(key, { ifVersion: version });
      return undefined;
    });
  }
  const complete = isLost && failed.length === 0;
  const publication = { overview: true, complete, onDocument, ...(signal && { signal }) };
  const { failures } = await publishLists(changes, context, new EntryCache(), publication);
  for (const [what, { error }] of failures) failed.push({ what, error });
  await putDocuments(await context.derivations.staticDocuments(), context, onDocument);
  try {
    const archives = { whole: true, isAlone: before === undefined, onDocument, ...(signal && { signal }) };
    await publishArchives(context, archives);
    const removeDocument = async ({ key, version }: ObjectInfo): Promise<undefined> => {
      await publicSite.delete(key, { ifVersion: version });
    };
    await removeAll(findOrphanDocuments(context), orphans, removeDocument);
    await removeAll(findOrphanDigests(context), garbage, async ({ key, version }) => {
      await state.delete(key, { ifVersion: version });
      return undefined;
    });
  } catch (error) {
    signal?.throwIfAborted();
    failed.push({ what: 'archives', error });
  }

  return {
    findings,
    gone,
    unreadable,
    garbage,
    orphans,
    documents: [...documents].sort(),
    unknown,
    rebuilt: isLost && failed.length === 0,
    reports: [...reports, ...reportsAgain],
    failed,
  };
}

/** What is wrong with all files, by kind; those that are known to have changed need no look. */
async function examineFiles(
  changed: readonly string[],
  context: Context,
  signal: AbortSignal | undefined,
): Promise<Record<Finding, readonly string[]>> {
  const findings: Record<Finding, string[]> = { record: [...changed], entries: [], page: [] };
  const known = new Set(changed);
  const examine = async ({ key }: ObjectInfo): Promise<void> => {
    signal?.throwIfAborted();
    const finding = known.has(key) ? undefined : await examineFile(key, context);
    if (finding !== undefined) findings[finding].push(key);
  };
  await pMap(listAll(context.articles, ''), examine, { concurrency: CONCURRENT_FILES });
  return findings;
}
