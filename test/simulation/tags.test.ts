import { describe, expect, it } from 'vitest';
import { sweep } from '../../lambda/maintenance/sweep.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { type ListingFile, listingPath, NEWEST_SITEMAP_PATH } from '../../lambda/model/paths.ts';
import { parseSiteHead, SITE_HEAD_KEY } from '../../lambda/protocol/heads.ts';
import { recordKey } from '../../lambda/protocol/record.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { judgePublicSite } from './judge.ts';
import type { SimulatedFile, SimulatedNames } from './plan.ts';
import { expectSeedsToHold } from './seeds.ts';
import { article, SmallSite } from './small-site.ts';
import { derivationsOf, historicalWorkshop, taggedWorkshop } from './workshops.ts';

const DAY_MS = 24 * 3600 * 1000;

describe('lists of tags and authors are what a rebuild gives, but for feeds from better times', () => {
  it('whoever races, stalls, fails or dies', () =>
    expectSeedsToHold({ from: 0, seeds: 600, workshop: taggedWorkshop(), tags: true }));

  it('also with a history', () =>
    expectSeedsToHold({ from: 600, seeds: 200, workshop: taggedWorkshop(historicalWorkshop), tags: true }));

  it('and where a night has come, after lost events and state, and deployments of other settings', () =>
    expectSeedsToHold({ from: 0, seeds: 60, workshop: taggedWorkshop(), trouble: { tags: true } }));
});

/** An article of a day of March 2021 with these names. */
function named(title: string, day: number, names: SimulatedNames, ...categories: string[]): SimulatedFile {
  return { ...article(title, day, ...categories), ...names };
}

function taggedSite(): SmallSite {
  return new SmallSite(taggedWorkshop());
}

const pathOf = (name: string, file: ListingFile): string => listingPath({ kind: 'tag', name }, file);

function pathsBelow(site: SmallSite, prefix: string): readonly string[] {
  return [...site.buckets.publicSite.contents(prefix).keys()].sort();
}

function overview(site: SmallSite): unknown {
  return JSON.parse(site.read(NEWEST_SITEMAP_PATH));
}

describe('a list of a tag', () => {
  it('has a page from its first article on, and feeds and a place in the overview once it has enough', async () => {
    const site = taggedSite();
    await site.publish({ 'a.md': named('Rain', 1, { tags: ['t'] }) });
    expect(pathsBelow(site, 'tags/t/')).toEqual([pathOf('t', 'index.html')]);
    expect(site.read(pathOf('t', 'index.html'))).toContain('small page');
    expect(overview(site)).toEqual({ category: [], tag: [], author: [] });
    await site.publish({ 'b.md': named('Snow', 2, { tags: ['t'] }) });
    expect(site.read(pathOf('t', 'rss.xml'))).toContain('Snow');
    expect(site.read(pathOf('t', 'index.html'))).not.toContain('small page');
    expect(overview(site)).toEqual({ category: [], tag: [{ name: 't', path: [] }], author: [] });
    expect(await site.wrong()).toEqual([]);
  });

  it('keeps its feeds when it has too few articles again, and is named no more', async () => {
    const site = taggedSite();
    await site.publish({
      'a.md': named('Rain', 1, { tags: ['t'] }),
      'b.md': named('Snow', 2, { tags: ['t'] }),
    });
    await site.buckets.articles.delete('b.md');
    await site.work(['b.md']);
    expect(site.read(pathOf('t', 'rss.xml'))).toContain('Rain');
    expect(site.read(pathOf('t', 'rss.xml'))).not.toContain('Snow');
    expect(overview(site)).toEqual({ category: [], tag: [], author: [] });
    await site.buckets.articles.delete('a.md');
    await site.work(['a.md']);
    expect(site.read(pathOf('t', 'rss.xml'))).toContain('[]');
    expect(await site.wrong()).toEqual([]);
  });

  it('that never had feeds goes with its last article', async () => {
    const site = taggedSite();
    await site.publish({ 'a.md': named('Rain', 1, { tags: ['t'] }) });
    await site.buckets.articles.delete('a.md');
    await site.work(['a.md']);
    expect(pathsBelow(site, 'tags/t/')).toEqual([]);
  });

  it('is not that of the category or of the author with its name', async () => {
    const site = taggedSite();
    await site.publish({
      'a.md': named('Rain', 1, { tags: ['x'] }),
      'b.md': named('Snow', 2, { tags: ['x'] }),
      'c.md': named('Hail', 3, {}, 'x'),
      'd.md': named('Fog', 4, { author: 'x' }),
      'e.md': named('Sleet', 5, { author: 'x' }),
    });
    const titlesIn = (folder: string): readonly string[] =>
      JSON.parse(site.read(`${folder}/x/feed.json`)).map(({ title }: { title: string }) => title);
    expect(titlesIn('tags')).toEqual(['Snow', 'Rain']);
    expect(titlesIn('feeds')).toEqual(['Hail']);
    expect(titlesIn('authors')).toEqual(['Sleet', 'Fog']);
  });

  it('is not known to the site before it has feeds, whoever invents tags', async () => {
    const site = taggedSite();
    const tags = Array.from({ length: 50 }, (_, at) => `t${at}`);
    await site.publish({ 'a.md': named('Rain', 1, { tags }) });
    const head = site.buckets.state.contents().get(SITE_HEAD_KEY);
    expect(parseSiteHead(SITE_HEAD_KEY, head?.body ?? new Uint8Array()).lists.tag).toEqual({});
  });

  it('is left by an article whose settings name no such lists any more', async () => {
    const site = taggedSite();
    await site.publish({
      'a.md': named('Rain', 1, { tags: ['t'], author: 'Ann' }),
      'b.md': named('Snow', 2, { author: 'Ann' }),
      'c.md': named('Hail', 3, { author: 'Bob' }),
    });
    const { derivations } = site.context;
    const next = { ...site.context, derivations: derivationsOf(derivations, 'two'), revision: 'two' };
    await republish(['a.md', 'b.md', 'c.md'], next);
    // That of all tags has feeds by then, that of the author goes on without articles, and another never had feeds.
    expect(site.read(pathOf('t', 'feed.json'))).toContain('Rain');
    expect(site.read('authors/Ann/feed.json')).toContain('[]');
    expect(pathsBelow(site, 'authors/Bob/')).toEqual([]);
    expect(await judgePublicSite(site.buckets, next.derivations, site.now)).toEqual([]);
    await republish(['a.md', 'b.md', 'c.md'], site.context);
    expect(site.read('authors/Ann/feed.json')).toContain('Snow');
  });
});

