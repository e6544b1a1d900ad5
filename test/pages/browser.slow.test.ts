import type axe from 'axe-core';
import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { growTree, type PlacedCategory } from '../../lambda/model/category-tree.ts';
import type { NamedScope } from '../../lambda/model/list-kinds.ts';
import { articlePath, listingPath, SUBSCRIBE_PATH } from '../../lambda/model/paths.ts';
import { SEARCH_PATH } from '../../lambda/model/search.ts';
import type { Site } from '../../lambda/model/site.ts';
import { renderArticlePage } from '../../lambda/pages/article.ts';
import { staticAssets } from '../../lambda/pages/assets.ts';
import { withColouredCode } from '../../lambda/pages/code.ts';
import { renderHomePage } from '../../lambda/pages/home.ts';
import { renderListPage, renderSmallListPage } from '../../lambda/pages/list-page.ts';
import {
  BrowsedSite,
  findClipped,
  findFaults,
  findOverflow,
  type PublicFiles,
} from '../support/browsed-site.ts';
import { hasBrowser } from '../support/browser.ts';
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

const CATEGORY: NamedScope = { kind: 'category', name: '金融' };
const TAG: NamedScope = { kind: 'tag', name: '一个名字相当长的标签，长到手机上一行放不下' };
const EMPTY: NamedScope = { kind: 'category', name: 'C/C++' };
const ARTICLES = [fullArticle, englishArticle, bareArticle, foreignArticle, arabicArticle];
const TECHNICAL = await withColouredCode(technicalArticle);

/** An article with what cleaning never lets through. */
const RUNNING = {
  ...bareArticle,
  id: 'running',
  content: `<script>document.title = 'ran'</script><img src="data:," onerror="document.title = 'ran'">`,
};

function publish(of: Site): PublicFiles {
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
    renderHomePage(
      {
        categories: growTree(categories.slice(0, 20)),
        groups: [{ kind: 'tag', names: [TAG.name, 'AI', 'C/C++'] }],
        newest: ARTICLES,
      },
      of,
    ),
  );
  files.set('many.html', renderHomePage({ categories: growTree(categories), newest: [] }, of));
  files.set(
    listingPath(CATEGORY, 'index.html'),
    renderListPage(CATEGORY, { articles: ARTICLES, hasOlder: true }, of),
  );
  const tagged = { ...of, tagFeeds: 3 };
  files.set(listingPath(TAG, 'index.html'), renderSmallListPage(TAG, ARTICLES.slice(0, 2), tagged));
  files.set(listingPath(EMPTY, 'index.html'), renderListPage(EMPTY, { articles: [] }, of));
  for (const article of [...ARTICLES, TECHNICAL, RUNNING])
    files.set(articlePath(article.id), renderArticlePage(article, of));
  files.set('rss.xml', FEED);
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
  listingPath(TAG, 'index.html'),
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
  let browsed: BrowsedSite;
  const open: BrowsedSite['open'] = (options, visit) => browsed.open(options, visit);

  beforeAll(async () => {
    browsed = await BrowsedSite.serve(publish(site));
  }, 180_000);

  afterAll(() => browsed.close());

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
    browsed.files = publish(englishSite);
    await open({}, async ({ page, troubles, go }) => {
      for (const path of ['index.html', SUBSCRIBE_PATH, articlePath(fullArticle.id)]) {
        await go(path);
        expect([path, await findFaults(page, {})]).toEqual([path, []]);
      }
      expect(troubles).toEqual([]);
    });
    browsed.files = publish(site);
  }, 180_000);

  it('fit a phone with 500 categories', async () => {
    await open({ viewport: PHONE }, async ({ page, go }) => {
      await go('many.html');
      expect(await findOverflow(page)).toBe(0);
    });
  });

  it('tear no category from those below it, and no last one of these from the others', async () => {
    await open({ viewport: DESKTOP }, async ({ page, go }) => {
      await go('many.html');
      const torn = await page.evaluate(
        `[...document.querySelectorAll('.directory li > ul')].filter((list) =>
          list.previousElementSibling.getBoundingClientRect().top > list.firstElementChild.getBoundingClientRect().top).length`,
      );
      expect(torn).toBe(0);
      const alone = await page.evaluate(
        `[...document.querySelectorAll('.directory ul ul > li:last-child:not(:first-child)')].filter((item) =>
          item.previousElementSibling.getBoundingClientRect().top > item.getBoundingClientRect().top).length`,
      );
      expect(alone).toBe(0);
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
