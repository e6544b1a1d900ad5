import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSite } from '../lambda/model/site.ts';
import { buildModule, bundleFunction } from '../lib/function-code.ts';
import {
  atMost,
  paragraph,
  type Result,
  showBytes,
  showRatio,
  showTime,
  showTimes,
  table,
} from './result.ts';
import { buildPlain, measureBundle, type Size, writeBundle } from './start-up/bundles.ts';
import { timeImports, timeInvocations } from './start-up/timing.ts';

/** The first is what the others are compared with. */
const LABELS = {
  client: 'an S3 client and its five commands',
  alone: 'an S3 client without commands',
  function: 'the function',
} as const;

const NAMES = ['client', 'alone', 'function'] as const;

const IMPORTS = 41;
const INVOCATIONS = 15;

/** How many packages are named. */
const PACKAGES = 12;

/** Weighs the deployed bundle, and times its import in fresh processes, beside those of an S3 client. */
export async function benchStartUp(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'start-up-'));
  try {
    const sizes = build(folder);
    const handler = join(folder, 'function', 'handler.mjs');
    const files = {
      client: join(folder, 'client.mjs'),
      alone: join(folder, 'client-alone.mjs'),
      function: handler,
    };
    const timing = await timeImports(join(folder, 'start.mjs'), join(folder, 'nothing.mjs'), files, IMPORTS);
    const steps = await timeInvocations(join(folder, 'invoke.mjs'), handler, {
      articles: 2,
      rounds: INVOCATIONS,
    });
    const bytes = sizes.function.atStart / sizes.client.atStart;
    const { ratio } = timing('function').processor;
    return {
      title: 'Start-up',
      text: [
        paragraph(`Each was bundled with the same options, the clients with nothing left out, and imported by a fresh
          process of Node ${process.versions.node}, ${IMPORTS} times in turns. What it takes to import an empty module is
          subtracted. In the function's time are the making of its client and the reading of its settings.`),
        table(
          ['import', 'code in all', 'at the start', 'in times', 'processor', 'in times', 'clock', 'in times'],
          NAMES.map((name) => {
            const { processor, wall } = timing(name);
            const inTimes = (text: string) => (name === 'client' ? '1' : text);
            return [
              LABELS[name],
              showBytes(sizes[name].total),
              showBytes(sizes[name].atStart),
              inTimes(showTimes(sizes[name].atStart / sizes.client.atStart)),
              showTime(processor.time),
              inTimes(showRatio(processor)),
              showTime(wall.time),
              inTimes(showRatio(wall)),
            ];
          }),
        ),
        paragraph(`Not in it, and loaded by the invocation that needs it: what reads front matter, TOML, Markdown, and
          selectors, for articles of known sources; cheerio, for those that rewrite something; the site's fixed files, the
          client of the queue, the sweep. Nearly every invocation cleans and renders, so both are loaded at the
          start: later they would cost as much. What the first articles of a process take (YAML, HTML, a known source)
          while S3 answers at once, in lists of up to ${2 * (INVOCATIONS + 1)} articles:`),
        table(
          ['step', 'code loaded', 'processor', 'clock'],
          steps.map((step, at) => [
            STEPS[at] ?? '',
            showBytes(step.bytes),
            showTime(step.processor),
            showTime(step.wall),
          ]),
        ),
        table(['package', 'code at the start'], largest(sizes.function)),
      ].join('\n\n'),
      verdicts: [
        atMost(
          'import of the function, against an S3 client',
          '1.5×',
          showRatio(timing('function').processor),
          ratio.median / 1.5,
        ),
        atMost('bytes that it loads, against an S3 client', '2×', showTimes(bytes), bytes / 2),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const STEPS = ['import', 'first article', 'second article'] as const;

/** Writes all bundles into a folder; what those weigh that are compared. */
function build(folder: string): Readonly<Record<(typeof NAMES)[number], Size>> {
  bundleFunction(parseSite({ title: 'Benchmark' }), join(folder, 'function'));
  for (const name of ['nothing', 'start', 'invoke']) writeBundle(buildPlain(name), folder);
  const plain = (name: string): Size => {
    const bundle = buildPlain(name);
    writeBundle(bundle, folder);
    return measureBundle(bundle, `bench/start-up/${name}.ts`);
  };
  const own = measureBundle(buildModule('lambda/handler.ts'), 'lambda/handler.ts');
  const queue = measureBundle(buildModule('lambda/worker/queue.ts'), 'lambda/queue.ts');
  return {
    client: plain('client'),
    alone: plain('client-alone'),
    function: { ...own, total: own.total + queue.total },
  };
}

/** The packages, and folders of ours, that the most of a start's code is from. */
function largest({ sources }: Size): readonly (readonly string[])[] {
  const parts = new Map<string, number>();
  for (const [source, bytes] of sources) {
    const part =
      /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? source.split('/').slice(0, -1).join('/');
    parts.set(part, (parts.get(part) ?? 0) + bytes);
  }
  return [...parts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, PACKAGES)
    .map(([part, bytes]) => [part.startsWith('lambda') ? `${part}/` : part, showBytes(bytes)]);
}
