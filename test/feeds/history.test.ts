import { expect, test } from 'vitest';
import { renderArchive, renderAtom } from '../../lambda/feeds/atom.ts';
import { feedModel } from '../../lambda/feeds/feed-model.ts';
import { readAtom } from './render.ts';
import { FINANCE, SAMPLE_SITE, sampleArticle } from './sample.ts';
import { validateAtom } from './validate-atom.ts';
import { childrenOf, textOf, type XmlElement } from './xml-tree.ts';

const MODEL = feedModel(FINANCE, [sampleArticle({ key: 'a' }), sampleArticle({ key: 'b' })], SAMPLE_SITE);
const FOLDER = 'https://feeds.example.org/feeds/%E9%87%91%E8%9E%8D';

function linkOf(feed: XmlElement, rel: string): string | undefined {
  const link = childrenOf(feed, 'atom:link').find(({ attributes }) => attributes.get('rel') === rel);
  return link?.attributes.get('href');
}

test('a feed with a history links to its newest archive', () => {
  const { feed } = readAtom(renderAtom(MODEL, SAMPLE_SITE, 'abc0').toString());
  expect(linkOf(feed, 'prev-archive')).toBe(`${FOLDER}/archive/abc0.xml`);
  expect(childrenOf(feed, 'fh:archive')).toEqual([]);
});

test('a feed without a history links to none', () => {
  expect(renderAtom(MODEL, SAMPLE_SITE).toString()).not.toContain('archive');
});

test('an archive says that it is one, and links to the feed that it continues and to the next older archive', () => {
  const archive = renderArchive(MODEL, SAMPLE_SITE, 'abc0', 'xyz0').toString();
  expect(validateAtom(archive, `${FOLDER}/archive/abc0.xml`)).toEqual([]);
  const { feed, entries } = readAtom(archive);
  expect(entries).toHaveLength(2);
  expect(childrenOf(feed, 'fh:archive')).toHaveLength(1);
  expect(linkOf(feed, 'self')).toBe(`${FOLDER}/archive/abc0.xml`);
  expect(linkOf(feed, 'current')).toBe(`${FOLDER}/atom.xml`);
  expect(linkOf(feed, 'prev-archive')).toBe(`${FOLDER}/archive/xyz0.xml`);
  expect(textOf(feed, 'atom:id')).toBe(
    textOf(readAtom(renderAtom(MODEL, SAMPLE_SITE).toString()).feed, 'atom:id'),
  );
});

test('the oldest archive links to no older one', () => {
  expect(
    linkOf(readAtom(renderArchive(MODEL, SAMPLE_SITE, 'abc0').toString()).feed, 'prev-archive'),
  ).toBeUndefined();
});
