/*
 * A fresh process that invokes the bundled function once with a batch of keys, and prints what it answers.
 *
 *     node bench/invocation.ts HANDLER KEY…
 */
import { pathToFileURL } from 'node:url';

/** The time that a deployed function has. */
const TIMEOUT = 300_000;

const [, , file = '', ...keys] = process.argv;
const { handler }: { handler: (event: unknown, invocation: object) => Promise<unknown> } = await import(
  pathToFileURL(file).href
);
const end = performance.now() + TIMEOUT;
const Records = keys.map((key, i) => ({
  messageId: String(i),
  receiptHandle: String(i),
  body: JSON.stringify({ keys: [key] }),
}));
const answer = await handler(
  { Records },
  { getRemainingTimeInMillis: () => Math.floor(end - performance.now()) },
);
console.log(`\n${JSON.stringify(answer)}`);
