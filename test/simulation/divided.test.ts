import { describe, it } from 'vitest';
import { expectSeedsToHold } from './seeds.ts';
import { archivedWorkshop, plainWorkshop } from './workshops.ts';

describe('a sweep that is divided into steps mends all', () => {
  it('whoever races, stalls, fails or dies between and within its steps, and whatever is told twice', () =>
    expectSeedsToHold({ from: 0, seeds: 150, workshop: plainWorkshop, trouble: { divided: true } }));

  it('with files that articles name', () =>
    expectSeedsToHold({
      from: 0,
      seeds: 60,
      workshop: plainWorkshop,
      trouble: { divided: true, pictures: true },
    }));

  it('with archives', () =>
    expectSeedsToHold({
      from: 0,
      seeds: 40,
      workshop: archivedWorkshop,
      trouble: { divided: true, archives: true },
    }));
});
