import { expect, it } from 'vitest';
import { articleId } from '../../lambda/model/identity.ts';
import { archivePath, listingPath, SITE } from '../../lambda/model/paths.ts';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import { recordKey } from '../../lambda/protocol/record.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { type Around, interceptRequests } from './intercept.ts';
import { article, SmallSite } from './small-site.ts';
import { historicalWorkshop } from './workshops.ts';

const RECORD = recordKey(articleId('y.md'));
const FEED_X = listingPath({ kind: 'category', name: 'x' }, 'feed.json');

/** A worker that stalls before the first request that begins so, until it is told to go on, and perhaps dies then. */
function stallingWorker(site: SmallSite, keys: readonly string[], beginning: string) {
  const stalled = Promise.withResolvers<void>();
  const woken = Promise.withResolvers<void>();
  let state: 'working' | 'stalled' | 'awake' = 'working';
  let remaining = Number.POSITIVE_INFINITY;
  const around: Around = async ({ bucket, operation, key }, apply) => {
    if (state === 'working' && `${bucket} ${operation} ${key}`.startsWith(beginning)) {
      state = 'stalled';
      stalled.resolve();
      await woken.promise;
      state = 'awake';
    }
    if (remaining-- <= 0) return new Promise(() => undefined);
    return apply();
  };
  const done = republish(keys, interceptRequests(site, around));
  return {
    stalled: stalled.promise,
    /** Goes on, for so many requests more if it is to die. */
    wake: (requests = Number.POSITIVE_INFINITY): Promise<readonly KeyReport[]> => {
      remaining = requests;
      woken.resolve();
      return done;
    },
  };
}

it('a feed that was read with an article in it does not outlive the deletion, though the deletion had nothing to write', async () => {
  const site = new SmallSite();
  await site.publish({ 'a.md': article('Rain', 1, 'x') });
  await site.upload({ 'y.md': article('Snow', 2, 'x') });
  const first = stallingWorker(site, ['y.md'], `publicSite put ${FEED_X}`);
  await first.stalled;
  const before = await site.buckets.publicSite.head(FEED_X);
  await site.buckets.articles.delete('y.md');
  await site.work(['y.md']);
  expect(await site.buckets.publicSite.head(FEED_X)).toEqual(before);
  await first.wake();
  expect(site.read(FEED_X)).not.toContain('Snow');
  expect(await site.wrong()).toEqual([]);
});

it('an article that was read just before it was deleted does not come back, though the deletion found nothing', async () => {
  const site = new SmallSite();
  await site.upload({ 'y.md': article('Snow', 2, 'x') });
  const first = stallingWorker(site, ['y.md'], `state put ${RECORD}`);
  await first.stalled;
  await site.buckets.articles.delete('y.md');
  expect(await site.work(['y.md'])).toMatchObject([{ status: 'deleted' }]);
  expect(await first.wake()).toMatchObject([{ status: 'deleted' }]);
  expect(await site.wrong()).toEqual([]);
});

it('a worker that puts an old feed and dies is made up for, though its article has long left the category', async () => {
  const site = new SmallSite();
  await site.upload({ 'y.md': article('Snow', 2, 'x') });
  const first = stallingWorker(site, ['y.md'], `publicSite put ${FEED_X}`);
  await first.stalled;
  await site.publish({ 'y.md': article('Snow', 2, 'z') });
  expect(site.read(FEED_X)).toBe('[]');
  // It looks again, and dies with the put of the feed.
  void first.wake(4);
  await new Promise((resolve) => setImmediate(resolve));
  expect(site.read(FEED_X)).toContain('Snow');
  await site.work(['y.md']);
  expect(site.read(FEED_X)).toBe('[]');
  expect(await site.wrong()).toEqual([]);
});

it('what a batch has read of an article is not believed of garbage that a slower worker left', async () => {
  const site = new SmallSite();
  await site.upload({ 'y.md': article('Snow', 2, 'x') });
  const slow = stallingWorker(site, ['y.md'], 'state put index/site/');
  const batch = stallingWorker(site, ['y.md'], 'state head heads/site.json');
  await Promise.all([slow.stalled, batch.stalled]);
  await site.publish({ 'y.md': article('Sleet', 3, 'x') });
  // It dies with the put of its entry.
  void slow.wake(1);
  await batch.wake();
  expect(site.read(listingPath(SITE, 'feed.json'))).not.toContain('Snow');
  expect(await site.wrong()).toEqual([]);
});

it('two versions of the software that work on the same article do not take out the entries of each other', async () => {
  const site = new SmallSite();
  await site.publish({ 'y.md': article('Snow', 2, 'x') });
  const [, entry = ''] = site.entries('y.md');
  const newer = { ...site.context, revision: 'two' };
  await republish(['y.md'], newer);
  const older = stallingWorker(site, ['y.md'], `state delete ${site.entries('y.md')[1]}`);
  await older.stalled;
  await republish(['y.md'], newer);
  await older.wake();
  expect(site.entries('y.md')).not.toContain(entry);
  for (const place of site.entries('y.md')) expect(site.buckets.state.contents().has(place)).toBe(true);
  expect(await site.wrong()).toEqual([]);
});

it('a worker that puts the archive of a deleted article and dies is made up for, though its own article was another', async () => {
  // The first of these opens an archive, and the second is in it.
  const [opening, inside] = ['13.md', 'c.md'];
  const path = archivePath(SITE, articleId(opening));
  const site = new SmallSite(historicalWorkshop);
  await site.publish({
    [opening]: article('Rain', 9),
    'b.md': article('Fog', 8),
    [inside]: article('Snow', 2),
  });
  await site.upload({ [inside]: article('Sleet', 2) });
  const slow = stallingWorker(site, [inside], `publicSite put ${path}`);
  await slow.stalled;
  await site.buckets.articles.delete(opening);
  await site.work([opening]);
  expect(site.buckets.publicSite.contents().has(path)).toBe(false);
  // It looks again, dies with the put of the archive, and its message now leads to no archive at all.
  void slow.wake(3);
  await new Promise((resolve) => setImmediate(resolve));
  expect(site.read(path)).toContain('Sleet');
  await site.work([inside]);
  expect(site.buckets.publicSite.contents().has(path)).toBe(false);
  expect(await site.wrong()).toEqual([]);
});
