import { describe, expect, it } from 'vitest';
import type { Article } from '../../lambda/model/article.ts';
import { articleGuid, articleId } from '../../lambda/model/identity.ts';
import { listingPath, SITE } from '../../lambda/model/paths.ts';
import { Stories } from '../../lambda/protocol/stories.ts';
import { SmallSite } from '../simulation/small-site.ts';
import { plainWorkshop } from '../simulation/workshops.ts';

function article(key: string, parts: Partial<Article> = {}): Article {
  return {
    key,
    id: articleId(key),
    guid: articleGuid(key),
    title: '每日简报',
    published: '2024-05-01T04:00:00Z',
    summary: '',
    content: `<p>${key}</p>`,
    categories: [],
    tags: [],
    ...parts,
  };
}

describe('two articles of one title and time', () => {
  const text = { content: '<p>港口将在年内扩建。</p>' };

  it.each([
    ['the same text', text, text],
    ['the same text in other elements', text, { content: '<div>\n<p>港口将<b>在年内</b>扩建。</p></div>' }],
    ['the same original', { link: 'https://a.example/1' }, { link: 'https://a.example/1' }],
    ['the same pictures without a word', { content: '<img src="a">' }, { content: '<img src="a">' }],
  ])('are one story with %s', (_, some, other) => {
    const stories = new Stories();
    expect(stories.add(article('a.md', some))).toBeUndefined();
    expect(stories.add(article('b.md', other))).toBe('a.md');
  });

  it.each([
    ['texts that differ', text, { content: '<p>学校明天开学。</p>' }],
    ['pictures that differ and no word', { content: '<img src="a">' }, { content: '<img src="b">' }],
    ['a date without a time', { ...text, dated: 'day' as const }, { ...text, dated: 'day' as const }],
    ['a date that was found for one of them', text, { ...text, dated: 'found' as const }],
    [
      'the time of their upload',
      { ...text, dated: 'upload' as const },
      { ...text, dated: 'upload' as const },
    ],
    ['other titles', text, { ...text, title: '每周简报' }],
    ['other times', text, { ...text, published: '2024-05-01T04:00:01Z' }],
  ])('are two stories with %s', (_, some, other) => {
    const stories = new Stories();
    stories.add(article('a.md', some));
    expect(stories.add(article('b.md', other))).toBeUndefined();
  });

  it('are one story through a third one, and the first of them stands for all', () => {
    const stories = new Stories();
    stories.add(article('a.md', { link: 'https://a.example/1' }));
    stories.add(article('b.md', { link: 'https://a.example/1', content: '<p>甲</p>' }));
    expect(stories.add(article('c.md', { content: '<p>甲</p>' }))).toBe('a.md');
  });
});

describe('of many articles of one title and time', () => {
  it('each is read once, so that the largest ones can go', () => {
    const stories = new Stories();
    let reads = 0;
    const twin = (key: string): Article => ({
      ...article(key),
      get content() {
        reads++;
        return '<p>港口将在年内扩建。</p>';
      },
    });
    const keys = Array.from({ length: 20 }, (_, i) => `${i}.md`);
    const shown = keys.map((key) => stories.add(twin(key)));
    expect(shown).toEqual([undefined, ...keys.slice(1).map(() => '0.md')]);
    expect(reads).toBe(keys.length);
  });
});

describe('a site', () => {
  /** A site whose articles hold what these say, all of one time. */
  async function siteOf(files: Readonly<Record<string, Partial<Article>>>, size = 10) {
    const site = new SmallSite({
      write: plainWorkshop.write,
      derivations: {
        ...plainWorkshop.derivations,
        derive: async ({ key }) => ({ status: 'published', article: article(key, files[key]), warnings: [] }),
      },
    });
    Object.assign(site.context, { itemsPerFeed: size });
    const reports = await site.publish(
      Object.fromEntries(Object.keys(files).map((key) => [key, { status: 'skipped' } as const])),
    );
    const feed: readonly Article[] = JSON.parse(site.read(listingPath(SITE, 'feed.json')));
    return { site, reports, feed: feed.map(({ key }) => key) };
  }

  it('shows articles of one time in the natural order of their names', async () => {
    const { feed } = await siteOf({ '第10章.md': {}, '第2章.md': {}, '第1章.md': {}, '第二十章.md': {} });
    expect(feed).toEqual(['第1章.md', '第2章.md', '第10章.md', '第二十章.md']);
  });

  it('shows the newest first, whatever their names', async () => {
    const { feed } = await siteOf({ '1.md': { published: '2024-04-30T00:00:00Z' }, '2.md': {} });
    expect(feed).toEqual(['2.md', '1.md']);
  });

  it('chooses the same of many articles of one time when a feed cannot hold them all', async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}.md`, {}]));
    const { feed } = await siteOf(files, 5);
    const ids = Object.keys(files).map((key) => ({ key, id: articleId(key) }));
    const chosen = ids.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, 5);
    expect(feed.toSorted()).toEqual(chosen.map(({ key }) => key).toSorted());
  });

  it('shows one story once, and warns of its twin under both keys', async () => {
    const same = { content: '<p>港口将在年内扩建。</p>' };
    const { site, reports, feed } = await siteOf({ 'a.md': same, 'b.md': same, 'c.md': {} });
    const [shown = '', hidden = ''] = ['a.md', 'b.md'].toSorted((a, b) =>
      articleId(a) < articleId(b) ? -1 : 1,
    );
    expect(feed.toSorted()).toEqual([shown, 'c.md']);
    const warningsOf = (key: string) =>
      reports.flatMap((report) => ('warnings' in report && report.key === key ? report.warnings : []));
    expect(warningsOf(hidden)).toEqual([
      { message: expect.stringContaining(`show "${shown}" in its place`) },
    ]);
    expect(warningsOf(shown)).toEqual([{ message: expect.stringContaining(`in place of "${hidden}"`) }]);
    expect(warningsOf('c.md')).toEqual([]);
    expect(site.buckets.publicSite.contents('articles/').size).toBe(3);
    expect(site.record(hidden).outcome).toMatchObject({ warnings: [] });
  });
});
