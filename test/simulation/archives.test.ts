import { describe, expect, it } from 'vitest';
import { sweep } from '../../lambda/maintenance/sweep.ts';
import { archivePagePath } from '../../lambda/model/archive.ts';
import { listingPath, SITE, SITEMAP_PATH } from '../../lambda/model/paths.ts';
import { isShardPath, SEARCH_INDEX_PATH, searchShardPath } from '../../lambda/model/search.ts';
import { HANDOVERS } from '../../lambda/protocol/archive/handovers.ts';
import { LEASE_KEY } from '../../lambda/protocol/archive/lease.ts';
import { DIGESTS } from '../../lambda/protocol/archive/lines.ts';
import { publishArchives } from '../../lambda/protocol/archive/publish-archives.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { StoreError } from '../../lambda/store/store.ts';
import { interceptStore } from '../support/intercept-store.ts';
import { bytesOf } from './plain-derivations.ts';
import { expectSeedsToHold } from './seeds.ts';
import { article, SmallSite } from './small-site.ts';
import { meter } from './usage.ts';
import { archivedWorkshop } from './workshops.ts';

const DAY_MS = 24 * 3600 * 1000;
const PAGE_OF_X = archivePagePath({ kind: 'category', name: 'x' }, '2021-03-01');

describe('after the last tick, archives are what a rebuild gives', () => {
  it('whoever races, stalls, fails or dies', () =>
    expectSeedsToHold({ from: 0, seeds: 600, workshop: archivedWorkshop, archives: true }));

  it('also where somebody repairs the site', () =>
    expectSeedsToHold({ from: 600, seeds: 100, workshop: archivedWorkshop, archives: true, repairs: true }));

  it('and where a night has come, after lost events and state, deployments and rollbacks', () =>
    expectSeedsToHold({ from: 0, seeds: 60, workshop: archivedWorkshop, trouble: { archives: true } }));
});

/** A site of three articles on two days, whose archives are up to date and whose marks are gone. */
async function quietSite(): Promise<SmallSite> {
  const site = new SmallSite(archivedWorkshop);
  await site.publish({
    'a.md': article('Rain', 1, 'x'),
    'b.md': article('Snow', 2, 'x', 'y'),
    'c.md': article('Hail', 2),
  });
  site.now += DAY_MS;
  await tick(site);
  return site;
}

function tick({ context }: SmallSite) {
  return publishArchives(context);
}

async function night(site: SmallSite, context = site.context) {
  site.now += 2 * DAY_MS;
  const queued: string[] = [];
  const send = async (keys: Iterable<string>) => void queued.push(...keys);
  const report = await sweep(context, { all: false, send, signal: new AbortController().signal });
  await site.work(queued);
  await tick(site);
  return report;
}

