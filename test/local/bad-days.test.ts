import { chmodSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FolderStore } from '../../lambda/store/folder.ts';
import { isIgnored } from '../../local/publish/ignored-files.ts';
import { openOutput } from '../../local/publish/output.ts';
import { type PassOptions, Publisher } from '../../local/publish/publisher.ts';
import { readTree, temporaryFolder, writeFiles } from '../support/folders.ts';
import { plainDerivations } from './plain-derivations.ts';

interface Setup {
  readonly articles: string;
  readonly out: string;
}

function setUp(count: number): Setup {
  const folder = temporaryFolder();
  const articles = join(folder, 'articles');
  const files = Array.from({ length: count }, (_, i) => [
    `${i % 2 === 0 ? 'a' : 'b'}/${i}.md`,
    `t${i}\nnews\nx`,
  ]);
  writeFiles(articles, Object.fromEntries(files));
  return { articles, out: join(folder, 'out') };
}

async function inProcess<Result>(
  { articles, out }: Setup,
  work: (publisher: Publisher) => Promise<Result>,
): Promise<Result> {
  const output = openOutput(out, articles);
  try {
    return await work(
      new Publisher({
        articles: new FolderStore(articles, { othersWrite: true, isIgnored }),
        output,
        derivations: plainDerivations(),
        itemsPerFeed: 50,
        revision: 'r1',
      }),
    );
  } finally {
    output.close();
  }
}

function publish(setup: Setup, options: PassOptions = {}) {
  return inProcess(setup, (publisher) => publisher.publishFolder(options));
}

function publicOf({ out }: Setup): Record<string, string> {
  return readTree(join(out, 'public'));
}

describe('a folder of which a large part is gone', () => {
  it.each([
    ['was emptied', ({ articles }: Setup) => rmSync(articles, { recursive: true })],
    ['was moved', ({ articles }: Setup) => renameSync(articles, `${articles}-2`)],
    ['lost a half', ({ articles }: Setup) => rmSync(join(articles, 'a'), { recursive: true })],
    [
      'lost a half to another place',
      ({ articles }: Setup) => renameSync(join(articles, 'a'), join(articles, 'c')),
    ],
  ])('withdraws nothing when it %s, until somebody says that it is meant', async (_, lose) => {
    const setup = setUp(40);
    await publish(setup);
    const before = publicOf(setup);
    lose(setup);
    mkdirSync(setup.articles, { recursive: true });
    writeFiles(setup.articles, { 'new.md': 'new\nother\nx' });
    const { withheld, reports } = await publish(setup);
    expect(withheld?.files).toBeGreaterThanOrEqual(20);
    expect(reports.filter(({ status }) => status !== 'published')).toEqual([]);
    const kept = Object.keys(before).filter((path) => path.startsWith('articles/'));
    expect(Object.keys(publicOf(setup))).toEqual(expect.arrayContaining(kept));
    expect(publicOf(setup)['feeds/other/rss.xml']).toBe('new');
    await publish(setup, { withdrawsAll: true });
    const fresh = { ...setup, out: join(temporaryFolder(), 'fresh') };
    await publish(fresh);
    expect(publicOf(setup)).toMatchObject(publicOf(fresh));
    expect(Object.keys(publicOf(setup)).filter((path) => path.startsWith('articles/'))).toEqual(
      Object.keys(publicOf(fresh)).filter((path) => path.startsWith('articles/')),
    );
  });

  it('is asked about before anything is done', async () => {
    const setup = setUp(40);
    await publish(setup);
    const before = readTree(setup.out);
    rmSync(join(setup.articles, 'a'), { recursive: true });
    writeFiles(setup.articles, { 'new.md': 'new\nother\nx' });
    const onMassWithdrawal = (): void => {
      throw new Error('refused');
    };
    await expect(publish(setup, { onMassWithdrawal })).rejects.toThrow('refused');
    expect(readTree(setup.out)).toEqual(before);
  });

  it.each([
    ['ten of any number', 12, 10],
    ['a fifth', 100, 20],
  ])('withdraws up to %s without a word', async (_, count, gone) => {
    const setup = setUp(count);
    await publish(setup);
    for (let i = 0; i < gone; i++) rmSync(join(setup.articles, `${i % 2 === 0 ? 'a' : 'b'}/${i}.md`));
    const { withheld, reports } = await publish(setup);
    expect(withheld).toBe(undefined);
    expect(reports.filter(({ status }) => status === 'deleted')).toHaveLength(gone);
  });

  it('is noticed when it goes file by file, too', async () => {
    const setup = setUp(40);
    await inProcess(setup, async (publisher) => {
      await publisher.publishFolder();
      for (let i = 0; i < 40; i++) {
        const key = `${i % 2 === 0 ? 'a' : 'b'}/${i}.md`;
        rmSync(join(setup.articles, key));
        await publisher.publishChanges({ files: new Set([key]), unknown: false });
      }
    });
    expect(Object.keys(publicOf(setup)).filter((path) => path.startsWith('articles/'))).toHaveLength(30);
  });

  it('keeps its pages when the state is lost beside it', async () => {
    const setup = setUp(40);
    await publish(setup);
    const before = publicOf(setup);
    rmSync(join(setup.out, 'state'), { recursive: true });
    rmSync(join(setup.articles, 'a'), { recursive: true });
    expect(await publish(setup)).toMatchObject({ reports: [], withheld: { files: 20, of: 40 } });
    expect(publicOf(setup)).toEqual(before);
    await publish(setup, { withdrawsAll: true });
    expect(Object.keys(publicOf(setup)).filter((path) => path.startsWith('articles/'))).toHaveLength(20);
  });

  it('withdraws nothing in a repair either', async () => {
    const setup = setUp(40);
    await publish(setup);
    rmSync(join(setup.articles, 'a'), { recursive: true });
    rmSync(join(setup.out, 'public/feeds'), { recursive: true });
    const { withheld, repair, reports } = await publish(setup);
    expect(withheld).toEqual({ files: 20, of: 40 });
    expect(repair?.failed).toEqual([]);
    expect(reports).toEqual([]);
    expect(publicOf(setup)['feeds/news/rss.xml']?.split('\n')).toHaveLength(40);
    await inProcess(setup, async (publisher) => expect(publisher.isBehind).toBe(false));
  });
});

