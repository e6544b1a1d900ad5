import { createServer, type Server } from 'node:http';
import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArchiveLine } from '../../lambda/model/archive.ts';
import { growTree, type PlacedCategory } from '../../lambda/model/category-tree.ts';
import { articlePath, type CategoryScope, listingPath, SUBSCRIBE_PATH } from '../../lambda/model/paths.ts';
import { SEARCH_INDEX_PATH, SEARCH_PATH, searchShardPath } from '../../lambda/model/search.ts';
import { contentTypeOf } from '../../lambda/model/serving.ts';
import type { Site } from '../../lambda/model/site.ts';
import { archiveLine } from '../../lambda/pages/archive-line.ts';
import { renderArticlePage } from '../../lambda/pages/article.ts';
import { staticAssets } from '../../lambda/pages/assets.ts';
import { renderCategoryPage } from '../../lambda/pages/category.ts';
import { withColouredCode } from '../../lambda/pages/code.ts';
import { renderHomePage } from '../../lambda/pages/home.ts';
import { renderSearchIndex, renderSearchShard } from '../../lambda/pages/search-documents.ts';
import { hasBrowser, launchBrowser } from '../support/browser.ts';
import { nameWith } from '../support/needs.ts';
import {
  arabicArticle,
  bareArticle,
  englishArticle,
  englishSite,
  foreignArticle,
  fullArticle,
  site,
  technicalArticle,
} from './samples.ts';

const CATEGORY: CategoryScope = { kind: 'category', name: '金融' };
const EMPTY: CategoryScope = { kind: 'category', name: 'C/C++' };
const ARTICLES = [fullArticle, englishArticle, bareArticle, foreignArticle, arabicArticle];
const TECHNICAL = await withColouredCode(technicalArticle);

/** An article with what cleaning never lets through. */
const RUNNING = {
  ...bareArticle,
  id: 'running',
  content: `<script>document.title = 'ran'</script><img src="data:," onerror="document.title = 'ran'">`,
};

/** An article that would run if its title were markup. */
const SUSPECT = { ...archiveLine(bareArticle), title: '<img src=x onerror="document.title=1">甲乙' };

function many(lines: readonly ArchiveLine[], count: number): readonly ArchiveLine[] {
  return Array.from({ length: count }, (_, at) => ({ ...(lines[0] ?? SUSPECT), title: `早市行情之${at}` }));
}

function publish(of: Site): ReadonlyMap<string, string | Uint8Array> {
  const files = new Map(staticAssets(of).map(({ path, body }) => [path, body]));
  const categories = Array.from(
    { length: 500 },
    (_, at): PlacedCategory => ({
      name: at % 7 === 0 ? `来源${at}` : `一个名字相当长的频道，长到一行放不下 ${at}`,
      path: at % 7 === 0 ? [] : [`来源${at - (at % 7)}`],
    }),
  );
  files.set(
    'index.html',
    renderHomePage({ categories: growTree(categories.slice(0, 20)), newest: ARTICLES }, of),
  );
  files.set('many.html', renderHomePage({ categories: growTree(categories), newest: [] }, of));
  files.set(listingPath(CATEGORY, 'index.html'), renderCategoryPage(CATEGORY, ARTICLES, of));
  files.set(listingPath(EMPTY, 'index.html'), renderCategoryPage(EMPTY, [], of));
  for (const article of [...ARTICLES, TECHNICAL, RUNNING])
    files.set(articlePath(article.id), renderArticlePage(article, of));
  files.set('rss.xml', FEED);
  const newest = { period: '2021-09', count: 401 };
  const older = { period: '2021-07', count: 2 };
  const lines = ARTICLES.map(archiveLine);
  files.set(
    searchShardPath(newest.period),
    renderSearchShard(newest, [SUSPECT, ...many(lines, 25), ...lines], of),
  );
  files.set(searchShardPath(older.period), renderSearchShard(older, lines.slice(0, 2), of));
  files.set(SEARCH_INDEX_PATH, renderSearchIndex([newest, { period: '2021-08-20', count: 2000 }, older], of));
  files.set(searchShardPath('2021-08-20'), renderSearchShard(older, [], of));
  return files;
}

