import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { parseSite } from '../../lambda/model/site.ts';
import { openSiteFolder } from '../../local/publish/site-folder.ts';
import { png } from '../support/pictures.ts';

const root = mkdtempSync(join(tmpdir(), 'media-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('a folder of articles and pictures is published, follows its pictures, and keeps none that nobody names', async () => {
  const [articles, out] = [join(root, 'articles'), join(root, 'out')];
  mkdirSync(join(articles, '图'), { recursive: true });
  const write = (name: string, body: string | Buffer) => writeFileSync(join(articles, name), body);
  write('a.md', '---\ntitle: 某事\ndate: 2024-03-01\ncategories: [a]\n---\n正文。\n\n![一](图/1.png)\n');
  const publish = async () => {
    const folder = openSiteFolder({ articles, out, site: parseSite({}), jobs: 1 });
    try {
      return await folder.publisher.publishFolder({ patience: 30_000 });
    } finally {
      await folder.close();
    }
  };
  const media = (): string[] => {
    try {
      return readdirSync(join(out, 'public', 'media'));
    } catch {
      return [];
    }
  };
  const statuses = async () => (await publish()).reports.map(({ key, status }) => `${key} ${status}`).sort();

  expect(await statuses()).toEqual(['a.md published']);
  expect(media()).toEqual([]);
  write('图/1.png', png(40, 30));
  write('图/2.png', png(50, 30));
  expect(await statuses()).toEqual(['a.md published', '图/1.png skipped', '图/2.png skipped']);
  const first = media();
  expect(first).toHaveLength(1);
  expect(await statuses()).toEqual([]);

  cpSync(join(articles, '图/2.png'), join(articles, '图/1.png'));
  expect(await statuses()).toEqual(['a.md published', '图/1.png skipped']);
  expect(media()).toHaveLength(2);
  const [old = ''] = first;
  const longAgo = Date.now() / 1000 - 3 * 24 * 3600;
  utimesSync(join(out, 'public', 'media', old), longAgo, longAgo);
  await publish();
  expect(media()).not.toContain(old);
  expect(media()).toHaveLength(1);

  rmSync(join(out, 'public', 'media', media()[0] ?? ''));
  expect(await statuses()).toEqual(['a.md published']);
  expect(media()).toHaveLength(1);
});
