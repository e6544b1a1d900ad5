import { describe, expect, it } from 'vitest';
import { chinese, expectArticle, newsPage, paragraphs } from './saved-pages.ts';
import { derive, publish } from './uploads.ts';

const TEXTS = chinese(20);
const BODY = `<div>${paragraphs(TEXTS)}</div>`;
const LINK = '<link rel="canonical" href="https://boats.example/collections/all">';
const CART = '<form action="/cart/add"><button>选购</button></form>';
const PRICES = ['￥128.00', '￥256.00', '￥512.00']
  .map((price) => `<div class="price">${price}</div>`)
  .join('');
const OG_ARTICLE = '<meta property="og:type" content="article">';

const linkedData = (type: string) => `<script type="application/ld+json">{"@type": "${type}"}</script>`;

/** A page without the date that stands above the article. */
const undated = (body: string, head = '') =>
  newsPage(body, { head, below: '' }).replace('2021-03-21 16:45', '');

async function warningsOf(page: string): Promise<readonly string[]> {
  return (await derive(page, 'a.html')).warnings.map(({ message }) => message);
}

async function isWhole(page: string): Promise<boolean> {
  return (await warningsOf(page)).some((message) => message.endsWith('; all of it is published'));
}

async function isDoubtful(page: string): Promise<boolean> {
  return (await warningsOf(page)).some((message) => message.startsWith('it is not certain which part'));
}

describe('a page that has no article', () => {
  it.each([
    [
      'its structured data, whatever it tells those who share it',
      newsPage(BODY, { head: OG_ARTICLE + linkedData('Product') }),
    ],
    ['what its program calls it', newsPage(BODY).replace('<body>', '<body class="archive category">')],
    [
      'what it tells those who share it',
      newsPage(BODY, { head: '<meta property="og:type" content="product.group">' }),
    ],
    ['its address, its prices and its carts', undated(BODY + PRICES + CART, LINK)],
    [
      'its address, its prices and its carts, even if it is called an article for others to share',
      undated(BODY + PRICES + CART, OG_ARTICLE + LINK),
    ],
  ])('is published whole with a warning, known by %s', async (_way, page) => {
    expect(await isWhole(page)).toBe(true);
  });

  it('is not known by any of these alone', async () => {
    for (const page of [undated(BODY, LINK), undated(BODY + PRICES), undated(BODY + CART)]) {
      expectArticle((await publish(page, 'a.html')).content, TEXTS);
      expect(await isDoubtful(page)).toBe(false);
    }
  });

  it.each([
    ['two of these', undated(BODY + PRICES + CART)],
    [
      'more paragraphs beside what was found than in it',
      newsPage(
        `<h2>水位</h2>${BODY}${['甲', '乙', '丙', '丁'].map((name) => `<div class="${name}"><ul>${'<li><a href="/b.html">渡口旧事与新闻</a></li>'.repeat(600)}</ul>${paragraphs(TEXTS.map((text) => text.replace('渡口', name)))}</div>`).join('')}`,
      ),
    ],
  ])('may be a page with %s, which is told', async (_what, page) => {
    expect(await isDoubtful(page)).toBe(true);
  });

  it.each([
    ['a date above it', newsPage(BODY + PRICES + CART, { head: LINK })],
    ['a kind in its structured data', undated(BODY + PRICES + CART, LINK + linkedData('NewsArticle'))],
    [
      'the time when it was published',
      undated(
        BODY + PRICES + CART,
        `${LINK}<meta property="article:published_time" content="2021-03-21T08:45:00Z">`,
      ),
    ],
  ])('is no page of an article with %s', async (_what, page) => {
    expectArticle((await publish(page, 'a.html')).content, TEXTS);
    expect(await isWhole(page)).toBe(false);
  });
});

describe('an article made of small boxes', () => {
  it('keeps the short lines between its paragraphs', async () => {
    const box = (text: string, index: number) =>
      `<div class="part"><div class="head"><span>第${index}站：石阶与码头</span></div><div class="data"><i>水位三米二，客流八百人次</i></div><div class="text"><p>${text}</p></div></div>`;
    const { content } = await publish(newsPage(`<div>${TEXTS.map(box).join('')}</div>`), 'a.html');
    expectArticle(content, TEXTS);
    for (const [index] of TEXTS.slice(1).entries()) expect(content).toContain(`第${index + 1}站`);
  });
});
