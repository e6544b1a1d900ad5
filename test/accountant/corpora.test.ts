import { describe, expect, it } from 'vitest';
import { hasRealUploads, nameWith } from '../support/needs.ts';
import { audit, readInputs } from './inputs.ts';
import { readKnownLosses, sumLosses } from './known-losses.ts';

/**
 * Every input that there is: whatever its reader saw is in the article, in its removals or in a warning. What is known
 * to be lost stands in known-losses.json; `node test/accountant/report.ts --write` writes that anew. Uploads that are
 * not part of this repository (`articles`, `faults`) are there where `REAL_UPLOADS` names them.
 */
const inputs = readInputs();
const known = readKnownLosses();

describe.each(Object.entries(Object.groupBy(inputs, ({ name }) => name.split('/', 1)[0] ?? '')))(
  'nothing vanishes of the %s',
  (_group, members = []) => {
    it.each(members)('$name', async (input) => {
      const { balance } = await audit(input);
      const expected = known[input.name] ?? {};
      expect(
        sumLosses(balance),
        balance?.losses.map(({ kind, excerpt }) => `${kind}: ${excerpt}`).join('\n'),
      ).toEqual(expected);
    });
  },
);

it.skipIf(!hasRealUploads)(nameWith('real uploads are among them', hasRealUploads, 'uploads'), () => {
  expect(inputs.some(({ name }) => name.startsWith('articles/'))).toBe(true);
});

describe('the list of known losses', () => {
  it('names nothing that is not there', () => {
    const names = new Set(inputs.map(({ name }) => name));
    const groups = new Set(inputs.map(({ name }) => name.split('/', 1)[0]));
    const strays = Object.keys(known).filter((name) => groups.has(name.split('/', 1)[0]) && !names.has(name));
    expect(strays).toEqual([]);
  });
});