describe('a sweep', () => {
  async function night(site: SmallSite): Promise<void> {
    site.now += DAY_MS;
    const queued: string[] = [];
    const send = async (keys: Iterable<string>) => void queued.push(...keys);
    await sweep(site.context, { all: false, send, signal: new AbortController().signal });
    await site.work(queued);
  }

  it('mends the feed of a tag in a night, and the page of one without feeds in four weeks', async () => {
    const site = taggedSite();
    await site.publish({
      'a.md': named('Rain', 1, { tags: ['t'] }),
      'b.md': named('Snow', 2, { tags: ['t'] }),
      'c.md': named('Hail', 3, { tags: ['few'] }),
    });
    await site.buckets.publicSite.delete(pathOf('t', 'rss.xml'));
    await site.buckets.publicSite.delete(pathOf('few', 'index.html'));
    await night(site);
    expect(site.read(pathOf('t', 'rss.xml'))).toContain('Rain');
    for (let nights = 1; nights < 28; nights++) await night(site);
    expect(site.read(pathOf('few', 'index.html'))).toContain('Hail');
    expect(await site.wrong()).toEqual([]);
  });

  it('removes the page of a tag whose last article went unheard', async () => {
    const site = taggedSite();
    await site.publish({ 'a.md': named('Rain', 1, { tags: ['t'] }) });
    const page = site.buckets.publicSite.contents().get(pathOf('t', 'index.html'));
    await site.buckets.articles.delete('a.md');
    await site.work(['a.md']);
    if (page !== undefined) await site.buckets.publicSite.put(pathOf('t', 'index.html'), page);
    await night(site);
    expect(pathsBelow(site, 'tags/t/')).toEqual([]);
    expect(await site.wrong()).toEqual([]);
  });
});

describe('what is stored', () => {
  function formatsOf({ buckets }: SmallSite): readonly number[] {
    const state = buckets.state.contents();
    return [recordKey(articleId('a.md')), SITE_HEAD_KEY].map(
      (key) => JSON.parse(Buffer.from(state.get(key)?.body ?? '').toString()).format,
    );
  }

  it('has a format of its own where there are such lists, as a release without them would forget them', async () => {
    const site = taggedSite();
    await site.publish({ 'a.md': named('Rain', 1, { tags: ['x'] }, 'x') });
    expect(formatsOf(site)).toEqual([4, 1]);
    await site.publish({ 'b.md': named('Snow', 2, { tags: ['x'] }) });
    expect(formatsOf(site)).toEqual([4, 2]);
    await site.publish({ 'a.md': named('Rain', 1, {}, 'x') });
    expect(formatsOf(site)).toEqual([4, 2]);
  });

  it('has that of before elsewhere', async () => {
    const site = taggedSite();
    await site.publish({ 'a.md': named('Rain', 1, {}, 'x') });
    expect(formatsOf(site)).toEqual([1, 1]);
  });
});
