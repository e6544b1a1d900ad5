import { expect, it, vi } from 'vitest';
import { search } from './search.ts';
import { plainWorkshop } from './workshops.ts';

vi.mock(import('../../lambda/protocol/entries.ts'), async (original) => {
  const entries = await original();
  return { ...entries, entryName: (parts) => entries.entryName({ ...parts, writeId: '0'.repeat(12) }) };
});

it('the simulation finds entries that come back under the same name', async () => {
  const failure = await search({ from: 0, seeds: 5000, workshop: plainWorkshop });
  expect(failure?.wrong).toBeDefined();
});
