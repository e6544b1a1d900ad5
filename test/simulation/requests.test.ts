import { expect, it, vi } from 'vitest';
import { search } from './search.ts';
import { plainWorkshop } from './workshops.ts';

vi.mock(import('../../lambda/protocol/requests.ts'), () => ({
  settleAll: (requests) => Promise.all(requests),
}));

it('the simulation finds a worker that reports while requests of it are on their way', async () => {
  const failure = await search({ from: 0, seeds: 1000, workshop: plainWorkshop });
  expect(failure?.wrong).toBeDefined();
});
