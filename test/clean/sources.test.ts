import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findSources, type Provenance } from '../../lambda/clean/sources/sources.ts';
import { RULES } from '../support/rules.ts';
import { cleanHtml } from './clean-html.ts';

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

  it.each([
    ['two on one site', ['https://b.example/1.png', 'https://pic.b.test/2.png'], ['b']],
    [
      'two below a host with a rule of its own',
      ['https://news.b.example/1', 'https://a.news.b.example/2'],
      ['c'],
    ],
    [
      'one in five elsewhere',
      [...[1, 2, 3, 4].map((n) => `https://b.test/${n}`), 'https://x.example/5'],
      ['b'],
    ],
    ['one in four elsewhere', [...[1, 2, 3].map((n) => `https://b.test/${n}`), 'https://x.example/4'], []],
    ['one', ['https://b.example/1.png'], []],
    ['of two sites with rules', ['https://b.test/1', 'https://b.test/2', 'https://news.b.example/3'], []],
    ['on no known site', ['https://x.example/1.png', 'https://x.example/2.png'], []],
  ])(
    'are those whose site keeps its pictures, where hardly any is elsewhere: %s',
    (_, pictures, expected) => {
      expect(find({ categories: ['别处'], pictures })).toEqual(expected);
      expect(find({ categories: ['某站'], pictures })).toEqual(['a', ...expected]);
    },
  );

  it('come in the order of their rules, each once, with phrases for any case', () => {
    expect(find({ categories: ['别站', '某站'], author: '某站', link: 'https://b.example/' })).toEqual([
      'a',
      'b',
    ]);
    const [source] = findSources({ categories: ['别站'] }, rules);
    expect(source?.phrases.some((phrase) => phrase.test('APP'))).toBe(true);
  });
});

it('applies the rule of the site that an article shows pictures of, however it is filed', async () => {
  const body = [1, 2]
    .map(
      (n) =>
        `<p>灯塔第 ${n} 次亮了，海面上的船都看见了它。</p><p><img data-original="//pic.b.test/${n}.png"></p>`,
    )
    .join('');
  const context = { key: 'a.md', id: 'k', title: '', categories: ['别处'], placeholderHosts: [], rules };
  const { removals } = await cleanHtml(`${body}<p>app</p>`, context);
  expect(removals).toHaveLength(1);
});

it('gives every rule of this project a test case', () => {
  const missing = RULES.filter(({ name }) => !existsSync(new URL(`cases/${name}`, import.meta.url)));
  expect(missing).toEqual([]);
});
