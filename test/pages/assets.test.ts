import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentTypeOf } from '../../lambda/model/serving.ts';
import { staticAssets } from '../../lambda/pages/assets.ts';
import { renderHomePage } from '../../lambda/pages/home.ts';
import { renderNewestSitemap } from '../../lambda/pages/sitemap.ts';
import { anyText } from '../support/any-text.ts';
import { bareArticle, englishSite, fullArticle, site } from './samples.ts';

const textOf = (path: string, of = site) =>
  String(staticAssets(of).find((asset) => asset.path === path)?.body);

describe('the static files', () => {
  it('are all that the pages refer to', () => {
    const $ = load(textOf('404.html'));
    const paths = staticAssets(site).map(({ path }) => `/public/${path}`);
    const referred = $('link[rel$="icon"], link[rel="manifest"], link[rel="stylesheet"], img').toArray();
    expect(referred).toHaveLength(6);
    for (const element of referred)
      expect(paths).toContain($(element).attr('href') ?? $(element).attr('src'));
  });

  it('hold a not-found page that works at any address and is not indexed', () => {
    const $ = load(textOf('404.html'));
    expect($('meta[name="robots"]').attr('content')).toBe('noindex');
    expect($('link[rel="canonical"]')).toHaveLength(0);
    const links = $('a')
      .map((_, a) => $(a).attr('href') ?? '')
      .get();
    expect(links.filter((link) => !/^(?:\/public\/|#)/.test(link))).toEqual([]);
    expect(load(textOf('404.html', englishSite))('h1').text()).toBe('Page not found');
  });

  it('hold a page at the folder of all lists of a kind that the site has, which leads to the home page', () => {
    const tagged = { ...site, tagFeeds: 3 };
    expect(textOf('tags/index.html')).toBe('undefined');
    for (const [path, anchor] of [
      ['feeds/index.html', 'feeds'],
      ['tags/index.html', 'tags'],
    ] as const) {
      const $ = load(textOf(path, tagged));
      expect($('meta[http-equiv="refresh"]').attr('content')).toBe(`0; url=../index.html#${anchor}`);
      expect($('main a').attr('href')).toBe(`../index.html#${anchor}`);
      expect($('link[rel="canonical"]').attr('href')).toBe('https://feeds.example.org/public/index.html');
    }
    const groups = [{ kind: 'tag', names: ['AI'] }] as const;
    const $ = load(renderHomePage({ categories: [], groups, newest: [] }, tagged));
    expect($('#feeds, h3#tags')).toHaveLength(2);
  });

  it('hold a page for people who do not know feeds', () => {
    const $ = load(textOf('subscribe.html'));
    expect($('.section-head p').text().match(/。/g)).toHaveLength(3);
    const addresses = $('.address')
      .map((_, { attribs }) => attribs['data-text'] ?? $('.address').eq(_).text())
      .get();
    expect(addresses[0]).toBe('https://feeds.example.org/public/rss.xml');
    expect(addresses.at(-2)).toBe(`/bookmarklet?uri=${encodeURIComponent(addresses[0] ?? '')}`);
    expect($('.reader-list a').length).toBeGreaterThan(10);
    expect($('.readers a[href="feeds.opml"], .qr-code')).toHaveLength(2);
    expect($('html').html()).not.toMatch(/undefined/);
    expect(load(textOf('subscribe.html', englishSite))('h1').text()).toBe('How to subscribe');
  });

  it('hold a robots.txt that names the sitemap', () => {
    expect(textOf('robots.txt')).toContain('Sitemap: https://feeds.example.org/public/sitemap.xml\n');
  });

  it('keep search engines from pages that the settings keep from them, and let them read that', () => {
    const hidden = { ...site, robots: 'noindex' } as const;
    expect(textOf('robots.txt', hidden)).toBe('# Every page says "noindex".\nUser-agent: *\nAllow: /\n');
    expect(load(textOf('subscribe.html', hidden))('meta[name="robots"]').attr('content')).toBe('noindex');
    expect(load(textOf('subscribe.html'))('meta[name="robots"]')).toHaveLength(0);
  });

  it('hold a manifest whose icons and pages are there', () => {
    const manifest = JSON.parse(textOf('site.webmanifest'));
    expect(manifest).toMatchObject({ name: site.title, start_url: 'index.html', lang: 'zh-CN' });
    const paths = staticAssets(site).map(({ path }) => path);
    for (const { src } of manifest.icons) expect(paths).toContain(src);
    expect(contentTypeOf('site.webmanifest')).toBe('application/manifest+json; charset=utf-8');
  });

  it.each([
    ['icon.png', 144],
    ['icon-512.png', 512],
  ])('hold a mark as wide as feed readers, home screens and previews want it: %s', (name, size) => {
    const mark = staticAssets(site).find(({ path }) => path === name)?.body;
    const bytes = Buffer.from(mark ?? '');
    expect(bytes.toString('latin1', 1, 4)).toBe('PNG');
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([size, size]);
  });

  it('load nothing from elsewhere', () => {
    for (const path of ['style.css', 'feed.css']) expect(textOf(path)).not.toMatch(/url\(|@import/);
  });
});

describe('the sitemap', () => {
  it('lists the home page, the newest articles with their last change, and every category’s page', () => {
    const sitemap = renderNewestSitemap(
      { categories: [{ name: '金融', below: [] }], newest: [fullArticle, bareArticle] },
      site,
    );
    const $ = load(sitemap, { xml: true });
    expect(
      $('url')
        .map((_, url) => [[$(url).find('loc').text(), $(url).find('lastmod').text()]])
        .get(),
    ).toEqual([
      ['https://feeds.example.org/public/index.html', '2021-09-17T01:30:00Z'],
      [`https://feeds.example.org/public/articles/${fullArticle.id}.html`, '2021-09-17T01:30:00Z'],
      [`https://feeds.example.org/public/articles/${bareArticle.id}.html`, '2021-09-12T18:08:39Z'],
      ['https://feeds.example.org/public/feeds/%E9%87%91%E8%9E%8D/index.html', ''],
    ]);
  });

  it('holds no more addresses than a sitemap may', () => {
    const categories = Array.from({ length: 50_001 }, (_, at) => ({ name: `${at}`, below: [] }));
    expect(renderNewestSitemap({ categories, newest: [] }, site).match(/<url>/g)).toHaveLength(50_000);
  });

  it('is well-formed whatever a category is called', () => {
    fc.assert(
      fc.property(anyText(1), (name) => {
        const sitemap = renderNewestSitemap({ categories: [{ name, below: [] }], newest: [] }, site);
        expect(
          sitemap.replace(/<\/?(?:urlset|url|loc)\b[^>]*>|<\?xml[^>]*\?>|&(?:amp|apos);/g, ''),
        ).not.toMatch(/[<>&]/);
      }),
    );
  });
});
