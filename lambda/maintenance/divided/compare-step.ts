import { randomUUID } from 'node:crypto';
import pMap from 'p-map';
import * as v from 'valibot';
import { hash20 } from '../../model/identity.ts';
import { LIST_KINDS } from '../../model/list-kinds.ts';
import type { Context } from '../../protocol/context.ts';
import { indexOf } from '../../protocol/entries.ts';
import { settleTasks } from '../../protocol/requests.ts';
import { parseState, type StateFormat } from '../../protocol/state-format.ts';
import { inspectRecord } from '../../protocol/stored-record.ts';
import { jsonContent } from '../../store/content.ts';
import { listAll, type ObjectInfo } from '../../store/store.ts';
import { takeInventory } from '../inventory.ts';
import { compareMedia } from '../media.ts';
import { StaleArchives } from '../stale-archives.ts';
import { SweepFindings } from '../sweep-findings.ts';
import { FileSweep } from '../sweep-of-files.ts';
import { collectTombstones } from '../tombstones.ts';
import type { StepOptions } from './listing-step.ts';
import { type Checkpoints, viewOf } from './part-view.ts';
import { partOf, type Run, resultsOf } from './run.ts';

const result = v.object({
  format: v.literal(1),
  name: v.string(),
  counts: v.record(v.string(), v.number()),
  changed: v.array(v.string()),
  stale: v.record(v.string(), v.array(v.string())),
  unwanted: v.array(
    v.object({ key: v.string(), version: v.string(), modified: v.number(), size: v.number() }),
  ),
});

const RESULT: StateFormat<typeof result> = {
  name: 'what a part of a sweep found',
  newest: 1,
  schema: result,
};

/** What the comparison of a part has found. */
export interface PartResult {
  /** Of the try that it is of. */
  readonly name: string;
  readonly counts: Readonly<Record<string, number>>;
  /** Some keys of articles whose record is missing or outdated. */
  readonly changed: readonly string[];
  /** Days of removed entries, by the prefixes of their lists. */
  readonly stale: Readonly<Record<string, readonly string[]>>;
  /** Published files that no entry names; they are removed once everything was compared. */
  readonly unwanted: readonly ObjectInfo[];
}

/** A night removes no more published files of a part: what is left is found by the next. */
const MAX_UNWANTED = 1000;

const CONCURRENT_READS = 16;

/** The numbers of the parts that were compared. */
export async function comparedParts(
  { state }: Pick<Context, 'state'>,
  run: Run,
): Promise<ReadonlySet<number>> {
  const parts = new Set<number>();
  const prefix = resultsOf(run.id);
  for await (const { key } of listAll(state, prefix))
    parts.add(Number.parseInt(key.slice(prefix.length), 10));
  return parts;
}

/** The results of all parts. */
export async function readResults(
  { state }: Pick<Context, 'state'>,
  run: Run,
): Promise<readonly PartResult[]> {
  return pMap(Array.from({ length: run.parts }).keys(), (part) => readResult({ state }, run, part), {
    concurrency: CONCURRENT_READS,
  });
}

/**
 * Compares the articles of one part with what was derived from them, as a sweep does, and removes and queues what that finds.
 * To be done twice does no harm.
 *
 * @returns `lost` where another worker was faster.
 */
export async function comparePart(
  context: Context,
  run: Run,
  part: number,
  checkpoints: Checkpoints,
  options: StepOptions,
): Promise<'done' | 'lost'> {
  const { state, nonce = randomUUID } = context;
  const { signal } = options;
  const { start, isLost, processesAll } = run;
  const name = hash20(`part\n${run.id}\n${nonce()}`);
  const view = viewOf(context, run, part, checkpoints, 'id');
  const findings = new SweepFindings(options, start);
  const staleArchives = StaleArchives.of(context);
  const inventory = await takeInventory(view.state, signal);
  const files = new FileSweep(view, findings, { inventory, isLost, processesAll, start, staleArchives });
  const namedLists = LIST_KINDS.map(
    (kind) => (own: AbortSignal) => files.removeGarbageBelow(indexOf(kind), own),
  );
  await settleTasks([...files.tasks(), ...namedLists], signal);
  await files.removePages(signal);
  const unwanted = isLost
    ? []
    : await comparePublishedFiles(
        context,
        viewOf(context, run, part, checkpoints, 'file'),
        run,
        part,
        findings,
        signal,
      );
  await findings.queueWanted(view, signal);
  findings.counts.tombstonesRemoved = await collectTombstones(view, start, signal);
  const { counts, changed } = findings;
  const found: PartResult = { name, counts, changed, stale: staleArchives?.found() ?? {}, unwanted };
  const key = `${resultsOf(run.id)}${part}.json`;
  const put = await state.put(key, jsonContent({ format: 1, ...found }), { ifAbsent: true });
  // A put whose answer was lost meets itself.
  return put.outcome === 'written' || (await readResult({ state }, run, part)).name === name
    ? 'done'
    : 'lost';
}

/** Queues the articles of published files that are missing. Those that no entry names. */
async function comparePublishedFiles(
  context: Context,
  view: Context,
  run: Run,
  part: number,
  findings: SweepFindings,
  signal: AbortSignal,
): Promise<readonly ObjectInfo[]> {
  const isCompared = (hash: string): boolean => partOf(hash, run) === part;
  const { unwanted, incomplete } = await compareMedia(view, signal, isCompared);
  // An entry without a record is garbage, which the part of its article removes.
  const queue = async (id: string): Promise<void> => {
    signal.throwIfAborted();
    await findings.add((await inspectRecord(id, context.state))?.record?.key);
  };
  await pMap(incomplete, queue, { concurrency: CONCURRENT_READS });
  return unwanted.filter((file) => findings.isOld(file, signal)).slice(0, MAX_UNWANTED);
}

async function readResult({ state }: Pick<Context, 'state'>, run: Run, part: number): Promise<PartResult> {
  const key = `${resultsOf(run.id)}${part}.json`;
  const object = await state.get(key);
  if (object === undefined) throw new Error(`${key} is gone, and the sweep cannot end without it`);
  return parseState(key, object.body, RESULT);
}
