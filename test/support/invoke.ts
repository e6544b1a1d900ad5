/*
 * A fresh process that invokes the bundled function with one batch after the other, and tells what each took, with the
 * bytes of code that were loaded for it.
 *
 *     node test/support/invoke.ts HANDLER KEY,KEY… …
 */
import { statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { processorTime } from './processor-time.ts';

/** One step: an import, or an invocation. */
export interface Step {
  /** Milliseconds: of the processor, with all threads, and of the clock on the wall. */
  readonly processor: number;
  readonly wall: number;
  /** Of code that was loaded. */
  readonly bytes: number;
}

/** What a process of the function came to. */
export interface Invocations {
  readonly steps: readonly Step[];
  /** Bytes of memory at its peak. */
  readonly memory: number;
}

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

/** The time that a deployed function has, in milliseconds. */
const TIMEOUT = 300_000;

type Handler = (event: unknown, invocation: object) => Promise<unknown>;

if (process.argv[1] === import.meta.filename) await invoke(process.argv[2] ?? '', process.argv.slice(3));

async function invoke(file: string, batches: readonly string[]): Promise<void> {
  let bytes = 0;
  registerHooks({
    load(url, context, next) {
      if (url.startsWith('file:')) bytes += statSync(fileURLToPath(url)).size;
      return next(url, context);
    },
  });
  // Articles of which a maintainer hears.
  console.warn = () => undefined;
  const steps: Step[] = [];
  const take = async <Result>(step: () => Promise<Result>): Promise<Result> => {
    bytes = 0;
    const [begun, used] = [performance.now(), processorTime()];
    const result = await step();
    steps.push({ processor: processorTime() - used, wall: performance.now() - begun, bytes });
    return result;
  };
  const { handler }: { handler: Handler } = await take(() => import(pathToFileURL(file).href));
  // To a server without TLS, the client would load it, and much of Node's own with it.
  await import('node:http');
  for (const batch of batches) {
    const Records = batch.split(',').map((key, i) => ({
      messageId: String(i),
      receiptHandle: String(i),
      body: JSON.stringify({ keys: [key] }),
    }));
    const end = performance.now() + TIMEOUT;
    const getRemainingTimeInMillis = (): number => Math.floor(end - performance.now());
    await take(() => handler({ Records }, { getRemainingTimeInMillis }));
  }
  process.send?.({ steps, memory: process.resourceUsage().maxRSS * 1024 });
}
