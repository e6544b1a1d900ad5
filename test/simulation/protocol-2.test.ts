import { describe, it } from 'vitest';
import { expectSeedsToHold } from './seeds.ts';
import { historicalWorkshop } from './workshops.ts';

describe('the public site and its history are what a rebuild gives, whoever races, stalls, fails or dies', () => {
  it.each(Array.from({ length: 4 }, (_, i) => 5000 + i * 200))('in histories from %i on', (from) =>
    expectSeedsToHold({ from, seeds: 200, workshop: historicalWorkshop }),
  );
});
