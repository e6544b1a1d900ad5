import { expect, it } from 'vitest';
import { FolderContents } from '../../lambda/store/folder-contents.ts';

function objectOf(key: string, length: number) {
  return { key, version: 'v', modified: 0, size: length, body: Buffer.alloc(length) };
}

function countKept(contents: FolderContents, keys: readonly string[]): number {
  return keys.filter((key) => contents.get(key, 'v') !== undefined).length;
}

it.each([0, 20_000, 100_000])('keeps no more than some megabytes of files of %i bytes', (length) => {
  const contents = new FolderContents();
  const keys = Array.from({ length: 20_000 }, (_, i) => `k${i}`);
  for (const key of keys) contents.keep(objectOf(key, length));
  const kept = countKept(contents, keys);
  expect(kept * (length + 1000)).toBeLessThanOrEqual(24_000_000);
  expect(contents.get('k19999', 'v')).toBeDefined();
});

it('keeps what is asked for rather than what was read later, and is not asked for', () => {
  const contents = new FolderContents();
  contents.keep(objectOf('asked', 100_000));
  for (let i = 0; i < 1000; i++) {
    contents.keep(objectOf(`k${i}`, 100_000));
    contents.get('asked', 'v');
  }
  expect(contents.get('asked', 'v')).toBeDefined();
  expect(contents.get('k0', 'v')).toBeUndefined();
});

it('keeps no part of a file, and no large one', () => {
  const contents = new FolderContents();
  contents.keep({ ...objectOf('part', 10), size: 20 });
  contents.keep(objectOf('large', 1_000_000));
  expect(countKept(contents, ['part', 'large'])).toBe(0);
});

it('knows nothing of another version, or of a file that is forgotten', () => {
  const contents = new FolderContents();
  contents.keep(objectOf('a', 10));
  expect(contents.get('a', 'w')).toBeUndefined();
  contents.forget('a');
  expect(contents.get('a', 'v')).toBeUndefined();
});
