import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CANARY_AGENT } from '../../lambda/model/probe.ts';
import { MemoryStore } from '../../lambda/store/memory.ts';
import { type CountResult, countSubscribers } from '../../lambda/subscribers/count.ts';
import { parseReport, reportKey, type SubscriberReport } from '../../lambda/subscribers/report.ts';
import { type Asked, logFile, logKey } from './logs.ts';

const HOUR = 3_600_000;
const DAYS = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'] as const;

/** The night after a day, when it is counted. */
function nightAfter(day: string): number {
  return Date.parse(day) + (24 + 20) * HOUR;
}

async function put(logs: MemoryStore, day: string, hour: number, requests: readonly Asked[]): Promise<void> {
  const body = logFile(requests);
  await logs.put(logKey(day, hour, `${logs.requests.put}a`), { body, contentType: 'application/gzip' });
}

function countAt(logs: MemoryStore, now: number): Promise<CountResult> {
  let salts = 0;
  return countSubscribers({ logs, now, salt: () => `${now} ${salts++}`, ignored: CANARY_AGENT });
}

async function reportOf(logs: MemoryStore, day: string): Promise<SubscriberReport | undefined> {
  const stored = await logs.get(reportKey(day));
  return stored === undefined ? undefined : parseReport(Buffer.from(stored.body).toString());
}

const readers = (count: number): readonly Asked[] =>
  Array.from({ length: count }, (_, i) => ({ address: `192.0.2.${i}`, agent: 'Reader' }));

describe('a nightly count', () => {
  it('counts a day on the night after it, and for good on the next one', async () => {
    const logs = new MemoryStore();
    await put(logs, DAYS[0], 3, readers(2));
    expect(await countAt(logs, nightAfter(DAYS[0]))).toMatchObject({
      faults: [],
      reports: [{ day: DAYS[0] }],
    });
    expect(await reportOf(logs, DAYS[0])).toMatchObject({
      final: false,
      complete: true,
      files: 1,
      site: { readers: 2 },
    });
    // What comes late counts, and so does what a reader asks in two files.
    await put(logs, DAYS[0], 23, readers(3));
    await put(logs, DAYS[1], 0, readers(1));
    const { reports } = await countAt(logs, nightAfter(DAYS[1]));
    expect(reports.map(({ day, final, site }) => [day, final, site.readers])).toEqual([
      [DAYS[0], true, 3],
      [DAYS[1], false, 1],
    ]);
    const read = logs.requests.read;
    expect((await countAt(logs, nightAfter(DAYS[1]))).reports.map(({ day }) => day)).toEqual([DAYS[1]]);
    expect(logs.requests.read).toBe(read + 1);
  });

  it('makes up for nights that were missed', async () => {
    const logs = new MemoryStore();
    for (const [i, day] of DAYS.entries()) await put(logs, day, i, readers(i + 1));
    const { reports } = await countAt(logs, nightAfter(DAYS[3]));
    expect(reports.map(({ day, final }) => [day, final])).toEqual([
      [DAYS[1], true],
      [DAYS[2], true],
      [DAYS[3], false],
    ]);
  });

  it('knows from the report of the day before which claims were made then', async () => {
    const logs = new MemoryStore();
    const fetch = { agent: 'Feedly/1.0 (900 subscribers)' };
    await put(logs, DAYS[0], 3, [fetch]);
    await put(logs, DAYS[1], 3, [fetch]);
    await countAt(logs, nightAfter(DAYS[1]));
    expect((await reportOf(logs, DAYS[0]))?.site.aggregated).toBe(100);
    expect((await reportOf(logs, DAYS[1]))?.site.aggregated).toBe(900);
  });

  it('says when no log came any more, but not where there never was one', async () => {
    const logs = new MemoryStore();
    expect(await countAt(logs, nightAfter(DAYS[0]))).toEqual({ reports: [], faults: [] });
    expect(logs.requests.put).toBe(0);
    await put(logs, DAYS[0], 3, readers(2));
    await countAt(logs, nightAfter(DAYS[0]));
    const { faults } = await countAt(logs, nightAfter(DAYS[1]));
    expect(faults).toEqual([`there is no log of ${DAYS[1]}, although there was one before`]);
    expect(await reportOf(logs, DAYS[1])).toBeUndefined();
  });

  it('counts without a file that is broken, and says so', async () => {
    const logs = new MemoryStore();
    await put(logs, DAYS[0], 3, readers(2));
    const key = logKey(DAYS[0], 4);
    await logs.put(key, { body: Buffer.from('no gzip'), contentType: 'application/gzip' });
    await logs.put(`AWSLogs/aws-test`, { body: Buffer.from('other'), contentType: 'text/plain' });
    const { faults, reports } = await countAt(logs, nightAfter(DAYS[0]));
    expect(faults).toEqual([expect.stringContaining(`${key} cannot be read: `)]);
    expect(reports).toMatchObject([{ complete: false, files: 2, site: { readers: 2 } }]);
  });

  it('counts anew where a report is none', async () => {
    const logs = new MemoryStore();
    await logs.put(reportKey(DAYS[0]), {
      body: Buffer.from('{"final":true}'),
      contentType: 'application/json',
    });
    await put(logs, DAYS[0], 3, readers(2));
    expect((await countAt(logs, nightAfter(DAYS[0]))).reports).toMatchObject([{ site: { readers: 2 } }]);
  });
});

it('counts a whole day as its report says', async () => {
  const logs = new MemoryStore();
  for (const hour of [7, 8, 9]) {
    const body = readFileSync(new URL(`day/${hour}.log`, import.meta.url));
    await logs.put(logKey(DAYS[3], hour).replace(/\.gz$/, ''), { body, contentType: 'text/plain' });
  }
  await countAt(logs, nightAfter(DAYS[3]));
  const stored = Buffer.from((await logs.get(reportKey(DAYS[3])))?.body ?? []).toString();
  await expect(`${JSON.stringify(JSON.parse(stored), null, 2)}\n`).toMatchFileSnapshot('day/report.json');
});
