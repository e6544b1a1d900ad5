import { judge } from './judge.ts';
import { type Plan, type PlanOptions, planOf } from './plan.ts';
import { shrink } from './shrink.ts';
import { type TroubleOptions, troubledPlanOf } from './trouble.ts';
import type { Tamper } from './worker.ts';
import type { Workshop } from './workshops.ts';
import { play } from './world.ts';

export interface SearchOptions extends PlanOptions {
  readonly from: number;
  readonly seeds: number;
  readonly workshop: Workshop;
  readonly tamper?: Tamper;
  /** The site has bad days; then the other options of a plan say nothing. */
  readonly trouble?: TroubleOptions | undefined;
}

/** A plan that the protocol does not survive. */
export interface Failure {
  readonly seed: number;
  readonly plan: Plan;
  readonly wrong: readonly string[];
  readonly history: readonly string[];
}

/** The first failure among the seeds as it is found, or undefined when all of them end as they should. */
export async function search(options: SearchOptions): Promise<Failure | undefined> {
  for (let seed = options.from; seed < options.from + options.seeds; seed++) {
    const failure = await replay(seed, makePlan(seed, options), options);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

function makePlan(seed: number, options: SearchOptions): Plan {
  return options.trouble === undefined ? planOf(seed, options) : troubledPlanOf(seed, options.trouble);
}

/** The smallest failure that a failure can be cut down to. */
export async function reduce(failure: Failure, options: SearchOptions): Promise<Failure> {
  const fails = async (plan: Plan): Promise<boolean> =>
    (await replay(failure.seed, plan, options)) !== undefined;
  const plan = await shrink(failure.plan, fails);
  return (await replay(failure.seed, plan, options)) ?? failure;
}

async function replay(
  seed: number,
  plan: Plan,
  { workshop, tamper }: SearchOptions,
): Promise<Failure | undefined> {
  const outcome = await play(plan, workshop, tamper);
  const wrong = await judge(outcome, workshop.derivations).catch((error: unknown) => [String(error)]);
  return wrong.length === 0 ? undefined : { seed, plan, wrong, history: outcome.history };
}

/** A failure for people: what happened, request by request, what is wrong, and how to see it again. */
export function tell({ seed, plan, wrong, history }: Failure): string {
  const told = history.length > 400 ? [...history.slice(0, 400), '…'] : history;
  return [
    `seed ${seed} fails with ${plan.actions.length} actions and ${history.length} events:`,
    ...told.map((line) => `  ${line}`),
    'At the end:',
    ...wrong.map((line) => `  ${line}`),
    `Replay it with: npm run simulate -- --from ${seed} --seeds 1 (and --trouble, --divided, --late, --pictures, --repairs, --held, --withdrawals, --tags, --archive, --history or --site, if it ran with these)`,
  ].join('\n');
}
