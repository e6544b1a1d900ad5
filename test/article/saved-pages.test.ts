import { describe, expect, it } from 'vitest';
import { deriveArticle } from '../../lambda/article/pipeline.ts';
import type { CleanedBody } from '../../lambda/clean/clean.ts';
import { blogPage, chinese, english, expectArticle, newsPage, paragraphs } from './saved-pages.ts';
import { derive, publish, SITE, uploadOf } from './uploads.ts';

const TEXTS = chinese(6);

async function contentOf(page: string): Promise<string> {
  return (await publish(page, 'a.html')).content;
}

async function warningsOf(page: string): Promise<readonly string[]> {
  return (await derive(page, 'a.html')).warnings.map(({ message }) => message);
}

async function removalsOf(page: string): Promise<CleanedBody['removals']> {
  const removals: CleanedBody['removals'][number][] = [];
  await deriveArticle(uploadOf(page, 'a.html'), SITE, (cleaned) => removals.push(...cleaned.removals));
  return removals;
}

const WHOLE = /; all of it is published$/;

describe('the article of a saved page', () => {
  const ways: Readonly<Record<string, string>> = {
    'in a box that is named so': `<div class="article" id="artibody">${paragraphs(TEXTS)}</div>`,
    'in boxes without names': `<div><div>${TEXTS.map((text) => `<div>${text}</div>`).join('')}</div></div>`,
    'in lines that are broken': `<div class="txt">${TEXTS.join('<br><br>')}</div>`,
    'in sections, each in one of its own': TEXTS.map((text) => `<section>${text}</section>`).join(''),
    'in parts that are wrapped': `<div class="txt"><div>${paragraphs(TEXTS.slice(0, 2))}</div>${paragraphs(TEXTS.slice(2))}</div>`,
    'in the cell of a table': `<table><tr><td>${paragraphs(TEXTS)}</td></tr></table>`,
  };

  it.each(Object.entries(ways))('is found %s', async (_way, markup) => {
    const content = await contentOf(newsPage(markup));
    expectArticle(content, TEXTS);
    expect(content).not.toContain('<table');
  });

  it('is found in English', async () => {
    const texts = english(5);
    const article = await publish(blogPage(paragraphs(texts)), 'a.html');
    expectArticle(article.content, texts);
    expect(article).toMatchObject({
      title: 'Morning at the Ferry',
      author: 'Ann Lee',
      language: 'en',
      published: '2022-05-04T08:00:00Z',
    });
  });

  it('keeps its pictures, headings, tables and lists', async () => {
    const parts =
      '<p><img src="https://pics.example/boat.jpg" alt="木船"></p><h2>水位</h2><table><tr><th>日</th><td>3.2</td></tr><tr><th>月</th><td>4.1</td></tr></table><ul><li>鲜藕</li><li>菱角</li></ul><p><strong>价格</strong></p>';
    const content = await contentOf(
      newsPage(`<div>${paragraphs(TEXTS.slice(0, 3))}${parts}${paragraphs(TEXTS.slice(3))}</div>`),
    );
    expectArticle(content, TEXTS);
    for (const part of ['boat.jpg', '水位', '4.1', '菱角', '价格']) expect(content).toContain(part);
  });

  it('loses links of the site that stand in it, and keeps those to elsewhere', async () => {
    const related = `<div class="related"><h4>相关新闻</h4><ul>${'<li><a href="/x.html">渡口旧事：一条江的百年往事</a></li>'.repeat(5)}</ul></div>`;
    const aside = '<p><a href="/y.html">另见：上游的水文站今年为什么特别忙碌</a></p>';
    const source = '<p><a href="https://data.example/levels">水位的全部数据在这里可以查看和下载</a></p>';
    const page = newsPage(
      `<div>${paragraphs(TEXTS.slice(0, 3))}${aside}${source}${related}${paragraphs(TEXTS.slice(3))}</div>`,
    );
    const content = await contentOf(page);
    expectArticle(content, TEXTS);
    expect(content).toContain('水位的全部数据');
    expect(content).not.toContain('渡口旧事');
    expect(content).not.toContain('水文站');
    expect((await removalsOf(page)).find(({ text }) => text.includes('渡口旧事'))?.rule).toMatch(/^page: /);
  });

  it('keeps its headings and listings whole, whose lines are elements of their own', async () => {
    const lines = ['let boats = 3;', '// morning', 'undefined', 'boats += 1;', 'NaN'];
    const listing = `<pre><code><ol>${lines.map((line) => `<li><div class="line">${line}</div></li>`).join('')}</ol></code></pre>`;
    const contents = `<div class="toc"><ul>${lines.map((line) => `<li><a href="#a">${line}</a></li>`).join('')}</ul></div>`;
    const parts = `<h2>第一步</h2><div class="code">${listing}</div>`;
    const content = await contentOf(
      newsPage(`${contents}<div>${paragraphs(TEXTS.slice(0, 3))}${parts}${paragraphs(TEXTS.slice(3))}</div>`),
    );
    expectArticle(content, TEXTS);
    for (const line of ['第一步', ...lines]) expect(content).toContain(line);
  });

  it('begins at its heading, wherever else the page repeats its title', async () => {
    const parts = TEXTS.map((text, i) => `<h2>第${i}节</h2><p>${text}</p>`).join('');
    const poster = '<div class="poster"><p>渡口的早晨_江边新闻网</p><p>扫一扫</p></div>';
    const content = await contentOf(newsPage(`<div>${parts}</div>${poster}`));
    expectArticle(content, TEXTS);
    for (const [i] of TEXTS.entries()) expect(content).toContain(`第${i}节`);
  });

  it('loses what announces links that go, and keeps a heading above a paragraph and a last line', async () => {
    const link = '<p><a href="/y.html">上游的水文站今年为什么特别忙碌，记者走访</a></p>';
    const body = `${paragraphs(TEXTS.slice(0, 3))}<h2>水情</h2>${link}${paragraphs(TEXTS.slice(3))}`;
    const content = await contentOf(newsPage(`<div>${body}<p>热门的推荐</p>${link.repeat(3)}</div>`));
    expectArticle(content, TEXTS);
    expect(content).toContain('<h2>水情</h2>');
    expect(content).not.toContain('热门的推荐');
    const signed = await contentOf(newsPage(`<div>${paragraphs(TEXTS)}<p>本报渡口来信</p>${link}</div>`));
    expect(signed).toContain('本报渡口来信');
  });

  it('does not begin with the line of its date', async () => {
    const line = '发布日期：2021-03-21 浏览次数： 信息来源：江边渡口管理处办公室综合科';
    const content = await contentOf(
      newsPage(`<div><div class="small">${line}</div>${paragraphs(TEXTS)}</div>`),
    );
    expectArticle(content, TEXTS);
    expect(content).not.toContain('浏览次数');
  });

  it('loses a list of links together with the label above it', async () => {
    const list = `<div><p>公司新闻</p><p>${'<a href="/b.html">渡口公司换届新目标遭质疑，少壮派上位面临压力</a><br>'.repeat(3)}</p></div>`;
    const content = await contentOf(newsPage(`<div>${paragraphs(TEXTS)}${list}</div>`));
    expectArticle(content, TEXTS);
    expect(content).not.toContain('公司新闻');
  });

  it('may be a sentence below its title', async () => {
    const text = '受大风影响，渡口今天全天停航，预计明天早上六点恢复，请旅客留意公告。';
    const page = newsPage(`<div><p>${text}</p></div>`, { below: '' });
    expectArticle(await contentOf(page), [text]);
  });

  it('has its date, title and author from the lines above it', async () => {
    const article = await publish(newsPage(`<div>${paragraphs(TEXTS)}</div>`), 'a.html');
    expect(article).toMatchObject({
      title: '渡口的早晨',
      published: '2021-03-21T08:45:00Z',
      author: '陶然',
      language: 'zh-CN',
    });
  });

  it('has its date from the line below a title that ends like a sentence', async () => {
    const page = newsPage(`<h2>渡口的早晨！</h2><div>${paragraphs(TEXTS)}</div>`)
      .replaceAll('渡口的早晨', '渡口的早晨！')
      .replaceAll('！！', '！');
    expect((await publish(page, 'a.html')).published).toBe('2021-03-21T08:45:00Z');
  });

  it('is not the comments, however long they are', async () => {
    const below = Array.from(
      { length: 40 },
      (_, i) => `<div class="comment"><p>网友评论${i}：${chinese(1)[0]}</p></div>`,
    );
    const texts = english(3);
    const content = await contentOf(newsPage(`<div>${paragraphs(texts)}</div>`, { below: below.join('') }));
    expectArticle(content, texts);
  });

  it('is what linked data says, if that is in the page', async () => {
    const data = (articleBody: string) =>
      `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', articleBody })}</script>`;
    const page = (body: string) => newsPage(`<div>${paragraphs(TEXTS)}</div>`, { head: data(body) });
    expectArticle(await contentOf(page(TEXTS.join('\n'))), TEXTS);
    expectArticle(await contentOf(page(english(4).join('\n'))), TEXTS);
  });

  it('is the one whose name is the title, where a page has several', async () => {
    const other = `<article><h2>另一篇文章</h2><time>2020-01-01</time>${paragraphs(english(6))}</article>`;
    const content = await contentOf(
      newsPage(`<article><h2>渡口的早晨</h2>${paragraphs(TEXTS)}</article>${other}`),
    );
    expectArticle(content, TEXTS);
    expect(content).not.toContain('Paragraph 1');
  });

  it('is found below front matter, which wins', async () => {
    const upload = `---\ntitle: 我的标题\ndate: 2020-02-02\n---\n${newsPage(`<div>${paragraphs(TEXTS)}</div>`)}`;
    const article = await publish(upload, 'a.md');
    expectArticle(article.content, TEXTS);
    expect(article).toMatchObject({ title: '我的标题', published: '2020-02-01T16:00:00Z' });
  });

  it('is what SingleFile has saved, with its pictures inlined', async () => {
    const picture = `data:image/png;base64,${'iVBORw0KGgo'.repeat(20_000)}`;
    const page = newsPage(`<div>${paragraphs(TEXTS)}</div><img src="${picture}">`, {
      head: `<!--\n Page saved with SingleFile \n url: https://news.example/1\n--><style>${'.a{background:url(data:image/png;base64,AAAA)}'.repeat(2_000)}</style>`,
    });
    expectArticle(await contentOf(page), TEXTS);
  });

  it('is cleaned as if it had been uploaded alone', async () => {
    const body = `${paragraphs(TEXTS)}<p><img src="https://pics.example/a.jpg"></p>`;
    const alone = await publish(`---\ntitle: 渡口的早晨\n---\n${body}`, 'a.html');
    expect(await contentOf(newsPage(`<div>${body}</div>`))).toBe(alone.content);
  });
});

