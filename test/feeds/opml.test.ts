import { describe, expect, test } from 'vitest';
import { type CategoryOutline, renderOpml } from '../../lambda/feeds/opml.ts';
import { SAMPLE_SITE } from './sample.ts';
import { validateOpml } from './validate-opml.ts';
import { childrenOf, parseXml, type XmlElement } from './xml-tree.ts';

/** An outline as its text; a folder with what is in it. */
type Tree = string | readonly [string, readonly Tree[]];

function readTree(categories: readonly CategoryOutline[]): readonly Tree[] {
  const opml = renderOpml(categories, SAMPLE_SITE);
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

  test('puts a category below the nearest one of its path that has a feed', () => {
    const categories = [
      { name: '金融', path: [] },
      { name: '国內', path: ['金融', '没有订阅源'] },
    ];
    expect(readTree(categories)).toEqual(['示例站', ['金融', ['金融', '国內']]]);
  });

  test('breaks a circle of paths that contradict each other', () => {
    const categories = [
      { name: '甲', path: ['乙'] },
      { name: '乙', path: ['甲'] },
      { name: '丙', path: ['丙'] },
    ];
    expect(readTree(categories)).toEqual(['示例站', ['乙', ['乙', '甲']], '丙']);
  });

  test('shows titles of the settings, and addresses of the feed and its page', () => {
    const site = { ...SAMPLE_SITE, categories: { 金融: { title: '财经 & 行情' } } };
    const opml = renderOpml([{ name: '金融', path: [] }], site);
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
