import pMap from 'p-map';
import { articlePathId, type Scope, SITE } from '../model/paths.ts';
import type { Context, KeyReport } from '../protocol/context.ts';
import { parseEntry } from '../protocol/entries.ts';
import { CorruptStateError } from '../protocol/errors.ts';
import { parseSiteHead, SITE_HEAD_KEY } from '../protocol/heads.ts';
import { publishLists, putDocuments, type TouchedPlace } from '../protocol/lists.ts';
import { parseRecord, recordKey, vouchesFor } from '../protocol/record.ts';
import { republish } from '../protocol/republish.ts';
import { SeenEntries } from '../protocol/seen-entries.ts';
import { listAll, type ObjectInfo, type Store } from '../store/store.ts';
import { survey } from './comparison.ts';
import {
  type Damage,
  examineFile,
  findCategories,
  findGarbage,
  findOpenings,
  findOrphanArchives,
  findOrphanPages,
  readRecord,
} from './findings.ts';
import { readKnownFiles } from './inventory.ts';

export interface RepairOptions {
  /**
   * Entries and pages that were written after this, in milliseconds since the epoch, may be half of what another
   * worker is doing, and stay. Without it nobody else is at work, and all that nothing refers to is removed.
   */
  readonly before?: number;
  /** Nothing is begun once this is aborted. */
  readonly signal?: AbortSignal;
  /** Told how many files are about to be processed. */
  readonly onStart?: (files: number) => void;
  /** Told of each of them when its record and page are done. */
  readonly onArticle?: (report: KeyReport) => void;
}

