import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../lambda/model/article.ts';
import { legalText } from '../../lambda/model/characters.ts';
import { articlePath, listingPath, publicUrl } from '../../lambda/model/paths.ts';
import { renderArticlePage } from '../../lambda/pages/article.ts';
import { anyText } from '../support/any-text.ts';
import { bareArticle, englishArticle, englishSite, fullArticle, site } from './samples.ts';

const parse = (article: Article, of = site) => load(renderArticlePage(article, of));

describe('the page of an article', () => {
  it('shows title, author, editor, dates in the site’s time zone, content, tags and the original', () => {
    const $ = parse(fullArticle);
    expect($('h1').text()).toBe(fullArticle.title);
    expect($('.author').text()).toBe('河边通讯');
    expect($('.byline').text()).toMatch(/责任编辑 江一/);
    expect(
      $('time')
        .map((_, time) => [[$(time).attr('datetime'), $(time).text()]])
        .get(),
    ).toEqual([
      ['2021-09-16T04:00:14Z', '2021年9月16日 12:00'],
      ['2021-09-17T01:30:00Z', '2021年9月17日 09:30'],
    ]);
    expect($('.prose').text()).toContain('清晨六点，河边的市场已经亮起了灯。');
    expect(
      $('.tags bdi')
        .map((_, tag) => $(tag).text())
        .get(),
    ).toEqual(['茶叶', '物价']);
    expect($('.original a').attr('href')).toBe('https://news.example.com/%E5%8E%9F%E6%96%87/1?a=1&b=2');
    expect($('.original').text()).toContain('news.example.com');
    expect($('.lead-picture').attr('src')).toBe('https://pictures.example.com/market.png');
  });

  it('leads from a tag and the author to their lists where it is in these, else to the search', () => {
    const hrefs = (article: Article) =>
      parse(article)('.author a, .tags a')
        .map((_, a) => parse(article)(a).attr('href'))
        .get();
    expect(hrefs(fullArticle).every((href) => href.startsWith('../search.html?q='))).toBe(true);
    const lists = [
      { kind: 'tag', name: '茶叶' },
      { kind: 'author', name: '河边通讯' },
    ] as const;
    const [author, tea, prices] = hrefs({ ...fullArticle, lists });
    expect(decodeURIComponent(author ?? '')).toBe('../authors/河边通讯/index.html');
    expect(decodeURIComponent(tea ?? '')).toBe('../tags/茶叶/index.html');
    expect(prices).toMatch(/^\.\.\/search\.html\?q=/);
  });

  it('shows nothing for what an article has not', () => {
    const $ = parse(bareArticle);
    expect($('.author, .original, .tags, .lead-picture, .kicker, meta[name="description"]')).toHaveLength(0);
    expect($('.byline').text().trim()).toBe('2021年9月13日 02:08');
  });

  it('links every category to its page and its feeds, with the files named', () => {
    const $ = parse(fullArticle);
    const address = (path: string) => new URL(path, publicUrl(site, articlePath(fullArticle.id))).href;
    const links = $('.feeds a')
      .map((_, a) => address($(a).attr('href') ?? ''))
      .get();
    for (const name of fullArticle.categories) {
      for (const file of ['index.html', 'rss.xml', 'atom.xml', 'feed.json'] as const) {
        expect(links).toContain(publicUrl(site, listingPath({ kind: 'category', name }, file)));
      }
    }
    expect($('.kicker').text()).toContain('金融要闻');
  });

  it('leads to its month in the archives of its lists, and to how to subscribe, whatever its neighbours are', () => {
    // Half past midnight on the first of October in Shanghai.
    const $ = parse({ ...fullArticle, published: '2021-09-30T16:30:00Z' });
    expect(
      $('.feeds .place')
        .map((_, a) => decodeURI($(a).attr('href') ?? ''))
        .get(),
    ).toEqual([
      ...fullArticle.categories.map((name) => `../feeds/${name}/archive/index.html#2021-10`),
      '../archive/index.html#2021-10',
    ]);
    expect($('.feeds .place').first().text()).toBe('往期文章 · 2021年10月');
    expect($('footer a[href="../subscribe.html"]')).toHaveLength(1);
  });

  it('has a table of contents where it is long and has headings, and tells how long it takes to read', () => {
    const content = '天'.repeat(400);
    const long = (heading: string) => `<h2>${heading}</h2><p>${content}</p>`;
    const $ = parse({ ...fullArticle, content: ['一', '二 &amp; 三', '<i>一</i>'].map(long).join('') });
    expect($('.byline').text()).toContain('约 3 分钟读完');
    const places = $('.contents a')
      .map((_, a) => decodeURIComponent($(a).attr('href') ?? ''))
      .get();
    expect(places).toEqual(['#h-一', '#h-二-&-三', '#h-一-2']);
    expect(
      $('.prose h2')
        .map((_, { attribs }) => `#${attribs.id}`)
        .get(),
    ).toEqual(places);
    expect(parse(fullArticle)('.contents, .prose [id]')).toHaveLength(0);
    expect(parse({ ...fullArticle, content: long('一') + long('二') + content })('.contents')).toHaveLength(
      0,
    );
  });

  it('announces the feeds of its categories first, then those of the site', () => {
    const $ = parse(fullArticle);
    const feeds = $('link[rel="alternate"]')
      .map((_, link) => $(link).attr('href'))
      .get();
    expect(feeds).toHaveLength(12);
    expect(feeds[0]).toBe(publicUrl(site, 'feeds/金融/rss.xml'));
    expect(feeds.at(-1)).toBe(publicUrl(site, 'feed.json'));
  });

  it('leaves the picture out where the content shows it', () => {
    const content = '<figure><img src="http://pictures.example.com/market.png" alt=""></figure>';
    const $ = parse({ ...fullArticle, content });
    expect($('.lead-picture')).toHaveLength(0);
    expect($('meta[property="og:image"]').attr('content')).toBe(fullArticle.image);
  });

  it('describes itself to search engines and link previews', () => {
    const $ = parse(fullArticle);
    const address = publicUrl(site, articlePath(fullArticle.id));
    expect($('meta[property="og:url"]').attr('content')).toBe(address);
    expect($('meta[property="og:locale"]').attr('content')).toBe('zh_CN');
    expect(JSON.parse($('script').text())).toMatchObject({
      '@type': 'NewsArticle',
      url: address,
      headline: fullArticle.title,
      datePublished: '2021-09-16T04:00:14Z',
      dateModified: '2021-09-17T01:30:00Z',
      author: { '@type': 'Organization', name: '河边通讯' },
      editor: { '@type': 'Person', name: '江一' },
    });
    expect(JSON.parse(parse(englishArticle)('script').text())).toMatchObject({
      author: { '@type': 'Person' },
    });
  });

  it('leads search engines to the original where it names one, unless the site wants its own pages found', () => {
    const canonicalOf = ($: ReturnType<typeof parse>) => $('link[rel="canonical"]').attr('href');
    expect(canonicalOf(parse(fullArticle))).toBe('https://news.example.com/%E5%8E%9F%E6%96%87/1?a=1&b=2');
    expect(canonicalOf(parse(bareArticle))).toBe(publicUrl(site, articlePath(bareArticle.id)));
    expect(canonicalOf(parse(fullArticle, { ...site, canonical: 'own' }))).toBe(
      publicUrl(site, articlePath(fullArticle.id)),
    );
  });

  it('has a picture and a card for link previews always: the site’s mark where there is no other', () => {
    const of = ($: ReturnType<typeof parse>) =>
      ['meta[property="og:image"]', 'meta[name="twitter:card"]'].map((one) => $(one).attr('content'));
    expect(of(parse(fullArticle))).toEqual([fullArticle.image, 'summary_large_image']);
    expect(of(parse(bareArticle))).toEqual([publicUrl(site, 'icon-512.png'), 'summary']);
  });

  it('tells search engines all that they ask of news, whether the article names an author or not', () => {
    const publisher = {
      '@type': 'Organization',
      name: site.title,
      url: publicUrl(site, 'index.html'),
      logo: { '@type': 'ImageObject', url: publicUrl(site, 'icon-512.png'), width: 512, height: 512 },
    };
    expect(JSON.parse(parse(bareArticle)('script').text())).toEqual({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      '@id': publicUrl(site, articlePath(bareArticle.id)),
      url: publicUrl(site, articlePath(bareArticle.id)),
      mainEntityOfPage: publicUrl(site, articlePath(bareArticle.id)),
      headline: bareArticle.title,
      datePublished: bareArticle.published,
      dateModified: bareArticle.published,
      inLanguage: 'zh-CN',
      author: publisher,
      publisher,
      articleSection: [],
    });
  });

  it('marks words in another language than the page’s', () => {
    expect(
      parse(englishArticle)('html, h1, .prose')
        .map((_, { attribs }) => attribs.lang)
        .get(),
    ).toEqual(['zh-CN', 'en', 'en']);
    expect(parse(englishArticle, englishSite)('.story [lang]')).toHaveLength(0);
    expect(parse(fullArticle, englishSite)('.prose').attr('lang')).toBe('zh-CN');
  });

  it('has a name for the settings’ category titles, not one that every object has', () => {
    const $ = parse({ ...bareArticle, categories: ['constructor', '__proto__'] });
    expect($('.kicker').text().split('\n')).toEqual(['constructor', '__proto__']);
  });

  it('is the same bytes for the same article', () => {
    expect(renderArticlePage(structuredClone(fullArticle), { ...site })).toBe(
      renderArticlePage(fullArticle, site),
    );
  });
});

