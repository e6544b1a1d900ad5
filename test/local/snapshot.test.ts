import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findDifferences, takeSnapshot } from '../../local/publish/snapshot.ts';
import { temporaryFolder, writeFiles } from '../support/folders.ts';

it('finds every file that was added, changed or deleted, also behind a link', async () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'a.md': '1', '金融/深/b.md': '1', 'gone.md': '1', '.git/x': '1', 'target.md': '1' });
  symlinkSync('target.md', join(folder, 'link.md'));
  symlinkSync('.', join(folder, 'loop'));
  symlinkSync('nowhere', join(folder, 'dangling'));
  const before = await takeSnapshot(folder);
  expect([...before.keys()].sort()).toEqual(['a.md', 'gone.md', 'link.md', 'target.md', '金融/深/b.md']);
  expect([...findDifferences(before, await takeSnapshot(folder))]).toEqual([]);

  writeFiles(folder, { '金融/深/b.md': '2', 'new/c.md': '1', '.git/x': '2' });
  writeFileSync(join(folder, 'target.md'), '22');
  utimesSync(join(folder, 'a.md'), 1_600_000_000, 1_600_000_000);
  rmSync(join(folder, 'gone.md'));
  mkdirSync(join(folder, 'empty'));
  expect([...findDifferences(before, await takeSnapshot(folder))].sort()).toEqual([
    'a.md',
    'gone.md',
    'link.md',
    'new/c.md',
    'target.md',
    '金融/深/b.md',
  ]);
});

it('fails where the folder itself is not there, rather than to find all files gone', async () => {
  await expect(takeSnapshot(join(temporaryFolder(), 'missing'))).rejects.toThrow(/ENOENT/);
});
