import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../local/project.ts';
import { MUTANTS } from './mutants.ts';

describe('the mutants', () => {
  it.each(MUTANTS)('$name: the code says once what it changes', ({ file, says, becomes }) => {
    const code = readFileSync(join(PROJECT_FOLDER, 'lambda', file), 'utf8');
    expect(code.split(says)).toHaveLength(2);
    expect(becomes).not.toBe(says);
  });

  it('have names of their own', () => {
    expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length);
  });
});
