import { execFile } from 'node:child_process';
import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { parseSite } from '../lambda/model/site.ts';
import { buildModule, bundleFunction } from '../lib/function-code.ts';
import { readAllRules } from '../local/publish/rules.ts';
import { bundlePlainly, measureBundle, PLAIN, S3_CLIENT, writeBundle } from '../test/support/bundles.ts';
import { realisticArticle } from '../test/support/finance-article.ts';
import { invokeApart } from '../test/support/function-process.ts';
import { type Step, VARIABLES } from '../test/support/invoke.ts';
import { S3Server } from '../test/support/s3-server.ts';
import { inTurns } from './compare.ts';
import {
  atMost,
  atMostTimes,
  type Result,
  showBytes,
  showSpread,
  showTime,
  showTimes,
  spreadOf,
  spreadOfRatios,
  table,
} from './figures.ts';

const SCRIPT = join(import.meta.dirname, 'import.ts');
const IMPORTS = 41;
const INVOCATIONS = 15;

/** What fresh processes of the function do. */
const STEPS = ['import', 'first article', 'second article'];

/** Weighs the deployed bundle, and times its import in fresh processes, beside that of an S3 client. */
export async function measure(): Promise<Result> {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'start-up-'));
  const handler = join(folder.path, 'function', 'handler.mjs');
  bundleFunction(parseSite({ title: 'Benchmark' }, readAllRules()), dirname(handler));
  const bundle = bundlePlainly(S3_CLIENT);
  writeBundle(bundle, folder.path);
  const clientSize = measureBundle(bundle, PLAIN).atStart;
  const size = measureBundle(buildModule('lambda/handler.ts'), 'lambda/handler.ts').atStart;
  const [client = [], own = []] = await timeImports([join(folder.path, 'stdin.mjs'), handler]);
  const inTimes = (kind: keyof Step) => spreadOfRatios(valuesOf(own, kind), valuesOf(client, kind));
  const processor = inTimes('processor');
  const invocations = await timeInvocations(handler);
  return {
    tables: {
      import: table(
        ['import', 'code at the start', 'processor', 'clock'],
        [
          rowOf('an S3 client and its five commands', client, clientSize),
          rowOf('the function', own, size),
          ['in times', showTimes(size / clientSize), showSpread(processor), showSpread(inTimes('wall'))],
        ],
      ),
      invocations: table(
        ['step', 'code loaded', 'processor', 'clock'],
        STEPS.map((name, at) =>
          rowOf(
            name,
            invocations.flatMap((steps) => steps[at] ?? []),
          ),
        ),
      ),
    },
    bars: [
      atMostTimes('import of the function, against an S3 client', processor, 1.5),
      atMost('bytes that it loads, against an S3 client', size / clientSize, 2.6, showTimes),
    ],
  };
}

/** What fresh processes take to import each file, in turns; what it takes to import nothing is subtracted. */
async function timeImports(files: readonly string[]): Promise<readonly (readonly Step[])[]> {
  const urls = ['data:text/javascript,', ...files.map((file) => pathToFileURL(file).href)];
  const tasks = urls.map((url) => async (): Promise<Step> => {
    const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, url], { env: VARIABLES });
    return JSON.parse(stdout);
  });
  const [nothing = [], ...imports] = await inTurns(tasks, IMPORTS);
  const [processor, wall] = [median(nothing, 'processor'), median(nothing, 'wall')];
  return imports.map((own) =>
    own.map((step) => ({ ...step, processor: step.processor - processor, wall: step.wall - wall })),
  );
}

/** Times what fresh processes of the function do for their first articles: the import, and an invocation for each. */
async function timeInvocations(handler: string): Promise<readonly (readonly Step[])[]> {
  using server = await S3Server.start();
  const processes: (readonly Step[])[] = [];
  // The first process meets a site that has never been published, which only one ever does.
  for (let round = 0; round <= INVOCATIONS; round++) {
    const keys = STEPS.slice(1).map((_, i) => `${round}-${i}.md`);
    for (const key of keys) server.put(`articles/${key}`, Buffer.from(realisticArticle(key).text));
    const { steps } = await invokeApart(handler, keys, server);
    if (round > 0) processes.push(steps);
  }
  return processes;
}

function rowOf(name: string, steps: readonly Step[], size = median(steps, 'bytes')): readonly string[] {
  return [name, showBytes(size), showTime(median(steps, 'processor')), showTime(median(steps, 'wall'))];
}

function median(steps: readonly Step[], kind: keyof Step): number {
  return spreadOf(valuesOf(steps, kind)).median;
}

function valuesOf(steps: readonly Step[], kind: keyof Step): readonly number[] {
  return steps.map((step) => step[kind]);
}
