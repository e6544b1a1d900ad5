import { expect, test } from 'vitest';
import { readJsonFeed, render } from './render.ts';
import { SAMPLE_SITE, sampleArticle } from './sample.ts';

test('an item of JSON Feed links to the original, and tells where we published it', () => {
  const article = sampleArticle({ link: 'https://example.org/a' });
  const page = `https://feeds.example.org/articles/${article.id}.html`;
  const [item] = readJsonFeed(render([article]).json).items;
  expect(item?.url).toBe('https://example.org/a');
  expect(item?._republished).toEqual({ about: 'https://feeds.example.org/index.html', url: page });
  expect(readJsonFeed(render([sampleArticle()]).json).items[0]).not.toHaveProperty('_republished');
});

test('an item of JSON Feed has its picture, authors and language', () => {
  const article = sampleArticle({ image: 'https://img.example.org/a.png', author: '王五', language: 'en' });
  expect(readJsonFeed(render([article]).json).items[0]).toMatchObject({
    image: 'https://img.example.org/a.png',
    authors: [{ name: '王五' }],
    language: 'en',
  });
});

test('a JSON feed tells its language and its hub', () => {
  const feed = readJsonFeed(render([], { ...SAMPLE_SITE, hub: 'https://hub.example.org/' }).json);
  expect(feed.language).toBe('zh-CN');
  expect(feed.hubs).toEqual([{ type: 'WebSub', url: 'https://hub.example.org/' }]);
  expect(readJsonFeed(render([]).json)).not.toHaveProperty('hubs');
});
