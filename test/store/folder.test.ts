import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { FolderStore } from '../../lambda/store/folder.ts';
import { escapedPath, isPlainKey, unescapePath } from '../../lambda/store/key-path.ts';
import { listAll, type Store, StoreError } from '../../lambda/store/store.ts';
import { isIgnored } from '../../local/publish/ignored-files.ts';
import { nameWith } from '../support/needs.ts';
import { AWKWARD_KEYS, describeStore, text } from './contract.ts';

const base = mkdtempSync(join(tmpdir(), 'folder-store-'));
afterAll(() => rmSync(base, { recursive: true }));

/** An empty root whose parent holds nothing else, so that a test sees what leaves the root. */
let folders = 0;
function newFolder(): string {
  const folder = join(base, String(folders++), 'root');
  mkdirSync(folder, { recursive: true });
  return folder;
}

async function keysOf(store: Store, prefix = ''): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of listAll(store, prefix)) keys.push(key);
  return keys;
}

async function textAt(store: Store, key: string): Promise<string | undefined> {
  const object = await store.get(key);
  return object === undefined ? undefined : Buffer.from(object.body).toString();
}

describeStore('FolderStore', () => new FolderStore(newFolder()), { runs: 60 });

describe('FolderStore', () => {
  it('lets a key stand under its own path where the file system can hold it', async () => {
    const root = newFolder();
    const store = new FolderStore(root);
    const keys = ['feeds/C~2FC++/rss.xml', 'feeds/新浪财经－国內/index.html', '100% a+b?.md', 'a%2Fb'];
    for (const key of keys) await store.put(key, text(key));
    for (const key of keys) expect(readFileSync(join(root, key), 'utf8')).toBe(key);
  });

  it('writes nothing outside its root, whatever the key', async () => {
    const root = newFolder();
    const store = new FolderStore(root);
    for (const key of [...AWKWARD_KEYS, '/../../x', '..\\..\\x', '../root-of-another/x']) {
      await store.put(key, text(key));
      await store.get(key);
      await store.list(key);
      await store.delete(key);
    }
    expect(readdirSync(dirname(root))).toEqual(['root']);
    expect(await keysOf(store)).toEqual([]);
  });

  it('reads nothing outside its root, whatever the key', async () => {
    const root = newFolder();
    writeFileSync(join(dirname(root), 'secret'), 'secret');
    const store = new FolderStore(root);
    for (const key of ['../secret', '/../secret', 'a/../../secret', join(dirname(root), 'secret')]) {
      expect(await store.get(key)).toBeUndefined();
      expect(await store.head(key)).toBeUndefined();
    }
    expect(await keysOf(store, '../')).toEqual([]);
  });

  it('keeps a key whose path is taken by a folder, and one below a path that is taken by a file', async () => {
    const store = new FolderStore(newFolder());
    await store.put('a/b', text('below'));
    await store.put('a', text('above'));
    await store.put('a/b/c', text('below the file'));
    expect(await keysOf(store)).toEqual(['a', 'a/b', 'a/b/c']);
    await store.put('a', text('above, again'));
    await store.delete('a/b');
    expect(await textAt(store, 'a')).toBe('above, again');
    expect(await textAt(store, 'a/b/c')).toBe('below the file');
  });

  it('keeps an empty object whose path is taken by a folder, and one below a path that is taken by a file', async () => {
    const root = newFolder();
    const store = new FolderStore(root);
    await store.put('a/b', text(''));
    await store.put('a', text(''));
    await store.put('a/b/c', text(''));
    expect(await keysOf(store)).toEqual(['a', 'a/b', 'a/b/c']);
    const first = await store.head('a/b');
    const put = await store.put('a/b', text(''));
    expect(put).toEqual({ outcome: 'written', version: (await store.head('a/b'))?.version });
    expect((await store.head('a/b'))?.version).not.toBe(first?.version);
    symlinkSync(join(root, 'nowhere'), join(root, 'd'));
    await store.put('d', text(''));
    expect(await textAt(store, 'd')).toBe('');
    expect(existsSync(join(root, 'nowhere'))).toBe(false);
  });

  it('never lists what a crash left unfinished, and removes it before it writes again', async () => {
    const root = newFolder();
    const leftover = join(root, '.feed-republisher/tmp/0123456789ab-0');
    mkdirSync(dirname(leftover), { recursive: true });
    writeFileSync(leftover, 'half');
    const store = new FolderStore(root);
    expect(await keysOf(store)).toEqual([]);
    await store.put('a', text('x'));
    expect(existsSync(leftover)).toBe(false);
    expect(readdirSync(dirname(leftover))).toEqual([]);
  });

  it('removes the folders that a deletion leaves empty, but never the root', async () => {
    const root = newFolder();
    const store = new FolderStore(root);
    await store.put('a/b/c/d', text('x'));
    await store.put('a/e', text('x'));
    await store.delete('a/b/c/d');
    expect(readdirSync(join(root, 'a'))).toEqual(['e']);
    await store.delete('a/e');
    expect(existsSync(join(root, 'a'))).toBe(false);
    expect(existsSync(root)).toBe(true);
  });

  it('starts from a root that is not there yet', async () => {
    const root = join(newFolder(), 'not/yet');
    const store = new FolderStore(root);
    expect(await keysOf(store)).toEqual([]);
    expect(await store.get('a')).toBeUndefined();
    await store.put('a', text('x'));
    expect(readFileSync(join(root, 'a'), 'utf8')).toBe('x');
  });

  it('never gives a version twice, even where the clock stands still or goes back', async () => {
    let now = 1_700_000_000_000;
    const store = new FolderStore(newFolder(), { clock: () => now });
    const versions = new Set<string>();
    for (let i = 0; i < 40; i++) {
      if (i === 20) now -= 5000;
      if (i % 5 === 4) await store.delete('k');
      const put = await store.put('k', text('same'));
      if (put.outcome === 'written') versions.add(put.version);
    }
    expect(versions.size).toBe(40);
    expect((await store.head('k'))?.modified).toBe(1_700_000_000_000);
  });

  it('lists ten thousand files of one folder page by page', async () => {
    const root = newFolder();
    for (let i = 0; i < 10_000; i++) writeFileSync(join(root, `${i}`.padStart(5, '0')), '');
    const store = new FolderStore(root);
    const { objects, more } = await store.list('', { after: '04999', limit: 50 });
    expect(objects.map(({ key }) => key)).toEqual(Array.from({ length: 50 }, (_, i) => `0${5000 + i}`));
    expect(more).toBe(true);
    expect(await keysOf(store)).toHaveLength(10_000);
  });

  it('tells which file a failure is about', async () => {
    const root = newFolder();
    const store = new FolderStore(root);
    writeFileSync(join(root, '.feed-republisher'), 'a file where the folder should be');
    await expect(store.put('a', text('x'))).rejects.toThrow(/^put "a" failed: /);
  });
});

