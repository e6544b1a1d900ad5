import { describe, it } from 'vitest';
import { expectSeedsToHold } from './seeds.ts';
import { siteWorkshop } from './workshops.ts';

describe('the documents that ship are what a rebuild gives', () => {
  it('for 100 seeds', () =>
    expectSeedsToHold({ from: 0, seeds: 100, workshop: siteWorkshop({ history: true }) }));
});
