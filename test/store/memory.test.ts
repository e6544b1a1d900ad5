import { describe, expect, it } from 'vitest';
import { MemoryStore } from '../../lambda/store/memory.ts';
import { listAll } from '../../lambda/store/store.ts';
import { describeStore, text } from './contract.ts';

describeStore('MemoryStore', () => new MemoryStore(), { runs: 300 });

describe('MemoryStore for tests', () => {
  it('counts every request by its operation, and the bytes that moved', async () => {
    const store = new MemoryStore();
    await store.put('a', text('12345'));
    await store.get('a');
    await store.get('a', { first: 2 });
    await store.get('b');
    await store.list('');
    expect(store.requests).toMatchObject({ get: 3, head: 0, compare: 0, put: 1, delete: 0, list: 1 });
    expect(store).toMatchObject({ bytesRead: 7, bytesWritten: 5 });
  });

  it('fails a request before it is applied', async () => {
    const store = new MemoryStore({
      before: async ({ operation, key }) => {
        if (operation === 'put' && key === 'a') throw new Error('lost on the way');
      },
    });
    await expect(store.put('a', text('x'))).rejects.toThrow('lost on the way');
    expect(store.contents().size).toBe(0);
  });

  it('applies a request whose answer is lost', async () => {
    const store = new MemoryStore({
      after: async ({ operation }) => {
        if (operation === 'put') throw new Error('no answer');
      },
    });
    await expect(store.put('a', text('x'))).rejects.toThrow('no answer');
    expect([...store.contents().keys()]).toEqual(['a']);
  });

  it('lets the test decide which of two requests comes first', async () => {
    const held = Promise.withResolvers<void>();
    const store = new MemoryStore({
      before: ({ key }) => (key === 'slow' ? held.promise : Promise.resolve()),
    });
    const slow = store.put('slow', text('x'));
    await store.put('fast', text('x'));
    expect([...store.contents().keys()]).toEqual(['fast']);
    held.resolve();
    await slow;
    expect([...store.contents().keys()]).toEqual(['fast', 'slow']);
  });

  it('stamps objects by the clock that it was given, cut to seconds', async () => {
    const store = new MemoryStore({ clock: () => 1_700_000_000_999 });
    await store.put('a', text('x'));
    expect((await store.head('a'))?.modified).toBe(1_700_000_000_000);
  });

  it('tells contents apart by their headers', async () => {
    const store = new MemoryStore();
    await store.put('a', { ...text('x'), cacheControl: 'max-age=60' });
    expect(await store.compare('a', { ...text('x'), cacheControl: 'max-age=60' })).toBe('same');
    expect(await store.compare('a', text('x'))).not.toBe('same');
    expect(await store.compare('a', { ...text('x'), contentType: 'text/css' })).not.toBe('same');
  });

  it('does not share its bytes with those who put them', async () => {
    const store = new MemoryStore();
    const body = Buffer.from('before');
    await store.put('a', { body, contentType: 'text/plain' });
    body.fill('x');
    expect(Buffer.from((await store.get('a'))?.body ?? []).toString()).toBe('before');
  });

  it('lists tens of thousands of keys page by page in order', async () => {
    const store = new MemoryStore();
    const keys = Array.from(
      { length: 20_000 },
      (_, i) => `index/${((i * 7919) % 20_000).toString().padStart(6, '0')}`,
    );
    for (const key of keys) await store.put(key, text(''));
    const listed: string[] = [];
    for await (const { key } of listAll(store, 'index/')) listed.push(key);
    expect(listed).toEqual(keys.toSorted());
    expect(store.requests.list).toBe(20);
    for (const key of keys) await store.delete(key);
    expect(await store.list('')).toEqual({ objects: [], more: false });
  });
});
