import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundlesOf } from '../../lambda/protocol/archive/bundles.ts';
import { leavesOfDays } from '../support/archived-days.ts';

const SIZE = 10;

/** How many articles some days in a row have, some of them none. */
const days = fc.array(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 25 })), {
  minLength: 1,
  maxLength: 100,
});

function countOf(leaves: readonly { readonly shown: number }[]): number {
  return leaves.reduce((sum, { shown }) => sum + shown, 0);
}

/** Each bundle as a text, so that equal ones are found. */
function bundle(counts: readonly number[]): readonly string[] {
  return bundlesOf(leavesOfDays(counts, SIZE), SIZE).map((leaves) =>
    leaves.map(({ period, shown }) => `${period}=${shown}`).join(' '),
  );
}

describe('the bundles of leaves', () => {
  it('hold every leaf once, in order, and no more articles than they may', () => {
    fc.assert(
      fc.property(days, (counts) => {
        const leaves = leavesOfDays(counts, SIZE);
        const bundles = bundlesOf(leaves, SIZE);
        expect(bundles.flat()).toEqual(leaves);
        for (const each of bundles) expect(each.length === 1 || countOf(each) <= SIZE).toBe(true);
      }),
    );
  });

  it('are few: two beside one another in a month hold more than one may', () => {
    const counts = Array.from({ length: 31 }, (_, at) => 1 + (at % 3));
    const bundles = bundlesOf(leavesOfDays(counts, SIZE), SIZE);
    for (const [at, older] of bundles.entries()) {
      const newer = bundles[at - 1];
      if (newer === undefined || newer.at(-1)?.period.slice(0, 7) !== older[0]?.period.slice(0, 7)) continue;
      expect(countOf([...newer, ...older])).toBeGreaterThan(SIZE);
    }
    expect(bundles.length).toBeLessThan(10);
  });

  it('of other months stay as they are, whatever day has another article', () => {
    const months = Array.from({ length: 90 }, () => 1);
    const before = bundle(months);
    for (const day of months.keys()) {
      const after = new Set(bundle(months.map((count, at) => (at === day ? count + 1 : count))));
      const changed = before.filter((each) => !after.has(each)).map((each) => each.slice(0, 7));
      expect(new Set(changed).size).toBe(1);
    }
  });

  it('but the newest stay as they are under new days', () => {
    const before = bundle(Array.from({ length: 40 }, () => 3)).slice(1);
    expect(bundle([3, ...Array.from({ length: 40 }, () => 3)]).slice(-before.length)).toEqual(before);
  });
});
