import { expect, it } from 'vitest';
import { withoutLookAtFiles, withoutWatches } from './safeguards.ts';
import { search } from './search.ts';
import { expectSeedsToHold } from './seeds.ts';
import { plainWorkshop } from './workshops.ts';

it('pictures that come, are replaced and go while articles name them, for 400 seeds', async () => {
  await expectSeedsToHold({ from: 0, seeds: 400, workshop: plainWorkshop, pictures: true });
});

it('the same while articles are held and the site is repaired, for 200 seeds', async () => {
  const options = { pictures: true, held: true, repairs: true };
  await expectSeedsToHold({ from: 1_000, seeds: 200, workshop: plainWorkshop, ...options });
});

it('the same on bad days, with a sweep each night, for 150 seeds', async () => {
  await expectSeedsToHold({ from: 0, seeds: 150, workshop: plainWorkshop, trouble: { pictures: true } });
});

it.each([
  ['that look for files without telling anybody', withoutWatches],
  ['that do not look at the files a second time', withoutLookAtFiles],
])('the simulation finds workers %s', async (_, tamper) => {
  const failure = await search({ from: 0, seeds: 4000, workshop: plainWorkshop, tamper, pictures: true });
  expect(failure?.wrong).toBeDefined();
});
