import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { FolderStore } from '../../lambda/store/folder.ts';
import { listAll } from '../../lambda/store/store.ts';
import { describeStore, text } from './contract.ts';

const folding = vi.hoisted(() => ({ root: '/nowhere', isNormalising: false }));

vi.mock('node:fs', async (importOriginal) => {
  const { foldingFs } = await import('../support/folding-fs.ts');
  return foldingFs(await importOriginal(), folding);
});

const base = realpathSync(mkdtempSync(join(tmpdir(), 'folding-')));
afterAll(() => rmSync(base, { recursive: true }));

let folders = 0;
function open(isNormalising: boolean): { readonly root: string; readonly store: FolderStore } {
  const root = join(base, String(folders++));
  mkdirSync(root);
  Object.assign(folding, { root, isNormalising });
  return { root, store: new FolderStore(root) };
}

describeStore('FolderStore where names that differ in case are one', () => open(false).store, { runs: 20 });

describeStore('FolderStore where names are decomposed as well', () => open(true).store, { runs: 20 });

describe.each([
  ['that ignores case', false],
  ['that decomposes names as well', true],
])('a folder %s', (_, isNormalising) => {
  it('keeps keys apart that it takes for one, the first under its own path', async () => {
    const { root, store } = open(isNormalising);
    const keys = ['feeds/AI/rss.xml', 'feeds/ai/rss.xml', 'feeds/Ai/rss.xml', 'feeds/é/x', 'feeds/e\u0301/x'];
    for (const key of keys) await store.put(key, text(key));
    for (const key of keys) {
      expect(Buffer.from((await store.get(key))?.body ?? []).toString()).toBe(key);
    }
    const listed: string[] = [];
    for await (const { key } of listAll(store, 'feeds/')) listed.push(key);
    expect(new Set(listed)).toEqual(new Set(keys));
    expect(realpathSync.native(join(root, 'feeds/AI/rss.xml'))).toBe(join(root, 'feeds/AI/rss.xml'));
    for (const key of keys) await store.delete(key);
    expect(await store.list('feeds/')).toEqual({ objects: [], more: false });
  });
});
