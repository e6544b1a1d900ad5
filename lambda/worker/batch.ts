import type { Context, KeyReport } from '../protocol/context.ts';
import { republish } from '../protocol/republish.ts';
import { type Message, parseBatch } from './events.ts';

/** Part of a batch was not done: Lambda leaves these messages in the queue. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** What a batch needs from the outside. */
export interface BatchOptions {
  /** Aborted shortly before the time of the invocation is up; what was not begun then is left for another one. */
  readonly signal: AbortSignal;
  /** Writes a structured line; whatever an uploader wrote is in its values alone. */
  readonly log: (level: 'info' | 'warn' | 'error', line: LogLine) => void;
  /** Tells subscribers' hub of the public paths that changed; why it was not told, if it was not. */
  readonly ping: (paths: ReadonlySet<string>) => Promise<string | undefined>;
  /** Makes messages visible again sooner than the queue would. */
  readonly retrySoon: (messages: readonly Message[]) => Promise<void>;
}

export type LogLine = { readonly event: string } & Readonly<Record<string, unknown>>;

/**
 * Works on the messages of a batch: a key that several of them name is worked on once, and a message is done when
 * all of its keys are. A rejected article is done, too; its reason is recorded and logged.
 */
export async function processBatch(
  event: unknown,
  context: Context,
  options: BatchOptions,
): Promise<BatchResponse> {
  const { signal, log, ping, retrySoon } = options;
  const messages = parseBatch(event);
  const keys = new Set(messages.flatMap((message) => ('keys' in message ? message.keys : [])));
  const paths = new Set<string>();
  const onDocument = (path: string) => void paths.add(path);
  const done = await republish(keys, context, { signal, onDocument });
  const reports = new Map(done.map((report) => [report.key, report]));
  for (const report of reports.values()) logReport(report, log);
  const unheard = await ping(paths);
  if (unheard !== undefined) log('warn', { event: 'hub', message: unheard });

  const failed = messages.filter((message) => {
    if ('error' in message) log('error', { event: 'malformed', message: message.error.message });
    return 'error' in message || message.keys.some((key) => reports.get(key)?.status === 'failed');
  });
  const counts = countByStatus(reports.values());
  log('info', { event: 'batch', messages: messages.length, messagesFailed: failed.length, ...counts });
  if (failed.length > 0) {
    // Without it they come back all the same, when the queue's own time is up.
    await retrySoon(failed).catch((error) => log('warn', { event: 'retry', error: describeError(error) }));
  }
  return { batchItemFailures: failed.map(({ id }) => ({ itemIdentifier: id })) };
}

function logReport(report: KeyReport, log: BatchOptions['log']): void {
  const { key, id } = report;
  if (report.status === 'rejected') {
    log('warn', { event: 'rejected', key, id, ...report.rejection });
  } else if (report.status === 'published' && report.warnings.length > 0) {
    log('warn', { event: 'warned', key, id, warnings: report.warnings });
  } else if (report.status === 'failed') {
    log('error', { event: 'failed', key, id, error: describeError(report.error) });
  }
}

/** An error and what caused it, outermost first. */
function describeError(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [String(error)];
  return [error.stack ?? String(error), ...(error.cause === undefined ? [] : describeError(error.cause))];
}

function countByStatus(reports: Iterable<KeyReport>): Record<KeyReport['status'], number> {
  const counts = { published: 0, held: 0, skipped: 0, rejected: 0, deleted: 0, failed: 0 };
  for (const { status } of reports) counts[status]++;
  return counts;
}
