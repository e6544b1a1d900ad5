import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { growTree, type PlacedCategory } from '../../lambda/model/category-tree.ts';
import { articlePath, listingPath, publicUrl, SCRIPT_PATH } from '../../lambda/model/paths.ts';
import { NEWEST_ON_HOME, renderHomePage } from '../../lambda/pages/home.ts';
import { renderListPage, renderSmallListPage } from '../../lambda/pages/list-page.ts';
import { bareArticle, englishArticle, englishSite, fullArticle, site } from './samples.ts';

const category = (name: string, articles = [fullArticle, englishArticle, bareArticle], of = site) =>
  load(renderListPage({ kind: 'category', name }, { articles }, of));

const home = (categories: readonly PlacedCategory[], newest = [fullArticle, englishArticle, bareArticle]) =>
  load(renderHomePage({ categories: growTree(categories), newest }, site));

it('the pages of lists lead to older articles only where there may be some', () => {
  const scope = { kind: 'category', name: '金融' } as const;
  const articles = [fullArticle];
  for (const hasOlder of [true, false]) {
    const pages = [
      renderListPage(scope, { articles, hasOlder }, site),
      renderHomePage({ categories: [], newest: articles, hasOlder }, site),
    ];
    for (const page of pages) expect(load(page)('.more a')).toHaveLength(hasOlder ? 1 : 0);
  }
  const many = Array.from({ length: NEWEST_ON_HOME + 1 }, () => fullArticle);
  expect(home([], many)('.more a').attr('href')).toBe('archive/index.html');
});

describe('the page of a category', () => {
  it('shows its articles in their order, with picture, date and summary, each linked to its page', () => {
    const $ = category('金融');
    expect($('h1').text()).toBe('金融要闻');
    expect($('.section-head p').text()).toBe('银行与市场。');
    expect(
      $('.card h3')
        .map((_, title) => $(title).text())
        .get(),
    ).toEqual([fullArticle.title, englishArticle.title, bareArticle.title]);
    expect($('.card h3 a').first().attr('href')).toBe(`../../${articlePath(fullArticle.id)}`);
    expect($('.card .picture').attr('src')).toBe(fullArticle.image);
    expect($('.card .summary').first().text()).toBe(fullArticle.summary);
    expect($('.card').last().find('.picture, .summary')).toHaveLength(0);
    expect($('.card time').first().text()).toBe('2021年9月16日 12:00');
  });

  it.each(['金融', 'C/C++', '..', '100%', '"<&>', "it's", '新浪财经－国內', 'x'.repeat(300)])(
    'offers the addresses of the feeds of %s to copy',
    (name) => {
      const $ = category(name);
      const expected = (['rss.xml', 'atom.xml', 'feed.json'] as const).map((file) =>
        publicUrl(site, listingPath({ kind: 'category', name }, file)),
      );
      const page = publicUrl(site, listingPath({ kind: 'category', name }, 'index.html'));
      const address = $('.subscribe .address');
      expect(address.attr('data-text') ?? address.text()).toBe(expected[0]);
      expect(new URL(address.text()).href).toBe(new URL(expected[0] ?? '').href);
      expect(
        $('.subscribe .formats a')
          .map((_, a) => new URL($(a).attr('href') ?? '', page).href)
          .get(),
      ).toEqual(expected);
      expect(
        $('link[rel="alternate"]')
          .map((_, link) => $(link).attr('href'))
          .get()
          .slice(0, 3),
      ).toEqual(expected);
      expect($('link[rel="canonical"]').attr('href')).toBe(page);
    },
  );

  it('shows the address readable, adds it to readers with one click, draws it for phones, and explains', () => {
    const $ = category('金融');
    expect($('.subscribe .address').text()).toBe('https://feeds.example.org/public/feeds/金融/rss.xml');
    const feed = publicUrl(site, 'feeds/金融/rss.xml');
    const links = $('.readers a')
      .map((_, a) => $(a).attr('href'))
      .get();
    expect(links[0]).toBe(`feed:${feed}`);
    for (const link of links.slice(1)) expect(link).toContain(encodeURIComponent(feed));
    expect($('.qr-code').attr('aria-label')).toBe('金融要闻 · 二维码');
    expect($('.subscribe a').last().attr('href')).toBe('../../subscribe.html');
  });

  it('says so when it has no articles left, and still tells how to subscribe', () => {
    const $ = category('金融', []);
    expect($('.card')).toHaveLength(0);
    expect($('.empty').text()).toContain('没有文章');
    expect($('.subscribe .address')).toHaveLength(1);
  });

  it('speaks English on an English site', () => {
    const $ = category('金融', [], englishSite);
    expect($('html').attr('lang')).toBe('en');
    expect($('.empty').text()).toContain('no articles');
  });

  it('lists its articles for search engines', () => {
    expect(JSON.parse(category('金融')('script').text())).toMatchObject({
      '@type': 'CollectionPage',
      name: '金融要闻',
      mainEntity: {
        itemListElement: [{ position: 1, url: publicUrl(site, articlePath(fullArticle.id)) }, {}, {}],
      },
    });
  });
});

