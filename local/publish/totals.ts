import { SITE } from '../../lambda/model/paths.ts';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import { type List, listPrefix, parseEntryKey } from '../../lambda/protocol/entries.ts';
import { type ArticleRecord, vouchesFor } from '../../lambda/protocol/record.ts';
import { reportOf } from '../../lambda/protocol/republish.ts';
import { readRecord } from '../../lambda/protocol/stored-record.ts';
import { listKeys, type Store } from '../../lambda/store/store.ts';

/** A report on a file that is rejected. */
export type RejectedReport = KeyReport & { readonly status: 'rejected' };

/** What became of all files of a site, whether a pass worked on them or not. */
export interface Totals {
  readonly published: number;
  readonly skipped: number;
  /** Dated ahead, and published when their time comes. */
  readonly held: number;
  readonly rejected: readonly RejectedReport[];
}

/**
 * Reads the totals of a site from its state. Of files that failed, as the reports of a pass tell, the index may name
 * some whose work broke off before their records were there.
 */
export async function readTotals(
  state: Pick<Store, 'get' | 'list'>,
  reports: readonly KeyReport[] = [],
): Promise<Totals> {
  const failed = reports.filter(({ status }) => status === 'failed');
  const doubtful = new Set(failed.map(({ id }) => id));

  const rejected: RejectedReport[] = [];
  for await (const record of readRecords(state, { kind: 'rejected' })) {
    const report = reportOf(record);
    if (report.status === 'rejected') rejected.push(report);
  }
  return {
    published: await countEntries(state, SITE, doubtful),
    skipped: await countEntries(state, { kind: 'skipped' }, doubtful),
    held: await countEntries(state, { kind: 'held' }, doubtful),
    rejected: rejected.sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}

/** The records that stand in a list of the index now, in its order: newest first. */
export async function* readRecords(
  state: Pick<Store, 'get' | 'list'>,
  list: List,
): AsyncGenerator<ArticleRecord> {
  for await (const key of listKeys(state, listPrefix(list))) {
    const entry = parseEntryKey(key);
    const stored = entry && (await readRecord(entry.id, state));
    if (stored !== undefined && vouchesFor(stored.record, key)) yield stored.record;
  }
}

/** How many articles a list of the index names; of the doubtful ones (by their ids) those whose records say so, too. */
export async function countEntries(
  state: Pick<Store, 'get' | 'list'>,
  list: List,
  doubtful: ReadonlySet<string> = new Set(),
): Promise<number> {
  const ids = new Set<string>();
  for await (const key of listKeys(state, listPrefix(list))) {
    const entry = parseEntryKey(key);
    if (entry === undefined) continue;
    if (doubtful.has(entry.id) && !(await isVouchedFor(state, entry.id, key))) continue;
    ids.add(entry.id);
  }
  return ids.size;
}

async function isVouchedFor(state: Pick<Store, 'get'>, id: string, key: string): Promise<boolean> {
  const stored = await readRecord(id, state);
  return stored !== undefined && vouchesFor(stored.record, key);
}
