import { describe, expect, it } from 'vitest';
import { sweep } from '../../lambda/maintenance/sweep.ts';
import type { SweepReport } from '../../lambda/maintenance/sweep-report.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { archivePath, articlePath, listingPath, OPML_PATH, SITE } from '../../lambda/model/paths.ts';
import { recordKey } from '../../lambda/protocol/record.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { sweepInSteps } from '../simulation/divided.ts';
import { interceptRequests } from '../simulation/intercept.ts';
import { article, SmallSite } from '../simulation/small-site.ts';
import { historicalWorkshop } from '../simulation/workshops.ts';
import { text } from '../store/contract.ts';

const DAY_MS = 24 * 3600 * 1000;
const FEED_OF_SITE = listingPath(SITE, 'feed.json');
const FEED_OF_X = listingPath({ kind: 'category', name: 'x' }, 'feed.json');

/** A night goes by and a sweep comes, after which workers do what it has queued. */
async function nightBy(sweepBy: typeof sweep, site: SmallSite): Promise<SweepReport> {
  site.now += 2 * DAY_MS;
  const queued: string[] = [];
  const report = await sweepBy(site.context, {
    all: false,
    send: async (keys) => void queued.push(...keys),
    signal: new AbortController().signal,
  });
  await site.work(new Set(queued));
  return report;
}

/** Has a worker process keys of which every write to the public bucket fails: its messages become dead letters. */
async function workInVain(site: SmallSite, ...keys: readonly string[]): Promise<void> {
  const context = interceptRequests(site, async ({ bucket, operation }, apply) => {
    if (bucket === 'publicSite' && (operation === 'put' || operation === 'delete')) throw new Error('denied');
    return apply();
  });
  const reports = await republish(keys, context);
  expect(reports.map(({ status }) => status)).toEqual(keys.map(() => 'failed'));
}

async function loseState({ buckets }: SmallSite): Promise<void> {
  for (const key of buckets.state.contents().keys()) await buckets.state.delete(key);
}

