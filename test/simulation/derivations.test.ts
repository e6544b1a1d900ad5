import { describe, it } from 'vitest';
import { expectSeedsToHold } from './seeds.ts';
import { siteWorkshop } from './workshops.ts';

describe('the documents that ship are what a rebuild gives', () => {
  it('in every history', () =>
    expectSeedsToHold({ from: 0, seeds: 100, workshop: siteWorkshop({ history: true }) }));
});
