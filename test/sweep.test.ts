import { describe, expect, it } from 'vitest';
import { articleId } from '../lambda/article/identity.ts';
import { SITE_HEAD_KEY } from '../lambda/index/heads.ts';
import { recordKey } from '../lambda/record.ts';
import { type SweepReport, sweep } from '../lambda/sweep.ts';
import { article, SmallSite } from './simulation/small-site.ts';
import { text } from './store/contract.ts';

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
  { all = false } = {},
): Promise<SweepReport & { readonly keys: readonly string[]; readonly undone: readonly string[] }> {
  const queued: string[] = [];
  const report = await sweep(small.context, {
    all,
    now: small.now,
    send: async (keys) => void queued.push(...keys),
    signal: new AbortController().signal,
  });
  const reports = await small.work(queued);
  const undone = reports.filter(({ status }) => status === 'failed').map(({ key }) => key);
  return { ...report, keys: queued.sort(), undone };
}

const pageOf = (key: string) => `articles/${articleId(key)}.html`;

describe('a sweep', () => {
  it('finds nothing in a site that is well, and looks at one article of each category', async () => {
    const small = await site();
    const report = await sweepAndWork(small);
    expect(report).toMatchObject({ changed: 0, gone: 0, current: 3, pagesMissing: 0, rebuilt: false });
    expect(report.keys).toEqual(['b.md']);
    expect(small.buckets.articles.requests.get).toBe(4);
    expect(await small.wrong()).toEqual([]);
  });

  it('finds uploads, overwrites and deletions that nobody heard of', async () => {
    const small = await site();
    await small.upload({ 'd.md': article('D', 4, '北京'), 'c.md': article('New C', 3, '金融') });
    await small.buckets.articles.delete('a.md');
    const report = await sweepAndWork(small);
    expect(report).toMatchObject({ changed: 2, gone: 1, current: 1 });
    expect(await small.wrong()).toEqual([]);
    expect((await sweepAndWork(small)).changed).toBe(0);
  });

  it('finds all articles when the code or the settings are others', async () => {
    const small = await site();
    Object.assign(small.context, { revision: 'two' });
    expect(await sweepAndWork(small)).toMatchObject({ changed: 3, current: 0, keys: Object.keys(FILES) });
    expect(await sweepAndWork(small)).toMatchObject({ changed: 0, current: 3 });
  });

  it('looks at all articles when it is told to, and so mends pages and feeds that were tampered with', async () => {
    const small = await site();
    for (const path of [pageOf('c.md'), 'feeds/北京/rss.xml', 'style.css']) {
      await small.buckets.publicSite.put(path, text('tampered with'));
    }
    expect((await sweepAndWork(small, { all: true })).keys).toEqual(Object.keys(FILES));
    expect(await small.wrong()).toEqual([]);
  });

  it('mends pages and feeds that are missing', async () => {
    const small = await site();
    for (const path of [pageOf('a.md'), pageOf('c.md'), 'feeds/金融/rss.xml', 'rss.xml', 'style.css']) {
      await small.buckets.publicSite.delete(path);
    }
    expect(await sweepAndWork(small)).toMatchObject({ pagesMissing: 2, keys: Object.keys(FILES) });
    expect(await small.wrong()).toEqual([]);
  });

  it('mends records that are missing', async () => {
    const small = await site();
    await small.buckets.state.delete(recordKey(articleId('a.md')));
    expect(await sweepAndWork(small)).toMatchObject({ changed: 1 });
    expect(await small.wrong()).toEqual([]);
  });

  it('removes records of files that are gone, when nobody can read them', async () => {
    const small = await site();
    await small.buckets.state.put(recordKey(articleId('a.md')), text('{'));
    await small.buckets.articles.delete('a.md');
    small.now += 2 * DAY_MS;
    const report = await sweepAndWork(small);
    expect(report).toMatchObject({ unreadable: 1, entriesRemoved: 2, pagesRemoved: 1 });
    expect(await small.wrong()).toEqual([]);
  });

  it('removes entries that no record vouches for and pages of no article, once they are a day old', async () => {
    const small = await site();
    const entry = small.entries('a.md')[0]?.replace(/.{12}$/, 'garbage00000') ?? '';
    await small.buckets.state.put(entry, text(''));
    await small.buckets.publicSite.put(pageOf('never there'), text('<p>Who am I?</p>'));
    expect(await sweepAndWork(small)).toMatchObject({ entriesRemoved: 0, pagesRemoved: 0 });
    small.now += DAY_MS + 1000;
    expect(await sweepAndWork(small)).toMatchObject({ entriesRemoved: 1, pagesRemoved: 1 });
    expect(await small.wrong()).toEqual([]);
    expect(await small.buckets.state.head(entry)).toBeUndefined();
  });

  it('publishes anew from the records when the head of the site is lost or damaged', async () => {
    const small = await site();
    const { state } = small.buckets;
    for (const damage of [() => state.delete(SITE_HEAD_KEY), () => state.put(SITE_HEAD_KEY, text('{'))]) {
      await damage();
      expect(await sweepAndWork(small)).toMatchObject({ changed: 0, rebuilt: true });
      expect(await small.wrong()).toEqual([]);
    }
  });

  it('recovers from the loss of all state in two rounds, and never shows emptier feeds meanwhile', async () => {
    const small = await site();
    const before = small.buckets.publicSite.contents();
    for (const key of small.buckets.state.contents().keys()) await small.buckets.state.delete(key);
    const first = await sweepAndWork(small);
    expect(first).toMatchObject({ changed: 3, rebuilt: false, undone: Object.keys(FILES) });
    expect(small.buckets.publicSite.contents()).toEqual(before);
    const second = await sweepAndWork(small);
    expect(second).toMatchObject({ changed: 0, rebuilt: true, undone: [] });
    expect(await small.wrong()).toEqual([]);
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

  it('begins nothing more when its time is up', async () => {
    const small = await site();
    const queued: string[] = [];
    const options = { all: true, now: small.now, signal: AbortSignal.abort(new Error('time is up')) };
    const send = async (keys: Iterable<string>) => void queued.push(...keys);
    await expect(sweep(small.context, { ...options, send })).rejects.toThrow('time is up');
    expect(queued).toEqual([]);
  });
});