describe('the home page', () => {
  const nested: readonly PlacedCategory[] = [
    { name: '金融', path: [] },
    { name: '河边通讯', path: ['金融'] },
    { name: '河边通讯－市场', path: ['金融', '河边通讯'] },
    { name: '旅行', path: [] },
  ];

  it('shows every category below those that it stands under, with its page and its feeds', () => {
    const $ = home(nested);
    const above = (name: string) =>
      $('.entry')
        .filter((_, entry) => $(entry).find('bdi').text() === name)
        .parents('li')
        .map((_, item) => $(item).children('.entry').find('bdi').text())
        .get()
        .reverse();
    expect(above('河边通讯－市场')).toEqual(['金融要闻', '河边通讯', '河边通讯－市场']);
    expect(above('旅行')).toEqual(['旅行']);
    const links = $('.entry a')
      .map((_, a) => $(a).attr('href'))
      .get();
    for (const { name } of nested) {
      for (const file of ['index.html', 'rss.xml', 'atom.xml', 'feed.json'] as const) {
        const target = publicUrl(site, listingPath({ kind: 'category', name }, file));
        expect(links.map((link) => new URL(link, `${site.baseUrl}/index.html`).href)).toContain(target);
      }
    }
  });

  it('shows the newest articles and no more than a front page holds', () => {
    const newest = Array.from({ length: 50 }, (_, at) => ({ ...bareArticle, title: `第${at}篇` }));
    const $ = home([], newest);
    expect($('.card')).toHaveLength(NEWEST_ON_HOME);
    expect($('.card h3').first().text()).toBe('第0篇');
  });

  it('says so when there is nothing yet', () => {
    const $ = home([], []);
    expect($('.empty')).toHaveLength(2);
    expect($('.directory ul')).toHaveLength(0);
  });

  it('links the subscription list, and the feeds of the whole site', () => {
    const $ = home(nested);
    expect($('.directory a[href="feeds.opml"]')).toHaveLength(1);
    expect($('.nameplate a[href="subscribe.html"]')).toHaveLength(1);
    expect($('.addresses dd').first().text()).toBe(publicUrl(site, 'rss.xml'));
  });
});

describe('every page', () => {
  it.each([
    ['home', home([{ name: '金融', path: [] }])],
    ['category', category('金融')],
  ])('has one first heading, no level left out, one main and one script but data: %s', (_, $) => {
    const levels = $('h1, h2, h3, h4')
      .map((_, { tagName }) => Number(tagName.slice(1)))
      .get();
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.every((level, at) => level <= (levels[at - 1] ?? 0) + 1)).toBe(true);
    expect($('main')).toHaveLength(1);
    const scripts = $('script:not([type="application/ld+json"])').toArray();
    expect(scripts.map(({ attribs, children }) => [attribs.src?.replaceAll('../', ''), children])).toEqual([
      [SCRIPT_PATH, []],
    ]);
    expect($('style, [style], form, iframe')).toHaveLength(0);
  });
});

describe('the page of a tag', () => {
  const tagged = { ...site, tagFeeds: 3 };
  const tag = { kind: 'tag', name: '茶叶' } as const;

  it('is like that of a category, under a title that no category has, and leads to older articles by the search', () => {
    const $ = load(renderListPage(tag, { articles: [fullArticle, bareArticle], hasOlder: true }, tagged));
    expect($('h1').text()).toBe('#茶叶');
    expect($('.card')).toHaveLength(2);
    expect($('.subscribe .formats a')).toHaveLength(3);
    expect($('link[rel="alternate"]').first().attr('href')).toBe(
      publicUrl(site, listingPath(tag, 'rss.xml')),
    );
    expect($('.more a').attr('href')).toBe(`../../search.html?${new URLSearchParams({ q: '茶叶' })}`);
  });

  it('says when there will be feeds, and leads to none, where it has too few articles', () => {
    const $ = load(renderSmallListPage(tag, [fullArticle], tagged));
    expect($('.hint').text()).toContain('3');
    expect($('.formats a[href="rss.xml"], .subscribe a')).toHaveLength(0);
    expect($('link[rel="alternate"]').first().attr('href')).toBe(publicUrl(site, 'rss.xml'));
    const left = load(renderSmallListPage(tag, [fullArticle], site));
    expect(left('.hint')).toHaveLength(0);
  });

  it('of an author says whose articles these are', () => {
    const author = { kind: 'author', name: 'Ann' } as const;
    expect(load(renderListPage(author, { articles: [] }, englishSite))('h1').text()).toBe('By Ann');
    expect(load(renderListPage(author, { articles: [] }, site))('.empty').text()).toContain('目前没有文章');
  });
});

describe('the home page of a site with tags', () => {
  it('leads to the pages of tags and authors, to two hundred of each at most', () => {
    const names = Array.from({ length: 201 }, (_, at) => `t${at}`);
    const groups = [
      { kind: 'tag', names },
      { kind: 'author', names: ['Ann'] },
    ] as const;
    const $ = load(renderHomePage({ categories: [], groups, newest: [] }, site));
    const [tags, authors] = $('.directory .tags')
      .map((_, line) => $(line).find('a').length)
      .get();
    expect([tags, authors]).toEqual([201, 1]);
    expect($('.directory .tags').first().find('a').last().attr('href')).toBe('feeds.opml');
    expect($('.directory .tags').last().find('a').attr('href')).toBe('authors/Ann/index.html');
  });
});
