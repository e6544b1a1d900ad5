import { afterAll, beforeAll, expect, it } from 'vitest';
import { Rehearsal } from './rehearsal.ts';

let rehearsal: Rehearsal;
beforeAll(() => {
  rehearsal = new Rehearsal();
});
afterAll(() => rehearsal.close());

// `npm run kill` kills it at each call.
it.each([
  { at: 3, when: 'after' },
  { at: 35, when: 'before' },
  { at: 90, when: 'after' },
] as const)(
  'a run that is killed $when its change $at of the file system is made up for by the next',
  (death) => {
    expect(rehearsal.rehearse(death)).toEqual([]);
  },
);
