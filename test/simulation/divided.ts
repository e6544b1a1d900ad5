import type { SweepStep } from '../../lambda/maintenance/divided/run.ts';
import { type Division, startSweep } from '../../lambda/maintenance/divided/start.ts';
import { takeStep } from '../../lambda/maintenance/divided/take-step.ts';
import type { SweepOptions } from '../../lambda/maintenance/sweep-findings.ts';
import type { SweepReport } from '../../lambda/maintenance/sweep-report.ts';
import type { Context } from '../../lambda/protocol/context.ts';

/** Pieces so small that a few articles need several of them. */
export const SMALL_PIECES: Division & { readonly objectsPerStep: number } = {
  articlesPerPart: 1,
  lanes: 2,
  objectsPerStep: 2,
};

/** Sweeps in steps, one after the other, as the messages of a queue would have it done. */
export async function sweepInSteps(
  context: Context,
  { all, send, signal }: SweepOptions,
  { objectsPerStep, ...division }: typeof SMALL_PIECES = SMALL_PIECES,
): Promise<SweepReport> {
  const queue: SweepStep[] = [];
  const sendSteps = async (steps: readonly SweepStep[]) => void queue.push(...steps);
  await startSweep(context, { all, startedBy: 'test', ...division, sendSteps, signal });
  for (;;) {
    const step = queue.shift();
    if (step === undefined) throw new Error('the sweep did not come to its end');
    const options = { send, signal, sendSteps, objectsPerStep, isLate: () => false };
    const outcome = await takeStep(context, step, options);
    if (outcome.is === 'ended') return outcome.report;
    if (outcome.is === 'abandoned') throw new Error('the sweep was abandoned');
  }
}
