import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { archiveDerivations } from '../../lambda/archive-documents.ts';
import type { ArchiveLeaf, ArchiveLine } from '../../lambda/model/archive.ts';
import { archivePagePath } from '../../lambda/model/archive.ts';
import { SITE } from '../../lambda/model/paths.ts';
import {
  SEARCH_CHARACTERS_PATH,
  SEARCH_FOLDER,
  SEARCH_INDEX_PATH,
  SEARCH_PATH,
  type SearchShard,
  searchShardPath,
} from '../../lambda/model/search.ts';
import { archiveLine } from '../../lambda/pages/archive-line.ts';
import { renderArticlePage } from '../../lambda/pages/article.ts';
import { staticAssets } from '../../lambda/pages/assets.ts';
import { encodeJsonInGbk, GBK } from '../../lambda/pages/gbk.ts';
import { loadIndex, openSearch, searchShard } from '../../lambda/pages/script/search-shards.ts';
import {
  type Characters,
  findRanges,
  fold,
  matches,
  type Query,
  readCharacters,
  readQuery,
} from '../../lambda/pages/script/search-text.ts';
import { renderOpenSearch, renderSearchPage } from '../../lambda/pages/search.ts';
import { renderSearchCharacters } from '../../lambda/pages/search-characters.ts';
import {
  BYTES_PER_ARTICLE,
  BYTES_PER_SHARD,
  renderSearchIndex,
  renderSearchShard,
} from '../../lambda/pages/search-documents.ts';
import { bundlesOf, outlineOf } from '../../lambda/protocol/archive/bundles.ts';
import { LEAF_SIZE } from '../../lambda/protocol/archive/leaves.ts';
import { anyText } from '../support/any-text.ts';
import { leavesOfDays } from '../support/archived-days.ts';
import { bareArticle, englishArticle, englishSite, fullArticle, site } from './samples.ts';

const MONTH = '2026-11';

function readShard(lines: readonly ArchiveLine[], of = site, period = MONTH): SearchShard {
  const shard = renderSearchShard({ period, count: lines.length }, lines, of);
  return JSON.parse(new TextDecoder(of === englishSite ? 'utf-8' : GBK).decode(shard));
}

const CHARACTERS: Characters = readCharacters(
  JSON.parse(new TextDecoder(GBK).decode(renderSearchCharacters())),
);

const queryOf = (text: string): Query => readQuery(text, CHARACTERS);

const LINES = [fullArticle, englishArticle, bareArticle].map(archiveLine);

function find(query: string, of = site): readonly string[] {
  return searchShard(readShard(LINES, of), queryOf(query)).map(({ title }) => title);
}

const idsOf = fc.stringMatching(/^[0-9a-z]{20}$/);
const linesOf = (text: (length: number) => fc.Arbitrary<string>): fc.Arbitrary<readonly ArchiveLine[]> =>
  fc.array(
    fc.record({
      id: idsOf,
      published: fc.date({ noInvalidDate: true, min: new Date(0) }).map((date) => date.toISOString()),
      title: text(30),
      summary: text(60),
      author: text(4),
      categories: fc.array(text(6), { maxLength: 2 }),
      tags: fc.array(text(3), { maxLength: 2 }),
    }),
    { maxLength: 40 },
  );

describe('a shard', () => {
  it('keeps of each article its names, its day on the site’s clock, and the beginning of its summary', () => {
    expect(readShard([archiveLine(fullArticle)])).toEqual({
      day: Date.UTC(2021, 8, 16) / 86_400_000,
      names: ['河边通讯', '金融要闻', '河边通讯－市场', '茶叶', '物价'],
      groups: [[0, 1, 0, 2]],
      articles: [[fullArticle.id, 0, fullArticle.title, expect.stringMatching(/^清晨/), 0, 3, 4]],
    });
  });

  it('takes no more than its articles may, whatever they are called, and summaries give way first', () => {
    const han = (most: number) =>
      fc.string({
        maxLength: most,
        unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code)),
      });
    fc.assert(
      fc.property(linesOf(han), (lines) => {
        const { length } = renderSearchShard({ period: MONTH, count: lines.length }, lines, site);
        expect(length).toBeLessThanOrEqual(BYTES_PER_SHARD + BYTES_PER_ARTICLE * lines.length);
        for (const [at, [, , title]] of readShard(lines).articles.entries())
          expect(title).toBe(lines[at]?.title);
      }),
      { numRuns: 50 },
    );
    fc.assert(
      fc.property(
        linesOf(() => anyText()),
        fc.constantFrom(site, englishSite),
        (lines, of) => {
          const many = lines.map((line) => ({ ...line, tags: Array(50).fill(line.title.repeat(50)) }));
          const { length } = renderSearchShard({ period: MONTH, count: many.length }, many, of);
          expect(length).toBeLessThanOrEqual(BYTES_PER_SHARD + 230 * many.length);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('has room for whole beginnings of summaries where it is the only one', () => {
    const lines = Array.from({ length: 100 }, () => ({
      ...archiveLine(fullArticle),
      summary: '要'.repeat(60),
    }));
    expect(readShard(lines).articles[0]?.[3].length).toBeLessThan(60);
    expect(readShard(lines, site, '').articles[0]?.[3]).toHaveLength(60);
  });

  it('reads the same in GBK, whatever it holds', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const json = JSON.stringify([text, '金融—“要闻”…ガ', text]);
        expect(JSON.parse(new TextDecoder(GBK).decode(encodeJsonInGbk(json)))).toEqual(JSON.parse(json));
      }),
    );
    expect(encodeJsonInGbk('"金融"')).toHaveLength(6);
  });
});

