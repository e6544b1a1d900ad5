import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Watch, watchFolder } from '../../local/publish/watcher.ts';
import { temporaryFolder, writeFiles } from '../support/folders.ts';

let parent: string;
let folder: string;
let files: string[];
let unknown: number;
let notices: string[];

async function watch(path = folder): Promise<Watch> {
  const queue = {
    addFile: (key: string) => void files.push(key),
    addUnknown: () => {
      unknown++;
    },
  };
  const watching = await watchFolder(path, queue, { onNotice: (notice) => void notices.push(notice) });
  onTestFinished(() => watching.close());
  return watching;
}

async function tells(...keys: string[]): Promise<void> {
  await vi.waitFor(() => expect(files).toEqual(expect.arrayContaining(keys)), 20_000);
}

beforeEach(() => {
  parent = temporaryFolder();
  folder = join(parent, '文章');
  files = [];
  unknown = 0;
  notices = [];
  writeFiles(folder, { '金融/旧.md': 'old' });
});

describe('a watched folder', () => {
  it('tells of files that are added, changed, renamed and deleted, by their keys', async () => {
    await watch();
    const tells = (...keys: string[]) =>
      vi.waitFor(() => expect(files).toEqual(expect.arrayContaining(keys)));
    writeFiles(folder, { '新/一.md': '1' });
    await tells('新/一.md');
    files = [];
    writeFiles(folder, { '金融/旧.md': 'changed' });
    await tells('金融/旧.md');
    files = [];
    renameSync(join(folder, '金融/旧.md'), join(folder, '金融/改名.md'));
    await tells('金融/旧.md', '金融/改名.md');
    files = [];
    rmSync(join(folder, '金融/改名.md'));
    await tells('金融/改名.md');
  });

  it('tells of the files of a folder that moved, and of changes in their new place', async () => {
    await watch();
    renameSync(join(folder, '金融'), join(folder, '财经'));
    await tells('金融/旧.md', '财经/旧.md');
    files = [];
    writeFiles(folder, { '财经/旧.md': 'changed' });
    await tells('财经/旧.md');
  });

  it('misses nothing in folders that are made and filled at once', async () => {
    await watch();
    const paths = Array.from({ length: 100 }, (_, i) => `${i % 7}/${i}/a/b/c.md`);
    writeFiles(folder, Object.fromEntries(paths.map((path) => [path, 'first'])));
    await tells(...paths);
    files = [];
    writeFiles(folder, Object.fromEntries(paths.map((path) => [path, 'second'])));
    await tells(...paths);
  });

  it('is followed through a link to it', async () => {
    const link = join(parent, 'link');
    symlinkSync(folder, link);
    await watch(link);
    writeFiles(folder, { 'a.md': '1' });
    await tells('a.md');
  });

  it('says nothing of hidden files, but of articles whose names begin with a point', async () => {
    await watch();
    writeFiles(folder, { '.git/index': '1', '金融/.旧.md.swp': '1', '.NET 9 预览.md': '1', 'last.md': '1' });
    await tells('last.md');
    expect(files.filter((key) => key.includes('/.') || key.startsWith('.'))).toEqual(['.NET 9 预览.md']);
  });

  it('is looked at as a whole now and then, as notifications are lost', async () => {
    writeFiles(parent, { 'target.md': 'old' });
    symlinkSync('../target.md', join(folder, 'link.md'));
    const queue = { addFile: (key: string) => void files.push(key), addUnknown: () => {} };
    const watching = await watchFolder(folder, queue, {
      onNotice: (notice) => void notices.push(notice),
      scanInterval: 200,
    });
    onTestFinished(() => watching.close());
    // Nothing below the folder changes, so that nobody is notified.
    writeFiles(parent, { 'target.md': 'new and longer' });
    await tells('link.md');
  });

  it('is found again when it was away', async () => {
    await watch();
    renameSync(folder, join(parent, 'away'));
    await vi.waitFor(() => expect(notices).toEqual([expect.stringContaining('is gone')]), 20_000);
    mkdirSync(folder);
    await vi.waitFor(() => expect(unknown).toBe(1), 20_000);
    expect(notices[1]).toContain('is there again');
    writeFiles(folder, { 'a.md': '1' });
    await tells('a.md');
  });
});