describe.each([
  ['in one go', sweep],
  ['in steps', sweepInSteps],
])('%s,', (_, sweepBy) => {
  const night = (site: SmallSite) => nightBy(sweepBy, site);

  describe('a sweep mends what a dead letter leaves', () => {
    it('of the only article of a category, which was deleted', async () => {
      const site = new SmallSite();
      await site.publish({ 'a.md': article('Rain', 1, 'x'), 'b.md': article('Snow', 2, 'y') });
      await site.buckets.articles.delete('a.md');
      await workInVain(site, 'a.md');
      expect(site.read(FEED_OF_X)).toContain('Rain');
      expect(await night(site)).toMatchObject({ emptyLists: 1, pagesRemoved: 1 });
      expect(site.read(FEED_OF_X)).not.toContain('Rain');
      expect(site.read(OPML_PATH)).not.toContain('"x"');
      expect(await site.wrong()).toEqual([]);
      expect(await night(site)).toMatchObject({ emptyLists: 0, pagesRemoved: 0 });
    });

    it('of the only article of the site', async () => {
      const site = new SmallSite();
      await site.publish({ 'a.md': article('Rain', 1) });
      await site.buckets.articles.delete('a.md');
      await workInVain(site, 'a.md');
      expect(site.read(FEED_OF_SITE)).toContain('Rain');
      await night(site);
      expect(site.read(FEED_OF_SITE)).not.toContain('Rain');
      expect(await site.wrong()).toEqual([]);
    });

    it('of an article that moved out of its only category', async () => {
      const site = new SmallSite();
      await site.publish({ 'a.md': article('Rain', 1, 'x') });
      await site.upload({ 'a.md': article('Rain', 1, 'y') });
      await workInVain(site, 'a.md');
      expect(await night(site)).toMatchObject({ emptyLists: 1 });
      expect(await site.wrong()).toEqual([]);
    });

    it('of an article that names no category', async () => {
      const site = new SmallSite();
      await site.publish({ 'a.md': article('Rain', 1) });
      await site.upload({ 'b.md': article('Snow', 2) });
      await workInVain(site, 'b.md');
      expect(await night(site)).toMatchObject({ pagesMissing: 1 });
      expect(await site.wrong()).toEqual([]);
    });

    it('of an article that was overwritten: its page says what it said before', async () => {
      const site = new SmallSite();
      await site.publish({ 'a.md': article('Rain', 1, 'x') });
      await site.upload({ 'a.md': article('Hail', 1, 'x') });
      await workInVain(site, 'a.md');
      expect(site.read(articlePath(articleId('a.md')))).toContain('Rain');
      expect(await night(site)).toMatchObject({ changed: 0, pagesStale: 1 });
      expect(await site.wrong()).toEqual([]);
    });

    it('of an article that opened an archive, which was deleted', async () => {
      const site = new SmallSite(historicalWorkshop);
      const files = Object.fromEntries(
        ['13.md', '19.md', '31.md', 'b.md', 'c.md', 'd.md'].map((key, i) => [key, article(key, i + 1, 'x')]),
      );
      await site.publish(files);
      const path = archivePath(SITE, articleId('13.md'));
      expect(site.read(path)).toContain('13.md');
      await site.buckets.articles.delete('13.md');
      await workInVain(site, '13.md');
      expect(await night(site)).toMatchObject({ archivesRemoved: 2 });
      expect(site.buckets.publicSite.contents(path).size).toBe(0);
    });

    it('of a deletion, although the record was cut short meanwhile', async () => {
      const site = new SmallSite();
      await site.publish({ 'a.md': article('Rain', 1, 'x'), 'b.md': article('Snow', 2, 'x') });
      await site.buckets.articles.delete('a.md');
      await workInVain(site, 'a.md');
      await site.buckets.state.put(recordKey(articleId('a.md')), text('{'));
      expect(await night(site)).toMatchObject({ pagesRemoved: 1 });
      expect(await site.wrong()).toEqual([]);
    });

    it('of a page that a worker of another release has put', async () => {
      const site = new SmallSite();
      await site.publish({ 'a.md': article('Rain', 1, 'x') });
      const path = articlePath(articleId('a.md'));
      await site.buckets.publicSite.put(path, text('as an older release had it'));
      expect(await night(site)).toMatchObject({ pagesStale: 1 });
      expect(await site.wrong()).toEqual([]);
    });
  });

  describe('the recovery from a loss of all state ends', () => {
    const failing = (site: SmallSite, broken: string): void => {
      const { derive } = site.context.derivations;
      Object.assign(site.context, {
        derivations: {
          ...site.context.derivations,
          derive: (upload: Parameters<typeof derive>[0]) =>
            upload.key === broken ? Promise.reject(new Error('a bug')) : derive(upload),
        },
      });
    };

    it('although an article cannot be processed, which it names', async () => {
      const site = new SmallSite();
      await site.publish({ 'a.md': article('Rain', 1, 'x'), 'b.md': article('Snow', 2, 'x') });
      await site.upload({ 'broken.md': article('Broken', 3, 'x') });
      failing(site, 'broken.md');
      await loseState(site);
      expect(await night(site)).toMatchObject({ rebuilt: false, changed: 3 });
      expect(await night(site)).toMatchObject({ rebuilt: false, changed: 1 });
      expect(await night(site)).toMatchObject({ rebuilt: true, leftAside: ['broken.md'] });
      expect(await site.publish({ 'c.md': article('Hail', 4, 'x') })).toMatchObject([
        { status: 'published' },
      ]);
      expect(site.read(FEED_OF_X)).toContain('Hail');
    });

    it('although something is uploaded each night', async () => {
      const site = new SmallSite();
      await site.publish({ 'a.md': article('Rain', 1, 'x'), 'b.md': article('Snow', 2, 'y') });
      await loseState(site);
      const nights: boolean[] = [];
      for (let i = 0; i < 4; i++) {
        await site.upload({ [`new ${i}.md`]: article(`New ${i}`, 3 + i, 'x') });
        nights.push((await night(site)).rebuilt);
      }
      expect(nights).toContain(true);
      expect(await site.wrong()).toEqual([]);
    });

    it('with its archives', async () => {
      const site = new SmallSite(historicalWorkshop);
      const keys = ['13.md', '19.md', '31.md', 'b.md', 'c.md', 'd.md'];
      await site.publish(Object.fromEntries(keys.map((key, i) => [key, article(key, i + 1, 'x')])));
      await loseState(site);
      for (const path of site.buckets.publicSite.contents('archive/').keys()) {
        await site.buckets.publicSite.delete(path);
      }
      await night(site);
      expect(await night(site)).toMatchObject({ rebuilt: true });
      expect(await site.wrong()).toEqual([]);
    });
  });

  describe('the record of a deleted file', () => {
    it('is kept as long as a message about it can be under way, and then removed with its entry', async () => {
      const site = new SmallSite();
      await site.publish({ 'a.md': article('Rain', 1, 'x'), 'b.md': article('Snow', 2, 'x') });
      await site.buckets.articles.delete('a.md');
      await site.work(['a.md']);
      expect(await night(site)).toMatchObject({ tombstonesRemoved: 0 });
      site.now += 30 * DAY_MS;
      expect(await night(site)).toMatchObject({ tombstonesRemoved: 1 });
      expect(site.buckets.state.contents(recordKey(articleId('a.md'))).size).toBe(0);
      expect(site.buckets.state.contents('index/deleted/').size).toBe(0);
      expect(await site.wrong()).toEqual([]);
    });

    it('stays where the file is back and nobody has heard of it', async () => {
      const site = new SmallSite();
      await site.publish({ 'a.md': article('Rain', 1, 'x'), 'b.md': article('Snow', 2, 'x') });
      await site.buckets.articles.delete('a.md');
      await site.work(['a.md']);
      site.now += 30 * DAY_MS;
      await site.upload({ 'a.md': article('Rain again', 1, 'x') });
      expect(await night(site)).toMatchObject({ tombstonesRemoved: 0, changed: 1 });
      expect(await site.wrong()).toEqual([]);
    });
  });
});
