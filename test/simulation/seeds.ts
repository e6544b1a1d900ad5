import { expect } from 'vitest';
import { runs } from '../support/runs.ts';
import { reduce, type SearchOptions, search, tell } from './search.ts';

/** Fails with the shortest history that can be found when one of the seeds does not hold, of those that are played. */
export async function expectSeedsToHold(options: SearchOptions): Promise<void> {
  const failure = await search({ ...options, seeds: runs(options.seeds) });
  if (failure !== undefined) expect.fail(tell(await reduce(failure, options)));
}