/** Does something without the rights of root, who may read everything. */
async function asNobody(work: () => Promise<void>): Promise<void> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('FolderStore over a folder in which people write', () => {
  const others = (root: string) => new FolderStore(root, { othersWrite: true, isIgnored });

  it('gives the files of all its folders, by their paths', async () => {
    const root = newFolder();
    mkdirSync(join(root, '金融/深/层'), { recursive: true });
    writeFileSync(join(root, '金融/深/层/一.md'), '一');
    writeFileSync(join(root, '100%25 b.md'), 'b');
    expect(await keysOf(others(root))).toEqual(['100%25 b.md', '金融/深/层/一.md']);
    expect(await textAt(others(root), '金融/深/层/一.md')).toBe('一');
  });

  it.each([
    '.hidden',
    '.drafts/a.md',
    '.git/config',
    '.feed-republisher/tmp/x',
    'a.md~',
    '.a.md.swp',
    '#a.md#',
    '4913',
    'a.md.part',
  ])('takes no notice of %s', async (name) => {
    const root = newFolder();
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), 'x');
    expect(await keysOf(others(root))).toEqual([]);
    expect(await others(root).get(name)).toBeUndefined();
    expect(await keysOf(others(root), '.')).toEqual([]);
    expect(await keysOf(others(root), `${name}/`)).toEqual([]);
  });

  it('gives an article whose name begins with a point', async () => {
    const root = newFolder();
    writeFileSync(join(root, '.NET 8 发布.md'), '文');
    expect(await keysOf(others(root))).toEqual(['.NET 8 发布.md']);
    expect(await textAt(others(root), '.NET 8 发布.md')).toBe('文');
  });

  it.skipIf(process.platform === 'win32')(
    'lists what it cannot read beside what it can, and says why',
    async () => {
      const root = newFolder();
      for (const folder of ['a', 'closed/deep', 'nameless', 'z'])
        mkdirSync(join(root, folder), { recursive: true });
      for (const key of ['a/1.md', 'closed/2.md', 'closed/deep/3.md', 'nameless/4.md', 'z/5.md']) {
        writeFileSync(join(root, key), key);
      }
      chmodSync(base, 0o755);
      chmodSync(join(root, 'closed'), 0o000);
      chmodSync(join(root, 'nameless'), 0o444);
      chmodSync(join(root, 'a/1.md'), 0o000);
      await asNobody(async () => {
        const store = others(root);
        expect(await keysOf(store)).toEqual(['a/1.md', 'closed/', 'nameless/4.md', 'z/5.md']);
        expect(await keysOf(store, 'closed/')).toEqual(['closed/']);
        for (const key of ['a/1.md', 'closed/', 'closed/2.md', 'nameless/4.md']) {
          await expect(store.get(key), key).rejects.toThrow(/EACCES/);
        }
        expect(await textAt(store, 'z/5.md')).toBe('z/5.md');
        expect(await store.get('z/')).toBeUndefined();
        expect(await store.get('missing/')).toBeUndefined();
      });
      chmodSync(join(root, 'closed'), 0o755);
      chmodSync(join(root, 'nameless'), 0o755);
    },
  );

  it('waits for a file to rest, and sees every change', async () => {
    const root = newFolder();
    const store = others(root);
    for (let i = 0; i < 10; i++) {
      writeFileSync(join(root, 'a.md'), `text ${i}`);
      const before = await store.get('a.md');
      expect(Buffer.from(before?.body ?? []).toString()).toBe(`text ${i}`);
      writeFileSync(join(root, 'a.md'), `next ${i}`);
      // An editor may put the old times back.
      utimesSync(join(root, 'a.md'), 1_600_000_000, 1_600_000_000);
      expect((await store.head('a.md'))?.version).not.toBe(before?.version);
    }
  });

  it('reads a file that is replaced while it waits', async () => {
    const root = newFolder();
    writeFileSync(join(root, 'a.md'), 'old');
    const reading = others(root).get('a.md');
    writeFileSync(join(root, 'b'), 'new');
    renameSync(join(root, 'b'), join(root, 'a.md'));
    expect(Buffer.from((await reading)?.body ?? []).toString()).toBe('new');
  });

  it('follows a link to a file within the root, and none that leaves it', async () => {
    const root = newFolder();
    writeFileSync(join(root, 'a.md'), 'inside');
    writeFileSync(join(dirname(root), 'secret.md'), 'outside');
    mkdirSync(join(dirname(root), 'elsewhere'));
    writeFileSync(join(dirname(root), 'elsewhere/x.md'), 'outside');
    symlinkSync('a.md', join(root, 'link.md'));
    symlinkSync('../secret.md', join(root, 'out.md'));
    symlinkSync('../elsewhere', join(root, 'folder'));
    symlinkSync('.', join(root, 'loop'));
    symlinkSync('gone', join(root, 'dangling.md'));
    const store = others(root);
    expect(await keysOf(store)).toEqual(['a.md', 'link.md']);
    expect(await textAt(store, 'link.md')).toBe('inside');
    for (const key of ['out.md', 'folder/x.md', 'loop/a.md', 'dangling.md']) {
      expect(await store.get(key)).toBeUndefined();
    }
  });

  it('works where the root itself is reached through a link', async () => {
    const root = newFolder();
    writeFileSync(join(root, 'a.md'), 'x');
    symlinkSync(root, join(dirname(root), 'linked'));
    expect(await keysOf(others(join(dirname(root), 'linked')))).toEqual(['a.md']);
  });

  it('does not wait for what is no file', async () => {
    const root = newFolder();
    execFileSync('mkfifo', [join(root, 'pipe.md')]);
    expect(await keysOf(others(root))).toEqual([]);
    expect(await others(root).get('pipe.md')).toBeUndefined();
  });

  it('does not take a folder that is not there for an empty one', async () => {
    const store = others(join(newFolder(), 'unmounted'));
    await expect(store.list('')).rejects.toThrow('is not there');
    await expect(store.get('a.md')).rejects.toThrow('is not there');
  });

  it('lists a file whose name is not UTF-8, and fails by its name when it is read', async () => {
    const root = newFolder();
    const name = Buffer.concat([Buffer.from(`${root}/`), Buffer.from([0xb1, 0xb1]), Buffer.from('.md')]);
    writeFileSync(name, 'x');
    writeFileSync(join(root, 'good.md'), 'x');
    const store = others(root);
    const keys = await keysOf(store);
    expect(keys).toEqual(['good.md', '\uFFFD\uFFFD.md']);
    await expect(store.get(keys[1] ?? '')).rejects.toThrow('not UTF-8');
    expect(await store.get('other \uFFFD.md')).toBeUndefined();
  });

  const isRoot = process.getuid?.() === 0;
  it.skipIf(isRoot)(
    nameWith('fails by its name on a file that it may not read', !isRoot, 'noRoot'),
    async () => {
      const root = newFolder();
      writeFileSync(join(root, 'a.md'), 'x', { mode: 0 });
      expect(await keysOf(others(root))).toEqual(['a.md']);
      await expect(others(root).get('a.md')).rejects.toThrow(StoreError);
    },
  );
});