/** What an uploader may have written into a text. */
const hostile = fc.oneof(
  anyText(1),
  fc.constantFrom(
    '</script><script>alert(1)</script>',
    '<!--<script>',
    '"><img src=x onerror=alert(1)>',
    "' onclick='alert(1)",
    '</title></head></main>',
    ']]>&amp;&#0;&lt',
    '\u2028\u0000\ud800\u202e',
  ),
);
const address = fc.oneof(hostile, fc.constant('javascript:alert(1)'), fc.webUrl());

describe('text that an uploader writes', () => {
  const texts = fc.record({
    title: hostile,
    summary: hostile,
    author: hostile,
    editor: hostile,
    language: hostile,
    link: address,
    image: address,
    categories: fc.uniqueArray(hostile, { minLength: 1, maxLength: 3 }),
    tags: fc.array(hostile, { minLength: 1, maxLength: 3 }),
  });

  it('stays text: it adds no element and no attribute to the page, and reads as it was written', () => {
    fc.assert(
      fc.property(texts, (written) => {
        const article = { ...fullArticle, ...written };
        const $ = parse(article);
        const plain = parse({
          ...article,
          title: 'x'.repeat([...article.title].length),
          summary: 'x',
          author: 'x',
          editor: 'x',
          language: 'xx',
          categories: article.categories.map((_, at) => `${at}`),
          tags: article.tags.map(() => 'x'),
        });
        expect(outline($)).toEqual(outline(plain));
        expect($('h1').text()).toBe(legalText(article.title));
        expect($('.author').text()).toBe(legalText(article.author));
        expect($('meta[property="og:title"]').attr('content')).toBe(legalText(article.title));
        expect(JSON.parse($('script').text())).toMatchObject({
          headline: legalText(article.title),
          articleSection: article.categories.map(legalText),
        });
      }),
    );
  });

  it('never becomes an address of another scheme than http and https', () => {
    fc.assert(
      fc.property(texts, (written) => {
        const $ = parse({ ...fullArticle, ...written });
        for (const element of $('[href], [src]').toArray()) {
          const target = $(element).attr('href') ?? $(element).attr('src') ?? '';
          expect(new URL(target, 'https://feeds.example.org/public/articles/x.html').protocol).toMatch(
            /^https?:$/,
          );
        }
      }),
    );
  });
});

/** Every element of a page with the names of its attributes, in document order. */
function outline($: ReturnType<typeof load>): readonly string[] {
  return $('html')
    .find('*')
    .map((_, { tagName, attribs }) => `${tagName} ${Object.keys(attribs).join(' ')}`)
    .get();
}
