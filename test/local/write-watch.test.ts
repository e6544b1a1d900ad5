import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ObjectInfo } from '../../lambda/store/store.ts';
import { WriteWatch } from '../../local/publish/write-watch.ts';

let file: ObjectInfo | undefined;
let watch: WriteWatch;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  file = undefined;
  watch = new WriteWatch({ head: async () => file });
});

afterEach(() => {
  vi.useRealTimers();
});

function write(version: string, modified = Date.now()): void {
  file = { key: 'a.md', version, modified, size: 1 };
}

async function isFinished(): Promise<boolean> {
  return (await watch.findUnfinished(['a.md'])).size === 0;
}

it('a file is finished when it has stood still for a moment', async () => {
  write('1');
  expect(await isFinished()).toBe(false);
  vi.advanceTimersByTime(300);
  expect(await isFinished()).toBe(false);
  vi.advanceTimersByTime(300);
  expect(await isFinished()).toBe(true);
});

it('a file that was seen to grow has to stand still for longer', async () => {
  for (let i = 0; i < 10; i++) {
    write(`${i}`);
    expect(await isFinished()).toBe(false);
    vi.advanceTimersByTime(1000);
  }
  expect(await isFinished()).toBe(false);
  vi.advanceTimersByTime(2000);
  expect(await isFinished()).toBe(true);
});

it('a file that never stands still is finished at last', async () => {
  const start = Date.now();
  for (let i = 0; ; i++) {
    write(`${i}`);
    if (await isFinished()) break;
    vi.advanceTimersByTime(500);
  }
  expect(Date.now() - start).toBe(30_000);
});

it('a file that was written long ago, is gone or cannot be looked at is not waited for', async () => {
  write('1', Date.now() - 60_000);
  expect(await isFinished()).toBe(true);
  file = undefined;
  expect(await isFinished()).toBe(true);
  watch = new WriteWatch({ head: () => Promise.reject(new Error('permission denied')) });
  expect(await isFinished()).toBe(true);
});
