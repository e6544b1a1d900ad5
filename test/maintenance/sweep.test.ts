import { describe, expect, it } from 'vitest';
import { sweep } from '../../lambda/maintenance/sweep.ts';
import type { SweepReport } from '../../lambda/maintenance/sweep-report.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { UnfinishedSweepError } from '../../lambda/protocol/errors.ts';
import { SITE_HEAD_KEY } from '../../lambda/protocol/heads.ts';
import { recordKey } from '../../lambda/protocol/record.ts';
import { sweepInSteps } from '../simulation/divided.ts';
import { article, SmallSite } from '../simulation/small-site.ts';
import { historicalWorkshop, plainWorkshop } from '../simulation/workshops.ts';
import { text } from '../store/contract.ts';

const DAY_MS = 24 * 3600 * 1000;

const FILES = {
  'a.md': article('A', 1, '金融'),
  'b.md': article('B', 2, '金融', '北京'),
  'c.md': article('C', 3),
};

async function site(): Promise<SmallSite> {
  const small = new SmallSite();
  await small.publish(FILES);
  return small;
}

/** Sweeps, and does the work that the sweep queued. */
async function sweepAndWork(
  small: SmallSite,
  { all = false, sweepBy = sweep } = {},
): Promise<SweepReport & { readonly keys: readonly string[]; readonly undone: readonly string[] }> {
  const queued: string[] = [];
  const report = await sweepBy(small.context, {
    all,
    send: async (keys) => void queued.push(...keys),
    signal: new AbortController().signal,
  });
  const reports = await small.work(new Set(queued));
  const undone = reports
    .filter(({ status }) => status === 'failed')
    .map(({ key }) => key)
    .sort();
  return { ...report, keys: [...new Set(queued)].sort(), undone };
}

const pageOf = (key: string) => `articles/${articleId(key)}.html`;

