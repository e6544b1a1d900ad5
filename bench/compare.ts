import { join } from 'node:path';
import { forkSilently, messageFrom } from '../test/support/child-process.ts';
import type { Prepare } from './candidate.ts';
import { type Spread, showSpread, showTime, spreadOf, spreadOfRatios } from './figures.ts';

const CANDIDATE = join(import.meta.dirname, 'candidate.ts');
const ROUNDS = 31;

/**
 * Times the `CANDIDATES` of a module side by side, in turns of so many milliseconds. Each has a process of its own, as what
 * V8 learns from one would slow down the others. A candidate's ratio is that to the first one in the same round; each has a
 * row of its name, the median of the times that a call took, and its ratio.
 */
export async function compareTimes(
  module: string,
  candidates: Readonly<Record<string, Prepare>>,
  turn = 20,
): Promise<{ ratioOf: (name: string) => Spread; rows: readonly (readonly string[])[] }> {
  using started = new DisposableStack();
  const names = Object.keys(candidates);
  const turns: (() => Promise<number>)[] = [];
  for (const name of names) {
    const child = forkSilently(CANDIDATE, [module, name, String(turn)]);
    started.defer(() => child.kill());
    await messageFrom(child);
    turns.push(() => {
      child.send('turn');
      return messageFrom(child);
    });
  }
  const times = await inTurns(turns, ROUNDS);
  const ratioOf = (name: string): Spread => spreadOfRatios(times[names.indexOf(name)], times[0]);
  const rows = names.map((name, at) => [
    name,
    showTime(spreadOf(times[at]).median),
    at === 0 ? '1' : showSpread(ratioOf(name)),
  ]);
  return { ratioOf, rows };
}

/**
 * Runs tasks in an order that changes from round to round: whatever slows the machine down slows all of them down, so that
 * ratios hold where times do not. Each task's outcomes, by round.
 */
export async function inTurns<Outcome>(
  tasks: readonly (() => Promise<Outcome>)[],
  rounds: number,
): Promise<readonly (readonly Outcome[])[]> {
  const outcomes: Outcome[][] = tasks.map(() => []);
  for (let turn = 0; turn < rounds * tasks.length; turn++) {
    const at = (turn + Math.floor(turn / tasks.length)) % tasks.length;
    const outcome = await tasks[at]?.();
    if (outcome !== undefined) outcomes[at]?.push(outcome);
  }
  return outcomes;
}
