import pMap from 'p-map';
import { listAll, type Store } from '../store/store.ts';
import { hourOfFile, readAccessLog } from './access-log.ts';
import { DayCount } from './day-count.ts';
import { FORMAT, parseReport, reportContent, reportKey, type SubscriberReport } from './report.ts';

/** Where the logs are delivered to. */
export const LOGS = 'AWSLogs/';

const DAY = 24 * 3600 * 1000;

/** Days that are looked back on, so that what one night could not do the next one does. */
export const DAYS_COUNTED = 3;

/** Files that are read at a time: they are many and small. */
const CONCURRENCY = 8;

/** What a count needs. */
export interface CountParts {
  readonly logs: Pick<Store, 'list' | 'get' | 'read' | 'put'>;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** A new secret for each day. */
  readonly salt: () => string;
  /** The user agent of our own canary, which is not counted. */
  readonly ignored: string;
}

/** What a count has done. */
export interface CountResult {
  /** Of the days that were counted, the oldest first. */
  readonly reports: readonly SubscriberReport[];
  /** What was not as it should be. */
  readonly faults: readonly string[];
}

/**
 * Counts the last days in UTC that are over, as far as that is not done for good: logs may be a day late, so a day is
 * counted on the first night after it, and once more on the second.
 */
export async function countSubscribers(parts: CountParts): Promise<CountResult> {
  const { logs, now } = parts;
  const today = Math.floor(now / DAY) * DAY;
  const days = Array.from({ length: DAYS_COUNTED }, (_, i) => dayOf(today - (DAYS_COUNTED - i) * DAY));
  const files = await findFiles(logs, days);
  const reports: SubscriberReport[] = [];
  const faults: string[] = [];
  let before = await readReport(logs, dayOf(today - (DAYS_COUNTED + 1) * DAY));
  for (const day of days) {
    const known = await readReport(logs, day);
    const names = files.get(day) ?? [];
    if (known?.final === true || names.length === 0) {
      if (known === undefined && (before?.requests ?? 0) > 0 && day === days.at(-1))
        faults.push(`there is no log of ${day}, although there was one before`);
      before = known;
      continue;
    }
    const report = await countDay(day, names, before, parts, faults);
    await logs.put(reportKey(day), reportContent(report));
    reports.push(report);
    before = report;
  }
  return { reports, faults };
}

async function countDay(
  day: string,
  files: readonly string[],
  before: SubscriberReport | undefined,
  { logs, now, salt, ignored }: CountParts,
  faults: string[],
): Promise<SubscriberReport> {
  const count = new DayCount(salt(), ignored);
  let unread = 0;
  await pMap(
    files,
    async (key) => {
      try {
        const opened = await logs.read(key);
        const hour = hourOfFile(key)?.hour ?? 0;
        if (opened !== undefined) await readAccessLog(opened, (request) => count.add(request, hour));
      } catch (error) {
        unread++;
        faults.push(`${key} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
    { concurrency: CONCURRENCY },
  );
  const counts = count.finish(before?.lists);
  return {
    format: FORMAT,
    day,
    counted: now,
    final: now >= Date.parse(day) + 2 * DAY,
    files: files.length,
    ...counts,
    complete: counts.complete && unread === 0,
  };
}

/** The log files of some days. */
async function findFiles(
  logs: CountParts['logs'],
  days: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>(days.map((day) => [day, []]));
  for await (const { key } of listAll(logs, LOGS)) {
    const day = hourOfFile(key)?.day;
    if (day !== undefined) found.get(day)?.push(key);
  }
  return found;
}

async function readReport(logs: CountParts['logs'], day: string): Promise<SubscriberReport | undefined> {
  const stored = await logs.get(reportKey(day));
  return stored === undefined ? undefined : parseReport(new TextDecoder().decode(stored.body));
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