describe('a tick', () => {
  it('costs one LIST where nothing has changed', async () => {
    const site = await quietSite();
    const { get, put, list, delete: deletions } = await meter(site.buckets, () => tick(site));
    expect({ get, put, list, deletions }).toEqual({ get: 0, put: 0, list: 1, deletions: 0 });
  });

  it('writes the pages of what changed, and leaves all others alone', async () => {
    const site = await quietSite();
    const before = site.buckets.publicSite.contents();
    await site.publish({ 'b.md': article('Sleet', 2, 'y') });
    const written: string[] = [];
    await publishArchives(site.context, { onDocument: (path) => written.push(path) });
    expect(await site.wrong()).toEqual([]);
    expect(before.has(PAGE_OF_X)).toBe(true);
    expect(written.filter((path) => path.includes('2021-03-01'))).toEqual([]);
    expect(written).toContain(archivePagePath({ kind: 'category', name: 'x' }, ''));
  });

  it('writes a bundle anew of which any leaf has changed, and no other', async () => {
    const site = new SmallSite(archivedWorkshop);
    const days = [1, 2, 3, 4, 5];
    await site.publish(Object.fromEntries(days.map((day) => [`${day}.md`, article('Rain', day)])));
    await tick(site);
    await site.publish({ '2.md': article('Snow', 2), '6.md': article('Hail', 6) });
    const written: string[] = [];
    await publishArchives(site.context, { onDocument: (path) => written.push(path) });
    expect(written.filter(isShardPath).sort()).toEqual(
      ['2021-03-01', '2021-03-05'].map(searchShardPath).concat(SEARCH_INDEX_PATH),
    );
    expect(await site.wrong()).toEqual([]);
  });

  it.each([
    ['reads no record of what batches have handed over', (body: Uint8Array) => body, 0],
    [
      'reads of all records those of entries that are new, where a handover is broken',
      () => Buffer.from('{'),
      1,
    ],
  ])('%s', async (_, damage, expected) => {
    const site = await quietSite();
    await site.publish({ 'd.md': article('Fog', 2, 'y') });
    const handovers = site.buckets.state.contents(HANDOVERS);
    expect(handovers.size).toBe(1);
    for (const [key, { body, contentType }] of handovers)
      await site.buckets.state.put(key, { body: damage(body), contentType });
    const read: string[] = [];
    const state = interceptStore(site.buckets.state, ({ operation, key }, apply) => {
      if (operation === 'get' && key.startsWith('records/')) read.push(key);
      return apply();
    });
    await publishArchives({ ...site.context, state });
    expect(read).toHaveLength(expected);
    expect(site.buckets.state.contents(HANDOVERS).size).toBe(0);
    expect(await site.wrong()).toEqual([]);
  });

  it('believes no handover of an article whose record came again, and whose old entry was left', async () => {
    const site = await quietSite();
    await site.publish({ 'd.md': article('Fog', 3, 'x') });
    const left = site.entries('d.md');
    await site.publish({ 'd.md': article('Dew', 3, 'x') });
    // As if its worker had died before it could delete them.
    for (const entry of left)
      await site.buckets.state.put(entry, { body: Buffer.from(''), contentType: 'text/plain' });
    await tick(site);
    expect(await site.wrong()).toEqual([]);
  });

  it('finds what a batch could not hand over, which is done all the same', async () => {
    const site = await quietSite();
    await site.upload({ 'd.md': article('Fog', 2, 'y') });
    const state = interceptStore(site.buckets.state, ({ operation, key }, apply) =>
      operation === 'put' && key.startsWith(HANDOVERS)
        ? Promise.reject(new StoreError('put', key, { cause: 'slow down' }))
        : apply(),
    );
    expect(await republish(['d.md'], { ...site.context, state })).toMatchObject([{ status: 'published' }]);
    await tick(site);
    expect(await site.wrong()).toEqual([]);
  });

  it('leaves marks that are young, as their workers may be at work, and takes away old ones', async () => {
    const site = await quietSite();
    await site.publish({ 'd.md': article('Fog', 3) });
    await tick(site);
    expect(site.buckets.state.contents('archive/marks/').size).toBe(1);
    site.now += 3 * 3600 * 1000;
    await tick(site);
    expect(site.buckets.state.contents('archive/marks/').size).toBe(0);
  });

  it('does its work although the answer to its put of the lease was lost, and the put tried again', async () => {
    const site = await quietSite();
    await site.publish({ 'd.md': article('Fog', 3) });
    const state = interceptStore(site.buckets.state, async ({ operation, key }, apply) => {
      if (operation === 'put' && key === LEASE_KEY) await apply();
      return apply();
    });
    expect(await publishArchives({ ...site.context, state })).toBe('done');
    expect(site.buckets.state.contents(LEASE_KEY).size).toBe(0);
    expect(await site.wrong()).toEqual([]);
  });

  it('leaves archives alone while another is at work on them, for as long as that may live', async () => {
    const site = await quietSite();
    await site.publish({ 'd.md': article('Fog', 3, 'x') });
    const begun = Promise.withResolvers<void>();
    const publicSite = interceptStore(site.buckets.publicSite, () => {
      begun.resolve();
      // It dies there.
      return new Promise<never>(() => undefined);
    });
    void publishArchives({ ...site.context, publicSite });
    await begun.promise;
    expect(await tick(site)).toBe('under way');
    site.now += 30 * 60 * 1000;
    expect(await tick(site)).toBe('done');
    expect(await site.wrong()).toEqual([]);
  });

  it('leaves archives alone whose list may be rebuilt, as the state of the site was lost', async () => {
    const site = await quietSite();
    for (const key of site.buckets.state.contents().keys()) await site.buckets.state.delete(key);
    await site.context.state.put('archive/marks/2021-03-01', {
      body: Buffer.from('1'),
      contentType: 'text/plain',
    });
    expect(await tick(site)).toBe('nothing to do');
  });
});

it('the archive of a new list has something to link to before the first tick, and nothing of it stays', async () => {
  const site = new SmallSite(archivedWorkshop);
  const put: string[] = [];
  const publicSite = interceptStore(site.buckets.publicSite, ({ operation, key }, apply) => {
    if (operation === 'put' && key.includes('archive/')) put.push(key);
    return apply();
  });
  await site.upload({ 'a.md': article('Rain', 1, 'x'), 'b.md': article('Snow', 2, 'x') });
  await republish(['a.md'], { ...site.context, publicSite });
  const paths = [archivePagePath({ kind: 'category', name: 'x' }, ''), archivePagePath(SITE, '')];
  expect(put).toEqual(paths);
  for (const path of paths) expect(site.read(path)).toBe('"not yet"');
  await republish(['b.md'], { ...site.context, publicSite });
  expect(put).toHaveLength(2);
  await tick(site);
  expect(await site.wrong()).toEqual([]);
});

