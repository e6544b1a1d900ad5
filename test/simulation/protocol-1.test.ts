import { describe, it } from 'vitest';
import { expectSeedsToHold } from './seeds.ts';
import { plainWorkshop } from './workshops.ts';

describe('the public site is what a rebuild gives, whoever races, stalls, fails or dies', () => {
  it.each(Array.from({ length: 4 }, (_, i) => i * 250))('in histories from %i on', (from) =>
    expectSeedsToHold({ from, seeds: 250, workshop: plainWorkshop }),
  );
});
