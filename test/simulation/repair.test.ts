import { describe, expect, it } from 'vitest';
import { type RepairReport, repair } from '../../lambda/maintenance/repair.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { articlePath, listingPath, OPML_PATH, SITE } from '../../lambda/model/paths.ts';
import { NewerStateError } from '../../lambda/protocol/errors.ts';
import { headKey, SITE_HEAD_KEY } from '../../lambda/protocol/heads.ts';
import { recordKey } from '../../lambda/protocol/record.ts';
import { text } from '../store/contract.ts';
import { Random } from './random.ts';
import { expectSeedsToHold } from './seeds.ts';
import { article, SmallSite } from './small-site.ts';
import { plainWorkshop } from './workshops.ts';

const NOTHING: RepairReport = {
  findings: { record: [], entries: [], page: [] },
  gone: [],
  unreadable: [],
  garbage: [],
  orphans: [],
  documents: [],
  unknown: [],
  rebuilt: false,
  reports: [],
  failed: [],
};

async function openSite(): Promise<SmallSite> {
  const site = new SmallSite();
  await site.publish({
    'a.md': article('Rain', 3, 'x', 'y'),
    'b.md': article('Snow', 2, 'x'),
    'c.md': article('Wind', 1, 'z'),
    'd.md': { status: 'rejected' },
    'e.md': { status: 'skipped' },
  });
  return site;
}

const FEED_X = listingPath({ kind: 'category', name: 'x' }, 'feed.json');