describe.each([
  ['in one go', sweep],
  ['in steps', sweepInSteps],
])('a sweep %s', (_, sweepBy) => {
  const sweepAll = (small: SmallSite, options = {}) => sweepAndWork(small, { ...options, sweepBy });

  it('finds nothing in a site that is well, and looks at one article of each category', async () => {
    const small = await site();
    const report = await sweepAll(small);
    expect(report).toMatchObject({ changed: 0, gone: 0, current: 3, pagesMissing: 0, rebuilt: false });
    expect(report.keys).toEqual(['b.md']);
    expect(small.buckets.articles.requests.get).toBe(4);
    expect(await small.wrong()).toEqual([]);
  });

  it('finds uploads, overwrites and deletions that nobody heard of', async () => {
    const small = await site();
    await small.upload({ 'd.md': article('D', 4, '北京'), 'c.md': article('New C', 3, '金融') });
    await small.buckets.articles.delete('a.md');
    const report = await sweepAll(small);
    expect(report).toMatchObject({ changed: 2, gone: 1, current: 1 });
    expect(await small.wrong()).toEqual([]);
    expect((await sweepAll(small)).changed).toBe(0);
  });

  it('finds all articles when the code or the settings are others', async () => {
    const small = await site();
    Object.assign(small.context, { revision: 'two' });
    expect(await sweepAll(small)).toMatchObject({ changed: 3, current: 0, keys: Object.keys(FILES) });
    expect(await sweepAll(small)).toMatchObject({ changed: 0, current: 3 });
  });

  it('looks at all articles when it is told to, and so mends pages and feeds that were tampered with', async () => {
    const small = await site();
    for (const path of [pageOf('c.md'), 'feeds/北京/rss.xml', 'style.css']) {
      await small.buckets.publicSite.put(path, text('tampered with'));
    }
    expect((await sweepAll(small, { all: true })).keys).toEqual(Object.keys(FILES));
    expect(await small.wrong()).toEqual([]);
  });

  it('mends pages and feeds that are missing', async () => {
    const small = await site();
    for (const path of [pageOf('a.md'), pageOf('c.md'), 'feeds/金融/rss.xml', 'rss.xml', 'style.css']) {
      await small.buckets.publicSite.delete(path);
    }
    expect(await sweepAll(small)).toMatchObject({ pagesMissing: 2, keys: Object.keys(FILES) });
    expect(await small.wrong()).toEqual([]);
  });

  it('mends records that are missing', async () => {
    const small = await site();
    await small.buckets.state.delete(recordKey(articleId('a.md')));
    expect(await sweepAll(small)).toMatchObject({ changed: 1 });
    expect(await small.wrong()).toEqual([]);
  });

  it('removes records of files that are gone, when nobody can read them, and next time what is left of them', async () => {
    const small = await site();
    await small.buckets.state.put(recordKey(articleId('a.md')), text('{'));
    await small.buckets.articles.delete('a.md');
    small.now += 2 * DAY_MS;
    expect(await sweepAll(small)).toMatchObject({ unreadable: 1, entriesRemoved: 0, pagesRemoved: 0 });
    expect(await sweepAll(small)).toMatchObject({ unreadable: 0, entriesRemoved: 2, pagesRemoved: 1 });
    expect(await small.wrong()).toEqual([]);
  });

  it('removes entries that no record vouches for and pages of no article, once they are a day old', async () => {
    const small = await site();
    const entry = small.entries('a.md')[0]?.replace(/.{12}$/, 'garbage00000') ?? '';
    await small.buckets.state.put(entry, text(''));
    await small.buckets.publicSite.put(pageOf('never there'), text('<p>Who am I?</p>'));
    expect(await sweepAll(small)).toMatchObject({ entriesRemoved: 0, pagesRemoved: 0 });
    small.now += DAY_MS + 1000;
    expect(await sweepAll(small)).toMatchObject({ entriesRemoved: 1, pagesRemoved: 1 });
    expect(await small.wrong()).toEqual([]);
    expect(await small.buckets.state.head(entry)).toBeUndefined();
  });

  it('publishes anew from the records when the head of the site is lost or damaged', async () => {
    const small = await site();
    const { state } = small.buckets;
    for (const damage of [() => state.delete(SITE_HEAD_KEY), () => state.put(SITE_HEAD_KEY, text('{'))]) {
      await damage();
      expect(await sweepAll(small)).toMatchObject({ changed: 0, rebuilt: true });
      expect(await small.wrong()).toEqual([]);
    }
  });

  it('recovers from the loss of all state in two rounds, and never shows emptier feeds meanwhile', async () => {
    const small = await site();
    const before = small.buckets.publicSite.contents();
    for (const key of small.buckets.state.contents().keys()) await small.buckets.state.delete(key);
    const first = await sweepAll(small);
    expect(first).toMatchObject({ changed: 3, rebuilt: false, undone: Object.keys(FILES) });
    expect(small.buckets.publicSite.contents()).toEqual(before);
    const second = await sweepAll(small);
    expect(second).toMatchObject({ changed: 0, rebuilt: true, undone: [] });
    expect(await small.wrong()).toEqual([]);
  });

  it('leaves the pages alone while the state is lost, however old they are', async () => {
    const small = await site();
    const pages = small.buckets.publicSite.contents('articles/');
    for (const key of small.buckets.state.contents().keys()) await small.buckets.state.delete(key);
    small.now += 2 * DAY_MS;
    const send = async () => undefined;
    const { signal } = new AbortController();
    expect(await sweepBy(small.context, { all: false, send, signal })).toMatchObject({
      changed: 3,
      pagesRemoved: 0,
    });
    expect(small.buckets.publicSite.contents('articles/')).toEqual(pages);
  });
});

describe('a sweep in one go', () => {
  it('queues all articles when all pages are gone, without a look at each record', async () => {
    const small = new SmallSite();
    const names = Array.from({ length: 1_100 }, (_, i) => `${i}.md`);
    await small.publish(Object.fromEntries(names.map((name) => [name, article(name, 1)])));
    for (const name of names) await small.buckets.publicSite.delete(pageOf(name));
    const queued: string[] = [];
    const send = async (keys: Iterable<string>) => void queued.push(...keys);
    const { get: before } = small.buckets.state.requests;
    const { signal } = new AbortController();
    const report = await sweep(small.context, { all: false, send, signal });
    expect(report).toMatchObject({ pagesMissing: 1_100, queued: 1_100 });
    expect(new Set(queued)).toEqual(new Set(names));
    expect(small.buckets.state.requests.get - before).toBeLessThan(20);
  });

  it('may run twice at once, and beside uploads', async () => {
    const small = await site();
    await small.buckets.articles.delete('a.md');
    await Promise.all([
      sweepAndWork(small),
      sweepAndWork(small, { all: true }),
      small.publish({ 'd.md': article('D', 4, '北京') }),
    ]);
    expect(await small.wrong()).toEqual([]);
  });

  it('asks for nothing when its time was up before it began, and says why it ended', async () => {
    const small = await site();
    const requests = structuredClone(small.buckets.state.requests);
    const cause = new Error('time is up');
    const options = {
      all: true,
      signal: AbortSignal.abort(cause),
      send: () => expect.fail(),
    };
    const sweeping = sweep(small.context, options);
    await expect(sweeping).rejects.toThrow(UnfinishedSweepError);
    await expect(sweeping).rejects.toMatchObject({ cause });
    expect(small.buckets.state.requests).toEqual(requests);
  });
});

