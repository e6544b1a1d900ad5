import { describe, expect, it } from 'vitest';
import { derive, publish } from './uploads.ts';

const PAGE = `<!doctype html><html><head><title>湖边灯会</title><link rel="canonical" href="https://lake.example/a/1.html">
  <meta name="author" content="周禾 <zhou@lake.example>"><meta name="description" content="灯会昨晚开幕。">
  <meta name="keywords" content="灯会，湖"><meta property="og:image" content="../pic/lantern.jpg">
  <meta property="article:published_time" content="2023-05-01T12:00:00+08:00"><meta property="article:modified_time" content="2023-05-02T12:00:00+08:00">
  </head><body><p>来了三千人。</p></body></html>`;

const FRONT = `---
title: 灯
date: 2023-04-01 08:00
author: 李四
description: 一盏灯。
cover: https://pics.example/one.jpg
tags: [夜]
---
`;

describe('a saved page', () => {
  it('tells who wrote it, what it is about and what it looks like', async () => {
    expect(await publish(PAGE, 'a.html')).toMatchObject({
      author: '周禾',
      summary: '灯会昨晚开幕。',
      image: 'https://lake.example/pic/lantern.jpg',
      tags: ['灯会', '湖'],
      published: '2023-05-01T04:00:00Z',
      updated: '2023-05-02T04:00:00Z',
    });
  });

  it('tells its title and tags in linked data', async () => {
    const data = { '@type': 'NewsArticle', headline: '湖边灯会开幕', keywords: ['灯会', '湖'] };
    const write = (title: string) =>
      `<!doctype html><head>${title}<script type="application/ld+json">${JSON.stringify(data)}</script></head><p>来了三千人。</p>`;
    for (const title of ['', '<title>湖边灯会开幕_湖报</title>']) {
      expect(await publish(write(title), 'a.html')).toMatchObject({
        title: '湖边灯会开幕',
        tags: ['灯会', '湖'],
      });
    }
  });

  it('says so in a warning', async () => {
    const { warnings } = await derive(PAGE, 'a.html');
    expect(warnings.map(({ message }) => message)).toContain(
      'front matter does not name these, and the page does: "author", "description", "thumbnail", "tags"',
    );
  });

  it('does not overrule front matter', async () => {
    const article = await publish(FRONT + PAGE, 'a.html');
    expect(article).toMatchObject({
      author: '李四',
      summary: '一盏灯。',
      image: 'https://pics.example/one.jpg',
      tags: ['夜'],
    });
  });

  it.each([
    ['the sign of its site', PAGE.replace('lantern.jpg', 'site-logo.png'), { image: undefined }],
    [
      'an address as its author',
      PAGE.replace(/周禾 [^"]*/, 'https://lake.example/u/7'),
      { author: undefined },
    ],
    ['a change that is still to come', PAGE.replace('2023-05-02', '2033-05-02'), { updated: undefined }],
  ])('is not taken at its word for %s', async (_name, page, expected) => {
    const { image, author, updated } = await publish(page, 'a.html');
    expect({ image, author, updated }).toMatchObject(expected);
  });
});

it('front matter that names a picture beside the article has a warning where nobody knows where that is', async () => {
  const front = (more: string) =>
    `---\ntitle: 灯\ncategories: [夜]\ndate: 2023-04-01 08:00\ncover: ./one.jpg\n${more}---\n一盏灯。`;
  const { warnings } = await derive(front(''));
  expect(warnings).toEqual([{ message: expect.stringContaining('"./one.jpg"') }]);
  const known = await derive(front('link: https://lake.example/a/1.html\n'));
  expect(known.warnings).toEqual([]);
});
