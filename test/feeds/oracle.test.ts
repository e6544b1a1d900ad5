import { Feed, type Item } from 'feed';
import { expect, test } from 'vitest';
import type { FeedItem } from '../../lambda/feeds/feed-item.ts';
import { feedModel } from '../../lambda/feeds/feed-model.ts';
import { readAtom, readChannel, readJsonFeed, render } from './render.ts';
import { FINANCE, SAMPLE_SITE, sampleArticle } from './sample.ts';
import type { XmlElement } from './xml-tree.ts';

/* `feed` is the oracle for every element of an item that both it and we write, where it makes no mistake. */

const ARTICLES = [
  sampleArticle({
    key: 'a.md',
    title: '三个数字 > 两个',
    updated: '2021-09-20T00:00:00Z',
    link: 'https://example.org/新闻',
    author: '王五',
    editor: '赵六',
    content: '<p>正文 <b>粗</b> &amp; "引号"</p>\n<p>第二段</p>',
    categories: ['金融', '行情'],
    tags: ['标签'],
  }),
  sampleArticle({ key: 'b.md' }),
];
const { items: ITEMS } = feedModel(FINANCE, ARTICLES, SAMPLE_SITE);
const OURS = render(ARTICLES);

/** A feed of the items in `feed`, with what differs between the formats. */
function feedOf(particular: (item: FeedItem) => Partial<Item> & Pick<Item, 'date'>): Feed {
  const feed = new Feed({ id: 'urn:x', title: 'x', link: SAMPLE_SITE.baseUrl });
  for (const item of ITEMS) {
    feed.addItem({
      id: item.guid,
      title: item.title,
      link: item.url,
      description: item.summary,
      content: item.content,
      category: item.terms.map(({ name, label, scheme }) => ({
        name: label,
        term: name,
        scheme,
        domain: scheme,
      })),
      ...particular(item),
    });
  }
  return feed;
}

const people = (name: string | undefined) => (name === undefined ? [] : [{ name }]);

/** What an element holds, without the elements that only we write. */
function told({ children }: XmlElement, names: ReadonlySet<string>): unknown {
  return children
    .filter(({ name, attributes }) => names.has(name) && attributes.get('rel') !== 'related')
    .map(({ name, attributes, children: inner, text }) => [
      name,
      Object.fromEntries(attributes),
      inner,
      text,
    ]);
}

function expectSame(ours: readonly XmlElement[], theirs: readonly XmlElement[]): void {
  const names = new Set(theirs.flatMap(({ children }) => children.map(({ name }) => name)));
  expect(names.size).toBeGreaterThan(6);
  expect(ours.map((item) => told(item, names))).toEqual(theirs.map((item) => told(item, names)));
}

test('an RSS item is as `feed` writes it', () => {
  const theirs = feedOf(({ published }) => ({ date: new Date(published) }));
  expectSame(readChannel(OURS.rss).items, readChannel(theirs.rss2()).items);
});

test('an Atom entry is as `feed` writes it, but for titles and summaries as text', () => {
  const theirs = feedOf(({ changed, published, author, editor }) => ({
    date: new Date(changed),
    published: new Date(published),
    author: people(author),
    contributor: people(editor),
  }));
  const asText = theirs.atom1().replace(/<(title|summary) type="html">/g, '<$1 type="text">');
  expectSame(readAtom(OURS.atom).entries, readAtom(asText).entries);
});

test('an item of JSON Feed is as `feed` writes it, and has what is new in 1.1', () => {
  const theirs = feedOf(({ changed, published }) => ({
    date: new Date(changed),
    published: new Date(published),
  }));
  expect(readJsonFeed(OURS.json).items).toMatchObject(readJsonFeed(theirs.json1()).items);
});
