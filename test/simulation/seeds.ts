import { expect } from 'vitest';
import { reduce, type SearchOptions, search, tell } from './search.ts';

/** Fails with the shortest history that can be found when one of the seeds does not hold. */
export async function expectSeedsToHold(options: SearchOptions): Promise<void> {
  const failure = await search(options);
  if (failure !== undefined) expect.fail(tell(await reduce(failure, options)));
}
