import { expect, it } from 'vitest';
import { readDocument } from '../../lambda/clean/clean.ts';

it('reads a saved page for what front matter would have told', () => {
  const page = readDocument(`<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
    <title>春天 &amp; 河 - 某站</title><link rel="canonical" href="https://a.example/1.html">
    <meta name="date" content="2021-01-01"><meta property="article:published_time" content="2021-03-02T08:00:00+08:00">
    </head><body class="x"><svg><title>图</title></svg><h1> 春天
    与<b>河</b></h1><p>河开了。<noscript><img src="a.png"></noscript></p></body></html>`);
  expect(page).toMatchObject({
    title: '春天 & 河 - 某站',
    heading: '春天 与河',
    link: 'https://a.example/1.html',
    language: 'zh-CN',
    date: '2021-03-02T08:00:00+08:00',
  });
  expect(page.body).toContain('<p>河开了。<noscript><img src="a.png"></noscript></p>');
  expect(page.body).not.toContain('<title>春天');
});

it('reads a page that says nothing', () => {
  expect(readDocument('')).toEqual({ body: '' });
  expect(readDocument('<p>只有一段')).toEqual({ body: '<p>只有一段</p>' });
});
