import { beforeEach, describe, expect, it } from 'vitest';
import { purge } from '../../lambda/maintenance/purge.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { publishArchives } from '../../lambda/protocol/archive/publish-archives.ts';
import { article, SmallSite } from '../simulation/small-site.ts';
import { siteWorkshop } from '../simulation/workshops.ts';
import { text } from '../store/contract.ts';

const PAGE = `articles/${articleId('a.md')}.html`;
const isMedia = (path: string) => path.startsWith('media/');

let small: SmallSite;

beforeEach(async () => {
  small = new SmallSite();
  await small.publish({
    'own.png': { status: 'picture', look: 'of A alone' },
    'shared.png': { status: 'picture', look: 'of A and B' },
    'a.md': { ...article('A', 1, '金融'), references: ['own.png', 'shared.png'] },
    'b.md': { ...article('B', 2, '金融'), references: ['shared.png'] },
  });
});

/** Everything that stands anywhere, but for the articles. */
function everything(): readonly string[] {
  const { state, publicSite } = small.buckets;
  return [state, publicSite].flatMap((store) =>
    [...store.contents('')].map(([key, { body }]) => `${key} ${Buffer.from(body)}`),
  );
}

const publicPaths = () => [...small.buckets.publicSite.contents('').keys()];

describe('a purge', () => {
  it('leaves nothing of an article whose file is gone, nor a picture that nobody else names', async () => {
    expect(publicPaths().filter(isMedia)).toHaveLength(2);
    await small.buckets.articles.delete('a.md');
    const report = await purge(['a.md'], small.context);
    expect(report).toEqual({
      purged: ['a.md'],
      standing: [],
      failed: [],
      archivesUnderWay: false,
      mediaRemoved: 1,
    });
    expect(publicPaths()).not.toContain(PAGE);
    expect(publicPaths().filter(isMedia)).toHaveLength(1);
    const left = everything().filter((each) => each.includes(articleId('a.md')) || each.includes('a.md'));
    expect(left).toEqual([]);
    expect(await small.wrong()).toEqual([]);
  });

  it('leaves no word of an article in archives and search, nor what they were made of', async () => {
    small = new SmallSite(siteWorkshop({ archives: true }));
    await small.publish({
      'a.md': article('Rare owl', 1, 'Birds'),
      'b.md': article('Common crow', 1, 'Birds'),
    });
    const named = () => everything().filter((each) => /rare owl/i.test(each));
    await publishArchives(small.context);
    expect(named().filter((each) => each.startsWith('archive/lines/'))).toHaveLength(2);
    expect(named().filter((each) => each.startsWith('search/'))).toHaveLength(1);
    small.now += 60_000;
    await small.buckets.articles.delete('a.md');
    expect(await purge(['a.md'], small.context)).toMatchObject({ purged: ['a.md'], archivesUnderWay: false });
    expect(named()).toEqual([]);
    expect(everything().some((each) => each.startsWith('search/') && each.includes('Common crow'))).toBe(
      true,
    );
  });

  it('says that somebody else is at work on the archives', async () => {
    small = new SmallSite(siteWorkshop({ archives: true }));
    await small.publish({ 'a.md': article('Rare owl', 1, 'Birds') });
    await small.buckets.state.put('archive/lease', text('somebody'));
    await small.buckets.articles.delete('a.md');
    expect(await purge(['a.md'], small.context)).toMatchObject({ purged: ['a.md'], archivesUnderWay: true });
  });

  it('does not wait, however many withdrawals would, and ends those that wait', async () => {
    const withdrawals = { hold: 1e9, few: 0, share: 0, many: 0 };
    Object.assign(small.context, { withdrawals });
    await small.buckets.articles.delete('a.md');
    expect(await small.work(['a.md'])).toMatchObject([{ status: 'withheld' }]);
    expect(await purge(['a.md'], small.context)).toMatchObject({ purged: ['a.md'] });
    expect(publicPaths()).not.toContain(PAGE);
    expect(small.read('feeds/金融/rss.xml')).not.toContain(articleId('a.md'));
  });

  it('leaves an article alone whose file is there', async () => {
    expect(await purge(['b.md'], small.context)).toMatchObject({ purged: [], standing: ['b.md'] });
    expect(await small.wrong()).toEqual([]);
  });

  it('removes a page of which nothing is known, and forgets what was withdrawn before', async () => {
    await small.buckets.articles.delete('a.md');
    await small.work(['a.md']);
    expect(small.record('a.md').outcome.status).toBe('deleted');
    expect(await purge(['a.md'], small.context)).toMatchObject({ purged: ['a.md'] });
    await small.buckets.publicSite.put(PAGE, text('left behind'));
    expect(await purge(['a.md', 'nobody.md'], small.context)).toMatchObject({
      purged: ['a.md', 'nobody.md'],
      mediaRemoved: 0,
    });
    expect(publicPaths()).not.toContain(PAGE);
  });

  it('of a picture takes it from the articles that name it', async () => {
    await small.buckets.articles.delete('shared.png');
    expect(await purge(['shared.png'], small.context)).toMatchObject({
      purged: ['shared.png'],
      mediaRemoved: 1,
    });
    expect(publicPaths().filter(isMedia)).toHaveLength(1);
    expect(await small.wrong()).toEqual([]);
  });

  it('says what could not be finished, and why', async () => {
    await small.buckets.articles.delete('a.md');
    const signal = AbortSignal.abort(new Error('time is up'));
    const report = await purge(['a.md'], small.context, signal).catch((error: unknown) => error);
    expect(String(report)).toContain('time is up');
    Object.assign(small.buckets.state, {
      put: async () => {
        throw new Error('S3 is busy');
      },
    });
    expect(await purge(['a.md'], small.context)).toMatchObject({
      purged: [],
      failed: [{ key: 'a.md', reason: expect.stringContaining('S3 is busy') }],
    });
  });
});
