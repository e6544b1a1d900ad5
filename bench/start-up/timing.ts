import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { realisticArticle } from '../article.ts';
import { type Spread, spreadOf, type Timing } from '../measuring.ts';
import type { Step } from './invoke.ts';
import { S3Server } from './s3-server.ts';
import type { Times } from './stopwatch.ts';

/** What a deployment gives the function. */
export const VARIABLES = {
  ARTICLES_BUCKET: 'articles',
  STATE_BUCKET: 'state',
  PUBLIC_BUCKET: 'public',
  QUEUE_URL: 'https://queue.example/',
  BASE_URL: 'https://site.example/',
  CODE_REVISION: 'benchmark',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'benchmark',
  AWS_SECRET_ACCESS_KEY: 'benchmark',
};

/** Times of the processor and of the clock. */
export interface ImportTiming {
  readonly processor: Timing;
  readonly wall: Timing;
}

/**
 * Times the import of modules, each in fresh processes that take turns.
 *
 * @param start the bundled `start.ts`.
 * @param nothing an empty module, whose time is subtracted.
 * @param files the modules; the first is what the others are compared with.
 */
export async function timeImports<Name extends string>(
  start: string,
  nothing: string,
  files: Readonly<Record<Name, string>>,
  rounds: number,
): Promise<(name: Name) => ImportTiming> {
  const paths = [nothing, ...Object.values<string>(files)];
  const all: Times[][] = paths.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < paths.length; i++) {
      const turn = (i + round) % paths.length;
      const { stdout } = await promisify(execFile)(process.execPath, [start, paths[turn] ?? ''], {
        env: VARIABLES,
      });
      all[turn]?.push(JSON.parse(stdout));
    }
  }
  const timing = (own: readonly Times[], kind: keyof Times): Timing => {
    const base = spreadOf((all[0] ?? []).map((times) => times[kind])).median;
    const time = own.map((times) => times[kind] - base);
    const ratio = time.map((value, round) => value / ((all[1]?.[round]?.[kind] ?? Number.NaN) - base));
    return { time: spreadOf(time), ratio: spreadOf(ratio) };
  };
  const names = Object.keys(files);
  return (name) => {
    const own = all[names.indexOf(name) + 1] ?? [];
    return { processor: timing(own, 'processor'), wall: timing(own, 'wall') };
  };
}

/** What a process of the function does, in many processes. */
export interface StepTiming {
  readonly processor: Spread;
  readonly wall: Spread;
  /** Bytes of code that are loaded for it. */
  readonly bytes: number;
}

/**
 * Times what a fresh process of the function does for its first articles: the import, and an invocation for each.
 *
 * @param invoke the bundled `invoke.ts`.
 */
export async function timeInvocations(
  invoke: string,
  handler: string,
  { articles, rounds }: { readonly articles: number; readonly rounds: number },
): Promise<readonly StepTiming[]> {
  const { text } = realisticArticle();
  const server = await S3Server.start();
  try {
    const processes: (readonly Step[])[] = [];
    // The first process meets a site that has never been published, which only one ever does.
    for (let round = 0; round <= rounds; round++) {
      const keys = Array.from({ length: articles }, (_, i) => `${round}-${i}.md`);
      for (const key of keys) server.put(`articles/${key}`, Buffer.from(text));
      const child = fork(invoke, [handler, ...keys], {
        env: { ...VARIABLES, AWS_ENDPOINT_URL_S3: server.endpoint },
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      const [steps]: [readonly Step[]] = await Promise.race([
        once(child, 'message') as Promise<[readonly Step[]]>,
        once(child, 'exit').then(() => Promise.reject(new Error('the function ended before its time'))),
      ]);
      if (round > 0) processes.push(steps);
    }
    return (processes[0] ?? []).map(({ bytes }, at) => {
      const steps = processes.flatMap((process) => process[at] ?? []);
      return {
        bytes,
        processor: spreadOf(steps.map(({ processor }) => processor)),
        wall: spreadOf(steps.map(({ wall }) => wall)),
      };
    });
  } finally {
    server.stop();
  }
}
