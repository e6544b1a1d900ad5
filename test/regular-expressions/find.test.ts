import { expect, test } from 'vitest';
import { findRegularExpressions } from './find.ts';

function patternsIn(text: string): readonly (string | undefined)[] {
  return findRegularExpressions('a.ts', text).map(({ pattern }) => pattern);
}

test('literals are found wherever an expression may stand, with their flags and lines', () => {
  const text = 'const a: string = "/no/";\n// /no/\nexport const b = [/y/u, f(/z/)] as const;';
  expect(findRegularExpressions('a.ts', text)).toEqual([
    { file: 'a.ts', line: 3, pattern: 'y', flags: 'u', code: '/y/u' },
    { file: 'a.ts', line: 3, pattern: 'z', flags: '', code: '/z/' },
  ]);
});

test('templates are filled with constants of the file, and with a word for what a run alone could tell', () => {
  expect(patternsIn(`const N = 3, S = '-'; new RegExp(\`a{\${N}}\${S}\`, 'g')`)).toEqual(['a{3}-']);
  expect(patternsIn(`RegExp(\`<\${name}(?:\\\\s+)>\`)`)).toEqual(['<x(?:\\s+)>']);
});

test('a pattern that is put together in another way is not told', () => {
  expect(patternsIn("new RegExp(parts.join('|'))")).toEqual([undefined]);
});