describe('a sweep that is stopped', () => {
  /** Sweeps, and does this when the articles are listed for the second time. */
  async function sweepUntilSecondPage(happen: () => Promise<void>, signal: AbortSignal) {
    const small = new SmallSite(plainWorkshop, { pageSize: 2 });
    const others = ['d', 'e', 'f', 'g'].map((name) => [`${name}.md`, article(name, 4)]);
    await small.publish({ ...FILES, ...Object.fromEntries(others) });
    await small.upload({ 'a.md': article('New A', 1) });
    let pages = 0;
    const { articles } = small.context;
    const list: typeof articles.list = async (prefix, options) => {
      if (++pages === 2) await happen();
      return articles.list(prefix, options);
    };
    const queued: string[] = [];
    const context = {
      ...small.context,
      articles: { get: articles.get, read: articles.read, head: articles.head, list },
    };
    const send = async (keys: Iterable<string>) => void queued.push(...keys);
    const sweeping = sweep(context, { all: false, signal, send });
    return {
      queued,
      error: await sweeping.then(
        () => undefined,
        (error: unknown) => error,
      ),
    };
  }

  it('queues what it has found, and tells how far it came', async () => {
    const stop = new AbortController();
    const { queued, error } = await sweepUntilSecondPage(async () => stop.abort(), stop.signal);
    expect(queued).toContain('a.md');
    expect(error).toBeInstanceOf(UnfinishedSweepError);
    expect(String(error)).toMatch(/compared 4 articles: .*the [123] keys .*docs\/aws\.md/);
  });

  it('by a bucket that fails throws its error, once all listings have ended', async () => {
    const failure = new Error('S3 is busy');
    const fail = () => Promise.reject(failure);
    const { queued, error } = await sweepUntilSecondPage(fail, new AbortController().signal);
    expect(queued).toContain('a.md');
    expect(error).toBe(failure);
  });
});

describe('the requests of a sweep', () => {
  const PAGE = 20;

  /** What a sweep asks over so many articles in three categories, listed by twenties where S3 lists by thousands. */
  async function requestsOver(count: number, { all = false, history = false } = {}) {
    const small = new SmallSite(history ? historicalWorkshop : plainWorkshop, { pageSize: PAGE });
    const names = Array.from({ length: count }, (_, i) => `${i}.md`);
    await small.publish(Object.fromEntries(names.map((name) => [name, article(name, 1, 'x', 'y', 'z')])));
    const { signal } = new AbortController();
    const send = async () => undefined;
    const before = usageOf(small);
    await sweep(small.context, { all, send, signal });
    const after = usageOf(small);
    return { list: after.list - before.list, get: after.get - before.get };
  }

  function usageOf({ buckets }: SmallSite) {
    const all = Object.values(buckets).map(({ requests }) => requests);
    return {
      list: all.reduce((sum, { list }) => sum + list, 0),
      get: all.reduce((sum, { get, head }) => sum + get + head, 0),
    };
  }

  /** What ten pages of articles more add, for each page. */
  async function growth(options: { readonly all?: boolean; readonly history?: boolean }) {
    const [few, many] = [await requestsOver(5 * PAGE, options), await requestsOver(15 * PAGE, options)];
    return { list: (many.list - few.list) / 10, get: (many.get - few.get) / 10 };
  }

  it('are seven LISTs for each thousand articles in three categories, and nothing else that grows', async () => {
    expect(await growth({})).toEqual({ list: 7, get: 0 });
  });

  it('are no more when every article is to be looked at', async () => {
    expect(await growth({ all: true })).toEqual({ list: 7, get: 0 });
  });

  it('are an eighth of a LIST more where a history is kept, and no records', async () => {
    const { list, get } = await growth({ history: true });
    expect(list).toBeGreaterThan(7);
    expect(list).toBeLessThan(7.3);
    // The site is published, which reads what lies before its newest archive: more or less, but no record of each article.
    expect(Math.abs(get)).toBeLessThan(PAGE / 5);
  });
});