describe('a saved page that names no categories', () => {
  const page = newsPage(`<div>${paragraphs(TEXTS)}</div>`);
  const categoriesOf = async (content: string, pageCategories: Record<string, string[]>) => {
    const derivation = await deriveArticle(uploadOf(content, 'a.html'), { ...SITE, pageCategories });
    return 'article' in derivation ? derivation.article.categories : derivation;
  };
  const table = { 'river.example': ['江边'], 'news.river.example': ['新闻', '江边'], 'a.example': ['甲'] };

  it.each([
    [
      'its canonical address',
      page.replace('</head>', '<link rel="canonical" href="https://news.river.example/1.html"></head>'),
    ],
    [
      'the note of a browser',
      page.replace('<html', '<!-- saved from url=(0033)https://news.river.example/1.html -->\n<html'),
    ],
    [
      'the note of SingleFile',
      page.replace(
        '<head>',
        '<!--\n Page saved with SingleFile \n url: https://news.river.example/1.html \n saved date: Mon\n--><head>',
      ),
    ],
    ['the link of its front matter', `---\nlink: https://m.news.river.example/1\n---\n${page}`],
  ])('has those of its host, by %s', async (_way, content) => {
    expect(await categoriesOf(content, table)).toEqual(['新闻', '江边']);
  });

  it('has none of another host, and keeps its own', async () => {
    expect(await categoriesOf(page, table)).toEqual([]);
    const named = `---\nlink: https://river.example/1\ncategories: [乙]\n---\n${page}`;
    expect(await categoriesOf(named, table)).toEqual(['乙']);
  });

  it('is not any article with a link', async () => {
    const text = '---\ntitle: 甲\nlink: https://river.example/1\n---\n正文。';
    expect(await categoriesOf(text, table)).toEqual([]);
  });
});