describe('the search', () => {
  it('finds any part of Chinese titles, summaries and names, and the beginnings of Latin words', () => {
    for (const query of ['市场', '的清', '六点', '河边通', '要闻', '物价', '河边 茶叶'])
      expect([query, find(query)]).toEqual([query, [fullArticle.title]]);
    expect(find('茶叶 没有')).toEqual([]);
    expect(find('短')).toEqual([bareArticle.title]);
    const [word = ''] = /\w{4,}/.exec(englishArticle.title) ?? [];
    expect(find(word.toUpperCase(), englishSite)).toEqual([englishArticle.title]);
    expect(find(word.slice(1), englishSite)).toEqual([]);
  });

  it('finds tags as pages show them, and signs by themselves', () => {
    expect(queryOf('#芯片 ##hash C# #').terms).toEqual(['芯片', 'hash', 'c#', '#']);
    expect(find('#物价')).toEqual([fullArticle.title]);
  });

  it('ignores case, width and accents, and tells numbers apart', () => {
    expect(fold('Ｃafé　①㎏', CHARACTERS).text).toBe('cafe 1kg');
    expect(queryOf('  Ｃafé\u3000CAFE 金融 ').terms).toEqual(['cafe', '金融']);
    const isIn = (text: string, query: string): boolean => matches(text, queryOf(query));
    expect(isIn('2021年9月16日', '9月')).toBe(true);
    expect(isIn('2019月刊', '9月')).toBe(false);
    expect(isIn('富时A50指数', '50')).toBe(true);
    expect(isIn('said', 'AI')).toBe(false);
    expect(isIn('谈AI监管', 'ai')).toBe(true);
    expect(isIn('臺灣與國際', '台湾与国际') && isIn('台湾与国际', '臺灣國際'.slice(0, 2))).toBe(true);
  });

  it('marks what it found where it stands in the text', () => {
    const marked = (text: string, query: string): readonly string[] =>
      findRanges(text, queryOf(query)).map(([start, end]) => text.slice(start, end));
    expect(marked('央行降准，央行表态', '央行')).toEqual(['央行', '央行']);
    expect(marked('Ｃafe\u0301 与 cafés', 'café')).toEqual(['Ｃafe\u0301', 'café']);
    expect(marked('金融市场', '金融 融市')).toEqual(['金融市']);
    expect(marked('臺灣的台湾', '台湾')).toEqual(['臺灣', '台湾']);
    fc.assert(
      fc.property(anyText(), anyText(1), (text, query) => {
        let at = 0;
        for (const [start, end] of findRanges(text, queryOf(query))) {
          expect(start >= at && end > start && end <= text.length).toBe(true);
          at = end;
        }
      }),
    );
  });

  it('goes from the newest shard to the oldest, and takes a shard that failed up again', async () => {
    const leaves = [
      { period: '2026-11-26-zyxwvtsrqpnmkjhgfedc', count: 300 },
      { period: '2026-11-25', count: 1 },
      { period: '2026-11-24', count: 4 },
      { period: '2026-11-22', count: 3 },
      { period: '2026-10', count: 200 },
      { period: '2025', count: 7 },
    ];
    const asked = new Set<string>();
    let isDown = false;
    const answer = async (path: string): Promise<unknown> => {
      asked.add(path);
      if (isDown) throw new Error('no connection');
      return path === 'search/index.json'
        ? JSON.parse(renderSearchIndex(leaves, site))
        : readShard([archiveLine(bareArticle)]);
    };
    const shards = await loadIndex(answer);
    expect(shards.references.map(({ path }) => path)).toEqual(
      leaves.map(({ period }) => searchShardPath(period)),
    );
    const search = openSearch(queryOf('短讯'), shards, answer);
    expect(search.total).toBe(515);
    expect(await search.next(2000)).toHaveLength(1);
    expect([search.searched(), [...asked]]).toEqual([
      300,
      ['search/index.json', searchShardPath(leaves[0]?.period ?? '')],
    ]);
    isDown = true;
    await expect(search.next(1)).rejects.toThrow('no connection');
    isDown = false;
    expect(await search.next(1)).toHaveLength(1);
    expect([...asked].slice(2)).toEqual(['search/2026-11-25.json']);
    while ((await search.next(1)) !== undefined);
    expect(search.searched()).toBe(515);
    await expect(loadIndex(async () => ({ format: 2, shards: [] }))).rejects.toThrow('not in format 1');
  });

  it('links nothing but articles', () => {
    const shard = readShard([{ ...archiveLine(bareArticle), id: '../../elsewhere.html' }]);
    expect(searchShard(shard, queryOf('一则'))).toEqual([]);
  });
});

