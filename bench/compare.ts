import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { messageFrom } from '../test/support/child-process.ts';
import { type Spread, spreadOf } from './figures.ts';

/** What rounds of measuring came to. */
export interface Timing {
  /** Milliseconds of processor time of one call, with all threads and garbage collection: the median. */
  readonly time: number;
  /** Time as a multiple of the first candidate's in the same round. */
  readonly ratio: Spread;
}

const ROUNDS = 31;

/**
 * Times the `CANDIDATES` of a module side by side: in each round every one of them gets a turn of some calls, in an
 * order that changes from round to round. Whatever slows the machine down slows all of them down, so that ratios hold
 * where times do not. A turn takes `turn` milliseconds. Each has a process of its own, as what V8 learns from one would slow down the others.
 */
export async function compareTimes<Name extends string>(
  module: string,
  names: readonly Name[],
  turn = 20,
): Promise<(name: Name) => Timing> {
  const processes: ChildProcess[] = [];
  try {
    for (const name of names) {
      const args = [module, name, String(turn)];
      const process = fork(join(import.meta.dirname, 'candidate.ts'), args, {
        // What libraries print is not a result.
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      processes.push(process);
      await messageFrom(process);
    }
    const times: number[][] = names.map(() => []);
    for (let round = 0; round < ROUNDS; round++) {
      for (let i = 0; i < processes.length; i++) {
        const at = (i + round) % processes.length;
        const process = processes[at];
        if (process === undefined) continue;
        process.send('turn');
        times[at]?.push(await messageFrom(process));
      }
    }
    return (name) => {
      const own = times[names.indexOf(name)] ?? [];
      const ratios = own.map((time, round) => time / (times[0]?.[round] ?? Number.NaN));
      return { time: spreadOf(own).median, ratio: spreadOf(ratios) };
    };
  } finally {
    for (const process of processes) process.kill();
  }
}
