import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lockByProcess } from '../../local/publish/process-lock.ts';
import { temporaryFolder } from '../support/folders.ts';

/** The number of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['--version']).pid;
}

it('keeps others out of a folder until it is released', () => {
  const folder = temporaryFolder();
  const file = join(folder, '.lock');
  const release = lockByProcess(file);
  expect(release).toBeTypeOf('function');
  expect(lockByProcess(file)).toBe('taken');
  if (typeof release === 'function') release();
  expect(lockByProcess(file)).toBeTypeOf('function');
  expect(readdirSync(folder)).toEqual(['.lock']);
});

it.each([
  ['has ended', () => `${deadProcess()}`],
  ['has ended, and whose number another one has now', () => `${process.pid} 1`],
  ['never was', () => 'no process'],
  ['had its disk full', () => ''],
])('takes the place of a process that %s', (_, left) => {
  const file = join(temporaryFolder(), '.lock');
  writeFileSync(file, left());
  expect(lockByProcess(file)).toBeTypeOf('function');
  expect(lockByProcess(file)).toBe('taken');
});

it('says when there is no place for its file', () => {
  const file = join(temporaryFolder(), 'missing', '.lock');
  expect(() => lockByProcess(file)).toThrow(/ENOENT/);
  expect(existsSync(file)).toBe(false);
});
