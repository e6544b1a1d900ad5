import type { Context } from '../../protocol/context.ts';
import { isStateLost } from '../corrupt-state.ts';
import type { SweepReport } from '../sweep-report.ts';
import { comparedParts, comparePart } from './compare-step.ts';
import { endSweep } from './end-step.ts';
import { listChunk, type StepOptions } from './listing-step.ts';
import { readCheckpoints } from './part-view.ts';
import { putRun, type Run, readCheckpoint, readRun, type SweepStep } from './run.ts';

/** What became of a step. */
export type StepOutcome =
  /** What is to be done next is in the queue. */
  | { readonly is: 'next'; readonly steps: readonly SweepStep[] }
  /** Others go on with the run, or nobody does as another one has begun. */
  | { readonly is: 'over' }
  /** The state was lost, or found again, while it was under way: what was listed says nothing any more. */
  | { readonly is: 'abandoned' }
  | { readonly is: 'ended'; readonly report: SweepReport; readonly startedBy: string };

/**
 * Takes one step of a divided sweep, and queues what comes next. A step may be taken twice, or again by somebody else when
 * its worker died: what was done is found in the state. Steps of a run that another one has followed do nothing.
 */
export async function takeStep(
  context: Context,
  step: SweepStep,
  options: StepOptions & { readonly sendSteps: (steps: readonly SweepStep[]) => Promise<void> },
): Promise<StepOutcome> {
  const { value: run, condition } = await readRun(context.state);
  if (run === undefined || run.id !== step.run || run.ended !== undefined) return { is: 'over' };
  const outcome = await PHASES[step.phase](context, run, step, options);
  if (outcome.is === 'abandoned') await putRun(context.state, { ...run, ended: context.now() }, condition);
  if (outcome.is === 'next') await options.sendSteps(outcome.steps);
  return outcome;
}

type Phase = (context: Context, run: Run, step: SweepStep, options: StepOptions) => Promise<StepOutcome>;

const PHASES: Readonly<Record<SweepStep['phase'], Phase>> = { list, compare, end };

async function list(context: Context, run: Run, step: SweepStep, options: StepOptions): Promise<StepOutcome> {
  for (let at = step.lane; at < run.chains.length; at += run.lanes) {
    if ((await readCheckpoint(context.state, run, at)).value?.done === true) continue;
    const outcome = await listChunk(context, run, at, options);
    return outcome === 'lost' ? { is: 'over' } : { is: 'next', steps: [step] };
  }
  if ((await readCheckpoints(context, run)) === undefined) return { is: 'over' };
  const lanes = Array.from({ length: run.lanes }).keys();
  return { is: 'next', steps: [...lanes].map((lane) => ({ run: run.id, phase: 'compare', lane })) };
}

async function compare(
  context: Context,
  run: Run,
  step: SweepStep,
  options: StepOptions,
): Promise<StepOutcome> {
  if ((await isStateLost(context)) !== run.isLost) return { is: 'abandoned' };
  const checkpoints = await checkpointsOfAll(context, run);
  const compared = await comparedParts(context, run);
  for (let part = step.lane; part < run.parts; part += run.lanes) {
    if (compared.has(part)) continue;
    const outcome = await comparePart(context, run, part, checkpoints, options);
    return outcome === 'lost' ? { is: 'over' } : { is: 'next', steps: [step] };
  }
  if (compared.size < run.parts) return { is: 'over' };
  return { is: 'next', steps: [{ run: run.id, phase: 'end', lane: 0 }] };
}

async function end(context: Context, run: Run, step: SweepStep, options: StepOptions): Promise<StepOutcome> {
  if ((await comparedParts(context, run)).size < run.parts) throw new Error('a part was not compared');
  const report = await endSweep(context, run, await checkpointsOfAll(context, run), options);
  if (report === undefined) return { is: 'over' };
  if (report === 'abandoned') return { is: 'abandoned' };
  if (report === 'more') return { is: 'next', steps: [step] };
  return { is: 'ended', report, startedBy: run.startedBy };
}

async function checkpointsOfAll(context: Context, run: Run) {
  const checkpoints = await readCheckpoints(context, run);
  if (checkpoints === undefined) throw new Error('a chain was not listed to its end');
  return checkpoints;
}
