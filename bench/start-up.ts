import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parseSite } from '../lambda/model/site.ts';
import { buildModule, bundleFunction } from '../lib/function-code.ts';
import { readAllRules } from '../local/publish/rules.ts';
import { bundlePlainly, measureBundle, PLAIN, S3_CLIENT, writeBundle } from '../test/support/bundles.ts';
import { realisticArticle } from '../test/support/finance-article.ts';
import { invokeApart } from '../test/support/function-process.ts';
import { type Step, VARIABLES } from '../test/support/invoke.ts';
import { S3Server } from '../test/support/s3-server.ts';
import {
  atMost,
  type Result,
  showBytes,
  showSpread,
  showTime,
  showTimes,
  spreadOf,
  table,
} from './figures.ts';

const IMPORTS = 41;
const INVOCATIONS = 15;

/** Weighs the deployed bundle, and times its import in fresh processes, beside that of an S3 client. */
export async function measure(): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'start-up-'));
  try {
    bundleFunction(parseSite({ title: 'Benchmark' }, readAllRules()), join(folder, 'function'));
    const handler = join(folder, 'function', 'handler.mjs');
    const client = bundlePlainly(S3_CLIENT);
    writeBundle(client, folder);
    const sizes = {
      client: measureBundle(client, PLAIN),
      function: measureBundle(buildModule('lambda/handler.ts'), 'lambda/handler.ts'),
    };
    const timeOf = await timeImports(join(folder, 'stdin.mjs'), handler);
    const [processor, wall] = [timeOf('processor'), timeOf('wall')];
    const steps = await timeInvocations(handler, ['import', 'first article', 'second article']);
    const bytes = sizes.function.atStart / sizes.client.atStart;
    const row = (name: string, size: number, which: 'client' | 'own'): readonly string[] => [
      name,
      showBytes(size),
      showTime(processor[which]),
      showTime(wall[which]),
    ];
    return {
      tables: {
        import: table(
          ['import', 'code at the start', 'processor', 'clock'],
          [
            row('an S3 client and its five commands', sizes.client.atStart, 'client'),
            row('the function', sizes.function.atStart, 'own'),
            ['in times', showTimes(bytes), showSpread(processor.ratio), showSpread(wall.ratio)],
          ],
        ),
        invocations: table(['step', 'code loaded', 'processor', 'clock'], steps),
      },
      bars: [
        {
          ...atMost('import of the function, against an S3 client', processor.ratio.median, 1.5, showTimes),
          measured: showSpread(processor.ratio),
        },
        atMost('bytes that it loads, against an S3 client', bytes, 2.6, showTimes),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What fresh processes take to import a client and the function, in turns; what it takes to import nothing is subtracted. */
async function timeImports(client: string, handler: string) {
  const files = ['data:text/javascript,', client, handler];
  const rounds: Step[][] = [];
  for (let round = 0; round < IMPORTS; round++) {
    const steps: Step[] = [];
    for (let i = 0; i < files.length; i++) {
      const turn = (i + round) % files.length;
      const args = [join(import.meta.dirname, 'import.ts'), files[turn] ?? ''];
      const { stdout } = await promisify(execFile)(process.execPath, args, { env: VARIABLES });
      steps[turn] = JSON.parse(stdout);
    }
    rounds.push(steps);
  }
  return (kind: 'processor' | 'wall') => {
    const [nothing = [], ...both] = files.map((_, at) =>
      rounds.map((steps) => steps[at]?.[kind] ?? Number.NaN),
    );
    const { median } = spreadOf(nothing);
    const [client = [], own = []] = both.map((times) => times.map((time) => time - median));
    const ratio = spreadOf(own.map((time, round) => time / (client[round] ?? Number.NaN)));
    return { client: spreadOf(client).median, own: spreadOf(own).median, ratio };
  };
}

/** Times what fresh processes of the function do for their first articles: the import, and an invocation for each. */
async function timeInvocations(
  handler: string,
  names: readonly string[],
): Promise<readonly (readonly string[])[]> {
  const server = await S3Server.start();
  try {
    const processes: (readonly Step[])[] = [];
    // The first process meets a site that has never been published, which only one ever does.
    for (let round = 0; round <= INVOCATIONS; round++) {
      const keys = names.slice(1).map((_, i) => `${round}-${i}.md`);
      for (const key of keys) server.put(`articles/${key}`, Buffer.from(realisticArticle(key).text));
      const { steps } = await invokeApart(handler, keys, server);
      if (round > 0) processes.push(steps);
    }
    return names.map((name, at) => {
      const steps = processes.flatMap((process) => process[at] ?? []);
      const median = (kind: keyof Step): number => spreadOf(steps.map((step) => step[kind])).median;
      return [name, showBytes(median('bytes')), showTime(median('processor')), showTime(median('wall'))];
    });
  } finally {
    server.stop();
  }
}
