/*
 * The process of one candidate: prepares it, lets it run until it is compiled, then gives it turn after turn.
 *
 *     node bench/turns.ts MODULE
 */

/** Makes the work that is timed. */
export type Prepare = (input: never) => (() => unknown) | Promise<() => unknown>;

/** What the process is told: first the input, then how many calls its next turn has. */
export type Order = { readonly input: unknown } | { readonly calls: number };

/** Milliseconds of processor time of one call. */
export interface Report {
  readonly time: number;
}

/** How long a candidate runs before it counts, in milliseconds. */
const WARM_UP = 1_500;

const { default: prepare }: { default: (input: unknown) => ReturnType<Prepare> } = await import(
  new URL(process.argv[2] ?? '', import.meta.url).href
);

let work: () => unknown = () => undefined;

process.on('message', async (order: Order) => {
  const report: Report = { time: 'input' in order ? await begin(order.input) : await timeOf(order.calls) };
  process.send?.(report);
});

async function begin(input: unknown): Promise<number> {
  work = await prepare(input);
  const start = performance.now();
  let calls = 1;
  for (;;) {
    const time = await timeOf(calls);
    if (performance.now() - start > WARM_UP) return time;
    if (time * calls < 50) calls *= 2;
  }
}

async function timeOf(calls: number): Promise<number> {
  const start = process.cpuUsage();
  for (let i = 0; i < calls; i++) {
    const result = work();
    if (result instanceof Promise) await result;
  }
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / calls;
}
