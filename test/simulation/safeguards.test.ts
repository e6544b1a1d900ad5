import { describe, expect, it } from 'vitest';
import {
  withoutHeadSwap,
  withoutLookAtArticle,
  withoutLookAtRecord,
  withoutMemory,
  withoutRecordSwap,
} from './safeguards.ts';
import { search } from './search.ts';
import { plainWorkshop } from './workshops.ts';

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
