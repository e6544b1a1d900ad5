import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
  const base = mkdtempSync(join(TEMPORARY, 'bench-folder-'));
  const disk = mkdtempSync(join(tmpdir(), 'bench-folder-'));
  try {
    const articlesOf = (size: number): string => join(base, `articles-${size}`);
    const runs: { readonly size: number; readonly usage: Usage }[] = [];
    const out = join(base, 'out');
    // The usual number twice, so that a machine that was busy for a while shows.
    for (const size of [2_500, 5_000, USUAL, TWICE, USUAL]) {
      rmSync(out, { recursive: true, force: true });
      writeCorpus(articlesOf(size), size);
      runs.push({ size, usage: await republish(articlesOf(size), out) });
    }

    const again = await republish(articlesOf(USUAL), out);
    writeFileSync(join(articlesOf(USUAL), articlePath(0)), articleText(1));
    const changed = await republish(articlesOf(USUAL), out);

    const onDisk = await republish(articlesOf(USUAL), join(disk, 'out'));

    const of = (size: number) => runs.filter((run) => run.size === size).map(({ usage }) => usage);
    const median = (size: number, kind: keyof Usage) => spreadOf(of(size).map((usage) => usage[kind])).median;
    const rates = of(USUAL).map((usage) => rateOf(USUAL, usage));
    const busy = of(USUAL).map((usage) => round(usage.cpu / usage.wall));
    return {
      tables: {
        folder: table(
          [
            'articles',
            'time',
            'articles a second',
            'processor time of one',
            'on the main thread',
            'peak memory',
          ],
          [
            ...runs
              .toSorted((a, b) => a.size - b.size)
              .map(({ size, usage }) => row(`${showCount(size)} new ones`, size, usage)),
            row(`${showCount(USUAL)} new ones, on a disk`, USUAL, onDisk),
            [
              `${showCount(USUAL)}, none of them changed`,
              showTime(again.wall),
              '',
              '',
              '',
              showBytes(again.memory),
            ],
            [
              `${showCount(USUAL)}, one of them changed`,
              showTime(changed.wall),
              '',
              '',
              '',
              showBytes(changed.memory),
            ],
          ],
        ),
      },
      bars: [
        {
          ...atLeast(`${showCount(USUAL)} articles, folder to folder`, Math.min(...rates), 500, showRate),
          measured: `${showRate(Math.min(...rates))}, on ${busy.join(' and ')} of ${availableParallelism()} processors`,
        },
        atMost(
          `peak memory at ${showCount(TWICE)} articles, against ${showCount(USUAL)}`,
          median(TWICE, 'memory') / median(USUAL, 'memory'),
          1.15,
          showTimes,
        ),
      ],
    };
  } finally {
    for (const folder of [base, disk]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the command. @throws when it does not publish everything. */
async function republish(articles: string, out: string): Promise<Usage> {
  const file = join(articles, '..', 'usage.json');
  const options = ['--import', join(import.meta.dirname, 'usage.ts')];
  const command = [join(import.meta.dirname, '..', 'local', 'cli.ts'), 'republish', articles, '--out', out];
  await promisify(execFile)(process.execPath, [...options, ...command], {
    env: { ...process.env, [USAGE_FILE]: file },
  });
  return JSON.parse(readFileSync(file, 'utf8'));
}

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

function rateOf(articles: number, { wall }: Usage): number {
  return articles / (wall / 1000);
}

function showRate(rate: number): string {
  return `${showCount(rate)} a second`;
}
