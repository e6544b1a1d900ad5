import { describe, expect, it } from 'vitest';
import { parseBody } from '../../lambda/clean/clean.ts';
import { cleanHtml } from './clean-html.ts';

const PAGE = `<!-- saved --><!doctype html><html lang="zh-CN"><head><meta charset="utf-8">
  <title>春天 &amp; 河 - 某站</title><link rel="canonical" href="https://a.example/1.html">
  <meta name="date" content="2021-01-01"><meta property="article:published_time" content="2021-03-02T08:00:00+08:00">
  </head><body class="x"><svg><title>图</title></svg><h1> 春天
  与<b>河</b></h1><p>河开了。<noscript><img src="https://a.example/a.png"></noscript></p></body></html>`;

const context = { key: 'a.md', id: 'k7', title: '', categories: [], placeholderHosts: [] };

describe('a saved page', () => {
  it('tells what front matter would have told', () => {
    expect(parseBody(PAGE).facts).toEqual({
      title: '春天 & 河 - 某站',
      heading: '春天 与河',
      isPublished: true,
      link: 'https://a.example/1.html',
      language: 'zh-CN',
      dates: ['2021-03-02T08:00:00+08:00', '2021-01-01'],
    });
  });

  it('tells more in its meta tags and structured data', () => {
    const head = `<meta name="author" content="站"><meta name="description" content="河。">
      <meta property="og:image" content="/1.jpg"><meta property="article:tag" content="河"><meta property="article:tag" content="春">
      <meta property="article:modified_time" content="2021-03-04"><base target="_blank"><base href="../b/">
      <script type="application/ld+json">{"@graph":[{"@type":"Article","headline":"春河","dateModified":"2021-03-03",
        "author":[{"name":"周禾"},"李四"],"image":{"url":"https://a.example/2.jpg"}}]}</script>`;
    expect(parseBody(`<!doctype html><head>${head}</head><p>河开了。`).facts).toEqual({
      kinds: ['Article'],
      description: '河。',
      changes: ['2021-03-03', '2021-03-04'],
      headlines: ['春河'],
      authors: ['周禾', '李四'],
      images: ['/1.jpg', 'https://a.example/2.jpg'],
      keywords: ['河', '春'],
      base: '../b/',
    });
  });

  it('has the author of an article that structured data does not name', () => {
    const linked = '{"@type":["BlogPosting"],"author":{"@type":"Person","name":"周禾"}}';
    const page = `<!doctype html><script type="application/ld+json">${linked}</script><p>河开了。`;
    expect(parseBody(page).facts).toMatchObject({ authors: ['周禾'] });
  });

  it.each([
    ['of a page', '<!doctype html><head><base href="../b/"></head>'],
    ['of a fragment', '<base href="/b/">'],
    ['elsewhere', '<base href="https://a.example/b/"><base href="https://b.example/">'],
    ['that is none', '<base href="javascript:x">', 'https://a.example/a/1.jpg'],
  ])(
    'has its relative addresses lead from its base: %s',
    async (_name, base, address = 'https://a.example/b/1.jpg') => {
      const { html, images } = await cleanHtml(
        `${base}<p id="x">河<a href="#x">上</a><img src="1.jpg"></p>`,
        {
          ...context,
          link: 'https://a.example/a/1.html',
        },
      );
      expect(images).toEqual([address]);
      expect(html).toContain('<a href="#k7-x">上</a>');
    },
  );

  it('is cleaned to what its body shows', async () => {
    const { html } = await cleanHtml(PAGE, context);
    expect(html).toMatch(
      /^<h1>春天与<b>河<\/b><\/h1>\n<p>河开了。<img src="https:\/\/a.example\/a.png"[^>]*><\/p>$/,
    );
  });

  it('keeps what an unclosed element has swallowed', async () => {
    const { text } = await cleanHtml('<!doctype html><body><p>河开了。</p><textarea><p>鱼醒了。', context);
    expect(text).toBe('河开了。\n鱼醒了。');
  });

  it('may tell nothing', () => {
    expect(parseBody('<!doctype html>').facts).toEqual({});
  });
});

describe('a fragment', () => {
  it('tells its first heading, and its title where it begins like a page', () => {
    expect(parseBody('<p>a</p><h2></h2><h2>春天</h2><h1>河</h1><title>无</title>').facts).toEqual({
      heading: '春天',
    });
    expect(parseBody('\n<meta charset="utf-8"><title>春天</title><p>河').facts).toEqual({ title: '春天' });
    expect(parseBody('<p lang="en"><time datetime="2021-01-01">').facts).toEqual({});
  });
});
