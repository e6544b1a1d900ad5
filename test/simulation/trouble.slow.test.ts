import { describe, it } from 'vitest';
import { expectSeedsToHold } from './seeds.ts';
import { historicalWorkshop, plainWorkshop } from './workshops.ts';

describe('dead letters, lost events and state, deployments and rollbacks, until a sweep has come', () => {
  it('without a history of its lists', () =>
    expectSeedsToHold({ from: 0, seeds: 1000, workshop: plainWorkshop, trouble: {} }));

  it('with a history of its lists', () =>
    expectSeedsToHold({ from: 700, seeds: 300, workshop: historicalWorkshop, trouble: {} }));
});
