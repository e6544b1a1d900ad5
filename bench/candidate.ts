/*
 * The process of one candidate: prepares it, lets it run until it is compiled, then times turn after turn.
 *
 *     node bench/candidate.ts MODULE NAME TURN
 */
import { Bench } from 'tinybench';
import { processorTime } from '../test/support/processor-time.ts';

/** Makes the work that is timed. */
export type Prepare = () => Promise<() => unknown>;

/** How long a candidate runs before it counts, in milliseconds: by then V8 has compiled a pipeline of many parts. */
const WARM_UP = 6_000;

const [, , module = '', name = '', turn = ''] = process.argv;
const { CANDIDATES }: { CANDIDATES: Readonly<Record<string, Prepare>> } = await import(module);
const work = await CANDIDATES[name]?.();
if (work === undefined) throw new Error(`${module} has no candidate ${name}`);

await time(WARM_UP);
process.on('message', async () => process.send?.(await time(Number(turn))));
process.send?.('ready');

/** Milliseconds of processor time of one call, with all threads and garbage collection, over so many of calling. */
async function time(milliseconds: number): Promise<number> {
  const bench = new Bench({
    now: processorTime,
    time: milliseconds,
    iterations: 1,
    warmup: false,
    throws: true,
  });
  bench.add(name, work ?? (() => undefined));
  const [task] = await bench.run();
  return task !== undefined && 'latency' in task.result ? task.result.latency.mean : Number.NaN;
}
