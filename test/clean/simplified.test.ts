import { readdirSync, readFileSync } from 'node:fs';
import variants from 'opencc-js/dict/STCharacters';
import { describe, expect, it } from 'vitest';
import { simplify } from '../../lambda/clean/simplified.ts';

/** The rooms whose patterns are compared so. */
const FOLDERS = ['mark/', 'prune/'].map((name) => new URL(`../../lambda/clean/${name}`, import.meta.url));
const written = new Set(
  FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => new URL(name, folder))).flatMap((file) => {
    const code = readFileSync(file, 'utf8').replace(/\/\*\*.*?\*\/|^\s*\/\/.*$/gms, '');
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
