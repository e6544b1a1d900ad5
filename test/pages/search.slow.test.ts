import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArchiveLine } from '../../lambda/model/archive.ts';
import { articlePath, HOME_PATH } from '../../lambda/model/paths.ts';
import { SEARCH_INDEX_PATH, SEARCH_PATH, searchShardPath } from '../../lambda/model/search.ts';
import { archiveLine } from '../../lambda/pages/archive-line.ts';
import { renderArticlePage } from '../../lambda/pages/article.ts';
import { staticAssets } from '../../lambda/pages/assets.ts';
import { renderHomePage } from '../../lambda/pages/home.ts';
import { renderSearchIndex, renderSearchShard } from '../../lambda/pages/search-documents.ts';
import { BrowsedSite, findFaults, findOverflow, type PublicFiles } from '../support/browsed-site.ts';
import { hasBrowser } from '../support/browser.ts';
import { nameWith } from '../support/needs.ts';
import { arabicArticle, bareArticle, englishArticle, foreignArticle, fullArticle, site } from './samples.ts';

const ARTICLES = [fullArticle, englishArticle, bareArticle, foreignArticle, arabicArticle];

/** An article that would run if its title were markup. */
const SUSPECT = { ...archiveLine(bareArticle), title: '<img src=x onerror="document.title=1">甲乙' };

function many(lines: readonly ArchiveLine[], count: number): readonly ArchiveLine[] {
  return Array.from({ length: count }, (_, at) => ({ ...(lines[0] ?? SUSPECT), title: `早市行情之${at}` }));
}

function publish(): PublicFiles {
  const files = new Map(staticAssets(site).map(({ path, body }) => [path, body]));
  files.set(HOME_PATH, renderHomePage({ categories: [], newest: ARTICLES }, site));
  files.set(articlePath(fullArticle.id), renderArticlePage(fullArticle, site));
  const newest = { period: '2021-09', count: 401 };
  const older = { period: '2021-07', count: 2 };
  const lines = ARTICLES.map(archiveLine);
  files.set(
    searchShardPath(newest.period),
    renderSearchShard(newest, [SUSPECT, ...many(lines, 25), ...lines], site),
  );
  files.set(searchShardPath(older.period), renderSearchShard(older, lines.slice(0, 2), site));
  files.set(
    SEARCH_INDEX_PATH,
    renderSearchIndex([newest, { period: '2021-08-20', count: 2000 }, older], site),
  );
  files.set(searchShardPath('2021-08-20'), renderSearchShard(older, [], site));
  return files;
}

const PHONE = { width: 375, height: 700 };

describe.skipIf(!hasBrowser)(nameWith('the search in a browser', hasBrowser, 'browser'), () => {
  let browsed: BrowsedSite;
  const open: BrowsedSite['open'] = (options, visit) => browsed.open(options, visit);

  beforeAll(async () => {
    browsed = await BrowsedSite.serve(publish());
  }, 180_000);

  afterAll(() => browsed.close());

  it('finds articles by keyboard alone, and tells a screen reader how many', async () => {
    await open({ viewport: PHONE }, async ({ page, troubles, go }) => {
      await go(articlePath(fullArticle.id));
      await page.locator('.masthead a', { hasText: '搜索' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('searchbox').focus();
      await page.keyboard.type('行情');
      await page.keyboard.press('Enter');
      const found = page.getByRole('status').filter({ hasText: '找到' });
      await found.filter({ hasText: '找到 25 篇' }).waitFor();
      expect(await page.locator('#search-results li').count()).toBe(20);
      expect(await page.locator('#search-results mark').first().textContent()).toBe('行情');
      expect(new URL(page.url()).searchParams.get('q')).toBe('行情');
      expect([await findFaults(page, {}), await findOverflow(page)]).toEqual([[], 0]);

      const more = page.getByRole('button', { name: '显示更多' });
      await more.focus();
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '查找更早的文章' }).waitFor();
      expect(await page.evaluate('document.activeElement.textContent')).toBe('早市行情之20');
      await page.keyboard.press('Enter');
      expect(await page.textContent('h1')).toBe(fullArticle.title);
      await page.goBack();
      await found.waitFor();
      expect(await page.getByRole('searchbox').inputValue()).toBe('行情');
      expect(troubles).toEqual([]);
    });
  });

  it('looks through older articles when it is asked to, and says so when nothing could be loaded', async () => {
    await open({}, async ({ page, go }) => {
      await go(SEARCH_PATH);
      await page.getByRole('searchbox').fill('短訊');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '查找更早的文章' }).click();
      await page.getByRole('status').filter({ hasText: '已查找全部 2,403 篇' }).waitFor();
      expect(await page.getByRole('button', { name: '查找更早的文章' }).isVisible()).toBe(false);

      await page.route('**/search/*.json', (route) => route.abort());
      await go(SEARCH_PATH);
      await page.getByRole('searchbox').fill('短讯');
      await page.keyboard.press('Enter');
      await page.getByRole('status').filter({ hasText: '没有加载成功' }).waitFor();
      await page.unroute('**/search/*.json');
      await page.getByRole('button', { name: '重试' }).click();
      await page.getByRole('status').filter({ hasText: '找到 1 篇' }).waitFor();

      // Between the list and the shard, the tick has come.
      const { shards } = JSON.parse(String(browsed.files.get(SEARCH_INDEX_PATH)));
      const stale = JSON.stringify({
        format: 1,
        encoding: 'gbk',
        shards: [['2021-10', '=3'], ...shards],
      });
      await page.route('**/search/index.json', (route) => route.fulfill({ body: stale }), { times: 1 });
      await go(`${SEARCH_PATH}`);
      await page.getByRole('searchbox').fill('短讯');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '重试' }).click();
      await page.getByRole('status').filter({ hasText: '找到 1 篇' }).waitFor();

      await page.route('**/search/index.json', (route) => route.fulfill({ status: 404 }));
      await go(SEARCH_PATH);
      await page.getByRole('searchbox').fill('短讯');
      await page.keyboard.press('Enter');
      await page.getByRole('status').filter({ hasText: '还没有可以搜索的文章' }).waitFor();
    });
  });

  it('shows titles of what is found as text, whatever they hold', async () => {
    await open({}, async ({ page, troubles, go }) => {
      await go(SEARCH_PATH);
      await page.getByRole('searchbox').fill('<img src=x onerror 甲乙');
      await page.keyboard.press('Enter');
      await page.getByRole('status').filter({ hasText: '找到 1 篇' }).waitFor();
      expect(await page.locator('#search-results h3').textContent()).toBe(SUSPECT.title);
      expect(await page.locator('#search-results img').count()).toBe(0);
      expect(troubles).toEqual([]);
    });
  });

  it('says without script that searching needs it, and leads elsewhere', async () => {
    await open({ javaScriptEnabled: false }, async ({ page, go }) => {
      await go(SEARCH_PATH);
      expect(await page.locator('noscript').isVisible()).toBe(true);
      await page.locator('main a', { hasText: '分类' }).click();
      expect(await page.textContent('h1')).toBe(site.title);
    });
  });
});
