import { repair } from '../../lambda/maintenance/repair.ts';
import { sweep } from '../../lambda/maintenance/sweep.ts';
import { publishDue, withdrawDue } from '../../lambda/maintenance/tick.ts';
import { publishArchives } from '../../lambda/protocol/archive/publish-archives.ts';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import type { Queue } from './queue.ts';
import type { Message, Worker } from './worker.ts';

/** Has a worker do what a batch of messages asks for, and gives its reports on the keys in it. */
export async function workOn(
  batch: readonly Message[],
  worker: Worker,
  queue: Queue,
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
  for (const job of ['sweep', 'sweep all'] as const) {
    if (jobs.has(job)) await sweep(context, { all: job === 'sweep all', send, signal });
  }
  return reports;
}