function countOf(shards: readonly ArchiveLeaf[]): number {
  return shards.reduce((sum, { count }) => sum + count, 0);
}

describe('the list of shards', () => {
  it.each([10, 100, 360, 900, 3_000, 11_400, 30_000])(
    'and the newest 2,000 of 100,000 articles are 300,000 bytes in 15 shards at most, if there are %i each month',
    (perMonth) => {
      const perDay = perMonth / 30;
      // No list is as old as one of ten articles a month would be.
      const days = Math.min(100_000 / perDay, 365 * 30);
      const counts = Array.from(
        { length: days },
        (_, at) => Math.floor((at + 1) * perDay) - Math.floor(at * perDay),
      );
      const shards = bundlesOf(leavesOfDays(counts, LEAF_SIZE), LEAF_SIZE).map(outlineOf);
      const index = Buffer.byteLength(renderSearchIndex(shards, site));
      const loaded = shards.slice(
        0,
        shards.findIndex((_, at) => countOf(shards.slice(0, at)) >= 2000),
      );
      const bytes = loaded.length * BYTES_PER_SHARD + countOf(loaded) * BYTES_PER_ARTICLE;
      expect(loaded.length).toBeLessThanOrEqual(15);
      expect(index + renderSearchCharacters().length + bytes).toBeLessThanOrEqual(300_000);
    },
  );

  it('and its shards are documents of the archive, and what depends on the settings alone is none', () => {
    const { isDocument } = archiveDerivations(site);
    for (const path of [SEARCH_INDEX_PATH, searchShardPath(''), searchShardPath('2026-11')])
      expect([path, isDocument(path)]).toEqual([path, true]);
    const fixed = staticAssets(site).map(({ path }) => path);
    expect(fixed.filter((path) => path.startsWith(SEARCH_FOLDER))).toEqual([SEARCH_CHARACTERS_PATH]);
    expect(fixed.filter(isDocument)).toEqual([]);
  });

  it('has one shard of all articles where they are few', () => {
    expect(JSON.parse(renderSearchIndex([{ period: '', count: 3 }], site)).shards).toEqual([['', '=3']]);
    expect(searchShardPath('')).toBe('search/all.json');
  });
});

describe('the search page', () => {
  it('is a form for an address, and says without script where else to look', () => {
    for (const of of [site, englishSite]) {
      const $ = load(renderSearchPage(of));
      expect($('form[role="search"]').attr('action')).toBe(SEARCH_PATH);
      expect($('form').attr('method')).toBeUndefined();
      expect($(`label[for="${$('input[name="q"]').attr('id')}"]`).text()).not.toBe('');
      expect($('noscript').text()).toContain('JavaScript');
      expect($(`.hint a[href="${archivePagePath(SITE, '')}"]`)).toHaveLength(1);
      for (const name of ['found', 'searched', 'total'])
        expect($('#search-results').attr('data-found')).toContain(`{${name}}`);
      for (const name of ['found', 'total'])
        expect($('#search-results').attr('data-found-in-all')).toContain(`{${name}}`);
    }
  });

  it('is linked from every page, and by the author and the tags of an article', () => {
    const $ = load(renderArticlePage(fullArticle, site));
    expect($('.masthead a[href="../search.html"]')).toHaveLength(1);
    const queries = $('.byline a, .tags a').map(
      (_, a) => new URL($(a).attr('href') ?? '', site.baseUrl).search,
    );
    expect(queries.get().map((query) => new URLSearchParams(query).get('q'))).toEqual([
      '河边通讯',
      '茶叶',
      '物价',
    ]);
  });

  it('finds the article that leads to it by a name of any length', () => {
    const names = ['长'.repeat(100), 'x'.repeat(100), '👩‍👩‍👧'.repeat(9), `${'名'.repeat(39)}👩‍👩‍👧`];
    for (const name of names) {
      const article = { ...fullArticle, tags: [name], author: `甲、${name}` };
      const shard = readShard([archiveLine(article)], site, '');
      const $ = load(renderArticlePage(article, site));
      const links = $('.byline a, .tags a').toArray();
      const queries = links.map((a) => new URL($(a).attr('href') ?? '', site.baseUrl).searchParams.get('q'));
      expect(queries).toHaveLength(2);
      for (const query of queries)
        expect([name, searchShard(shard, queryOf(query ?? '')).length]).toEqual([name, 1]);
    }
  });

  it('is offered to browsers', () => {
    const $ = load(renderOpenSearch({ ...site, title: '<&" 一个比十六个字还要长得多的网站名称' }), {
      xml: true,
    });
    expect($('ShortName').text()).toBe('<&" 一个比十六个字还要长得多');
    expect($('Url').attr('template')).toBe('https://feeds.example.org/public/search.html?q={searchTerms}');
    expect(load(renderSearchPage(site))('link[rel="search"]').attr('href')).toBe('opensearch.xml');
  });
});
