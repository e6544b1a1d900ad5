import { execFile } from 'node:child_process';
import { mkdtempDisposableSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { articlePath, articleText, writeCorpus } from '../test/support/finance-site.ts';
import { TEMPORARY } from '../test/support/folders.ts';
import {
  atLeast,
  atMost,
  type Result,
  round,
  showBytes,
  showCount,
  showTime,
  showTimes,
  spreadOf,
  table,
} from './figures.ts';
import { USAGE_FILE, type Usage } from './usage.ts';

const USUAL = 10_000;
const TWICE = 20_000;

/** Publishes folders of articles of the usual size with the real command, and watches its time and its memory. */
export async function measure(): Promise<Result> {
  using base = mkdtempDisposableSync(join(TEMPORARY, 'bench-folder-'));
  using disk = mkdtempDisposableSync(join(tmpdir(), 'bench-folder-'));
  const [articles, out] = [join(base.path, 'articles'), join(base.path, 'out')];
  const runs: { readonly size: number; readonly usage: Usage }[] = [];
  // The usual number twice, so that a machine that was busy for a while shows.
  for (const size of [2_500, 5_000, USUAL, TWICE, USUAL]) {
    for (const folder of [articles, out]) rmSync(folder, { recursive: true, force: true });
    writeCorpus(articles, size);
    runs.push({ size, usage: await republish(articles, out) });
  }
  const again = await republish(articles, out);
  writeFileSync(join(articles, articlePath(0)), articleText(1));
  const changed = await republish(articles, out);
  const onDisk = await republish(articles, join(disk.path, 'out'));

  const of = (size: number) => runs.filter((run) => run.size === size).map(({ usage }) => usage);
  const memoryOf = (size: number) => spreadOf(of(size).map(({ memory }) => memory)).median;
  const rate = Math.min(...of(USUAL).map((usage) => rateOf(USUAL, usage)));
  const busy = of(USUAL).map((usage) => round(usage.cpu / usage.wall));
  return {
    tables: {
      folder: table(COLUMNS, [
        ...runs
          .toSorted((a, b) => a.size - b.size)
          .map(({ size, usage }) => row(`${showCount(size)} new ones`, size, usage)),
        row(`${showCount(USUAL)} new ones, on a disk`, USUAL, onDisk),
        shortRow(`${showCount(USUAL)}, none of them changed`, again),
        shortRow(`${showCount(USUAL)}, one of them changed`, changed),
      ]),
    },
    bars: [
      atLeast(
        `${showCount(USUAL)} articles, folder to folder`,
        rate,
        500,
        showRate,
        `${showRate(rate)}, on ${busy.join(' and ')} of ${availableParallelism()} processors`,
      ),
      atMost(
        `peak memory at ${showCount(TWICE)} articles, against ${showCount(USUAL)}`,
        memoryOf(TWICE) / memoryOf(USUAL),
        1.15,
        showTimes,
      ),
    ],
  };
}

/** Runs the command. @throws when it does not publish everything. */
async function republish(articles: string, out: string): Promise<Usage> {
  const file = join(out, '..', 'usage.json');
  const options = ['--import', join(import.meta.dirname, 'usage.ts')];
  const command = [join(import.meta.dirname, '..', 'local', 'cli.ts'), 'republish', articles, '--out', out];
  await promisify(execFile)(process.execPath, [...options, ...command], {
    env: { ...process.env, [USAGE_FILE]: file },
  });
  return JSON.parse(readFileSync(file, 'utf8'));
}

const COLUMNS =
  'articles, time, articles a second, processor time of one, on the main thread, peak memory'.split(', ');

function row(what: string, articles: number, usage: Usage): readonly string[] {
  return [
    what,
    showTime(usage.wall),
    showCount(rateOf(articles, usage)),
    showTime(usage.cpu / articles),
    showTime(usage.mainCpu / articles),
    showBytes(usage.memory),
  ];
}

/** Where little is published, it tells nothing what one article takes. */
function shortRow(what: string, { wall, memory }: Usage): readonly string[] {
  return [what, showTime(wall), '', '', '', showBytes(memory)];
}

function rateOf(articles: number, { wall }: Usage): number {
  return articles / (wall / 1000);
}

function showRate(rate: number): string {
  return `${showCount(rate)} a second`;
}
