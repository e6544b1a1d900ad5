import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { articleId } from '../../lambda/model/identity.ts';
import { recordKey } from '../../lambda/protocol/record.ts';
import { FolderStore } from '../../lambda/store/folder.ts';
import { isIgnored } from '../../local/publish/ignored-files.ts';
import { type Output, openOutput } from '../../local/publish/output.ts';
import { Publisher } from '../../local/publish/publisher.ts';
import { readTree, stampsBelow, temporaryFolder, writeFiles } from '../support/folders.ts';
import { type PlainDerivations, plainDerivations } from './plain-derivations.ts';

const ARTICLES = {
  'a.md': 'one\nnews\ntext',
  'b/c.md': 'two\nnews,deep\ntext',
  'bad.md': 'bad\n',
  'draft.md': 'draft\n',
};

interface Setup {
  readonly articles: string;
  readonly out: string;
}

function setUp(files: Record<string, string> = ARTICLES): Setup {
  const folder = temporaryFolder();
  const articles = join(folder, 'articles');
  writeFiles(articles, { ...files });
  return { articles, out: join(folder, 'out') };
}

/** What a process does from its start: opens the folders, works on them, ends. */
async function inProcess<Result>(
  { articles, out }: Setup,
  work: (publisher: Publisher, derived: readonly string[], output: Output) => Promise<Result>,
  { revision = 'r1', site = plainDerivations() } = {},
): Promise<Result> {
  const output = openOutput(out, articles);
  try {
    const store = new FolderStore(articles, { othersWrite: true, isIgnored });
    const publisher = new Publisher({
      articles: store,
      output,
      derivations: site,
      itemsPerFeed: 50,
      revision,
    });
    return await work(publisher, site.derived, output);
  } finally {
    output.close();
  }
}

async function publicOfFreshBuild(setup: Setup): Promise<Record<string, string>> {
  const fresh = { ...setup, out: join(temporaryFolder(), 'fresh') };
  await inProcess(fresh, (publisher) => publisher.publishFolder());
  return readTree(join(fresh.out, 'public'));
}

