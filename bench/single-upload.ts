import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { spreadOf } from './measuring.ts';
import { hasMemoryFolder, MEMORY_FOLDER } from './memory-folder.ts';
import { atMost, paragraph, type Result, round, showBytes, showTime, table } from './result.ts';
import type { Step, UploadTime } from './uploads.ts';

const ARTICLES = 2_000;
const UPLOADS = 200;

/** What a few milliseconds are. */
const FEW = 10;

const STEPS: Readonly<Record<Step, string>> = {
  article: 'reading the upload',
  derive: 'front matter, cleaning',
  records: 'reading records and heads',
  index: 'writing entries of the index',
  listings: 'listing the newest entries',
  page: "rendering the article's page",
  feeds: 'rendering feeds and pages of categories',
  overview: 'rendering home page, subscription list and site map',
  compare: 'comparing with what stands there',
  write: 'writing the documents',
};

/** Uploads articles one by one into a site whose feeds are full, in a process that is warm. */
export async function benchSingleUpload(): Promise<Result> {
  const folder = mkdtempSync(join(hasMemoryFolder() ? MEMORY_FOLDER : tmpdir(), 'bench-upload-'));
  try {
    const script = join(import.meta.dirname, 'uploads.ts');
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [script, folder, String(ARTICLES), String(UPLOADS)],
      { maxBuffer: 1e8 },
    );
    return describe(JSON.parse(stdout));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function describe(times: readonly UploadTime[]): Result {
  const median = (value: (time: UploadTime) => number): number => spreadOf(times.map(value)).median;
  const total = spreadOf(times.map((time) => time.total));
  const cpu = times.reduce((sum, time) => sum + time.cpu, 0) / times.length;
  const steps = (Object.keys(STEPS) as Step[])
    .map((step) => ({ name: STEPS[step], time: median(({ steps }) => steps[step] ?? 0) }))
    .toSorted((a, b) => b.time - a.time);
  const known = steps.reduce((sum, { time }) => sum + time, 0);
  const rows = [
    ...steps,
    { name: 'everything else: the protocol, parsing records, garbage', time: total.median - known },
  ];
  return {
    title: 'One upload',
    text: [
      paragraph(`One new article in three categories, uploaded into a site of ${ARTICLES.toLocaleString('en')} in folders,
        by a process that has done it often: ${showTime(total)} (${round(total.low)} to ${round(total.high)} ms), of
        which the processors work ${round(cpu)} ms, all threads together. That renders
        ${median(({ documents }) => documents)} documents of ${showBytes(median(({ rendered }) => rendered))} together,
        with the full text of 50 articles in each of four lists in three formats, and reads
        ${median(({ recordsRead }) => recordsRead)} records. Only the listing grows with the archive:
        of a folder all names are read, where S3 gives a page. What keeps it from being a few
        milliseconds is that four whole lists are written anew in three formats.`),
      table(
        ['step', 'time', 'share'],
        rows.map(({ name, time }) => [
          name,
          `${round(time)} ms`,
          `${Math.round((100 * time) / total.median)} %`,
        ]),
      ),
    ].join('\n\n'),
    verdicts: [
      atMost('one article into a full site, processor time', `${FEW} ms`, `${round(cpu)} ms`, cpu / FEW),
    ],
  };
}
