import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findSources, type Provenance } from '../../lambda/clean/sources/sources.ts';
import { RULES } from '../support/rules.ts';

const rules = [
  { name: 'a', names: ['某站', '某站·财经'] },
  { name: 'b', names: ['别站'], hosts: ['b.example', 'b.test'], phrases: ['^app$'] },
  { name: 'c', hosts: ['news.b.example'] },
];

function find(article: Partial<Provenance>): readonly string[] {
  return findSources({ categories: [], ...article }, rules).map(({ name }) => name);
}

describe('the sources of an article', () => {
  it.each([
    ['某站', ['a']],
    ['某站－频道', ['a']],
    ['某站 — 频道', ['a']],
    ['某站·财经|债券', ['a']],
    ['某站频道', []],
    ['我的某站', []],
  ])('are those that a category or an author names: %s', (name, expected) => {
    expect(find({ categories: ['金融', name] })).toEqual(expected);
    expect(find({ author: name })).toEqual(expected);
  });

  it.each([
    ['https://b.example/1', ['b']],
    ['https://www.b.test/1', ['b']],
    ['https://news.b.example/1', ['b', 'c']],
    ['https://ab.example/1', []],
    ['b.example', []],
  ])('are those that its address lies within: %s', (link, expected) => {
    expect(find({ link })).toEqual(expected);
  });

  it('come in the order of their rules, each once, with phrases for any case', () => {
    expect(find({ categories: ['别站', '某站'], author: '某站', link: 'https://b.example/' })).toEqual([
      'a',
      'b',
    ]);
    const [source] = findSources({ categories: ['别站'] }, rules);
    expect(source?.phrases.some((phrase) => phrase.test('APP'))).toBe(true);
  });
});

it('gives every rule of this project a test case', () => {
  const missing = RULES.filter(({ name }) => !existsSync(new URL(`cases/${name}`, import.meta.url)));
  expect(missing).toEqual([]);
});