describe('a page that is left whole', () => {
  it.each([
    [
      'a heading and a list',
      '<h1>渡口</h1><p>早上。</p><ul><li><a href="/a.html">一</a></li><li><a href="/b.html">二</a></li></ul>',
    ],
    ['a note of a line', '<p>今天没有船。</p>'],
    ['paragraphs', paragraphs(TEXTS)],
  ])('holds nothing but an article: %s', async (_kind, body) => {
    const page = `<!doctype html><html><head><title>渡口</title></head><body>${body}</body></html>`;
    expect(await contentOf(page)).toBe((await publish(`---\ntitle: 渡口\n---\n${body}`, 'a.html')).content);
    expect((await warningsOf(page)).filter((message) => WHOLE.test(message))).toEqual([]);
  });

  const posts = (name: string) =>
    Array.from(
      { length: 5 },
      (_, i) =>
        `<div class="${name}"><h3><a href="/p/${i}">第${i}条</a></h3><span>2021-03-2${i} 10:00</span><p>${chinese(9)[i + 1]}</p></div>`,
    ).join('');

  it.each([
    ['a discussion', newsPage(`<div class="thread">${posts('post')}</div>`, { below: '' })],
    ['a list of articles', newsPage(`<div class="list">${posts('item')}</div>`, { below: '' })],
    ['a home page', newsPage('<div></div>', { below: '' })],
    [
      'a discussion, by the program that made it',
      newsPage(`<div>${paragraphs(TEXTS)}</div>`, { head: '<meta name="generator" content="Discuz! X3.4">' }),
    ],
    [
      'a product, by its markup',
      newsPage(`<div itemscope itemtype="https://schema.org/Product">${paragraphs(TEXTS)}</div>`),
    ],
    [
      'a product, by its buttons',
      newsPage(
        `<div>${paragraphs(TEXTS)}</div><b>￥128.00</b><a href="/buy"><span> 加入购物车 </span></a>`,
      ).replace('2021-03-21', ''),
    ],
    [
      'a list, by its markup',
      newsPage(`<div itemscope itemtype="http://schema.org/ItemList">${paragraphs(TEXTS)}</div>`),
    ],
    [
      'a product',
      newsPage(`<div class="desc">${paragraphs(TEXTS)}</div><p>￥128.00</p>`, {
        head: '<script type="application/ld+json">{"@type": "Product", "name": "木船"}</script>',
      }),
    ],
  ])('is %s, and is so with a warning', async (_kind, page) => {
    const content = await contentOf(page);
    expect(content).toContain('频道1');
    expect((await warningsOf(page)).filter((message) => WHOLE.test(message))).toHaveLength(1);
  });
});

