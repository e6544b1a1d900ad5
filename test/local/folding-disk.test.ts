import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { parseSite } from '../../lambda/model/site.ts';
import { openSiteFolder } from '../../local/publish/site-folder.ts';
import { temporaryFolder, writeFiles } from '../support/folders.ts';

const folding = vi.hoisted(() => ({ root: '/nowhere', isNormalising: false }));

vi.mock('node:fs', async (importOriginal) => {
  const { foldingFs } = await import('../support/folding-fs.ts');
  return foldingFs(await importOriginal(), folding);
});

it('publishes categories, tags and authors that differ in case alone, and tells which has no folder', async () => {
  const folder = realpathSync(temporaryFolder());
  const articles = join(folder, 'articles');
  const write = (name: string, title: string): string =>
    `---\ntitle: ${title}\ndate: 2024-01-02\ncategories: [${name}]\ntags: [x${name}]\nauthor: Dr ${name}\n---\nText.\n`;
  writeFiles(articles, { 'a.md': write('AI', 'Upper'), 'b.md': write('ai', 'Lower') });
  const out = join(folder, 'out');
  mkdirSync(out);
  folding.root = out;
  const site = parseSite({ tagFeeds: 1, authorFeeds: 1 });
  const opened = openSiteFolder({ articles, out, site, jobs: 1 });
  try {
    expect((await opened.publisher.publishFolder({ patience: 10_000 })).reports).toHaveLength(2);
    const { publicSite } = opened.output;
    const read = async (key: string): Promise<string> =>
      Buffer.from((await publicSite.get(key))?.body ?? []).toString();
    const displaced = publicSite.displaced();
    for (const [upper, lower] of [
      ['feeds/AI/', 'feeds/ai/'],
      ['tags/xAI/', 'tags/xai/'],
      ['authors/Dr AI/', 'authors/Dr ai/'],
    ] as const) {
      expect(await read(`${upper}rss.xml`)).toContain('<title>Upper</title>');
      expect(await read(`${lower}rss.xml`)).toContain('<title>Lower</title>');
      const moved = [upper, lower].filter((each) => displaced.includes(`${each}rss.xml`));
      expect(moved).toHaveLength(1);
    }
    expect(await opened.publisher.isIntact()).toBe(true);
  } finally {
    await opened.close();
  }
});
