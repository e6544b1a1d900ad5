import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChangeQueue } from '../../local/publish/changes.ts';

const batches: { files: string[]; unknown: boolean }[] = [];
let work: () => Promise<void>;
let queue: ChangeQueue;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  batches.length = 0;
  work = async () => {};
  queue = new ChangeQueue(async ({ files, unknown }) => {
    batches.push({ files: [...files], unknown });
    await work();
  });
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a queue of changes', () => {
  it('hands on a burst as one batch, each file once, after a moment of quiet', async () => {
    queue.start();
    queue.addFile('a');
    await vi.advanceTimersByTimeAsync(100);
    queue.addFile('b');
    queue.addFile('a');
    await vi.advanceTimersByTimeAsync(100);
    expect(batches).toEqual([]);
    await vi.advanceTimersByTimeAsync(100);
    expect(batches).toEqual([{ files: ['a', 'b'], unknown: false }]);
  });

  it('lets no change wait for long, even if others never cease', async () => {
    queue.start();
    for (let i = 0; i < 20; i++) {
      queue.addFile(`${i}`);
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(batches.length).toBeGreaterThanOrEqual(2);
  });

  it('works on one batch at a time and collects what comes meanwhile', async () => {
    let finish = (): void => {};
    work = () =>
      new Promise((resolve) => {
        finish = resolve;
      });
    queue.start();
    queue.addFile('a');
    await vi.advanceTimersByTimeAsync(500);
    queue.addFile('b');
    queue.addUnknown();
    await vi.advanceTimersByTimeAsync(5000);
    expect(batches).toEqual([{ files: ['a'], unknown: false }]);
    finish();
    await vi.advanceTimersByTimeAsync(500);
    expect(batches.slice(1)).toEqual([{ files: ['b'], unknown: true }]);
  });

  it('keeps what comes before it is started', async () => {
    queue.addFile('a');
    await vi.advanceTimersByTimeAsync(5000);
    expect(batches).toEqual([]);
    queue.start();
    await vi.advanceTimersByTimeAsync(500);
    expect(batches).toEqual([{ files: ['a'], unknown: false }]);
  });

  it('ends with the batch that runs, and begins no other', async () => {
    vi.useRealTimers();
    let done = false;
    work = async () => {
      await wait(50);
      done = true;
    };
    queue.start();
    queue.addFile('a');
    await vi.waitUntil(() => batches.length === 1, 60_000);
    queue.addFile('b');
    await queue.close();
    expect(done).toBe(true);
    await wait(300);
    expect(batches).toHaveLength(1);
  });
});
