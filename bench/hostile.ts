import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { HostileRun } from '../test/support/hostile/run.ts';
import { HOSTILE_SIZES, HOSTILE_UPLOADS } from '../test/support/hostile/uploads.ts';
import { atMost, type Result, round, showBytes, showTime, table } from './figures.ts';

const SCRIPT = fileURLToPath(import.meta.resolve('../test/support/hostile/run.ts'));

/** Milliseconds after which a process is stopped: whatever it works on is beyond every bar. */
const DEADLINE = 240_000;

/** Uploads that took least show nothing. */
const SHOWN = 25;

/** Derives uploads that are made to be slow, each in three sizes in a process of its own. */
export async function measure(): Promise<Result> {
  const shapes: { readonly name: string; readonly runs: readonly HostileRun[] }[] = [];
  for (const name of HOSTILE_UPLOADS) {
    const runs = await derive(name);
    process.stderr.write(`\n${name}: ${runs.map(describe).join(' · ')}`);
    shapes.push({ name, runs });
  }
  const failed = shapes.filter(({ runs }) => runs.some(({ status }) => status === 'failed'));
  const longest = (runs: readonly HostileRun[]): number => Math.max(...runs.map(({ time }) => time));
  const all = shapes.flatMap(({ runs }) => runs);
  const growth = Math.max(...shapes.map(({ runs }) => growthOf(runs)));
  const memory = Math.max(...all.map((run) => run.memory));
  const slowest = shapes.toSorted((a, b) => longest(b.runs) - longest(a.runs)).slice(0, SHOWN);
  return {
    tables: {
      hostile: table(
        [`the slowest of ${shapes.length}`, ...Object.values(HOSTILE_SIZES).map(showBytes), 'growth'],
        slowest.map(({ name, runs }) => [name, ...runs.map(describe), round(growthOf(runs))]),
      ),
    },
    bars: [
      atMost('processor time of a hostile upload', longest(all), 30_000, showTime),
      atMost('memory of a process that derives it', memory, 1.5e9, showBytes),
      atMost('growth from 64 KB to 1 MB', growth, 1.5, round),
      atMost('hostile uploads that are neither published nor rejected', failed.length, 0, String),
    ],
  };
}

/** Time for a byte of the large upload in times of that for one of the small; 0 where only one of them is published. */
function growthOf([small, large]: readonly HostileRun[]): number {
  if (small?.status !== 'published' || large?.status !== 'published') return 0;
  return large.time / large.bytes / (small.time / small.bytes);
}

function describe({ status, time, memory, page, bytes }: HostileRun): string {
  const outcome = status === 'published' ? `${round(page / bytes)}× its size` : status;
  return `${showTime(time)}, ${showBytes(memory)}, ${outcome}`;
}

async function derive(name: string): Promise<readonly HostileRun[]> {
  const sizes = Object.values(HOSTILE_SIZES);
  const child = spawn(process.execPath, [SCRIPT, name, ...sizes.map(String)], {
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: DEADLINE,
    killSignal: 'SIGKILL',
  });
  const lines = (await text(child.stdout)).split('\n').filter((line) => line !== '');
  const runs: HostileRun[] = lines.map((line) => JSON.parse(line));
  const lost = { status: 'failed', reason: 'it was stopped', time: DEADLINE, memory: 0, page: 0, feeds: 0 };
  return sizes.map((bytes, at) => runs[at] ?? { bytes, ...lost });
}
