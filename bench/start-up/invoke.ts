/*
 * A fresh process that invokes the bundled function with one article after the other, and tells what each took as JSON,
 * with the bytes of code that were loaded for it.
 *
 *     node invoke.mjs HANDLER KEY…
 */
import { statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stopwatch, type Times } from './stopwatch.ts';

/** One step: the import, or an invocation. */
export interface Step extends Times {
  readonly bytes: number;
}

let bytes = 0;
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) bytes += statSync(fileURLToPath(url)).size;
    return next(url, context);
  },
});

async function take<Result>(step: () => Promise<Result>): Promise<Result> {
  bytes = 0;
  const stop = stopwatch();
  const result = await step();
  steps.push({ ...stop(), bytes });
  return result;
}

const [, , file = '', ...keys] = process.argv;
const steps: Step[] = [];
const { href } = pathToFileURL(file);
const { handler }: { handler: (event: unknown, invocation: object) => Promise<unknown> } = await take(
  () => import(href),
);
// To a server without TLS, the client would load it, and much of Node's own with it.
await import('node:http');
for (const key of keys) {
  const message = { messageId: '1', receiptHandle: '1', body: JSON.stringify({ keys: [key] }) };
  await take(() => handler({ Records: [message] }, { getRemainingTimeInMillis: () => 60_000 }));
}
process.send?.(steps);