describe('a pass over a folder', () => {
  it('publishes every article and tells what became of each file', async () => {
    const setup = setUp();
    const { reports } = await inProcess(setup, (publisher) => publisher.publishFolder());
    expect(Object.fromEntries(reports.map(({ key, status }) => [key, status]))).toEqual({
      'a.md': 'published',
      'b/c.md': 'published',
      'bad.md': 'rejected',
      'draft.md': 'skipped',
    });
    expect(readTree(join(setup.out, 'public'))).toMatchObject({
      'feeds/deep/rss.xml': 'two',
      '404.html': 'nothing here',
      'index.html': 'deep\nnews',
    });
  });

  it('changes no file when nothing has changed, not even its time', async () => {
    const setup = setUp();
    await inProcess(setup, (publisher) => publisher.publishFolder());
    const before = stampsBelow(setup.out);
    const { pass, derived } = await inProcess(setup, async (publisher, derived) => ({
      pass: await publisher.publishFolder(),
      derived,
    }));
    expect(pass).toEqual({ reports: [], unfinished: [], isFull: true });
    expect(derived).toEqual([]);
    expect(stampsBelow(setup.out)).toEqual(before);
  });

  it('works on nothing but the file that was added, whatever else is there', async () => {
    const setup = setUp(
      Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${i}.md`, `t${i}\nnews\nx`])),
    );
    await inProcess(setup, (publisher) => publisher.publishFolder());
    writeFiles(setup.articles, { 'new.md': 'new\nnews\nx' });
    await inProcess(setup, async (publisher, derived) => {
      const pass = await publisher.publishFolder();
      expect(pass.reports.map(({ key }) => key)).toEqual(['new.md']);
      expect(derived).toEqual(['new.md']);
    });
    expect(readTree(join(setup.out, 'public'))).toEqual(await publicOfFreshBuild(setup));
  });

  it('withdraws what is gone', async () => {
    const setup = setUp();
    await inProcess(setup, (publisher) => publisher.publishFolder());
    rmSync(join(setup.articles, 'a.md'));
    const { reports } = await inProcess(setup, (publisher) => publisher.publishFolder());
    expect(reports).toMatchObject([{ key: 'a.md', status: 'deleted' }]);
    expect(readTree(join(setup.out, 'public'))).toEqual(await publicOfFreshBuild(setup));
  });

  it('works on every file again when the code or a setting has changed', async () => {
    const setup = setUp();
    await inProcess(setup, (publisher) => publisher.publishFolder());
    await inProcess(
      setup,
      async (publisher, derived) => {
        await publisher.publishFolder();
        expect(derived).toHaveLength(4);
      },
      { revision: 'r2' },
    );
  });

  it('publishes the pages of a site that has no articles', async () => {
    const setup = setUp({});
    writeFiles(setup.articles, { '.hidden': '' });
    await inProcess(setup, (publisher) => publisher.publishFolder());
    expect(Object.keys(readTree(join(setup.out, 'public')))).toContain('index.html');
  });
});

describe('a pass that does not come to its end', () => {
  it('is made up for by one that looks at every file', async () => {
    const setup = setUp();
    const site = plainDerivations();
    const { articlePage } = site;
    const full = new Error('the disk is full');
    const failing = {
      ...site,
      articlePage: (...args: Parameters<typeof articlePage>) => {
        if (args[0].key === 'b/c.md') throw full;
        return articlePage(...args);
      },
    };
    await inProcess(
      setup,
      async (publisher, _, output) => {
        const { reports } = await publisher.publishFolder();
        expect(reports.find(({ status }) => status === 'failed')).toMatchObject({
          key: 'b/c.md',
          error: full,
        });
        expect(publisher.isBehind).toBe(true);
        expect(output.owed()).toEqual(['b/c.md']);
      },
      { site: failing },
    );
    await inProcess(setup, async (publisher, _, output) => {
      const { reports } = await publisher.publishFolder();
      expect(reports.map(({ key }) => key)).toEqual(['b/c.md']);
      expect(output.owed()).toEqual([]);
    });
    expect(readTree(join(setup.out, 'public'))).toEqual(await publicOfFreshBuild(setup));
  });

  it('leaves everything to be looked at when it was killed, and nothing unchanged is written then', async () => {
    const setup = setUp();
    await inProcess(setup, (publisher) => publisher.publishFolder());
    const before = stampsBelow(join(setup.out, 'public'));
    await inProcess(setup, async (_, __, output) => output.begin());
    rmSync(join(setup.out, 'public/feeds/news/rss.xml'));
    const { repair } = await inProcess(setup, (publisher) => publisher.publishFolder());
    expect(repair).toMatchObject({ documents: ['feeds/news/rss.xml'], failed: [] });
    const { 'feeds/news/rss.xml': _, ...others } = stampsBelow(join(setup.out, 'public'));
    expect(before).toMatchObject(others);
    expect(existsSync(join(setup.out, 'unfinished.json'))).toBe(false);
  });

  it('finds the deletion that a killed pass had begun', async () => {
    const setup = setUp();
    await inProcess(setup, (publisher) => publisher.publishFolder());
    rmSync(join(setup.articles, 'a.md'));
    const site = plainDerivations();
    const dying: PlainDerivations = {
      ...site,
      listingDocuments: async (scope, articles) => {
        if (articles.length > 0) throw new Error('killed');
        return site.listingDocuments(scope, articles);
      },
    };
    await inProcess(setup, (publisher) => publisher.publishFolder(), { site: dying });
    await inProcess(setup, async (_, __, output) => output.begin());
    await inProcess(setup, (publisher) => publisher.publishFolder());
    expect(readTree(join(setup.out, 'public'))).toEqual(await publicOfFreshBuild(setup));
  });

  it('owes everything when even the overview cannot be published', async () => {
    const setup = setUp();
    const full = new Error('the disk is full');
    const failing = {
      ...plainDerivations(),
      overviewDocuments: () => {
        throw full;
      },
    };
    await inProcess(
      setup,
      async (publisher, _, output) => {
        const { reports } = await publisher.publishFolder();
        expect(reports).toHaveLength(4);
        for (const report of reports) expect(report).toMatchObject({ status: 'failed', error: full });
        expect(output.owed()).toBe('everything');
      },
      { site: failing },
    );
    await inProcess(setup, (publisher) => publisher.publishFolder());
    expect(readTree(join(setup.out, 'public'))).toEqual(await publicOfFreshBuild(setup));
  });

  it('stops when it is told to, and owes what it did not do', async () => {
    const setup = setUp();
    const stop = new AbortController();
    await inProcess(setup, async (publisher, _, output) => {
      const onFile = (): void => stop.abort();
      await expect(publisher.publishFolder({ signal: stop.signal, onFile })).rejects.toThrow(/abort/);
      expect(output.owed()).toBe('everything');
    });
    await inProcess(setup, (publisher) => publisher.publishFolder());
    expect(readTree(join(setup.out, 'public'))).toEqual(await publicOfFreshBuild(setup));
  });
});

describe('a state that is lost or damaged', () => {
  it('is made again from the articles', async () => {
    const setup = setUp();
    await inProcess(setup, (publisher) => publisher.publishFolder());
    rmSync(join(setup.out, 'state'), { recursive: true });
    await inProcess(setup, (publisher) => publisher.publishFolder());
    expect(readTree(join(setup.out, 'public'))).toEqual(await publicOfFreshBuild(setup));
  });

  it.each([
    ['the site', 'heads/site.json'],
    ['a category', 'heads/category/news.json'],
    ['an article', recordKey(articleId('a.md'))],
  ])('is mended when what is known of %s was cut short', async (_, path) => {
    const setup = setUp();
    await inProcess(setup, (publisher) => publisher.publishFolder());
    writeFileSync(join(setup.out, 'state', path), '{"form');
    writeFiles(setup.articles, { 'b/c.md': 'two again\nnews,deep\ntext' });
    await inProcess(setup, async (publisher) => {
      const { reports } = await publisher.publishFolder();
      expect(reports.filter(({ status }) => status === 'failed')).toEqual([]);
    });
    expect(readTree(join(setup.out, 'public'))).toEqual(await publicOfFreshBuild(setup));
  });
});

describe('changes of single files', () => {
  it('are published without a look at the others', async () => {
    const setup = setUp();
    await inProcess(setup, async (publisher, derived) => {
      await publisher.publishFolder();
      writeFiles(setup.articles, { 'a.md': 'one again\nother\ntext' });
      rmSync(join(setup.articles, 'b/c.md'));
      const files = new Set(['a.md', 'b/c.md']);
      const { reports } = await publisher.publishChanges({ files, unknown: false });
      expect(reports).toMatchObject([
        { key: 'a.md', status: 'published', title: 'one again' },
        { key: 'b/c.md', status: 'deleted' },
      ]);
      expect(derived).toHaveLength(5);
    });
    const {
      'feeds/news/rss.xml': news,
      'feeds/deep/rss.xml': deep,
      ...others
    } = readTree(join(setup.out, 'public'));
    expect({ news, deep }).toEqual({ news: '', deep: '' });
    expect(others).toEqual(await publicOfFreshBuild(setup));
  });

  it('are published once, also when an event comes late', async () => {
    const setup = setUp();
    await inProcess(setup, async (publisher) => {
      await publisher.publishFolder();
      writeFiles(setup.articles, { 'a.md': 'one again\nother\ntext' });
      const changes = { files: new Set(['a.md']), unknown: false };
      expect((await publisher.publishChanges(changes)).reports).toHaveLength(1);
      const before = stampsBelow(setup.out);
      expect((await publisher.publishChanges(changes)).reports).toEqual([]);
      expect(stampsBelow(setup.out)).toEqual(before);
    });
  });

  it('are looked for everywhere when a folder has moved', async () => {
    const setup = setUp();
    await inProcess(setup, async (publisher) => {
      await publisher.publishFolder();
      rmSync(join(setup.articles, 'b'), { recursive: true });
      writeFiles(setup.articles, { 'x/c.md': ARTICLES['b/c.md'] });
      const { reports } = await publisher.publishChanges({ files: new Set(['b', 'x']), unknown: false });
      expect(reports).toMatchObject([
        { key: 'x/c.md', status: 'published' },
        { key: 'b/c.md', status: 'deleted' },
      ]);
    });
    expect(readTree(join(setup.out, 'public'))).toEqual(await publicOfFreshBuild(setup));
  });

  it('withdraw an article once, however often its deletion is told', async () => {
    const setup = setUp();
    await inProcess(setup, async (publisher) => {
      await publisher.publishFolder();
      rmSync(join(setup.articles, 'a.md'));
      const changes = { files: new Set(['a.md']), unknown: false };
      expect((await publisher.publishChanges(changes)).reports).toHaveLength(1);
      expect((await publisher.publishChanges(changes)).reports).toEqual([]);
    });
  });
});