/** What was wrong, by kind, and is not any more unless {@link failed} says so. */
export interface RepairReport {
  /** The keys of files whose record, index entries or page were missing or not as they should be. */
  readonly damaged: Readonly<Record<Damage, readonly string[]>>;
  /** The keys of files that were gone, and whose record did not say so. */
  readonly gone: readonly string[];
  /** Ids of files that were gone, and whose record could not be read. */
  readonly unreadable: readonly string[];
  /** Entries of the index that no record vouched for. */
  readonly garbage: readonly string[];
  /** Pages of articles that are not published, and archives that no article opens. */
  readonly orphans: readonly string[];
  /** The public documents that were missing or stale, each article's page among them. */
  readonly documents: readonly string[];
  /** Folders of feeds that belong to no category that anybody can name; they stay as they are. */
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
 * Finds and mends whatever is missing, stale or orphaned in the state and in the public site, also after the loss of
 * all state. Runs beside uploads and beside itself.
 *
 * Looks at each file, each entry and each page: at a million articles in three categories each that is 6 million
 * requests, of which 10,000 are LISTs, and the memory of {@link survey}. Where that is too much for one process, use the
 * pieces: queue the keys of all files, which mends their records, entries and pages, and then those of one article of
 * each category, which mends the feeds; `findGarbage` and `findOrphanPages` go through the rest.
 *
 * @throws NewerStateError when a newer version of the software has written to the state.
 */
export async function repair(
  context: Context,
  { before, signal, onStart, onArticle }: RepairOptions = {},
): Promise<RepairReport> {
  const documents = new Set<string>();
  const watched = { ...context, publicSite: watchPuts(context.publicSite, (path) => documents.add(path)) };
  const failed: { what: string; error: unknown }[] = [];
  const isYoung = ({ modified }: ObjectInfo): boolean => before !== undefined && modified >= before;
  const process = async (keys: ReadonlySet<string>, complete: boolean): Promise<readonly KeyReport[]> => {
    onStart?.(keys.size);
    const reports = await republish(keys, watched, {
      complete,
      ...(signal && { signal }),
      ...(onArticle && { onArticle }),
    });
    for (const report of reports) {
      if (report.status === 'failed') failed.push({ what: report.key, error: report.error });
    }
    return reports;
  };

  const found = await survey(context);
  for (const id of found.unreadable) await dropDamagedRecord(id, context);
  const damaged = await examineFiles(found.changed, context, signal);
  const isLost = await dropDamagedSiteHead(context);
  const keys = new Set([...Object.values(damaged).flat(), ...found.gone]);
  // A head of the site that is made anew must know the categories of all files.
  if (isLost) for await (const { key } of listAll(context.articles, '')) keys.add(key);
  const reports = await process(keys, isLost);

  const doubtful = new Set<string>();
  const garbage: string[] = [];
  for await (const entry of findGarbage(context, await readKnownFiles(context.state))) {
    signal?.throwIfAborted();
    if (isYoung(entry)) continue;
    await context.state.delete(entry.key, { ifVersion: entry.version });
    garbage.push(entry.key);
    // A worker that was slower than anyone could think: its file needs entries under another name.
    const record = await readRecord(parseEntry(entry.key)?.id ?? '', context.state);
    if (record !== undefined && record !== 'damaged' && vouchesFor(record, entry.key))
      doubtful.add(record.key);
  }
  const orphans: string[] = [];
  for await (const page of findOrphanPages(context)) {
    signal?.throwIfAborted();
    if (isYoung(page)) continue;
    await context.publicSite.delete(page.key, { ifVersion: page.version });
    orphans.push(page.key);
    const record = await readRecord(articlePathId(page.key) ?? '', context.state);
    if (record !== undefined && record !== 'damaged' && record.outcome.status === 'published') {
      doubtful.add(record.key);
    }
  }
  const again = await process(doubtful, false);

  const { names, unknown } = await findCategories(context);
  const lists: TouchedPlace[] = [];
  for (const list of [SITE, ...names.map((name): Scope => ({ kind: 'category', name }))]) {
    lists.push({ list });
    for await (const opening of findOpenings(context, list)) lists.push(opening);
    for await (const archive of findOrphanArchives(context, list)) {
      signal?.throwIfAborted();
      if (isYoung(archive)) continue;
      await context.publicSite.delete(archive.key, { ifVersion: archive.version });
      orphans.push(archive.key);
    }
  }
  const complete = isLost && failed.length === 0;
  const options = { overview: true, complete, ...(signal && { signal }) };
  const { failures } = await publishLists(lists, watched, new SeenEntries(), options);
  for (const [what, { error }] of failures) failed.push({ what, error });
  await putDocuments(await context.derivations.staticDocuments(), {
    context: watched,
    onDocument: undefined,
  });

  return {
    damaged,
    gone: found.gone,
    unreadable: found.unreadable,
    garbage,
    orphans,
    documents: [...documents].sort(),
    unknown,
    rebuilt: isLost && failed.length === 0,
    reports: [...reports, ...again],
    failed,
  };
}

/** What is damaged of all files, by kind; those that are known to have changed need no look. */
async function examineFiles(
  changed: readonly string[],
  context: Context,
  signal: AbortSignal | undefined,
): Promise<Record<Damage, readonly string[]>> {
  const damaged: Record<Damage, string[]> = { record: [...changed], entries: [], page: [] };
  const known = new Set(changed);
  const examine = async ({ key }: ObjectInfo): Promise<void> => {
    signal?.throwIfAborted();
    const damage = known.has(key) ? undefined : await examineFile(key, context);
    if (damage !== undefined) damaged[damage].push(key);
  };
  await pMap(listAll(context.articles, ''), examine, { concurrency: CONCURRENT_FILES });
  return damaged;
}

/** Removes the record of a file that is gone if it still cannot be read: nobody can tell what it is of. */
export async function dropDamagedRecord(id: string, { state }: Pick<Context, 'state'>): Promise<void> {
  const where = recordKey(id);
  const object = await state.get(where);
  if (object === undefined) return;
  try {
    parseRecord(where, object.body);
  } catch (error) {
    if (!(error instanceof CorruptStateError)) throw error;
    await state.delete(where, { ifVersion: object.version });
  }
}

/** Whether the head of the site is missing; one that cannot be read is worse than none, and removed. */
export async function dropDamagedSiteHead({ state }: Context): Promise<boolean> {
  const object = await state.get(SITE_HEAD_KEY);
  if (object === undefined) return true;
  try {
    parseSiteHead(SITE_HEAD_KEY, object.body);
    return false;
  } catch (error) {
    if (!(error instanceof CorruptStateError)) throw error;
    await state.delete(SITE_HEAD_KEY, { ifVersion: object.version });
    return true;
  }
}

/** A store that tells what was put. */
function watchPuts(store: Store, onPut: (key: string) => void): Store {
  return {
    get: (key, options) => store.get(key, options),
    head: (key) => store.head(key),
    holds: (key, content) => store.holds(key, content),
    put: async (key, content, condition) => {
      const put = await store.put(key, content, condition);
      if (put.outcome === 'written') onPut(key);
      return put;
    },
    delete: (key, condition) => store.delete(key, condition),
    list: (prefix, options) => store.list(prefix, options),
  };
}