describe('the path of a key', () => {
  const key = fc.oneof(
    fc.constantFrom(...AWKWARD_KEYS),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc
      .array(fc.constantFrom('..', '.', '', 'a', 'b.md', 'x'.repeat(256)), { minLength: 1, maxLength: 5 })
      .map((names) => names.join('/')),
  );

  it('is its own or an escaped one, which leads back to it', () => {
    fc.assert(
      fc.property(key, (tried) => {
        if (tried === '' || !tried.isWellFormed()) return;
        const path = escapedPath(tried);
        expect(unescapePath(path.slice('.feed-republisher/keys/'.length))).toBe(tried);
        for (const name of path.split('/')) expect(name.length).toBeLessThan(140);
        expect(isPlainKey(path, 'linux')).toBe(false);
      }),
    );
  });

  it.each([
    ['C:x', false],
    ['nul.md', false],
    ['a/con', false],
    ['ends.', false],
    ['back\\slash', false],
    ['console.md', true],
    ['金融/一.md', true],
  ])('is escaped on Windows where Windows would not keep it: %s', (tried, plain) => {
    expect(isPlainKey(tried, 'win32')).toBe(plain);
    expect(isPlainKey(tried, 'linux')).toBe(true);
  });

  it('is never made of what the adapter did not write', () => {
    for (const path of ['readme.txt', '61', '6.object', '6161/.object', 'zz.object', '61.object/62.object']) {
      expect(unescapePath(path)).toBeUndefined();
    }
  });
});
