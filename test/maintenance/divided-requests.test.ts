import { describe, expect, it } from 'vitest';
import { countlessSite } from '../simulation/countless-site.ts';
import { sweepInSteps } from '../simulation/divided.ts';

/** What S3 lists in one request. */
const PAGE = 1000;
const CATEGORIES = 3;

/** Of what is listed for each article, all but its record and its page is listed once and put in lines. */
const LISTED = 2 + CATEGORIES;

const PIECES = { objectsPerStep: 5_000, articlesPerPart: 2_000, lanes: 4 };

/** What a sweep in steps asks for over a site that is well. */
async function requestsOver(count: number) {
  const { buckets, context } = await countlessSite(count);
  const all = Object.values(buckets).map(({ requests }) => requests);
  const total = (name: 'list' | 'put' | 'get'): number => all.reduce((sum, each) => sum + each[name], 0);
  const before = { list: total('list'), put: total('put'), get: total('get') };
  const options = { all: false, send: async () => undefined, signal: new AbortController().signal };
  expect(await sweepInSteps(context, options, PIECES)).toMatchObject({
    current: count,
    changed: 0,
    pagesStale: 0,
  });
  return {
    list: total('list') - before.list,
    put: total('put') - before.put,
    get: total('get') - before.get,
  };
}

describe('the requests of a sweep in steps', () => {
  it.each([6_000, 20_000])('are those that planning.md reckons with, of %i articles', async (count) => {
    const parts = 2 ** Math.ceil(Math.log2(count / PIECES.articlesPerPart));
    const chunks = (LISTED * count) / PIECES.objectsPerStep;
    const { list, put, get } = await requestsOver(count);
    // Seven for each thousand, one more where a chunk or a prefix of ids ends within a page, and two for each part.
    expect(list).toBeGreaterThanOrEqual(((LISTED + 2) * count) / PAGE);
    expect(list).toBeLessThan(((LISTED + 2) * count) / PAGE + 2 * chunks + 2 * 32 * parts + 2 * parts + 120);
    // The lines of each chunk for each part, a checkpoint of each chunk, and a result of each part.
    expect(put).toBeGreaterThanOrEqual(chunks * parts);
    expect(put).toBeLessThan(chunks * (parts + 2) + parts + 60);
    // The lines again, the checkpoints of all chains for each part, and what each step looks up.
    expect(get).toBeGreaterThanOrEqual(chunks * parts);
    expect(get).toBeLessThan(chunks * parts + 30 * parts + 30 * chunks + 700);
  });
});
