import { describe, expect, test } from 'vitest';
import { renderOpml } from '../../lambda/feeds/opml.ts';
import { growTree, type PlacedCategory } from '../../lambda/model/category-tree.ts';
import { SAMPLE_SITE } from './sample.ts';
import { validateOpml } from './validate-opml.ts';
import { childrenOf, parseXml, type XmlElement } from './xml-tree.ts';

/** An outline as its text; a folder with what is in it. */
type Tree = string | readonly [string, readonly Tree[]];

function readTree(categories: readonly PlacedCategory[]): readonly Tree[] {
  const opml = renderOpml(growTree(categories), SAMPLE_SITE);
  expect(validateOpml(opml)).toEqual([]);
  const [body] = childrenOf(parseXml(opml).root, 'body');
  return (body?.children ?? []).map(treeOf);
}

function treeOf({ attributes, children }: XmlElement): Tree {
  const text = attributes.get('text') ?? '';
  return attributes.has('xmlUrl') ? text : [text, children.map(treeOf)];
}

describe('the subscription list', () => {
  test('begins with the whole site', () => {
    expect(readTree([])).toEqual(['示例站']);
  });

  test('nests channels in sources in topics, each folder beginning with its own feed', () => {
    const categories = [
      { name: '新浪财经－国內', path: ['金融', '新浪财经'] },
      { name: '新浪财经', path: ['金融'] },
      { name: '金融', path: [] },
      { name: '新媒体', path: [] },
    ];
    expect(readTree(categories)).toEqual([
      '示例站',
      ['金融', ['金融', ['新浪财经', ['新浪财经', '新浪财经－国內']]]],
      '新媒体',
    ]);
  });

  test('has a folder of tags and one of authors behind all categories', () => {
    const groups = [
      { kind: 'tag', names: ['金融', 'AI'] },
      { kind: 'author', names: ['<Ann>'] },
    ] as const;
    const opml = renderOpml([{ name: '金融', below: [] }], SAMPLE_SITE, groups);
    expect(validateOpml(opml)).toEqual([]);
    const [body] = childrenOf(parseXml(opml).root, 'body');
    expect((body?.children ?? []).map(treeOf)).toEqual([
      '示例站',
      '金融',
      ['标签', ['#金融', '#AI']],
      ['作者', ['作者：＜Ann＞']],
    ]);
    const addresses = [...opml.matchAll(/xmlUrl="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.slice(1)).toEqual([
      'https://feeds.example.org/feeds/%E9%87%91%E8%9E%8D/rss.xml',
      'https://feeds.example.org/tags/%E9%87%91%E8%9E%8D/rss.xml',
      'https://feeds.example.org/tags/AI/rss.xml',
      'https://feeds.example.org/authors/~3CAnn~3E/rss.xml',
    ]);
  });

  test('shows names in which nothing reads as HTML', () => {
    expect(
      readTree(['R&D', '茶馆 & 书场', '<b>粗</b>', 'a < b'].map((name) => ({ name, path: [] }))),
    ).toEqual(['示例站', 'R & D', '茶馆 & 书场', '＜b＞粗＜/b＞', 'a ＜ b']);
  });

  test('shows titles of the settings, and addresses of the feed and its page', () => {
    const site = { ...SAMPLE_SITE, categories: { 金融: { title: '财经 & 行情' } } };
    const opml = renderOpml([{ name: '金融', below: [] }], site);
    const outline = childrenOf(parseXml(opml).root, 'body')[0]?.children[1];
    expect(Object.fromEntries(outline?.attributes ?? [])).toEqual({
      text: '财经 & 行情',
      title: '财经 & 行情',
      type: 'rss',
      version: 'RSS2',
      xmlUrl: 'https://feeds.example.org/feeds/%E9%87%91%E8%9E%8D/rss.xml',
      htmlUrl: 'https://feeds.example.org/feeds/%E9%87%91%E8%9E%8D/index.html',
    });
  });
});
