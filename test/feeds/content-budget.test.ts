import { expect, test } from 'vitest';
import { MAX_CONTENT } from '../../lambda/feeds/content-budget.ts';
import { feedModel } from '../../lambda/feeds/feed-model.ts';
import { findings, render } from './render.ts';
import { FINANCE, SAMPLE_SITE, sampleArticle } from './sample.ts';

/** An article whose content is a share of what a feed has room for. */
function articleOf(key: string, share: number) {
  return sampleArticle({
    key,
    title: key,
    summary: `${key} 摘要`,
    content: `<p>${'字'.repeat(Math.floor(share * MAX_CONTENT) - 7)}</p>`,
  });
}

const lengths = (shares: readonly number[]) =>
  feedModel(
    FINANCE,
    shares.map((share, place) => articleOf(`${place}`, share)),
    SAMPLE_SITE,
  ).items.map(({ content }) => Math.round((10 * content.length) / MAX_CONTENT) / 10);

test('a feed whose contents have room holds all of them', () => {
  expect(lengths([0.3, 0.3, 0.3])).toEqual([0.3, 0.3, 0.3]);
});

test('an item without room shows its summary, and leaves the room to those after it', () => {
  expect(lengths([0.6, 0.6, 0.3, 0.3])).toEqual([0.6, 0, 0.3, 0]);
  expect(lengths([1.5, 0.9])).toEqual([0, 0.9]);
});

test('a summary comes with a link to the page', () => {
  const article = articleOf('长文', 1.5);
  const rendered = render([article]);
  const page = `https://feeds.example.org/articles/${article.id}.html`;
  expect(rendered.rss).toContain(`<p>长文 摘要</p>\n<p><a href="${page}">全文较长，请在网页上阅读</a></p>`);
  expect(findings(rendered)).toEqual([]);
});

test('a feed of large articles stays below what validators and readers take', () => {
  const articles = Array.from({ length: 40 }, (_, place) => articleOf(`${place}`, 0.3));
  for (const document of Object.values(render(articles))) {
    expect(Buffer.byteLength(document)).toBeLessThan(4_000_000);
  }
});
