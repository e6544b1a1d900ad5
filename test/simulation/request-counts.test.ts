import { beforeAll, describe, expect, it } from 'vitest';
import { publishArchives } from '../../lambda/protocol/archive/publish-archives.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { WITH_FEEDS, WITH_PAGE } from '../../lib/list-costs.ts';
import { protocolContext } from '../support/protocol-context.ts';
import { type ArchivedFile, crowdedCategories, publishedAt } from './archive.ts';
import { FullSite } from './full-site.ts';
import { ITEMS_PER_FEED } from './load.ts';
import type { SimulatedFile } from './plan.ts';
import { article, SmallSite } from './small-site.ts';
import { differenceOf, meter, type Usage } from './usage.ts';
import { siteWorkshop } from './workshops.ts';

type Requests = Pick<Usage, 'get' | 'put' | 'list' | 'delete'>;

const { derivations, write } = siteWorkshop({ archives: true });

/** Feeds and page of each of three categories, the feeds of the site, and the overview. */
const DOCUMENTS = 3 * 4 + 3 + 3;

/** The site's head is looked for first; later each list's is read, and put. */
const HEADS = 4;

/** That of the day, which the archives are brought up to date by. */
const MARK = 1;

/** What the tick is to know of the articles of a large batch. */
const HANDOVER = 1;

/** The newest fifty of each of the three categories are among the newest sixty-seven articles of the site. */
const RECORDS = 67;

describe.each([100, 10_000])('in a site of %i articles with full feeds, three categories each,', (count) => {
  let site: FullSite;

  beforeAll(async () => {
    site = await FullSite.with(derivations, { count, whole: 100, fileOf: crowded });
  });

  it('a new article has its entries, its record, its page and the documents of its lists put', async () => {
    const record = 1 + 1; // read, and looked at again
    const file = 1 + 1;
    expect(requestsOf(await site.upload(crowded(-1, 'News')))).toEqual({
      get: record + file + (RECORDS - 1) + DOCUMENTS + 1 + HEADS,
      put: MARK + 4 + 1 + 1 + DOCUMENTS + HEADS,
      list: 4,
      delete: 0,
    });
  });

  it('an article that is delivered again has nothing put but the heads of its lists', async () => {
    expect(requestsOf(await site.deliver(crowded(-1)))).toEqual({
      get: 2 + 1 + 4 + 1 + (RECORDS - 1) + DOCUMENTS + 1 + HEADS,
      put: HEADS,
      list: 4,
      delete: 0,
    });
  });

  it('an article with another title leaves the subscription list and the sitemap alone', async () => {
    expect(requestsOf(await site.upload(crowded(-1, 'Old news')))).toEqual({
      get: 2 + 2 + 1 + (RECORDS - 1) + DOCUMENTS + 1 + HEADS,
      put: MARK + 4 + 1 + 1 + (DOCUMENTS - 2) + HEADS,
      list: 4,
      delete: 4,
    });
  });

  it('an article that goes leaves one entry behind', async () => {
    expect(requestsOf(await site.remove(crowded(-1)))).toEqual({
      // The page is looked at before it is deleted.
      get: 2 + 2 + 1 + RECORDS + DOCUMENTS + 1 + HEADS,
      put: MARK + 1 + 1 + DOCUMENTS + HEADS,
      list: 4,
      // The entries of this and, as nobody knows whether they are gone, those of the record before; the page.
      delete: 4 + 4 + 1,
    });
  });

  it('an article that is too old for the feeds has no document put but its page', async () => {
    expect(requestsOf(await site.upload(crowded(75.5, 'History')))).toEqual({
      get: 2 + 2 + RECORDS + DOCUMENTS + 1 + HEADS,
      put: MARK + 4 + 1 + 1 + HEADS,
      list: 4,
      delete: 0,
    });
  });

  it('a hundred new articles in one batch share the work on their lists, and no other record is read', async () => {
    const files = Array.from({ length: 100 }, (_, i) => crowded(-101 + i));
    const [lists, documents] = [5, DOCUMENTS + 4];
    expect(requestsOf(await site.upload(...files))).toEqual({
      get: 100 * (2 + 2) + documents + 1 + lists,
      put: MARK + HANDOVER + 100 * (4 + 1 + 1) + documents + lists,
      list: lists,
      delete: 0,
    });
  });
});

describe('a tick, on a site of 350 articles in seven categories, three for each,', () => {
  const CATEGORIES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  let site: SmallSite;

  beforeAll(async () => {
    site = new SmallSite(siteWorkshop({ archives: true }));
    for (let day = 1; day <= 5; day++) await publish(day, 70);
    await publishArchives(site.context);
  });

  async function publish(day: number, count: number): Promise<void> {
    const fileOf = (at: number): SimulatedFile => ({
      ...article(`Title ${at}`, day, ...CATEGORIES.filter((_, category) => (at + category) % 7 < 3)),
      published: new Date(Date.UTC(2021, 2, day, 0, at)).toISOString().replace('.000Z', 'Z'),
    });
    const files = Array.from({ length: count }, (_, at) => [`${day}-${at}.md`, fileOf(at)]);
    await site.publish(Object.fromEntries(files));
  }

  async function tick(): Promise<Requests> {
    return requestsOf(await meter(site.buckets, () => publishArchives(site.context)));
  }

  it('reads no record of a hundred new ones, so that each costs less than one request more', async () => {
    await publish(6, 100);
    expect(await tick()).toEqual({ get: 35, put: 40, list: 3, delete: 9 });
  });

  it('reads the record of one that came alone', async () => {
    await publish(7, 1);
    expect(await tick()).toEqual({ get: 26, put: 24, list: 3, delete: 4 });
  });
});

/** An article of an age in a crowded site. */
function crowded(age: number, title = `Title ${age}`): ArchivedFile {
  return {
    key: `${age}.md`,
    published: publishedAt(age),
    categories: crowdedCategories(age),
    content: () => write(fileOf(age, title)),
  };
}

function fileOf(age: number, title: string): SimulatedFile & { readonly status: 'published' } {
  const published = new Date(publishedAt(age)).toISOString().replace('.000Z', 'Z');
  return { status: 'published', title, published, categories: crowdedCategories(age) };
}

function requestsOf({ get, put, list, delete: deletions }: Usage): Requests {
  return { get, put, list, delete: deletions };
}

describe('a tag that has a list costs an article', () => {
  const { derivations: tagged, write: writeTagged } = siteWorkshop({ tagFeeds: 3 });

  /** What an article of three tags asks for beyond one of two, where its tags have a number of articles. */
  async function costOf(others: number): Promise<Requests> {
    const upload = async (tags: readonly string[]): Promise<Usage> => {
      const context = protocolContext({ derivations: tagged, itemsPerFeed: ITEMS_PER_FEED });
      const put = (at: number): Promise<unknown> =>
        context.articles.put(`${at}.md`, writeTagged({ ...fileOf(at, `Title ${at}`), tags }));
      for (let at = 1; at <= others; at++) {
        await put(at);
        await republish([`${at}.md`], context);
      }
      await put(0);
      return meter(context, () => republish(['0.md'], context));
    };
    return requestsOf(differenceOf(await upload(['a', 'b', 'c']), await upload(['a', 'b'])));
  }

  it('what the deployment says', async () => {
    expect(await costOf(1)).toEqual({ ...WITH_PAGE, delete: 0 });
    expect(await costOf(5)).toEqual({ ...WITH_FEEDS, delete: 0 });
  });
});
