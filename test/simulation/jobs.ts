import type { SweepStep } from '../../lambda/maintenance/divided/run.ts';
import { startSweep } from '../../lambda/maintenance/divided/start.ts';
import { takeStep } from '../../lambda/maintenance/divided/take-step.ts';
import { repair } from '../../lambda/maintenance/repair.ts';
import { sweep } from '../../lambda/maintenance/sweep.ts';
import { publishDue, withdrawDue } from '../../lambda/maintenance/tick.ts';
import { publishArchives } from '../../lambda/protocol/archive/publish-archives.ts';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { SMALL_PIECES } from './divided.ts';
import type { Queue } from './queue.ts';
import type { Message, Worker } from './worker.ts';

/** Has a worker do what a batch of messages asks for, and gives its reports on the keys in it. Sweeps may be divided. */
export async function workOn(
  batch: readonly Message[],
  worker: Worker,
  queue: Queue,
  divided = false,
): Promise<readonly KeyReport[]> {
  const { context } = worker;
  const { signal } = worker.abort;
  const keys = batch.flatMap((message) => ('keys' in message ? message.keys : []));
  const jobs = new Set(batch.flatMap((message) => ('job' in message ? [message.job] : [])));
  const send = (found: Iterable<string>): Promise<void> => worker.send(queue, [...found]);
  const reports = await republish(keys, context, { signal });
  if (jobs.has('tick')) {
    await publishDue(context, context.now(), send);
    const { withdrawals } = context;
    await publishArchives(context, { signal });
    if (withdrawals !== undefined) await withdrawDue(context, context.now() - withdrawals.hold, send);
  }
  if (jobs.has('repair')) {
    // Whatever was written in this simulation may be half of what another worker is doing.
    const { failed } = await repair(context, { before: 0 });
    for (const { error } of failed) throw error;
  }
  const sendSteps = (steps: readonly SweepStep[]): Promise<void> => worker.sendSteps(queue, steps);
  for (const job of ['sweep', 'sweep all'] as const) {
    if (!jobs.has(job)) continue;
    const all = job === 'sweep all';
    if (!divided) await sweep(context, { all, send, signal });
    else await startSweep(context, { ...SMALL_PIECES, all, startedBy: 'sweep', sendSteps, signal });
  }
  for (const message of batch) {
    if (!('step' in message)) continue;
    const options = { ...SMALL_PIECES, send, sendSteps, signal, isLate: () => false };
    await takeStep(context, message.step, options);
  }
  return reports;
}
