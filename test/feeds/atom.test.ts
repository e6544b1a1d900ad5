import { expect, test } from 'vitest';
import { readAtom, render } from './render.ts';
import { sampleArticle } from './sample.ts';
import { childrenOf, parseXml, textOf } from './xml-tree.ts';

test('an entry of Atom tells when it was published and when it was updated', () => {
  const [entry] = readAtom(render([sampleArticle({ updated: '2021-09-20T00:00:00Z' })]).atom).entries;
  expect(textOf(entry, 'atom:published')).toBe('2021-09-16T04:00:14.000Z');
  expect(textOf(entry, 'atom:updated')).toBe('2021-09-20T00:00:00.000Z');
});

test('entries of one second keep their order for readers that sort by the time of the update', () => {
  const articles = ['a', 'b', 'c'].map((key) => sampleArticle({ key, title: key }));
  const entries = readAtom(render(articles).atom).entries;
  const newestFirst = entries.toSorted((a, b) =>
    (textOf(b, 'atom:updated') ?? '').localeCompare(textOf(a, 'atom:updated') ?? ''),
  );
  expect(newestFirst.map((entry) => textOf(entry, 'atom:title'))).toEqual(['a', 'b', 'c']);
  expect(new Set(entries.map((entry) => textOf(entry, 'atom:published')))).toHaveLength(1);
});

test('an entry without an author has that of the feed, one with an editor a contributor', () => {
  const { feed, entries } = readAtom(render([sampleArticle({ editor: '赵六' })]).atom);
  const nameOf = (name: string, element = entries[0]) =>
    element && childrenOf(element, name).map((person) => textOf(person, 'atom:name'));
  expect(nameOf('atom:author')).toEqual([]);
  expect(nameOf('atom:author', feed)).toEqual(['示例站']);
  expect(nameOf('atom:contributor')).toEqual(['赵六']);
});

test('a feed tells its language, and an entry its own where it differs', () => {
  const articles = [
    sampleArticle({ key: 'a', language: 'en' }),
    sampleArticle({ key: 'b', language: 'zh-CN' }),
  ];
  const { feed, entries } = readAtom(render(articles).atom);
  expect(feed.attributes.get('xml:lang')).toBe('zh-CN');
  expect(entries.map(({ attributes }) => attributes.get('xml:lang'))).toEqual(['en', undefined]);
  expect(textOf(entries[0], 'atom:title')).toBe('标题');
});

test('a browser that opens a feed finds a style sheet in CSS', () => {
  const { rss, atom } = render([]);
  for (const document of [rss, atom]) {
    expect(parseXml(document).instructions).toEqual([
      'xml-stylesheet href="https://feeds.example.org/feed.css" type="text/css"',
    ]);
  }
});
