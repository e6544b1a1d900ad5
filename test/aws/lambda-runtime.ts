/*
 * Runs a bundled function as Lambda does: imports it once, and hands it one event for each line of the standard input.
 * The answers go to the parent process; what the function logs is on the standard output.
 */
import dns from 'node:dns';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

// The SDK puts a bucket's name before that of the endpoint, and not every system resolves names below `localhost`.
const { lookup } = dns;
Object.assign(dns, {
  lookup: (host: string, ...rest: unknown[]) =>
    Reflect.apply(lookup, dns, [host.endsWith('.localhost') ? 'localhost' : host, ...rest]),
});

const [, , file = '', timeout = ''] = process.argv;
const { handler }: { handler: (event: unknown, context: object) => Promise<unknown> } = await import(
  pathToFileURL(file).href
);
for await (const line of createInterface({ input: process.stdin })) {
  const deadline = Date.now() + Number(timeout);
  const context = { functionName: 'Function', getRemainingTimeInMillis: () => deadline - Date.now() };
  try {
    process.send?.({ answer: await handler(JSON.parse(line), context) });
  } catch (error) {
    process.send?.({ error: error instanceof Error ? error.stack : String(error) });
  }
}
