import { randomUUID } from 'node:crypto';
import pMap from 'p-map';
import * as v from 'valibot';
import type { Context } from '../../protocol/context.ts';
import { parseState, type StateFormat } from '../../protocol/state-format.ts';
import { inspectRecord } from '../../protocol/stored-record.ts';
import { jsonContent } from '../../store/content.ts';
import { isStateLost } from '../corrupt-state.ts';
import { removeMedia } from '../media.ts';
import { endRecovery } from '../recovery.ts';
import { StaleArchives } from '../stale-archives.ts';
import { SweepFindings } from '../sweep-findings.ts';
import { ListSweep } from '../sweep-of-lists.ts';
import type { SweepReport } from '../sweep-report.ts';
import { type PartResult, readResults } from './compare-step.ts';
import type { ListedLists, StepOptions } from './listing-step.ts';
import { type Checkpoints, viewOf } from './part-view.ts';
import { folderOf, listsKey, partOf, putRun, type Run, readRun } from './run.ts';

const listedLists = v.object({
  queued: v.number(),
  inhabited: v.array(v.string()),
  stale: v.record(v.string(), v.array(v.string())),
});

const lists = v.object({
  format: v.literal(1),
  counts: v.record(v.string(), v.number()),
  failedLists: v.array(v.string()),
  rebuilt: v.boolean(),
  leftAside: v.array(v.string()),
});

const LISTS: StateFormat<typeof lists> = { name: 'what a sweep found of lists', newest: 1, schema: lists };

const CONCURRENT_READS = 16;

/** A report names no more articles than this. */
const MAX_NAMED = 100;

/**
 * Ends a sweep whose parts were all compared, in two steps: first it publishes lists, then it looks at the archives.
 *
 * @returns what the sweep found, to the worker that ends it; `more` after the first step; `abandoned` where the state was lost,
 * or found again, meanwhile.
 */
export async function endSweep(
  context: Context,
  run: Run,
  checkpoints: Checkpoints,
  options: StepOptions,
): Promise<SweepReport | 'more' | 'abandoned' | undefined> {
  const { state, nonce = randomUUID } = context;
  const key = `${folderOf(run.id)}end.json`;
  const results = await readResults(context, run);
  const listed = await readListedLists(context, run, checkpoints);
  const findings = new SweepFindings(options, run.start);
  const object = await state.get(key);
  const before = object && parseState(key, object.body, LISTS);
  for (const { counts } of before === undefined ? results : [before]) findings.addCounts(counts);
  const swept = new ListSweep(context, findings, options.signal);
  if (before === undefined) {
    if ((await isStateLost(context)) !== run.isLost) return 'abandoned';
    for (const { changed } of results) for (const each of changed) findings.nameChanged(each);
    for (const { queued, inhabited } of listed) {
      findings.addCounts({ queued });
      for (const prefix of inhabited) swept.inhabited.add(prefix);
    }
    const rebuilt = await sweepLists(context, run, checkpoints, { findings, swept, results }, options);
    const { counts, failedLists, changed } = findings;
    const leftAside = rebuilt ? changed.slice(0, MAX_NAMED) : [];
    await state.put(key, jsonContent({ format: 1, counts, failedLists, rebuilt, leftAside }));
    return 'more';
  }
  const staleArchives = StaleArchives.of(context);
  if (staleArchives !== undefined && (!run.isLost || before.rebuilt)) {
    for (const { stale } of [...listed, ...results])
      for (const [prefix, periods] of Object.entries(stale)) staleArchives.add(prefix, periods);
    await swept.sweepArchives(staleArchives);
  }
  const { value: newest, condition } = await readRun(state);
  if (newest?.id !== run.id || newest.ended !== undefined) return undefined;
  const ended = { ended: context.now(), endedBy: nonce() };
  if (!(await putRun(state, { ...newest, ...ended }, condition))) return undefined;
  const { failedLists, rebuilt, leftAside } = before;
  return { ...findings.counts, failedLists, rebuilt, leftAside };
}

/** What was found of all parts, and what looks at lists. */
interface Found {
  readonly findings: SweepFindings;
  readonly swept: ListSweep;
  readonly results: readonly PartResult[];
}

/** Removes published files that no article names, and publishes what no article could be queued for. Whether all was rebuilt. */
async function sweepLists(
  context: Context,
  run: Run,
  checkpoints: Checkpoints,
  { findings, swept, results }: Found,
  { signal, isLate }: StepOptions,
): Promise<boolean> {
  const { state } = context;
  const unwanted = results.flatMap((each) => each.unwanted);
  const takenUp = await removeMedia(unwanted, context, signal, isLate);
  findings.counts.mediaRemoved = unwanted.length;
  for (const id of takenUp) await findings.add((await inspectRecord(id, state))?.record?.key);
  const rebuilt = run.isLost ? await swept.recover(run.id) : false;
  if (!run.isLost) {
    await endRecovery(state);
    await swept.sweep();
  }
  await swept.putStaticDocuments();
  for (const [part, ids] of Map.groupBy(findings.wanted, (id) => partOf(id, run))) {
    findings.wanted.clear();
    for (const id of ids) findings.wanted.add(id);
    await findings.queueWanted(viewOf(context, run, part, checkpoints, 'id'), signal);
  }
  await findings.flush();
  return rebuilt;
}

async function readListedLists(
  { state }: Pick<Context, 'state'>,
  run: Run,
  checkpoints: Checkpoints,
): Promise<readonly ListedLists[]> {
  const names = checkpoints.flatMap(({ chunks }) => chunks.map(({ name }) => name));
  const read = async (name: string): Promise<ListedLists | undefined> => {
    const object = await state.get(listsKey(run, name));
    return object && v.parse(listedLists, JSON.parse(Buffer.from(object.body).toString()));
  };
  const found = await pMap(names, read, { concurrency: CONCURRENT_READS });
  return found.filter((each) => each !== undefined);
}
