import { publishArchives } from '../protocol/archive/publish-archives.ts';
import type { Context } from '../protocol/context.ts';
import { TooManyArticlesError } from '../protocol/errors.ts';
import { WITHDRAWAL_LIMITS } from '../protocol/withdrawals.ts';
import type { SweepStep } from './divided/run.ts';
import { startSweep } from './divided/start.ts';
import { takeStep } from './divided/take-step.ts';
import { sweep } from './sweep.ts';
import type { SweepReport } from './sweep-report.ts';
import { publishDue, withdrawDue } from './tick.ts';

/** A sweep of more articles is divided: up to here it takes some seven minutes and 400 MB. */
const SWEPT_AT_ONCE = 2_000_000;

/** Half of the workers that the queue feeds sweep at a time, the others publish. */
const DIVISION = { articlesPerPart: 500_000, lanes: 4 };

/** What a step lists: 500 LISTs and 100 MB of memory. It stops listing after the time, too. */
const OBJECTS_PER_STEP = 500_000;
const LISTING_MS = 90_000;

/** A step is begun where so much time is left. */
const STEP_MS = 200_000;

/** What an invocation of the function gives to those that look after everything. */
export interface MaintenanceInvocation {
  readonly context: Context;
  readonly functionName: string;
  readonly signal: AbortSignal;
  readonly remainingMs: () => number;
  /** Queue keys of articles, of which those whose files are gone may be meant to be, and steps of a sweep. */
  readonly send: (keys: Iterable<string>, options?: { readonly withdraws?: boolean }) => Promise<void>;
  readonly sendSteps: (steps: readonly SweepStep[]) => Promise<void>;
  readonly log: (level: 'info' | 'warn' | 'error', line: LogLine) => void;
  /** Told what something came to, and the name of the function that began it. */
  readonly measure: (measures: MaintenanceMeasures, functionName: string) => void;
}

type LogLine = { readonly event: string } & Readonly<Record<string, unknown>>;

/** What is measured, see `worker/metrics.ts`. */
interface MaintenanceMeasures {
  readonly Sweeps?: number;
  readonly Queued: number;
  readonly SweepFaults?: number;
}

/** How many articles became due, and how many withdrawals; and how many documents of archives were put. */
export interface TickReport {
  readonly due: number;
  readonly withdrawals: number;
  readonly archived?: number;
}

/** A sweep that its steps will end. */
export interface SweepBegun {
  readonly run: string;
}

/** Queues what has become due, and brings the archives up to date. */
export async function tick({
  context,
  functionName,
  signal,
  send,
  log,
  measure,
}: MaintenanceInvocation): Promise<TickReport> {
  const now = context.now();
  const due = await publishDue(context, now, send);
  const withdrawals = await withdrawDue(context, now - WITHDRAWAL_LIMITS.hold, send);
  let archived = 0;
  const onDocument = (): unknown => archived++;
  try {
    await publishArchives(context, { signal, onDocument });
  } catch (error) {
    // The next tick goes on from there.
    if (!signal.aborted) throw error;
    log('warn', { event: 'archives', message: 'the tick ran out of time; the next one goes on' });
  }
  log('info', { event: 'tick', due, withdrawals, archived });
  measure({ Queued: due + withdrawals }, functionName);
  return { due, withdrawals, archived };
}

/** Somebody said that all withdrawals that wait are meant. */
export async function withdraw({
  context,
  functionName,
  send,
  log,
  measure,
}: MaintenanceInvocation): Promise<TickReport> {
  const withdrawals = await withdrawDue(context, context.now(), (keys) => send(keys, { withdraws: true }));
  log('info', { event: 'withdraw', withdrawals });
  measure({ Queued: withdrawals }, functionName);
  return { due: 0, withdrawals };
}

/** Sweeps in one go, or begins a sweep in steps where there are too many articles for that or `isDivided` asks for it. */
export async function beginSweep(
  { all, isDivided }: { readonly all: boolean; readonly isDivided: boolean },
  invocation: MaintenanceInvocation,
): Promise<SweepReport | SweepBegun> {
  const { context, functionName, signal, send, sendSteps, log } = invocation;
  if (!isDivided) {
    try {
      const report = await sweep(context, { all, send, signal, limit: SWEPT_AT_ONCE });
      tell(report, functionName, invocation);
      return report;
    } catch (error) {
      if (!(error instanceof TooManyArticlesError)) throw error;
    }
  }
  const run = await startSweep(context, { ...DIVISION, all, startedBy: functionName, sendSteps, signal });
  log('info', { event: 'sweep begun', run });
  return { run };
}

/** Takes a step of a sweep, or leaves it to another invocation where this one has no time for it. */
export async function goOnWithSweep(step: SweepStep, invocation: MaintenanceInvocation): Promise<void> {
  const { context, signal, send, sendSteps, log, remainingMs } = invocation;
  if (remainingMs() < STEP_MS) return sendSteps([step]);
  const late = remainingMs() - LISTING_MS;
  const isLate = (): boolean => remainingMs() < late;
  const options = { send, sendSteps, signal, objectsPerStep: OBJECTS_PER_STEP, isLate };
  const outcome = await takeStep(context, step, options);
  if (outcome.is === 'ended') return tell(outcome.report, outcome.startedBy, invocation);
  log(outcome.is === 'abandoned' ? 'warn' : 'info', { event: 'sweep step', ...step, is: outcome.is });
}

function tell(report: SweepReport, functionName: string, { log, measure }: MaintenanceInvocation): void {
  const faults = report.leftAside.length + report.failedLists.length;
  log(faults === 0 ? 'info' : 'error', { event: 'sweep', ...report });
  measure({ Sweeps: 1, Queued: report.queued, SweepFaults: faults }, functionName);
}
