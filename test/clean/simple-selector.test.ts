import { load } from 'cheerio/slim';
import { parseFragment } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { expect, test } from 'vitest';
import { readSimpleSelector } from '../../lambda/clean/mark/simple-selector.ts';
import { findAll } from '../../lambda/clean/parse/tree.ts';
import { readAllRules } from '../../local/publish/rules.ts';

const SELECTORS = readAllRules().flatMap(({ promotion = [], furniture = [], unwrap = [], rename = {} }) => [
  ...[promotion, furniture, unwrap].flat(),
  ...Object.keys(rename),
]);

const ODD = [
  'P',
  'p.a',
  'p.a.b',
  '.A',
  '#a',
  '[class=a]',
  '[class="a b"]',
  '[href="/a"]',
  '[src*="a"]',
  'p[id]',
];
const REST = [
  '[rel=a]',
  '[href="A" i]',
  '.a p',
  'p > .a',
  'p, a',
  'p:first-child',
  '[href^="/"]',
  '[href*=""]',
];

const names = ['p', 'a', 'img', 'ul'];
const values = ['a', 'A', 'a b', ' a\tb ', 'ab', '', '/a', '/realstock/', ...SELECTORS.map(wordOf)];
const document = parseFragment(
  names
    .flatMap((name) =>
      values.map(
        (value) => `<${name} class="${value}" id="${value}" href="${value}" src="/${value}"></${name}>`,
      ),
    )
    .join(''),
  { treeAdapter: adapter },
);
const elements = findAll(document, () => true);

function wordOf(selector: string): string {
  return /[\w-]+$/.exec(selector.replace(/["\]]+$/, ''))?.[0] ?? '';
}

test.each([...new Set(SELECTORS), ...ODD])('%s finds the elements that cheerio finds', (selector) => {
  const isWanted = readSimpleSelector(selector);
  if (isWanted === undefined) return;
  expect(elements.filter(isWanted)).toEqual(load([])(elements).filter(selector).toArray());
});

test.each(ODD.slice(0, -1))('%s needs no query', (selector) => {
  expect(readSimpleSelector(selector)).toBeDefined();
});

test.each(REST)('%s is left to cheerio', (selector) => {
  expect(readSimpleSelector(selector)).toBeUndefined();
});