describe('a page with an article is searched', () => {
  const body = `<div>${paragraphs(TEXTS)}</div>`;
  it.each([
    [
      'and a product beside it',
      newsPage(`${body}<div itemscope itemtype="https://schema.org/Product">木船模型 ￥128.00</div>`, {
        head: '<script type="application/ld+json">{"@type": "NewsArticle"}</script>',
      }),
    ],
    [
      'and something to buy',
      newsPage(`${body}<b>￥128.00</b><button>立即购买</button>`, {
        head: '<meta property="article:published_time" content="2021-03-21T08:45:00Z">',
      }),
    ],
    [
      'that has no date, above long comments',
      newsPage(`<div>${paragraphs(TEXTS)}</div>`).replace('2021-03-21 16:45', ''),
    ],
    [
      'by a program for discussions that has articles, too',
      newsPage(body, { head: '<meta name="generator" content="Discuz! X3.4">' }).replace(
        '<body>',
        '<body id="nv_portal">',
      ),
    ],
    [
      'in a row of a page of rows',
      newsPage(
        `<div class="row">${body}</div>${'<div class="row"><div class="card"><h4><a href="/b.html">渡口旧事</a></h4><p>一条江的百年往事，说的是渡口与渡船，也说摆渡的人。</p></div></div>'.repeat(3)}`,
      ),
    ],
  ])('%s', async (_kind, page) => {
    expectArticle(await contentOf(page), TEXTS);
    expect((await warningsOf(page)).filter((message) => WHOLE.test(message))).toEqual([]);
  });
});

describe('a page that is large because of what is inlined in it', () => {
  it('is read without its styles', async () => {
    const fonts = `<style>@font-face{src:url(data:font/woff2;base64,${'A'.repeat(6_000_000)})}</style>`;
    expectArticle(await contentOf(newsPage(`<div>${paragraphs(TEXTS)}</div>`, { head: fonts })), TEXTS);
  });
});