it('news is shown for two days, and then by nobody asked again for', async () => {
  const kept = archivedWorkshop.derivations.archives;
  const archives = await kept?.load();
  if (kept === undefined || archives === undefined) throw new Error('there are no archives');
  const NEWS = 'news.json';
  const load = async () => ({
    ...archives,
    newsDocument: (lines: readonly { readonly title: string }[]) => ({
      path: NEWS,
      content: bytesOf(lines.map(({ title }) => title)),
    }),
  });
  const derivations = { ...archivedWorkshop.derivations, archives: { ...kept, timeZone: 'UTC', load } };
  const site = new SmallSite({ ...archivedWorkshop, derivations });
  site.now = Date.parse('2021-03-02T12:00:00Z');
  await site.publish({
    'a.md': article('Rain', 1),
    'b.md': article('Snow', 2),
    'old.md': { ...article('Fog', 1), published: '2021-02-01T00:00:00Z' },
  });
  await tick(site);
  expect(site.read(NEWS)).toBe('["Snow","Rain"]');
  site.now += DAY_MS;
  await tick(site);
  expect(site.read(NEWS)).toBe('["Snow"]');
  site.now += DAY_MS;
  await tick(site);
  expect(site.read(NEWS)).toBe('[]');
  site.now += DAY_MS;
  await tick(site);
  expect(site.buckets.state.contents('archive/marks/').size).toBe(0);
});

describe('a sweep has the next tick mend', () => {
  it.each([
    ['a page that is gone', PAGE_OF_X],
    ['the index of a category that is gone', archivePagePath({ kind: 'category', name: 'y' }, '')],
    ['the index of the site that is gone', archivePagePath(SITE, '')],
  ])('%s', async (_, path) => {
    const site = await quietSite();
    await site.buckets.publicSite.delete(path);
    expect(await night(site)).toMatchObject({ archivesStale: expect.any(Number) });
    expect(await site.wrong()).toEqual([]);
  });

  it('a page that somebody overwrote', async () => {
    const site = await quietSite();
    await site.buckets.publicSite.put(PAGE_OF_X, { body: Buffer.from('?'), contentType: 'application/json' });
    await night(site);
    expect(await site.wrong()).toEqual([]);
  });

  it.each(['archive/trees/site.json', 'archive/trees/category/x.json', DIGESTS, 'archive/'])(
    'the loss of %s in the state',
    async (prefix) => {
      const site = await quietSite();
      for (const key of site.buckets.state.contents(prefix).keys()) await site.buckets.state.delete(key);
      await site.publish({ 'b.md': article('Sleet', 2, 'y') });
      await night(site);
      await night(site);
      expect(await site.wrong()).toEqual([]);
    },
  );

  it('and meanwhile leaves what is published where it is, whatever is lost or differs', async () => {
    const site = await quietSite();
    const { publicSite, state } = site.buckets;
    const known = publicSite.contents();
    const removed: string[] = [];
    const spied = interceptStore(publicSite, ({ operation, key }, apply) => {
      if (operation === 'delete' && known.has(key)) removed.push(key);
      return apply();
    });
    for (const key of ['archive/trees/site.json', 'archive/trees/category/x.json']) {
      await state.delete(key);
      await night(site, { ...site.context, publicSite: spied });
    }
    const other = { body: Buffer.from('?'), contentType: 'application/json' };
    for (const path of [PAGE_OF_X, SITEMAP_PATH, archivePagePath(SITE, '')])
      await publicSite.put(path, other);
    await night(site, { ...site.context, publicSite: spied });
    expect(removed).toEqual([]);
    expect(await site.wrong()).toEqual([]);
  });

  it('nothing where all is well, and removes what belongs to no archive', async () => {
    const site = await quietSite();
    const stray = archivePagePath(SITE, '2020-01');
    await site.buckets.publicSite.put(stray, { body: Buffer.from('?'), contentType: 'text/html' });
    expect(await night(site)).toMatchObject({ archivesStale: 0, archivePagesRemoved: 1 });
    expect(await site.wrong()).toEqual([]);
  });
});

it('a category without articles keeps an archive that says so', async () => {
  const site = await quietSite();
  await site.publish({ 'b.md': article('Snow', 2, 'x') });
  await tick(site);
  const page = JSON.parse(site.read(archivePagePath({ kind: 'category', name: 'y' }, '')));
  expect(page).toEqual({ leaf: { period: '', count: 0 }, lines: [] });
  expect(site.read(listingPath({ kind: 'category', name: 'y' }, 'feed.json'))).toBe('[]');
  expect(await site.wrong()).toEqual([]);
});
