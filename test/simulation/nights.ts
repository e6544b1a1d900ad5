import { type Job, LONG_WAIT, LULL, type Plan, WAIT } from './plan.ts';
import type { Workshop } from './workshops.ts';

/** A time that passes after everything has been done, and the job that ends it. */
export interface Night {
  /** In milliseconds. */
  readonly wait: number;
  readonly job: Job;
}

/** The sweeps and ticks at the end of a plan, in order; nothing goes wrong during them. */
export function nightsAfter(
  { trouble, withdrawals, archives }: Plan,
  { derivations }: Pick<Workshop, 'derivations'>,
): Night[] {
  const nights: Night[] = [];
  for (let i = 0; i < (trouble?.nights ?? 0); i++) nights.push({ wait: WAIT, job: 'sweep' });
  // Each night looks at some of the archives, and of the lists without feeds; what finds a record corrupt leaves its entries
  // to the next.
  const hasTurns = derivations.archiveDocument !== undefined || derivations.smallLists !== undefined;
  if (trouble !== undefined && hasTurns) {
    nights.push({ wait: WAIT, job: 'sweep all' }, { wait: WAIT, job: 'sweep' });
  }
  // What only a sweep found to be gone may have to wait from then on.
  if (trouble !== undefined && withdrawals) nights.push({ wait: WAIT, job: 'tick' });
  if (trouble?.epilogue === true) nights.push({ wait: LONG_WAIT, job: 'sweep' });
  if (archives) nights.push({ wait: LULL, job: 'tick' });
  if (archives && trouble !== undefined && trouble.nights > 0) {
    nights.push({ wait: WAIT, job: 'sweep' }, { wait: LULL, job: 'tick' });
  }
  return nights;
}
