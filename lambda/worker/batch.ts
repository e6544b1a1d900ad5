import type { SweepStep } from '../maintenance/divided/run.ts';
import type { Context, KeyReport, RepublishOptions } from '../protocol/context.ts';
import type { Derivations } from '../protocol/derivations.ts';
import { republish } from '../protocol/republish.ts';
import { type Message, parseBatch } from './events.ts';
import type { Measures } from './metrics.ts';

/** The messages that were not done, which Lambda leaves in the queue. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** What a batch needs from the outside. */
export interface BatchOptions {
  /** Aborted shortly before the invocation runs out of time; what was not started then is left for another one. */
  readonly signal: AbortSignal;
  /** Writes a structured line to the log; uploaders' words are in its values alone. */
  readonly log: (level: 'info' | 'warn' | 'error', line: LogLine) => void;
  /** Told what the batch came to. */
  readonly measure: (measures: Measures) => void;
  /** Tells the hub which public paths changed; the reason if it could not be told. */
  readonly ping: (paths: ReadonlySet<string>) => Promise<string | undefined>;
  /** Opens what derives the articles that an earlier delivery may not have survived. */
  readonly guard: () => Promise<Guard>;
  /** The keys of articles that an earlier invocation set aside. */
  readonly findSetAside: () => Promise<ReadonlySet<string>>;
  /** Makes messages visible again sooner than the queue would. */
  readonly retrySoon: (messages: readonly Message[]) => Promise<void>;
  /** Takes a step of a divided sweep. */
  readonly takeStep: (step: SweepStep) => Promise<void>;
}

/** Derives articles where one that takes too long or too much memory, or that crashes, can be ended alone. */
export interface Guard {
  readonly derivations: Derivations;
  /** Ends what it has started. */
  readonly close: () => Promise<void>;
}

/** A line of the log, as JSON. */
export type LogLine = { readonly event: string } & Readonly<Record<string, unknown>>;

/**
 * Processes a batch of messages: a key that several of them name is processed once, and a message is done when all of its
 * keys are. A rejected article is done, too; its reason is recorded and logged.
 */
export async function processBatch(
  event: unknown,
  context: Context,
  options: BatchOptions,
): Promise<BatchResponse> {
  const { signal, log, measure, ping, retrySoon } = options;
  const messages = parseBatch(event);
  const paths = new Set<string>();
  const onDocument = (path: string) => void paths.add(path);
  const suspects = await findSuspects(messages, options);
  const fresh = keysOf(messages).difference(suspects);
  const meant = keysOf(messages.filter((message) => 'withdraws' in message && message.withdraws));
  const unlimited = { ...context, withdrawals: undefined };
  const republishing = { signal, onDocument };
  const done = await republish(fresh.difference(meant), context, republishing);
  const withdrawn = await republish(fresh.intersection(meant), unlimited, republishing);
  const guarded = await republishAlone(
    suspects,
    (key) => (meant.has(key) ? unlimited : context),
    options,
    republishing,
  );
  const reports = new Map([...done, ...withdrawn, ...guarded].map((report) => [report.key, report]));
  const ids = idsByKey(messages);
  for (const report of reports.values()) logReport(report, ids.get(report.key) ?? [], log);
  const failure = await ping(paths);
  if (failure !== undefined) log('warn', { event: 'hub', message: failure });

  const now = context.now();
  // Last, as it takes minutes: by now the articles of the batch are published.
  const stepsFailed = await takeSteps(messages, options);
  const failed = messages.filter((message) => {
    if ('step' in message) return stepsFailed.has(message);
    if ('error' in message) log('error', { event: 'malformed', message: message.error.message });
    return 'error' in message || message.keys.some((key) => reports.get(key)?.status === 'failed');
  });
  const counts = countByStatus(reports.values());
  log('info', { event: 'batch', messages: messages.length, messagesFailed: failed.length, ...counts });
  measure(measuresOf(counts, messages, failed, now));
  if (failed.length > 0) {
    // If that fails they come back all the same, when the queue's own timeout has passed.
    await retrySoon(failed).catch((error) => log('warn', { event: 'retry', error: describeError(error) }));
  }
  return { batchItemFailures: failed.map(({ id }) => ({ itemIdentifier: id })) };
}

/** Takes the steps of sweeps one after the other. The messages of those that failed. */
async function takeSteps(
  messages: readonly Message[],
  { takeStep, log }: Pick<BatchOptions, 'takeStep' | 'log'>,
): Promise<ReadonlySet<Message>> {
  const failed = new Set<Message>();
  for (const message of messages) {
    if (!('step' in message)) continue;
    try {
      await takeStep(message.step);
    } catch (error) {
      failed.add(message);
      log('error', { event: 'sweep step failed', ...message.step, error: describeError(error) });
    }
  }
  return failed;
}