describe('an output folder that somebody deletes', () => {
  const losses: readonly (readonly [string, readonly string[]])[] = [
    ['as a whole', ['.']],
    ['with all that is in it', ['public', 'state', '.lock', 'origin.json']],
    ['but for its lock', ['public', 'state']],
    ['but for the state', ['public']],
    ['but for the site', ['state']],
    ['in part: the pages', ['public/articles']],
    ['in part: the feeds of a category', ['public/feeds/news']],
    ['in part: one feed', ['public/feeds/news/rss.xml']],
    ['in part: the home page', ['public/index.html']],
    ['in part: a style sheet or the like', ['public/404.html']],
    ['in part: the index of a category', ['state/index/category/news']],
    ['in part: the head of a category', ['state/heads/category']],
    ['in part: the records', ['state/records']],
    ['in part: the index', ['state/index']],
  ];

  it.each(losses)('is made again before the next pass (%s)', async (_, paths) => {
    const setup = setUp(30);
    await publish(setup);
    const before = publicOf(setup);
    for (const path of paths) rmSync(join(setup.out, path), { recursive: true, force: true });
    await publish(setup);
    expect(publicOf(setup)).toEqual(before);
  });

  it.each(losses)('is made again while it is worked on (%s)', async (_, paths) => {
    const setup = setUp(30);
    await inProcess(setup, async (publisher) => {
      await publisher.publishFolder();
      const before = publicOf(setup);
      for (const path of paths) rmSync(join(setup.out, path), { recursive: true, force: true });
      await publisher.publishFolder();
      expect(publicOf(setup)).toEqual(before);
      expect(await publisher.isIntact()).toBe(true);
      expect(existsSync(join(setup.out, '.lock'))).toBe(true);
    });
  });

  it('never becomes a site of one article, whatever is told of', async () => {
    for (const paths of [['public', 'state'], ['public'], ['state']]) {
      const setup = setUp(30);
      await inProcess(setup, async (publisher) => {
        await publisher.publishFolder();
        for (const path of paths) rmSync(join(setup.out, path), { recursive: true });
        writeFiles(setup.articles, { 'new.md': 'new\nnews\nx' });
        await publisher.publishChanges({ files: new Set(['new.md']), unknown: false });
        expect(publicOf(setup)['feeds/news/rss.xml']?.split('\n')).toHaveLength(31);
      });
    }
  });
});

describe.skipIf(process.platform === 'win32')('what cannot be read', () => {
  /** Does something without the rights of root, who may read everything. */
  async function withoutRights<Result>(setup: Setup, work: () => Promise<Result>): Promise<Result> {
    if (process.getuid?.() !== 0) return work();
    chmodSync(join(setup.out, '..'), 0o777);
    process.seteuid?.(65534);
    try {
      return await work();
    } finally {
      process.seteuid?.(0);
    }
  }

  it('is told of, the rest is published, and what was published from it stays', async () => {
    const setup = setUp(40);
    await withoutRights(setup, () => publish(setup));
    chmodSync(join(setup.articles, 'a'), 0o000);
    chmodSync(join(setup.articles, 'b/1.md'), 0o000);
    writeFiles(setup.articles, { 'b/new.md': 'new\nnews\nx' });
    const { reports, withheld } = await withoutRights(setup, () => publish(setup));
    expect(Object.fromEntries(reports.map(({ key, status }) => [key, status]))).toEqual({
      'a/': 'failed',
      'b/1.md': 'failed',
      'b/new.md': 'published',
    });
    expect(withheld).toBe(undefined);
    expect(publicOf(setup)['feeds/news/rss.xml']?.split('\n')).toHaveLength(41);
    chmodSync(join(setup.articles, 'a'), 0o755);
    chmodSync(join(setup.articles, 'b/1.md'), 0o644);
    const again = await withoutRights(setup, () => publish(setup));
    expect(again.reports.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(publicOf(setup)['feeds/news/rss.xml']?.split('\n')).toHaveLength(41);
  });
});
