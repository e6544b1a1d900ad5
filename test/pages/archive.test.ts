import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { type ArchiveLeaf, lastChangeOf } from '../../lambda/model/archive.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { articlePath, publicUrl, SITE } from '../../lambda/model/paths.ts';
import { renderArchiveOverview, renderArchivePage } from '../../lambda/pages/archive.ts';
import { archiveLine } from '../../lambda/pages/archive-line.ts';
import { renderNewsSitemap, renderSitemapIndex } from '../../lambda/pages/sitemap.ts';
import { bareArticle, englishArticle, englishSite, fullArticle, site } from './samples.ts';

const lines = [fullArticle, englishArticle, bareArticle].map(archiveLine);
const FINANCE = { kind: 'category', name: '金融' } as const;
const PART = `2026-11-26-${articleId('a.md')}`;
const LEAVES: readonly ArchiveLeaf[] = [
  { period: '2026-11-27', count: 12 },
  { period: PART, count: 200 },
  { period: `2026-11-26-${articleId('b.md')}`, count: 190 },
  { period: '2026-10', count: 240 },
  { period: '2019', count: 7 },
];

describe('the page of a leaf', () => {
  it('shows its articles in their order by month, each linked to its page, with an anchor for each month', () => {
    const { path, text } = renderArchivePage(SITE, { leaf: { period: '', count: 3 }, lines }, site);
    const $ = load(text);
    expect(path).toBe('archive/index.html');
    const links = $('.lines > li > a').map((_, a) => $(a).attr('href'));
    expect(links.get()).toEqual(lines.map(({ id }) => `../${articlePath(id)}`));
    for (const { published } of lines) expect($(`h2[id="${published.slice(0, 7)}"]`)).toHaveLength(1);
    expect($('.count').text()).toBe('3 篇');
    expect($('.neighbours')).toHaveLength(0);
  });

  it('leads to the pages before and after it, to its month, the index and its category', () => {
    const page = { leaf: { period: PART, count: 3 }, lines, newer: '2026-11-27', older: '2026-10' };
    const $ = load(renderArchivePage(FINANCE, page, site).text);
    expect(
      $('.neighbours a')
        .map((_, a) => $(a).attr('href'))
        .get(),
    ).toEqual([
      '../../../feeds/%E9%87%91%E8%9E%8D/archive/2026-11-27.html',
      '../../../feeds/%E9%87%91%E8%9E%8D/archive/2026-10.html',
    ]);
    expect(
      $('.section-head .kicker a')
        .map((_, a) => $(a).text())
        .get(),
    ).toEqual(['金融要闻', '往期文章', '2026年11月']);
    expect($('h1').text()).toMatch(/^2026年11月26日 \d\d:\d\d–\d\d:\d\d$/);
  });

  it('says so where a list has no articles', () => {
    const $ = load(
      renderArchivePage(FINANCE, { leaf: { period: '', count: 0 }, lines: [] }, englishSite).text,
    );
    expect($('.count').text()).toBe('0 articles');
    expect($('.empty').text()).toContain('no articles in this category now');
  });
});

describe('the index of an archive', () => {
  const pages = renderArchiveOverview(SITE, LEAVES, site);
  const pageAt = (path: string) => load(pages.find((page) => page.path === path)?.text ?? '');

  it('names every month with its count, at an anchor that other pages can link to for ever', () => {
    const $ = pageAt('archive/index.html');
    expect($('[id="2026-11"]').text().replace(/\s+/g, ' ')).toBe('2026年11月 402 篇');
    expect($('[id="2026-10"] a').attr('href')).toBe('../archive/2026-10.html');
    expect($('h2 a').attr('href')).toBe('../archive/2019.html');
    expect($('[id="2019-03"]')).toHaveLength(1);
    expect($('.archives > .count').text()).toBe('649 篇');
  });

  it('leads to the days of a month that is too large for one page, and to the parts of a day', () => {
    expect(pages.map(({ path }) => path)).toEqual(['archive/index.html', 'archive/2026-11.html']);
    const $ = pageAt('archive/2026-11.html');
    const days = $('.months > li').map((_, day) => $(day).text().replace(/\s+/g, ' ').trim());
    expect(days.get()).toEqual(['2026年11月27日 12 篇', '2026年11月26日 2 1 390 篇']);
    expect($(`a[href="../archive/${PART}.html"]`).attr('aria-label')).toBe('2026年11月26日 · 2');
  });

  it('is the page of the only leaf where there is but one', () => {
    expect(renderArchiveOverview(SITE, [{ period: '', count: 3 }], site)).toEqual([]);
  });
});

it('the index of site maps says of each leaf when the last of its articles changed', () => {
  const leaves = [
    { period: '2026-11', count: 2, changed: '2026-11-26T08:00:00Z' },
    { period: '2026-10', count: 0 },
  ];
  const $ = load(renderSitemapIndex(leaves, site), { xml: true });
  const maps = $('sitemap').map((_, map) => $(map).text().replace(`${site.baseUrl}/`, ''));
  expect(maps.get()).toEqual([
    'sitemap-newest.xml',
    'sitemap-2026-11.xml2026-11-26T08:00:00Z',
    'sitemap-2026-10.xml',
  ]);
  const [early, late] = ['2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z'];
  expect(lastChangeOf([{ published: late }, { published: early }])).toBe(late);
  expect(lastChangeOf([{ published: late }, { published: early, updated: '2026-11-03T00:00:00Z' }])).toBe(
    '2026-11-03T00:00:00Z',
  );
});

describe('the site map of news', () => {
  it('names the newest articles as news aggregators want them, and may be empty', () => {
    const $ = load(renderNewsSitemap([archiveLine(fullArticle)], site), { xml: true });
    expect($('loc').text()).toBe(publicUrl(site, articlePath(fullArticle.id)));
    expect($('news\\:title').text()).toBe(fullArticle.title);
    expect($('news\\:language').text()).toBe('zh-cn');
    expect($('news\\:publication_date').text()).toBe(fullArticle.published);
    expect(load(renderNewsSitemap([], site), { xml: true })('urlset').children()).toHaveLength(0);
  });
});
