import { describe, expect, it, vi } from 'vitest';
import { publishDue } from '../../lambda/maintenance/tick.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { articlePath, listingPath, SITE } from '../../lambda/model/paths.ts';
import { search } from './search.ts';
import { expectSeedsToHold } from './seeds.ts';
import { article, heldArticle, SmallSite } from './small-site.ts';
import { historicalWorkshop, plainWorkshop } from './workshops.ts';

const FEED = listingPath(SITE, 'feed.json');
const HOUR = 3_600_000;

/** Lets the tick of a site come, and has a worker do what it asks for. */
async function tick(site: SmallSite): Promise<readonly string[]> {
  const sent: string[] = [];
  await publishDue(site.context, site.now, async (keys) => void sent.push(...keys));
  await site.work(sent);
  return sent;
}

describe('an article that is held', () => {
  it('has no page and stands in no feed until its time comes, and then in both', async () => {
    const site = new SmallSite();
    await site.publish({ 'a.md': article('Rain', 1, 'x') });
    const until = site.now + 3 * HOUR;
    expect(await site.publish({ 'b.md': heldArticle('Snow', until, 'x', 'new') })).toMatchObject([
      { status: 'held', title: 'Snow' },
    ]);
    expect(await tick(site)).toEqual([]);
    expect(site.read(FEED)).not.toContain('Snow');
    expect(site.buckets.publicSite.contents('feeds/new/').size).toBe(0);
    expect(await site.wrong()).toEqual([]);
    site.now = until;
    expect(await tick(site)).toEqual(['b.md']);
    expect(site.read(FEED)).toContain('Snow');
    expect(site.read(articlePath(articleId('b.md')))).toContain('Snow');
    expect(site.buckets.publicSite.contents('feeds/new/').size).toBeGreaterThan(0);
    expect(await site.wrong()).toEqual([]);
    expect(await tick(site)).toEqual([]);
  });

  it('leaves the feeds when it was published before it got a later date', async () => {
    const site = new SmallSite();
    await site.publish({ 'a.md': article('Rain', 1, 'x') });
    await site.publish({ 'a.md': heldArticle('Rain', site.now + 3 * HOUR, 'x') });
    expect(site.read(FEED)).not.toContain('Rain');
    expect(site.buckets.publicSite.contents('articles/').size).toBe(0);
    expect(await site.wrong()).toEqual([]);
  });

  it('is published by whatever looks at its file after its time, and not taken back by a slow clock', async () => {
    const site = new SmallSite();
    const until = site.now + 3 * HOUR;
    await site.publish({ 'a.md': heldArticle('Rain', until) });
    site.now = until;
    expect(await site.work(['a.md'])).toMatchObject([{ status: 'published' }]);
    site.now = until - 1000;
    expect(await site.work(['a.md'])).toMatchObject([{ status: 'published' }]);
    expect(site.read(FEED)).toContain('Rain');
  });

  it('is forgotten with its file', async () => {
    const site = new SmallSite();
    const until = site.now + 3 * HOUR;
    await site.publish({ 'a.md': heldArticle('Rain', until) });
    await site.buckets.articles.delete('a.md');
    await site.work(['a.md']);
    site.now = until;
    expect(await tick(site)).toEqual([]);
    expect(site.buckets.state.contents('index/held/').size).toBe(0);
  });

  it('is found among more than a listing shows at once', async () => {
    const site = new SmallSite(plainWorkshop, { pageSize: 2 });
    const files = Array.from({ length: 7 }, (_, i) => [
      `${i}.md`,
      heldArticle('Rain', site.now + (i + 1) * HOUR),
    ]);
    await site.publish(Object.fromEntries(files));
    site.now += 5 * HOUR;
    expect(await tick(site)).toEqual(['0.md', '1.md', '2.md', '3.md', '4.md']);
    expect(await site.wrong()).toEqual([]);
  });

  it('costs a tick one LIST, however many others wait behind it', async () => {
    const site = new SmallSite();
    const files = Array.from({ length: 50 }, (_, i) => [`${i}.md`, heldArticle('Rain', site.now + i * HOUR)]);
    await site.publish(Object.fromEntries(files));
    site.now += 2 * HOUR;
    const { requests } = site.buckets.state;
    const before = structuredClone(requests);
    await publishDue(site.context, site.now, async () => undefined);
    expect(requests.list - before.list).toBe(1);
    expect(requests.get - before.get).toBe(2);
  });
});

describe('the public site is what a rebuild gives at that time, and shows nothing that is held', () => {
  it.each([
    ['without a history', plainWorkshop],
    ['with a history', historicalWorkshop],
  ])('%s', (_, workshop) => expectSeedsToHold({ from: 0, seeds: 500, workshop, held: true }));

  it('beside repairs', () => {
    return expectSeedsToHold({ from: 0, seeds: 200, workshop: plainWorkshop, held: true, repairs: true });
  });
});

describe('the simulation finds', () => {
  it('articles that are not held', async () => {
    const { derivations, write } = plainWorkshop;
    const derive: typeof derivations.derive = async (upload) => {
      const derivation = await derivations.derive(upload);
      return derivation.status === 'held' ? { ...derivation, status: 'published' } : derivation;
    };
    const workshop = { write, derivations: { ...derivations, derive } };
    const failure = await search({ from: 0, seeds: 100, workshop, held: true });
    expect(failure?.wrong.join()).toContain('shows what is held');
  });

  it('ticks that never come', async () => {
    const tick = await import('../../lambda/maintenance/tick.ts');
    const never = vi.spyOn(tick, 'publishDue').mockResolvedValue(0);
    const failure = await search({ from: 0, seeds: 100, workshop: plainWorkshop, held: true });
    never.mockRestore();
    expect(failure?.wrong.join()).toContain('instead of published');
  });
});