const FEED = `<?xml version="1.0"?>
<?xml-stylesheet type="text/css" href="feed.css"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>晨报</title><link>https://feeds.example.org/</link><description>每天的文章</description>
<item><title>第一篇</title><guid>urn:x:1</guid><description>摘要</description>
<content:encoded>&lt;p&gt;全文</content:encoded></item>
</channel></rss>`;

const PAGES = [
  'index.html',
  listingPath(CATEGORY, 'index.html'),
  listingPath(EMPTY, 'index.html'),
  articlePath(fullArticle.id),
  articlePath(englishArticle.id),
  articlePath(bareArticle.id),
  articlePath(foreignArticle.id),
  articlePath(arabicArticle.id),
  articlePath(TECHNICAL.id),
  SUBSCRIBE_PATH,
  SEARCH_PATH,
  'no/such/page',
];

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 375, height: 700 };

const SCREENS: readonly (readonly [string, BrowserContextOptions, axe.RunOptions])[] = [
  ['a desktop', { viewport: DESKTOP }, {}],
  ['a phone', { viewport: PHONE }, {}],
  ['a dark desktop', { viewport: DESKTOP, colorScheme: 'dark' }, { runOnly: 'cat.color' }],
];

describe.skipIf(!hasBrowser)(nameWith('the pages in a browser', hasBrowser, 'browser'), () => {
  let browser: Browser;
  let server: Server;
  let origin: string;
  let files = publish(site);

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = decodeURIComponent(
        new URL(request.url ?? '/', origin).pathname.replace(/^\/public\//, ''),
      );
      const file = files.has(path) ? path : '404.html';
      response
        .writeHead(file === path ? 200 : 404, { 'content-type': contentTypeOf(file) })
        .end(files.get(file));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const address = server.address();
    origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    browser = await launchBrowser();
  }, 180_000);

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  /** Opens public files one after the other in one tab, and tells what went wrong on each. */
  async function open(options: BrowserContextOptions, visit: (tab: Tab) => Promise<void>): Promise<void> {
    const context = await browser.newContext(options);
    try {
      const page = await context.newPage();
      const troubles: string[] = [];
      const elsewhere: string[] = [];
      page.on('console', (message) => troubles.push(message.text()));
      page.on('pageerror', (error) => troubles.push(error.message));
      await page.route(/^https?:\/\/(?!127\.0\.0\.1)/, async (route) => {
        elsewhere.push(route.request().url());
        await route.fulfill({ contentType: 'image/svg+xml', body: PICTURE, headers: {} });
      });
      const go = (path: string) =>
        page.goto(`${origin}/public/${path.split('/').map(encodeURIComponent).join('/')}`, {
          waitUntil: 'load',
        });
      await visit({ page, troubles, elsewhere, go });
    } finally {
      await context.close();
    }
  }

  it.each(SCREENS)(
    'are accessible and fit %s',
    async (_, options, rules) => {
      await open(options, async ({ page, troubles, go }) => {
        for (const path of PAGES) {
          await go(path);
          expect([path, await findFaults(page, rules), await findOverflow(page)]).toEqual([path, [], 0]);
        }
        expect(troubles.filter((trouble) => !trouble.includes('404'))).toEqual([]);
      });
    },
    180_000,
  );

  it('are accessible in English', async () => {
    files = publish(englishSite);
    await open({}, async ({ page, troubles, go }) => {
      for (const path of ['index.html', SUBSCRIBE_PATH, articlePath(fullArticle.id)]) {
        await go(path);
        expect([path, await findFaults(page, {})]).toEqual([path, []]);
      }
      expect(troubles).toEqual([]);
    });
    files = publish(site);
  }, 180_000);

  it('fit a phone with 500 categories', async () => {
    await open({ viewport: PHONE }, async ({ page, go }) => {
      await go('many.html');
      expect(await findOverflow(page)).toBe(0);
    });
  });

  it('leave no category at the end of a column without one of those below it', async () => {
    await open({ viewport: DESKTOP }, async ({ page, go }) => {
      await go('many.html');
      const torn = await page.evaluate(
        `[...document.querySelectorAll('.directory li > ul')].filter((list) =>
          list.previousElementSibling.getBoundingClientRect().top > list.firstElementChild.getBoundingClientRect().top).length`,
      );
      expect(torn).toBe(0);
    });
  });

  it('ask no other host for anything but pictures of articles, and tell it nothing', async () => {
    await open({}, async ({ page, elsewhere, go }) => {
      const referrers: (string | undefined)[] = [];
      page.on('request', (request) => referrers.push(request.headers().referer));
      for (const path of PAGES) await go(path);
      expect(new Set(elsewhere)).toEqual(
        new Set(['market', 'stall', 'tall'].map((name) => `https://pictures.example.com/${name}.png`)),
      );
      expect(new Set(referrers)).toEqual(new Set([undefined]));
    });
  });

  it('run nothing, even if cleaning let a script through', async () => {
    await open({}, async ({ page, troubles, go }) => {
      await go(articlePath(RUNNING.id));
      expect(await page.title()).toContain(RUNNING.title);
      expect(troubles.filter((trouble) => trouble.includes('Content Security Policy'))).toHaveLength(2);
    });
  });

  it('can be walked through from the home page to an article and back', async () => {
    await open({}, async ({ page, go }) => {
      await go('index.html');
      await page.click('.card h3 a');
      expect(await page.textContent('h1')).toBe(fullArticle.title);
      await page.click('.kicker a');
      expect(await page.textContent('h1')).toBe('金融要闻');
      await page.click('.brand');
      expect(await page.textContent('h1')).toBe(site.title);
    });
  });

  it('find articles by keyboard alone, and tell a screen reader how many', async () => {
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

  it('search older articles when they are asked to, and say so when nothing could be loaded', async () => {
    await open({}, async ({ page, go }) => {
      await go(SEARCH_PATH);
      await page.getByRole('searchbox').fill('短訊');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: '查找更早的文章' }).click();
      await page.getByRole('status').filter({ hasText: '已查找最新的 2,403 篇' }).waitFor();
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
      const { shards } = JSON.parse(String(files.get(SEARCH_INDEX_PATH)));
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

  it('show titles of what is found as text, whatever they hold', async () => {
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

  it('say without script that searching needs it, and lead elsewhere', async () => {
    await open({ javaScriptEnabled: false }, async ({ page, go }) => {
      await go(SEARCH_PATH);
      expect(await page.locator('noscript').isVisible()).toBe(true);
      await page.locator('main a', { hasText: '分类' }).click();
      expect(await page.textContent('h1')).toBe(site.title);
    });
  });

  it('let the whole address of a feed be selected by a click', async () => {
    await open({ viewport: PHONE }, async ({ page, go }) => {
      await go(listingPath(CATEGORY, 'index.html'));
      await page.click('.address');
      expect(await page.evaluate('getSelection().toString()')).toBe(
        'https://feeds.example.org/public/feeds/金融/rss.xml',
      );
    });
  });

  it('copy an address by the keyboard, encoded, where scripts run, and have no such button elsewhere', async () => {
    const path = listingPath(CATEGORY, 'index.html');
    await open({ permissions: ['clipboard-read', 'clipboard-write'] }, async ({ page, go, troubles }) => {
      await go(path);
      expect(await page.textContent('.copy')).toBe('复制');
      await page.press('.copy', 'Enter');
      await page.waitForFunction('document.querySelector(".copy").textContent === "已复制"');
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(
        'https://feeds.example.org/public/feeds/%E9%87%91%E8%9E%8D/rss.xml',
      );
      expect(troubles).toEqual([]);
    });
    await open({ javaScriptEnabled: false }, async ({ page, go }) => {
      await go(path);
      expect(await page.locator('.copy').count()).toBe(0);
      await page.click('.subscribe summary');
      expect(await page.isVisible('.qr-code')).toBe(true);
      await page.click('.masthead .subscribe-link');
      expect(await page.textContent('h1')).toBe('怎么订阅');
    });
  });

  it('set what is hard to set so that it can be read, on a phone too', async () => {
    await open({ viewport: PHONE }, async ({ page, go }) => {
      await go(articlePath(TECHNICAL.id));
      const styleOf = (selector: string, property: string) =>
        page.evaluate(`getComputedStyle(document.querySelector('.prose ${selector}')).${property}`);
      expect(await styleOf('em', 'fontStyle')).toBe('normal');
      expect(await styleOf('em', 'textEmphasisStyle')).toContain('dot');
      expect(await styleOf('em.latin', 'fontStyle')).toBe('italic');
      expect(await styleOf('em.latin', 'textEmphasisStyle')).toBe('none');
      expect(await styleOf('td', 'textAlign')).toMatch(/right$/);
      const colours = ['comment', 'keyword', 'string', 'number', 'meta', 'added', 'removed', 'title', 'name'];
      const shown = await Promise.all(colours.map((name) => styleOf(`pre .${name}`, 'color')));
      expect(new Set(shown).size).toBe(colours.length - 1);
      const picture = await page.locator('.prose img').boundingBox();
      expect(picture?.height).toBeLessThanOrEqual(PHONE.height);
      const formula = await page.locator('.prose msqrt').boundingBox();
      expect(formula?.height).toBeGreaterThan(20);
      expect(await findClipped(page)).toEqual([]);

      await go(articlePath(arabicArticle.id));
      expect([await styleOf('p', 'direction'), await styleOf('p', 'textAlign')]).toEqual(['rtl', 'start']);
      await go(articlePath(foreignArticle.id));
      expect(await styleOf('p', 'fontFamily')).toMatch(/^Charter/);
      await go(articlePath(fullArticle.id));
      expect(await styleOf('p', 'fontFamily')).toMatch(/^"PingFang SC"/);
    });
  });

  it('copy code as it is written, by a button that is there with the script', async () => {
    await open({ permissions: ['clipboard-read', 'clipboard-write'] }, async ({ page, go, troubles }) => {
      await go(articlePath(TECHNICAL.id));
      await page.press('.code:nth-of-type(2) .copy', 'Enter');
      await page.waitForFunction(
        'document.querySelector(".code:nth-of-type(2) .copy").textContent === "已复制"',
      );
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe('+ 加\n- 减\n');
      expect(troubles).toEqual([]);
    });
  });

  it('have beside them feeds that a person understands', async () => {
    await open({}, async ({ page, go }) => {
      await go('rss.xml');
      const shown = await page.evaluate(
        '[...document.querySelectorAll("*")].filter((e) => !e.children.length && e.getClientRects().length).map((e) => e.textContent)',
      );
      expect(shown).toEqual(['晨报', 'https://feeds.example.org/', '每天的文章', '第一篇', '摘要']);
      expect(await page.evaluate('getComputedStyle(document.documentElement, "::before").content')).toContain(
        '订阅源',
      );
    });
  });
});

interface Tab {
  readonly page: Page;
  readonly troubles: readonly string[];
  /** Addresses on other hosts that were asked for. */
  readonly elsewhere: readonly string[];
  readonly go: (path: string) => Promise<unknown>;
}

/** What axe finds wrong with a page, each with the elements that it is wrong with. */
async function findFaults(page: Page, rules: axe.RunOptions): Promise<unknown> {
  await page.evaluate(axe.source);
  return page.evaluate(`axe.run(${JSON.stringify(rules)}).then(({ violations, passes }) => passes.length === 0
    ? ['nothing was checked']
    : violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)].join(' ')))`);
}

/** By how many pixels a page is wider than its screen. */
function findOverflow(page: Page): Promise<unknown> {
  return page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Elements of the main content that hold more than they show, and do not scroll. */
function findClipped(page: Page): Promise<unknown> {
  return page.evaluate(`[...document.querySelectorAll('main *')]
    .filter((e) => e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'auto')
    .filter((e) => !e.closest('.wide, pre'))
    .map((e) => e.outerHTML.slice(0, 100))`);
}

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500"><rect width="800" height="500"/></svg>';
