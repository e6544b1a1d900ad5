import { describe, expect, it } from 'vitest';
import {
  withoutDocumentConditions,
  withoutHeadSwap,
  withoutLease,
  withoutLookAtArticle,
  withoutLookAtRecord,
  withoutMarks,
  withoutMemory,
  withoutOwed,
  withoutPatience,
  withoutRecordSwap,
  withoutTreeFirst,
} from './safeguards.ts';
import { type SearchOptions, search } from './search.ts';
import { archivedWorkshop, plainWorkshop } from './workshops.ts';

/** How many seeds the simulation may take to find that a safeguard is gone. */
const SEEDS = 1000;

describe('the simulation finds a worker', () => {
  it.each([
    ['that puts records whatever stands there meanwhile', withoutRecordSwap],
    ['that does not look at the article a second time', withoutLookAtArticle],
    ['that puts heads whatever stands there meanwhile', withoutHeadSwap],
    ['that does not look at the record after it put the page', withoutLookAtRecord],
    ['that forgets which lists an article was in', withoutMemory],
  ])('%s', async (_, tamper) => {
    const failure = await search({ from: 0, seeds: SEEDS, workshop: plainWorkshop, tamper });
    expect(failure?.wrong).toBeDefined();
  });
});

describe('the simulation finds a tick', () => {
  it.each([
    ['whose workers mark nothing but the first day they change', withoutMarks],
    ['that takes every mark for one whose worker is gone', withoutPatience],
    ['that works on archives while another does', withoutLease],
    ['that writes documents before its tree', withoutTreeFirst],
    ['that forgets which categories it still has to publish', withoutOwed],
  ])('%s', async (_, tamper) => {
    const failure = await search({
      from: 0,
      // Two ticks at a time are rare.
      seeds: 6 * SEEDS,
      workshop: archivedWorkshop,
      archives: true,
      tamper,
    });
    expect(failure?.wrong).toBeDefined();
  });
});

describe('requests that are repeated, and whose first try is applied later,', () => {
  const LATE: SearchOptions = { from: 0, seeds: 1000, workshop: plainWorkshop, late: true };

  async function failures(options: SearchOptions): Promise<number> {
    let count = 0;
    const end = options.from + options.seeds;
    for (let { from } = options; from < end; ) {
      const failure = await search({ ...options, from, seeds: end - from });
      if (failure === undefined) break;
      count++;
      from = failure.seed + 1;
    }
    return count;
  }

  it('seldom do harm, but for documents that are put whatever stands there', async () => {
    const careless = await failures({ ...LATE, tamper: withoutDocumentConditions });
    expect(careless).toBeGreaterThan(9);
    expect(await failures(LATE)).toBeLessThan(careless / 3);
  });

  it('do none that a sweep does not mend, for 400 seeds', async () => {
    const failure = await search({ ...LATE, late: false, seeds: 400, trouble: { late: true } });
    expect(failure).toBeUndefined();
  });
});