function keysOf(messages: readonly Message[]): Set<string> {
  return new Set(messages.flatMap((message) => ('keys' in message ? message.keys : [])));
}

/**
 * The keys of messages that come again, as an earlier delivery may have died of one of them, and those that are set
 * aside, which only a sweep asks for again: an upload may have mended its own.
 */
async function findSuspects(
  messages: readonly Message[],
  { findSetAside }: Pick<BatchOptions, 'findSetAside'>,
): Promise<Set<string>> {
  const again = keysOf(messages.filter(({ receives }) => receives > 1));
  const ours = keysOf(messages.filter((message) => 'isOurs' in message && message.isOurs)).difference(again);
  return ours.size === 0 ? again : again.union(ours.intersection(await findSetAside()));
}

/** Republishes articles one by one and behind a guard, so that only the guilty one fails. */
async function republishAlone(
  keys: ReadonlySet<string>,
  contextOf: (key: string) => Context,
  { guard }: Pick<BatchOptions, 'guard'>,
  options: RepublishOptions,
): Promise<readonly KeyReport[]> {
  if (keys.size === 0) return [];
  const { derivations, close } = await guard();
  try {
    const reports: KeyReport[] = [];
    for (const key of keys)
      reports.push(...(await republish([key], { ...contextOf(key), derivations }, options)));
    return reports;
  } finally {
    await close();
  }
}

/** The ids of the messages that name each key. */
function idsByKey(messages: readonly Message[]): ReadonlyMap<string, readonly string[]> {
  const ids = new Map<string, string[]>();
  for (const message of messages) {
    if (!('keys' in message)) continue;
    for (const key of new Set(message.keys)) ids.set(key, [...(ids.get(key) ?? []), message.id]);
  }
  return ids;
}

/** Says what became of a key, and which messages asked for it. */
function logReport(report: KeyReport, messages: readonly string[], log: BatchOptions['log']): void {
  const [level, event, more] = outcomeOf(report);
  const warnings = 'warnings' in report && report.warnings.length > 0 ? { warnings: report.warnings } : {};
  log(level, { event, key: report.key, id: report.id, ...more, ...warnings, messages });
}

function outcomeOf(report: KeyReport): readonly [Parameters<BatchOptions['log']>[0], string, object?] {
  switch (report.status) {
    case 'rejected':
      return ['warn', 'rejected', report.rejection];
    case 'failed':
      return ['error', 'failed', { error: describeError(report.error) }];
    case 'skipped':
      return ['info', 'skipped', { reason: report.reason }];
    case 'held':
      return ['info', 'held', { until: report.until }];
    case 'withheld':
      return ['warn', 'withheld', { since: report.since }];
    case 'published':
      return report.warnings.length > 0 ? ['warn', 'warned'] : ['info', 'published'];
    case 'deleted':
      return ['info', 'deleted'];
  }
}

/** An error and what caused it, outermost first. */
function describeError(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)];
  return [error.stack ?? String(error), ...(error.cause === undefined ? [] : describeError(error.cause))];
}

/** A message that fails so often is no case of bad luck; the fifth time it goes to the dead letters. */
const DELIVERIES_OF_BAD_LUCK = 2;

function measuresOf(
  counts: Record<KeyReport['status'], number>,
  messages: readonly Message[],
  failed: readonly Message[],
  now: number,
): Measures {
  const done = messages.filter((message) => !failed.includes(message));
  return {
    Published: counts.published,
    Held: counts.held,
    Withheld: counts.withheld,
    Skipped: counts.skipped,
    Rejected: counts.rejected,
    Deleted: counts.deleted,
    Failed: counts.failed,
    FailedAgain: failed.filter(({ receives }) => receives > DELIVERIES_OF_BAD_LUCK).length,
    UploadToFeed: done.flatMap((message) =>
      'uploaded' in message && message.uploaded !== undefined
        ? [Math.max(0, (now - message.uploaded) / 1000)]
        : [],
    ),
  };
}

function countByStatus(reports: Iterable<KeyReport>): Record<KeyReport['status'], number> {
  const counts = { published: 0, withheld: 0, held: 0, skipped: 0, rejected: 0, deleted: 0, failed: 0 };
  for (const { status } of reports) counts[status]++;
  return counts;
}
