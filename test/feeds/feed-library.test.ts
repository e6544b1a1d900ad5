import { Feed } from 'feed';
import { describe, expect, test } from 'vitest';
import {
  encodePieces,
  extension,
  Slots,
  type Written,
  writeAtom,
  writeElement,
  writeRss,
  xmlElement,
  xmlText,
} from '../../lambda/feeds/feed-library.ts';
import { parseXml } from './xml-tree.ts';

const NOWHERE = 'https://feeds.example.org/';

function feedOf(item: Partial<Parameters<Feed['addItem']>[0]>): Feed {
  const feed = new Feed({ id: NOWHERE, title: 'Feed', link: NOWHERE, updated: new Date(0) });
  feed.addItem({ title: 'Item', id: NOWHERE, link: NOWHERE, date: new Date(0), ...item });
  return feed;
}

function textOf({ head, items, tail }: Written): string {
  return encodePieces([head, ...items.flat(), tail]).toString();
}

/** When one of these fails, `feed` has mended what the wall is there for. */
describe('`feed` alone still', () => {
  test.each([
    ['ends a CDATA section at the second "]]>"', () => feedOf({ content: ']]> ]]>' }).rss2()],
    ['writes control characters', () => feedOf({ title: '\u0001' }).atom1()],
    ['writes "<" into an Atom category', () => feedOf({ category: [{ name: '<', term: '<' }] }).atom1()],
    [
      'writes "&" into an RSS category domain',
      () => feedOf({ category: [{ name: 'a', domain: '&' }] }).rss2(),
    ],
    [
      'declares no namespace of an extension',
      () => feedOf({ extensions: [extension('media:content', {})] }).rss2(),
    ],
  ])('%s', (_defect, render) => {
    expect(() => parseXml(render())).toThrow();
  });

  test('takes "&amp;" in a text for "&"', () => {
    const feed = new Feed({ title: 'a &amp; b', link: NOWHERE, updated: new Date(0) });
    expect(feed.rss2()).toContain('<title>a &amp; b</title>');
  });

  test('declares every style sheet as XSLT, and JSON Feed as 1.0', () => {
    const feed = new Feed({ id: NOWHERE, title: 'Feed', link: NOWHERE, stylesheet: `${NOWHERE}feed.css` });
    expect(feed.atom1()).toContain('type="text/xsl"');
    expect(feed.json1()).toContain('https://jsonfeed.org/version/1"');
  });
});

describe('the wall', () => {
  test('writes a text and an attribute so that they are read as they were given', () => {
    const text = `&amp; & < > ]]> " ' &#60;`;
    const feed = new Feed({ title: xmlText(text), link: NOWHERE, updated: new Date(0) });
    feed.addItem({
      title: 'Item',
      link: NOWHERE,
      date: new Date(0),
      category: [{ name: xmlText(text), domain: xmlText(text) }],
      extensions: [extension('guid', { ...xmlElement({ isPermaLink: text }), _text: xmlText(text) })],
    });
    const channel = parseXml(textOf(writeRss(feed, new Slots()))).root.children[0];
    const item = channel?.children.find(({ name }) => name === 'item');
    const [category, guid] = ['category', 'guid'].map((name) =>
      item?.children.find((child) => child.name === name),
    );
    expect(channel?.children[0]?.text).toBe(text);
    expect([category?.text, category?.attributes.get('domain')]).toEqual([text, text]);
    expect([guid?.text, guid?.attributes.get('isPermaLink')]).toEqual([text, text]);
  });

  test('puts content and elements into their places, in order and untouched', () => {
    const slots = new Slots();
    const feed = new Feed({ id: NOWHERE, title: 'Feed', updated: new Date(0) });
    for (const name of ['one', 'two']) {
      feed.addItem({
        title: name,
        link: NOWHERE,
        date: new Date(0),
        content: slots.content(Buffer.from(`<p>${name} $& &amp;</p>`)),
        copyright: slots.elements([
          writeElement('rights', {}, `${name} & <more>`),
          writeElement('link', { href: name }),
        ]),
      });
    }
    const entries = parseXml(textOf(writeAtom(feed, {}, slots))).root.children.filter(
      ({ name }) => name === 'atom:entry',
    );
    const told = entries.map(({ children }) =>
      children.slice(-3).map(({ text, attributes }) => attributes.get('href') ?? text),
    );
    expect(told).toEqual([
      ['<p>one $& &amp;</p>', 'one & <more>', 'one'],
      ['<p>two $& &amp;</p>', 'two & <more>', 'two'],
    ]);
  });
});
