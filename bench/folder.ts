import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { articlePath, articleText, writeCorpus } from '../test/support/finance-site.ts';
import { spreadOf } from './measuring.ts';
import { hasMemoryFolder, MEMORY_FOLDER } from './memory-folder.ts';
import { atLeast, atMost, paragraph, type Result, round, showBytes, showTimes, table } from './result.ts';
import { USAGE_FILE, type Usage } from './usage.ts';

const PROJECT = join(import.meta.dirname, '..');
const USUAL = 10_000;
const TWICE = 20_000;
const SIZES = [2_500, 5_000, USUAL, TWICE] as const;
const WANTED = 500;

/** How much more memory twice as many articles may take. With fewer, V8 has not yet taken what it likes to have. */
const FLAT = 1.15;

/** Publishes folders of articles of the usual size with the real command, and watches its time and its memory. */
export async function benchFolder(): Promise<Result> {
  const inMemory = hasMemoryFolder();
  const base = mkdtempSync(join(inMemory ? MEMORY_FOLDER : tmpdir(), 'bench-folder-'));
  const disk = mkdtempSync(join(tmpdir(), 'bench-folder-'));
  try {
    for (const size of SIZES) writeCorpus(join(base, `articles-${size}`), size);
    const articles = join(base, `articles-${USUAL}`);
    const runs: { readonly size: number; readonly usage: Usage }[] = [];
    // The usual number twice, so that a machine that was busy for a while shows.
    for (const [order, size] of [2_500, USUAL, 5_000, USUAL, TWICE].entries()) {
      const usage = await publish(join(base, `articles-${size}`), join(base, `out-${order}`));
      runs.push({ size, usage });
      if (size !== USUAL) rmSync(join(base, `out-${order}`), { recursive: true });
    }
    const copied = copyFiles(join(base, 'out-3'), join(base, 'copy'));
    rmSync(join(base, 'copy'), { recursive: true });

    const again = await publish(articles, join(base, 'out-3'));
    writeFileSync(
      join(articles, articlePath(0)),
      `${articleText(0)}<p>又及：${articleText(1).slice(-200)}</p>\n`,
    );
    const changed = await publish(articles, join(base, 'out-3'));

    const onDisk = inMemory ? await publish(articles, join(disk, 'out')) : undefined;
    const copiedToDisk = onDisk && copyFiles(join(disk, 'out'), join(disk, 'copy'));

    const of = (size: number) => runs.filter((run) => run.size === size).map(({ usage }) => usage);
    const wall = spreadOf(of(USUAL).map((usage) => usage.wall)).median;
    const rates = of(USUAL).map((usage) => rateOf(USUAL, usage));
    const busy = of(USUAL).map((usage) => usage.cpu / usage.wall);
    const memory = (size: number) => spreadOf(of(size).map((usage) => usage.memory)).median;
    const growth = memory(TWICE) / memory(USUAL);
    const categories = readdirSync(join(base, 'out-3', 'public', 'feeds')).length;
    const text = [
      paragraph(`\`npm run republish\` over articles of 14 KB in three categories each, ${categories} in all. An article
        leads to a page, a record and four entries of the index, all of them together to the documents of the
        categories. ${inMemory ? 'The folders stand in memory, so that no disk is measured but where it says so. ' : ''}Times
        are those of the whole process, its start and its report among them, on ${availableParallelism()}
        processors.`),
      table(
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
            .map(({ size, usage }) => row(`${show(size)} new ones`, size, usage)),
          ...(onDisk === undefined ? [] : [row(`${show(USUAL)} new ones, on a disk`, USUAL, onDisk)]),
          [`${show(USUAL)}, none of them changed`, seconds(again.wall), '', '', '', showBytes(again.memory)],
          [
            `${show(USUAL)}, one of them changed`,
            seconds(changed.wall),
            '',
            '',
            '',
            showBytes(changed.memory),
          ],
        ],
      ),
      paragraph(`Copying the ${show(copied.files)} files that this leads to, one after the other and with nothing else,
        takes ${seconds(copied.wall)}; publishing them takes ${showTimes(wall / copied.wall)} that.
        ${onDisk && copiedToDisk ? `On the disk it is ${seconds(copiedToDisk.wall)}, and ${showTimes(onDisk.wall / copiedToDisk.wall)}.` : ''}
        Of the ${availableParallelism()} processors it had ${busy.map(round).join(' and ')}: what others run meanwhile
        takes from them. What grows with the number of articles is what the command reports of each of them; their content is
        let go of when it is written.`),
    ].join('\n\n');
    return {
      title: 'From folder to folder',
      text,
      verdicts: [
        atLeast(
          `${show(USUAL)} articles, folder to folder`,
          `${WANTED} a second`,
          `${rates.map(round).join(' and ')} a second, on ${busy.map(round).join(' and ')} processors`,
          WANTED / Math.min(...rates),
        ),
        atMost(
          `peak memory at ${show(TWICE)} articles, against ${show(USUAL)}`,
          `${FLAT}×`,
          showTimes(growth),
          growth / FLAT,
        ),
      ],
    };
  } finally {
    for (const folder of [base, disk]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the command. @throws when it does not publish everything. */
async function publish(articles: string, out: string): Promise<Usage> {
  const file = `${out}.usage.json`;
  const options = ['--import', join(import.meta.dirname, 'usage.ts')];
  const command = [join(PROJECT, 'local', 'cli.ts'), 'republish', articles, '--out', out];
  await promisify(execFile)(process.execPath, [...options, ...command], {
    env: { ...process.env, [USAGE_FILE]: file },
  });
  return JSON.parse(readFileSync(file, 'utf8'));
}

function row(what: string, articles: number, usage: Usage): readonly string[] {
  const time = (cpu: number): string => `${round(cpu / articles)} ms`;
  return [
    what,
    seconds(usage.wall),
    show(Math.round(rateOf(articles, usage))),
    time(usage.cpu),
    time(usage.mainCpu),
    showBytes(usage.memory),
  ];
}

function rateOf(articles: number, { wall }: Usage): number {
  return articles / (wall / 1000);
}

function seconds(milliseconds: number): string {
  return `${round(milliseconds / 1000)} s`;
}

function show(count: number): string {
  return count.toLocaleString('en');
}

/** Copies all files of a folder into one that is not there yet, in the way that takes the least. */
function copyFiles(from: string, to: string): { readonly files: number; readonly wall: number } {
  const start = performance.now();
  let files = 0;
  const copyFolder = (source: string, target: string): void => {
    mkdirSync(target, { recursive: true });
    for (const entry of readdirSync(source, { withFileTypes: true })) {
      const [path, copy] = [join(source, entry.name), join(target, entry.name)];
      if (entry.isDirectory()) copyFolder(path, copy);
      else writeFileSync(copy, readFileSync(path));
      if (entry.isFile()) files++;
    }
  };
  copyFolder(from, to);
  return { files, wall: performance.now() - start };
}
