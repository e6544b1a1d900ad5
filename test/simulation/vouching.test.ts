import { expect, it, vi } from 'vitest';
import { search } from './search.ts';
import { plainWorkshop } from './workshops.ts';

vi.mock(import('../../lambda/protocol/record.ts'), async (original) => ({
  ...(await original()),
  vouchesFor: () => true,
}));

it('the simulation finds a listing that shows every entry, whether or not its record vouches for it', async () => {
  const failure = await search({ from: 0, seeds: 1000, workshop: plainWorkshop });
  expect(failure?.wrong).toBeDefined();
});
