import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Order, Report } from './turns.ts';

/** What is to be timed: a module whose default export makes the work out of the input, to be called again and again. */
export interface Candidate {
  /** A path relative to this folder. */
  readonly module: string;
  readonly input: unknown;
}

/** A value in the middle, and the quartiles around it: half of all rounds lie between them. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/** What rounds of measuring came to. */
export interface Timing {
  /** Milliseconds of processor time of one call, with all threads and garbage collection. */
  readonly time: Spread;
  /** Time as a multiple of the first candidate's in the same round. */
  readonly ratio: Spread;
}

export interface MeasuringOptions {
  /** How often each candidate gets its turn. */
  readonly rounds?: number;
  /** How long a turn takes, in milliseconds. */
  readonly turn?: number;
}

/**
 * Times candidates side by side: in each round every one of them gets a turn of some calls, in an order that changes
 * from round to round. Whatever slows the machine down slows all of them down, so that ratios hold where times do not.
 * Each has a process of its own, as what V8 learns from one would slow down the others.
 */
export async function compareTimes<Name extends string>(
  candidates: Readonly<Record<Name, Candidate>>,
  { rounds = 31, turn = 20 }: MeasuringOptions = {},
): Promise<ReadonlyMap<Name, Timing>> {
  const runners: Runner[] = [];
  try {
    for (const candidate of Object.values<Candidate>(candidates))
      runners.push(await Runner.start(candidate, turn));
    const times: number[][] = runners.map(() => []);
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < runners.length; i++) {
        const turnOf = (i + round) % runners.length;
        const time = await runners[turnOf]?.run();
        if (time !== undefined) times[turnOf]?.push(time);
      }
    }
    const baseline = times[0] ?? [];
    return new Map(
      (Object.keys(candidates) as Name[]).map((name, index) => {
        const own = times[index] ?? [];
        const ratios = own.map((time, round) => time / (baseline[round] ?? Number.NaN));
        return [name, { time: spreadOf(own), ratio: spreadOf(ratios) }];
      }),
    );
  } finally {
    for (const runner of runners) runner.stop();
  }
}

/** The median and the quartiles of some values. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** Linear between the values that it lies between. */
function quantile(sorted: readonly number[], part: number): number {
  const at = part * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/** A candidate in its process. */
class Runner {
  readonly #process: ChildProcess;
  #calls = 1;

  private constructor(process: ChildProcess) {
    this.#process = process;
  }

  static async start({ module, input }: Candidate, turn: number): Promise<Runner> {
    // Nothing of what libraries print may end up among the results.
    const process = fork(join(import.meta.dirname, 'turns.ts'), [module], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    const runner = new Runner(process);
    runner.#calls = Math.max(1, Math.round(turn / (await runner.#ask({ input }))));
    return runner;
  }

  /** Milliseconds of one call. */
  run(): Promise<number> {
    return this.#ask({ calls: this.#calls });
  }

  stop(): void {
    this.#process.kill();
  }

  async #ask(order: Order): Promise<number> {
    const ended = new AbortController();
    this.#process.send(order);
    try {
      const [report]: [Report?] = await Promise.race([
        once(this.#process, 'message', { signal: ended.signal }) as Promise<[Report]>,
        once(this.#process, 'exit', { signal: ended.signal }).then((): [] => []),
      ]);
      if (report === undefined) throw new Error('a benchmark ended before its time');
      return report.time;
    } finally {
      ended.abort();
    }
  }
}
