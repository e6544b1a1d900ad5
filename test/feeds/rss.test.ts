import { describe, expect, test } from 'vitest';
import { readChannel, render } from './render.ts';
import { SAMPLE_SITE, sampleArticle } from './sample.ts';
import { childrenOf, textOf, type XmlElement } from './xml-tree.ts';

const PAGE = `https://feeds.example.org/articles/${sampleArticle().id}.html`;

function readItem(given: Parameters<typeof sampleArticle>[0], site = SAMPLE_SITE): XmlElement {
  const [item] = readChannel(render([sampleArticle(given)], site).rss).items;
  if (item === undefined) throw new Error('the feed has no item');
  return item;
}

describe('an item in RSS', () => {
  test('links to our page of the article, unless it names the original', () => {
    expect(textOf(readItem({}), 'link')).toBe(PAGE);
    expect(childrenOf(readItem({}), 'atom:link')).toEqual([]);
    const item = readItem({ link: 'https://example.org/a' });
    expect(textOf(item, 'link')).toBe('https://example.org/a');
    const [page] = childrenOf(item, 'atom:link');
    expect(Object.fromEntries(page?.attributes ?? [])).toEqual({
      rel: 'related',
      type: 'text/html',
      href: PAGE,
    });
  });

  test('keeps to our page where the link is not one of the web', () => {
    expect(textOf(readItem({ link: 'javascript:alert(1)' }), 'link')).toBe(PAGE);
  });

  test('tells when it was updated only if it was', () => {
    expect(textOf(readItem({}), 'atom:updated')).toBeUndefined();
    expect(textOf(readItem({ updated: sampleArticle().published }), 'atom:updated')).toBeUndefined();
    const item = readItem({ updated: '2021-09-20T00:00:00Z' });
    expect(textOf(item, 'pubDate')).toBe('Thu, 16 Sep 2021 04:00:14 GMT');
    expect(textOf(item, 'atom:updated')).toBe('2021-09-20T00:00:00Z');
  });

  test('tells what its categories are: topic, source, channels, tags', () => {
    const categories = ['金融', '新浪财经', '新浪财经－国內', '要闻'];
    const kinds = childrenOf(readItem({ categories, tags: ['金融', '数字'] }), 'category').map(
      ({ text, attributes }) => [text, attributes.get('domain')?.split('#')[1]],
    );
    expect(kinds).toEqual([
      ['金融', 'topic'],
      ['新浪财经', 'source'],
      ['新浪财经－国內', 'channel'],
      ['要闻', 'channel'],
      ['数字', 'tag'],
    ]);
  });

  test('tells its language where it is not that of the site', () => {
    expect(readItem({ language: 'zh-CN' }).attributes.has('xml:lang')).toBe(false);
    expect(readItem({ language: 'en' }).attributes.get('xml:lang')).toBe('en');
    expect(readItem({ title: 'What the river brings and takes' }).attributes.get('xml:lang')).toBe('en');
  });

  test('is told to run from right to left where its language does', () => {
    const content = '<p>OpenAI</p>';
    const shown = (article: Parameters<typeof readItem>[0]) =>
      textOf(readItem({ content, ...article }), 'content:encoded');
    expect(shown({ language: 'ar' })).toBe('<div dir="rtl"><p>OpenAI</p></div>');
    expect(shown({ title: 'أخبار', summary: 'تطلق OpenAI نموذجا' })).toBe(
      '<div dir="rtl"><p>OpenAI</p></div>',
    );
    expect(shown({ language: 'zh-CN' })).toBe(content);
  });
});

describe('a channel in RSS', () => {
  test('was last built when an article last changed', () => {
    const articles = [
      sampleArticle({ key: 'new', published: '2021-09-18T00:00:00Z' }),
      sampleArticle({ key: 'old', published: '2021-09-16T00:00:00Z', updated: '2021-09-19T00:00:00Z' }),
    ];
    const { channel } = readChannel(render(articles).rss);
    expect(textOf(channel, 'lastBuildDate')).toBe('Sun, 19 Sep 2021 00:00:00 GMT');
  });

  test('announces the hub, if the site has one', () => {
    const relations = (hub?: string) => {
      const { channel } = readChannel(
        render([], hub === undefined ? SAMPLE_SITE : { ...SAMPLE_SITE, hub }).rss,
      );
      return childrenOf(channel, 'atom:link').map(({ attributes }) => attributes.get('rel'));
    };
    expect(relations()).toEqual(['self', 'alternate', 'alternate', 'alternate']);
    expect(relations('https://hub.example.org/')).toContain('hub');
  });

  test('is called what the settings say, and a category is not mistaken for a property of objects', () => {
    const titleOf = (name: string, categories = {}) => {
      const scope = { kind: 'category', name } as const;
      return textOf(readChannel(render([], { ...SAMPLE_SITE, categories }, scope).rss).channel, 'title');
    };
    expect(titleOf('金融')).toBe('金融 · 示例站');
    expect(titleOf('金融', { 金融: { title: '财经' } })).toBe('财经 · 示例站');
    expect(titleOf('constructor')).toBe('constructor · 示例站');
    expect(titleOf('__proto__')).toBe('__proto__ · 示例站');
  });
});
