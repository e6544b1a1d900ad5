import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { FolderStore } from '../../lambda/store/folder.ts';
import { TICK_MS } from '../../lambda/store/folder-names.ts';
import { listKeys, type Store } from '../../lambda/store/store.ts';
import { text } from './contract.ts';

const base = mkdtempSync(join(tmpdir(), 'folder-changes-'));
afterAll(() => rmSync(base, { recursive: true }));

let folders = 0;
function newFolder(): string {
  const folder = join(base, String(folders++));
  mkdirSync(folder);
  return folder;
}

async function keysOf(store: Store, prefix = ''): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const key of listKeys(store, prefix)) keys.push(key);
  return keys;
}

async function textAt(store: Store, key: string): Promise<string | undefined> {
  const object = await store.get(key);
  return object === undefined ? undefined : Buffer.from(object.body).toString();
}

it('lists what came and went since it listed a folder last', async () => {
  const root = newFolder();
  const store = new FolderStore(root);
  const keys = ['a/b', 'a/c', 'a/é', 'a/🙂', 'a/｜', 'a/b/c', 'a/d/e', 'a/d/f', 'b', 'g/h'];
  const prefixes = ['', 'a/', 'a/d/', 'a/b'];
  const step = fc.record({
    key: fc.constantFrom(...keys),
    body: fc.constantFrom('', 'x', undefined),
    prefix: fc.constantFrom(...prefixes),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      for (const { key, body, prefix } of steps) {
        if (body === undefined) await store.delete(key);
        else await store.put(key, text(body));
        expect(await keysOf(store, prefix)).toEqual(await keysOf(new FolderStore(root), prefix));
      }
    }),
    { numRuns: 60 },
  );
});

it('gives what it has written, not what it has read before', async () => {
  const store = new FolderStore(newFolder());
  for (const body of ['one', 'two', 'two', 'three']) {
    await store.put('a', text(body));
    expect([await textAt(store, 'a'), await textAt(store, 'a')]).toEqual([body, body]);
  }
  expect(Buffer.from((await store.get('a', { first: 2 }))?.body ?? '').toString()).toBe('th');
  await store.delete('a');
  expect(await store.get('a')).toBeUndefined();
});

it('sees what is changed behind its back: files that are edited, deleted or put back', async () => {
  const root = newFolder();
  const store = new FolderStore(root);
  const path = join(root, 'a/b');
  for (const body of ['one', 'two']) {
    await store.put('a/b', text(body));
    expect([await textAt(store, 'a/b'), await keysOf(store)]).toEqual([body, ['a/b']]);
    await wait(TICK_MS);
    // Of the same length and with the same time of modification.
    const { mtime } = statSync(path);
    writeFileSync(path, 'tri');
    utimesSync(path, mtime, mtime);
    expect(await textAt(store, 'a/b')).toBe('tri');
    cpSync(root, `${root}-copy`, { recursive: true, preserveTimestamps: true });
    rmSync(join(root, 'a'), { recursive: true });
    expect([await store.get('a/b'), await keysOf(store)]).toEqual([undefined, []]);
    await wait(TICK_MS);
    cpSync(`${root}-copy`, root, { recursive: true, preserveTimestamps: true });
    expect([await textAt(store, 'a/b'), await keysOf(store)]).toEqual(['tri', ['a/b']]);
  }
});

it('lists what others put into a folder before it puts something there itself', async () => {
  const root = newFolder();
  const store = new FolderStore(root);
  await store.put('a/b', text('x'));
  await wait(TICK_MS);
  expect(await keysOf(store)).toEqual(['a/b']);
  writeFileSync(join(root, 'a/c'), '');
  await store.put('a/d', text(''));
  expect(await keysOf(store)).toEqual(['a/b', 'a/c', 'a/d']);
});

it('finds what it lists where a copy of the folder is put in its place', async () => {
  const root = newFolder();
  const other = newFolder();
  const store = new FolderStore(root);
  await store.put('a', text('x'));
  expect(await store.get('../b')).toBeUndefined();
  await new FolderStore(other).put('../b', text('b'));
  cpSync(other, root, { recursive: true });
  expect(await keysOf(store)).toEqual(['../b', 'a']);
  expect(await textAt(store, '../b')).toBe('b');
});
