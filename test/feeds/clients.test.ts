import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseFeed, parseOpml } from 'feedsmith';
import Parser from 'rss-parser';
import { describe, expect, test } from 'vitest';
import { feedModel } from '../../lambda/feeds/feed-model.ts';
import { renderOpml } from '../../lambda/feeds/opml.ts';
import type { Article } from '../../lambda/model/article.ts';
import type { Site } from '../../lambda/model/site.ts';
import { nameWith } from '../support/needs.ts';
import { type Rendered, render } from './render.ts';
import { FINANCE, SAMPLE_SITE, sampleArticle } from './sample.ts';

/** What a client makes of an item, in one shape for all of them. */
interface ReadItem {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly link: string | undefined;
  readonly published: string | undefined;
  readonly content: string | undefined;
  readonly author: string | undefined;
  readonly categories: readonly (string | undefined)[];
}

/** A program or library that reads feeds. */
interface Client {
  readonly name: string;
  readonly formats: readonly (keyof Rendered)[];
  readonly installed: boolean;
  read(document: string): Promise<ReadItem[]>;
}

const RSS_PARSER: Client = {
  name: 'rss-parser',
  formats: ['rss', 'atom'],
  installed: true,
  async read(document) {
    const parser = new Parser<
      object,
      { 'content:encoded'?: string; id?: string; category?: unknown[]; author?: string }
    >({
      customFields: { item: ['id', 'author', ['category', 'category', { keepArray: true }]] },
    });
    const { items } = await parser.parseString(document);
    return items.map((item) => ({
      id: item.guid ?? item.id,
      title: item.title,
      link: item.link,
      published: item.isoDate,
      content: item['content:encoded'] ?? item.content,
      author: item.creator ?? item.author,
      categories: (item.category ?? []).map(categoryName),
    }));
  },
};

const FEEDSMITH: Client = {
  name: 'feedsmith',
  formats: ['rss', 'atom', 'json'],
  installed: true,
  async read(document) {
    const { format, feed } = parseFeed(document);
    if (format === 'rss') {
      return (feed.items ?? []).map((item) => ({
        id: item.guid?.value,
        title: item.title,
        link: item.link,
        published: item.pubDate,
        content: item.content?.encoded,
        author: item.dc?.creators?.[0],
        categories: (item.categories ?? []).map(({ name }) => name),
      }));
    }
    if (format === 'atom') {
      return (feed.entries ?? []).map((entry) => ({
        id: entry.id,
        title: entry.title?.value,
        link: entry.links?.find(({ rel }) => rel === undefined)?.href,
        published: entry.published,
        content: entry.content?.value,
        author: entry.authors?.[0]?.name,
        categories: (entry.categories ?? []).map(({ term }) => term),
      }));
    }
    if (format !== 'json') throw new Error(`feedsmith takes it for ${format}`);
    return (feed.items ?? []).map((item) => ({
      id: item.id,
      title: item.title,
      link: item.url,
      published: item.date_published,
      content: item.content_html,
      author: item.authors?.[0]?.name,
      categories: item.tags ?? [],
    }));
  },
};

const PYTHON = ['python3', '/usr/bin/python3'].find(
  (python) => spawnSync(python, ['-c', 'import feedparser']).status === 0,
);

const FEEDPARSER: Client = {
  name: 'feedparser',
  formats: ['rss', 'atom'],
  installed: PYTHON !== undefined,
  async read(document) {
    const script = join(import.meta.dirname, 'read-with-feedparser.py');
    const { stdout, stderr } = spawnSync(PYTHON ?? 'python3', [script], {
      input: document,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const result: { bozo: string | null; items: ReadItem[] } = JSON.parse(stdout);
    expect(result.bozo).toBeNull();
    return result.items.map((item) => ({
      ...item,
      author: item.author ?? undefined,
    }));
  },
};

const ARTICLES: readonly Article[] = [
  sampleArticle({
    key: 'a.md',
    title: '研发 R&D：三 < 五',
    published: '2021-09-18T02:30:00Z',
    updated: '2021-09-19T02:30:00Z',
    link: 'https://example.org/新闻?a=1&b=2',
    author: '王五 & 赵六',
    content:
      '<p>五 &gt; 三 &amp; 二<a href="https://example.org/?a=1&amp;b=2">链接</a></p><pre>if (a[b[0]]&gt;c) {}</pre>',
    categories: ['金融', '茶馆 & 书场', '行情－国內'],
    tags: ['<新>'],
  }),
  sampleArticle({ key: 'b.md', title: '没有作者 👨‍👩‍👧', published: '2021-09-17T02:30:00Z' }),
];

const EXPECTED: readonly ReadItem[] = feedModel(FINANCE, ARTICLES, SAMPLE_SITE).items.map((item) => ({
  id: item.guid,
  title: item.title,
  link: item.url,
  published: item.published,
  content: item.content,
  author: item.author,
  categories: item.terms.map(({ name }) => name),
}));

const CLIENTS = [RSS_PARSER, FEEDSMITH, FEEDPARSER].map((client) => ({
  ...client,
  name: nameWith(client.name, client.installed, 'feedparser'),
}));

describe.each(CLIENTS)('$name', ({ formats, installed, read }) => {
  test.skipIf(!installed).each(formats)('reads everything out of %s', async (format) => {
    const items = await read(render(ARTICLES)[format]);
    const sameTime = (item: ReadItem) => ({
      ...item,
      published: new Date(item.published ?? '').toISOString(),
    });
    expect(items.map(sameTime)).toEqual(EXPECTED.map(sameTime));
  });

  test.skipIf(!installed).each(formats)(
    'shows an item of %s once when it is renamed, corrected, sorted anew and moved',
    async (format) => {
      const [first, second] = ARTICLES;
      if (first === undefined || second === undefined) throw new Error('there are two articles');
      const changed = { ...first, title: '改名', content: '<p>改正。</p>', categories: ['财经'] };
      const moved: Site = { ...SAMPLE_SITE, baseUrl: 'https://新站.example/feeds' };
      const third = sampleArticle({ key: 'c.md', published: '2021-09-20T00:00:00Z' });

      const seen = new Map<string | undefined, string | undefined>();
      for (const document of [render(ARTICLES), render([third, changed, second], moved)]) {
        for (const item of await read(document[format])) seen.set(item.id, item.title);
      }
      expect([...seen.values()]).toEqual(['改名', second.title, third.title]);
    },
  );
});

test('feedsmith finds every feed in the subscription list', () => {
  const opml = parseOpml(
    renderOpml([{ name: '金融', below: [{ name: '茶馆 & 书场', below: [] }] }], SAMPLE_SITE),
  );
  expect(opml.body?.outlines?.map(({ text }) => text)).toEqual(['示例站', '金融']);
  expect(opml.body?.outlines?.[1]?.outlines?.map(({ text, xmlUrl }) => [text, xmlUrl])).toEqual([
    ['金融', 'https://feeds.example.org/feeds/%E9%87%91%E8%9E%8D/rss.xml'],
    ['茶馆 & 书场', 'https://feeds.example.org/feeds/%E8%8C%B6%E9%A6%86%20%26%20%E4%B9%A6%E5%9C%BA/rss.xml'],
  ]);
});

/** A category as `rss-parser` gives it: a name, or an element of the XML with its attributes. */
function categoryName(category: unknown): string | undefined {
  if (typeof category === 'string') return category;
  if (typeof category !== 'object' || category === null) return undefined;
  if ('_' in category) return String(category._);
  if (!('$' in category) || typeof category.$ !== 'object' || category.$ === null) return undefined;
  return 'term' in category.$ ? String(category.$.term) : undefined;
}
