import type { Plan } from './plan.ts';

/** Gives up to look for a smaller plan after so many trials. */
const MAX_TRIALS = 4000;

/**
 * The smallest plan found that still fails: fewer actions, fewer workers, fewer steps off the beaten track. Every
 * choice that becomes 0 is one surprise less in the history.
 */
export async function shrink(plan: Plan, fails: (plan: Plan) => Promise<boolean>): Promise<Plan> {
  let best = plan;
  let trials = 0;
  const tried = async (candidate: Plan): Promise<boolean> => {
    if (++trials > MAX_TRIALS || !(await fails(candidate))) return false;
    best = candidate;
    return true;
  };
  for (let size = -1; size !== sizeOf(best) && trials < MAX_TRIALS; ) {
    size = sizeOf(best);
    await shrinkFrame(() => best, tried);
    for (let chunk = best.choices.length; chunk >= 1; chunk = Math.floor(chunk / 2)) {
      for (let at = 0; at < best.choices.length; at += chunk) {
        const { choices } = best;
        const piece = choices.slice(at, at + chunk);
        const [before, after] = [choices.slice(0, at), choices.slice(at + chunk)];
        if (piece.some((choice) => choice !== 0)) {
          if (await tried({ ...best, choices: trim([...before, ...piece.fill(0), ...after]) })) continue;
        }
        await tried({ ...best, choices: trim([...before, ...after]) });
      }
    }
  }
  return best;
}

async function shrinkFrame(best: () => Plan, tried: (plan: Plan) => Promise<boolean>): Promise<void> {
  for (let i = best().actions.length - 1; i >= 0; i--) {
    await tried({ ...best(), actions: best().actions.toSpliced(i, 1) });
  }
  for (const [i, action] of best().actions.entries()) {
    if ('copies' in action && action.copies > 1)
      await tried({ ...best(), actions: best().actions.with(i, { ...action, copies: 1 }) });
    if (action.seconds > 0)
      await tried({ ...best(), actions: best().actions.with(i, { ...action, seconds: 0 }) });
  }
  for (let workers = 1; workers < best().workers; workers++) await tried({ ...best(), workers });
  if (best().mixed) await tried({ ...best(), mixed: false });
}

function trim(choices: readonly number[]): readonly number[] {
  return choices.slice(0, choices.findLastIndex((choice) => choice !== 0) + 1);
}

function sizeOf(plan: Plan): number {
  const surprises = plan.choices.filter((choice) => choice !== 0).length;
  return (
    plan.actions.length * 1000 + surprises * 100 + plan.choices.length + plan.workers + (plan.mixed ? 1 : 0)
  );
}