describe('repair', () => {
  it('finds nothing on a sound site, and writes nothing to it', async () => {
    const site = await openSite();
    const before = site.buckets.publicSite.requests.put;
    expect(await repair(site.context)).toEqual(NOTHING);
    expect(site.buckets.publicSite.requests.put).toBe(before);
  });

  it('publishes files whose events were lost', async () => {
    const site = await openSite();
    await site.upload({ 'a.md': article('Rain again', 4, 'x'), 'new.md': article('Sun', 5, 'new') });
    await site.buckets.articles.delete('b.md');
    const report = await repair(site.context);
    expect(report).toMatchObject({ findings: { record: ['a.md', 'new.md'] }, gone: ['b.md'], failed: [] });
    expect(report.documents).toContain(FEED_X);
    expect(await site.wrong()).toEqual([]);
    expect(await repair(site.context)).toEqual(NOTHING);
  });

  it.each([
    ['cut short', (body: string) => body.slice(0, 40)],
    ['not JSON', () => '<html>'],
    ['empty', () => ''],
    [
      'without its article',
      (body: string) => body.replace(/"article":\{.*\}, *"warn|"article":.*?,"warn/, '"warn'),
    ],
    ["another file's", (body: string) => body.replace('"key":"a.md"', '"key":"b.md"')],
  ])('writes a record anew that is %s', async (_, damage) => {
    const site = await openSite();
    const where = recordKey(articleId('a.md'));
    const body = Buffer.from((await site.buckets.state.get(where))?.body ?? []).toString();
    expect(damage(body)).not.toBe(body);
    await site.buckets.state.put(where, text(damage(body)));
    const report = await repair(site.context);
    expect(report).toMatchObject({ findings: { record: ['a.md'] }, failed: [] });
    expect(await site.wrong()).toEqual([]);
    expect(await repair(site.context)).toEqual(NOTHING);
  });

  it('refuses a record that a newer version wrote', async () => {
    const site = await openSite();
    await site.buckets.state.put(recordKey(articleId('a.md')), text('{"format":99}'));
    await expect(repair(site.context)).rejects.toThrow(NewerStateError);
  });

  it('removes a record that nobody can read any more, of a file that is gone, with its entries and its page', async () => {
    const site = await openSite();
    const id = articleId('a.md');
    const entries = site.entries('a.md');
    await site.buckets.articles.delete('a.md');
    await site.buckets.state.put(recordKey(id), text('?'));
    const report = await repair(site.context);
    expect(report).toMatchObject({ unreadable: [id], orphans: [articlePath(id)], failed: [] });
    expect(report.garbage.toSorted()).toEqual(entries.toSorted());
    expect(await site.wrong()).toEqual([]);
    expect(await repair(site.context)).toEqual(NOTHING);
  });

  it('puts back index entries that are missing', async () => {
    const site = await openSite();
    const [, entry = ''] = site.entries('a.md');
    await site.buckets.state.delete(entry);
    const report = await repair(site.context);
    expect(report).toMatchObject({ findings: { entries: ['a.md'] }, failed: [] });
    for (const place of site.entries('a.md')) expect(site.buckets.state.contents().has(place)).toBe(true);
    expect(await site.wrong()).toEqual([]);
    expect(await repair(site.context)).toEqual(NOTHING);
  });

  it('mends pages that are missing, changed, or of nobody', async () => {
    const site = await openSite();
    const { publicSite } = site.buckets;
    await publicSite.delete(articlePath(articleId('a.md')));
    await publicSite.put(articlePath(articleId('b.md')), text('defaced'));
    await publicSite.put(articlePath(articleId('nobody.md')), text('orphan'));
    await publicSite.put(articlePath(articleId('d.md')), text('rejected, but there'));
    const report = await repair(site.context);
    expect(report.findings.page).toEqual(['a.md', 'b.md', 'd.md']);
    expect(report.orphans).toEqual([articlePath(articleId('nobody.md'))]);
    expect(await site.wrong()).toEqual([]);
    expect(await repair(site.context)).toEqual(NOTHING);
  });

  it('removes garbage from the index, but not what may be half of something', async () => {
    const site = await openSite();
    const [entry = ''] = site.entries('a.md');
    const garbage = entry.replace(/.{12}$/, '0'.repeat(12));
    await site.buckets.state.put(garbage, text(''));
    expect(await repair(site.context, { before: site.now })).toMatchObject({ garbage: [] });
    expect(await repair(site.context, { before: site.now + 1000 })).toMatchObject({ garbage: [garbage] });
    expect(await repair(site.context)).toEqual(NOTHING);
  });

  it('mends feeds and the overview, by name', async () => {
    const site = await openSite();
    const { publicSite } = site.buckets;
    await publicSite.put(FEED_X, text('defaced'));
    await publicSite.delete(OPML_PATH);
    await publicSite.delete('style.css');
    expect((await repair(site.context)).documents).toEqual([OPML_PATH, FEED_X, 'style.css'].toSorted());
    expect(await site.wrong()).toEqual([]);
  });

  it('tells the overview of categories that it does not know', async () => {
    const site = await openSite();
    const { state } = site.buckets;
    const head = JSON.parse(Buffer.from((await state.get(SITE_HEAD_KEY))?.body ?? []).toString());
    delete head.categories.x;
    await state.put(SITE_HEAD_KEY, text(JSON.stringify(head)));
    await site.work([], { overview: true });
    expect(site.read(OPML_PATH)).not.toContain('"name":"x"');
    expect((await repair(site.context)).documents).toContain(OPML_PATH);
    expect(await site.wrong()).toEqual([]);
  });

  it('empties the feeds of a category that is gone from the state altogether', async () => {
    const site = await openSite();
    for (const key of site.buckets.state.contents().keys()) await site.buckets.state.delete(key);
    await site.buckets.articles.delete('c.md');
    const report = await repair(site.context);
    expect(report).toMatchObject({ rebuilt: true, failed: [] });
    const feed = listingPath({ kind: 'category', name: 'z' }, 'feed.json');
    expect(report.documents).toContain(feed);
    expect(site.read(feed)).toBe('[]');
    expect(await site.wrong()).toEqual([]);
    expect(await repair(site.context)).toEqual(NOTHING);
  });

  it('finds categories with long names again, and names those that nobody can tell', async () => {
    const site = await openSite();
    const name = 'long'.repeat(100);
    await site.publish({ 'long.md': article('Long', 6, name) });
    for (const key of site.buckets.state.contents('heads/').keys()) await site.buckets.state.delete(key);
    expect(await repair(site.context)).toMatchObject({ rebuilt: true, unknown: [] });
    expect(site.read(OPML_PATH)).toContain(name);
    for (const key of site.buckets.state.contents().keys()) await site.buckets.state.delete(key);
    await site.buckets.articles.delete('long.md');
    const [folder] = listingPath({ kind: 'category', name }, 'rss.xml').split('rss.xml');
    expect(await repair(site.context)).toMatchObject({ unknown: [folder] });
  });

  it('makes the head of a category anew, and what is known of it', async () => {
    const site = await openSite();
    for (let i = 0; i < 3; i++) await site.work(['a.md']);
    await site.buckets.state.put(headKey({ kind: 'category', name: 'y' }), text('?'));
    await site.publish({ 'a.md': article('Rain', 3, 'x') });
    expect(await site.wrong()).toEqual([]);
    await site.buckets.state.delete(headKey({ kind: 'category', name: 'x' }));
    await repair(site.context);
    await site.publish({ 'a.md': { status: 'rejected' }, 'b.md': { status: 'rejected' } });
    expect(await site.wrong()).toEqual([]);
    expect(site.read(OPML_PATH)).not.toContain('"name":"x"');
  });

  it('rebuilds everything from the articles when the head of the site cannot be read', async () => {
    const site = await openSite();
    const feed = site.read(listingPath(SITE, 'feed.json'));
    await site.buckets.state.put(SITE_HEAD_KEY, text('{'));
    await site.upload({ 'f.md': article('Hail', 1, 'x') });
    expect(await site.work(['f.md'])).toMatchObject([{ status: 'failed' }]);
    expect(site.read(listingPath(SITE, 'feed.json'))).toBe(feed);
    expect(await repair(site.context)).toMatchObject({ rebuilt: true, failed: [] });
    expect(await site.wrong()).toEqual([]);
  });

  it('says what it could not repair', async () => {
    const site = await openSite();
    await site.upload({ 'a.md': article('Rain', 4, 'x') });
    const derivations = {
      ...site.context.derivations,
      derive: () => Promise.reject(new Error('out of order')),
    };
    const report = await repair({ ...site.context, derivations });
    expect(report.failed).toMatchObject([{ what: 'a.md', error: new Error('out of order') }]);
  });

  it('brings back a site of which anything may be damaged, and finds nothing the second time', async () => {
    for (let seed = 0; seed < 150; seed++) {
      const random = new Random(seed);
      const site = await openSite();
      await site.publish({ 'a.md': article('Rain', 2, 'y', 'new') });
      await site.buckets.articles.delete('b.md');
      if (random.chance(0.5)) await site.work(['b.md']);
      for (let i = 1 + random.below(5); i > 0; i--) {
        const store = random.pick([site.buckets.state, site.buckets.state, site.buckets.publicSite]);
        const key = random.pick([...store.contents().keys()]);
        if (random.chance(0.5)) await store.delete(key);
        else await store.put(key, text('?'));
      }
      const report = await repair(site.context);
      expect(report.failed, `seed ${seed}`).toEqual([]);
      expect(await site.wrong(), `seed ${seed}`).toEqual([]);
      expect(await repair(site.context), `seed ${seed}`).toEqual(NOTHING);
    }
  });
});

describe('repairs while uploads go on, more than one at a time', () => {
  it('in every history', () =>
    expectSeedsToHold({ from: 0, seeds: 700, workshop: plainWorkshop, repairs: true }));
});
