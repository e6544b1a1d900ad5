import { readdirSync, readFileSync } from 'node:fs';
import variants from 'opencc-js/dict/STCharacters';
import { describe, expect, it } from 'vitest';
import { simplify } from '../../lambda/clean/simplified.ts';

/** The characters in which the patterns of this room are written. */
const FOLDER = new URL('../../lambda/clean/prune/', import.meta.url);
const written = new Set(
  readdirSync(FOLDER).flatMap((name) => {
    const code = readFileSync(new URL(name, FOLDER), 'utf8').replace(/\/\*\*.*?\*\/|^\s*\/\/.*$/gms, '');
    return code.match(/\p{Script=Han}/gu) ?? [];
  }),
);

describe('Patterns that are compared with simplified texts', () => {
  it('are written in simplified characters', () => {
    expect([...written].filter((character) => simplify(character) !== character)).toEqual([]);
  });

  it('find the same in traditional characters', () => {
    const unknown = variants
      .split('|')
      .map((pair) => pair.split(' '))
      .filter(
        ([simplified = '', traditional = '']) =>
          written.has(simplified) && simplify(traditional) !== simplified,
      )
      .map(([simplified, traditional]) => `${traditional}${simplified}`);
    expect(unknown, 'pairs that simplified.ts lacks').toEqual([]);
  });
});
