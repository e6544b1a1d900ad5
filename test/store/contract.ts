import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { SharedPieces } from '../../lambda/model/body.ts';
import { compareKeys } from '../../lambda/store/key.ts';
import { type Content, listAll, listKeys, type Store, StoreError } from '../../lambda/store/store.ts';

export interface ContractOptions {
  /** Runs of the model test: fewer where each request crosses a network. */
  readonly runs: number;
  /** Keys that this kind of store cannot hold. */
  readonly impossibleKeys?: readonly string[];
}

/** Keys that have broken some store somewhere; `a` stands beside `a/` and `a/b` on purpose. */
export const AWKWARD_KEYS: readonly string[] = [
  'a',
  'a/',
  'a/b',
  'a b+c%20%2F%2f.md',
  '%',
  '&<>"\'.md',
  '..',
  '../escape.md',
  'a/../../escape.md',
  '.',
  './a',
  '/',
  '//',
  '/etc/passwd',
  'back\\slash\\..\\..\\x',
  'C:\\x',
  'CON',
  'aux.md ',
  'dot.',
  'nul\u0000byte',
  'new\nline.md',
  'tab\tcontrol\u0001\u007f',
  'post/金融/新浪财经－国內｜々.md',
  '"""\'北京\'""".md',
  '\u{1F600}.md',
  '\uFF5E.md',
  '\u00E9.md',
  'e\u0301.md',
  '.hidden',
  'backup~',
  '#autosave#',
  '4913',
  '.feed-republisher/keys/61',
  'x'.repeat(1024),
  `${'長'.repeat(300)}/${'y'.repeat(100)}`,
  '__proto__',
];

/** The contract of the storage port, the same for every adapter. `open` gives an empty store each time. */
export function describeStore(
  name: string,
  open: () => Promise<Store> | Store,
  { runs, impossibleKeys = [] }: ContractOptions,
): void {
  describe(`${name} keeps the contract of the storage port`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });

    it('writes a stream that it reads as one, once and no more', async () => {
      const body = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 31) & 255);
      const write = (bytes: Uint8Array) =>
        store.write('media/a.mp3', {
          contentType: 'audio/mpeg',
          size: bytes.length,
          chunks: (async function* () {
            for (let at = 0; at < bytes.length; at += 60_000) yield bytes.subarray(at, at + 60_000);
          })(),
        });
      expect(await store.read('media/a.mp3')).toBeUndefined();
      expect(await write(body)).toMatchObject({ outcome: 'written' });
      expect(await write(body.subarray(1))).toEqual({ outcome: 'conflict' });
      const opened = await store.read('media/a.mp3');
      const { chunks, ...info } = opened ?? { chunks: [] };
      expect(info).toEqual(await store.head('media/a.mp3'));
      const read: Uint8Array[] = [];
      for await (const chunk of chunks) read.push(chunk);
      expect(Buffer.compare(Buffer.concat(read), body)).toBe(0);
    });

    it('leaves nothing of a stream that breaks', async () => {
      const broken = {
        contentType: 'audio/mpeg',
        size: 9,
        chunks: (async function* () {
          yield Buffer.from('abc');
          throw new Error('the disk is gone');
        })(),
      };
      await expect(store.write('media/b.mp3', broken)).rejects.toThrow();
      expect(await store.head('media/b.mp3')).toBeUndefined();
      expect((await store.list('')).objects).toEqual([]);
    });

    it('gives back what was put, byte for byte', async () => {
      const body = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) & 255);
      const put = await store.put('dir/file.bin', { body, contentType: 'application/octet-stream' });
      const object = await store.get('dir/file.bin');
      expect(Buffer.compare(object?.body ?? Buffer.alloc(0), body)).toBe(0);
      expect(object).toMatchObject({ key: 'dir/file.bin', size: body.length });
      expect(put).toEqual({ outcome: 'written', version: object?.version });
    });

    it('keeps the same of what comes in pieces', async () => {
      // More than a system takes at once, and empty ones among them.
      const pieces = Array.from({ length: 3_000 }, (_, i) => Buffer.from('长文'.repeat(i % 3)));
      const whole = { contentType: 'text/plain; charset=utf-8', body: Buffer.concat(pieces) };
      const content = { ...whole, body: new SharedPieces(pieces) };
      await store.put('pieces', content);
      expect(Buffer.from((await store.get('pieces'))?.body ?? []).equals(whole.body)).toBe(true);
      for (const same of [content, whole]) expect(await store.compare('pieces', same)).toBe('same');
      const other = { ...whole, body: new SharedPieces([...pieces.slice(1), Buffer.from('x')]) };
      expect(await store.compare('pieces', other)).toHaveProperty('ifVersion');
    });

    it('gives back text, which an adapter may keep compressed', async () => {
      await store.put('page.html', html('<p>北京</p>'.repeat(1000)));
      const object = await store.get('page.html');
      expect(decode(object?.body)).toBe('<p>北京</p>'.repeat(1000));
      expect(object?.size).toBe(object?.body.length);
    });

    it('stamps objects with the whole second of their last writing', async () => {
      await store.put('k', text('x'));
      const modified = (await store.head('k'))?.modified ?? 0;
      expect(modified % 1000).toBe(0);
      expect(Math.abs(modified - Date.now())).toBeLessThan(60_000);
    });

    it('tells of a missing object by value', async () => {
      expect(await store.get('missing')).toBeUndefined();
      expect(await store.get('missing', { first: 10 })).toBeUndefined();
      expect(await store.head('missing')).toBeUndefined();
      expect(await store.compare('missing', text(''))).not.toBe('same');
      expect(await store.delete('missing')).toBe('gone');
      expect(await store.delete('missing', { ifVersion: 'any' })).toBe('gone');
      expect(await store.list('missing')).toEqual({ objects: [], more: false });
    });

    it('keeps an empty object', async () => {
      await store.put('empty', text(''));
      for (const object of [await store.get('empty'), await store.get('empty', { first: 5 })]) {
        expect(object?.size).toBe(0);
        expect(object?.body).toHaveLength(0);
      }
      expect(await store.compare('empty', text(''))).toBe('same');
    });

    it.each([1, 9, 10, 11, 5000])(
      'reads the first %i bytes of ten and still tells the whole size',
      async (first) => {
        await store.put('ten', binary('0123456789'));
        const object = await store.get('ten', { first });
        expect(decode(object?.body)).toBe('0123456789'.slice(0, first));
        expect(object?.size).toBe(10);
      },
    );

    it('gives the same version to every way of looking at an object', async () => {
      const put = await store.put('v', text('one'));
      const version = put.outcome === 'written' ? put.version : '';
      expect(version).not.toBe('');
      expect((await store.get('v'))?.version).toBe(version);
      expect((await store.get('v', { first: 1 }))?.version).toBe(version);
      expect((await store.head('v'))?.version).toBe(version);
      expect((await store.list('v')).objects[0]?.version).toBe(version);
    });

    it('gives other bytes another version, even of the same length and within one tick of the clock', async () => {
      const versions = new Set<string | undefined>();
      for (let i = 0; i < 50; i++) {
        await store.put('v', text(String.fromCharCode(65 + i)));
        versions.add((await store.head('v'))?.version);
        if (i % 7 === 0) await store.delete('v');
      }
      expect(versions.size).toBe(50);
    });

    it('tells whether exactly this content stands at a key', async () => {
      await store.put('h', html('<p>Hello</p>'));
      expect(await store.compare('h', html('<p>Hello</p>'))).toBe('same');
      expect(await store.compare('h', html('<p>Hallo</p>'))).not.toBe('same');
      expect(await store.compare('h', html('<p>Hello</p> '))).not.toBe('same');
    });

    it('tells under which condition a put replaces what was seen, and nothing that came later', async () => {
      const absent = await store.compare('seen', text('one'));
      const before = await store.put('seen', text('zero'), absent === 'same' ? undefined : absent);
      expect(before.outcome).toBe('written');
      const seen = await store.compare('seen', text('one'));
      if (absent === 'same' || seen === 'same') expect.fail();
      expect(await store.put('seen', text('one'), absent)).toEqual({ outcome: 'conflict' });
      expect((await store.put('seen', text('one'), seen)).outcome).toBe('written');
      expect(await store.put('seen', text('two'), seen)).toEqual({ outcome: 'conflict' });
      expect(await store.compare('seen', text('one'))).toBe('same');
    });

    it('creates an object only where none stands', async () => {
      expect(await store.put('c', text('first'), { ifAbsent: true })).toMatchObject({ outcome: 'written' });
      expect(await store.put('c', text('second'), { ifAbsent: true })).toEqual({ outcome: 'conflict' });
      expect(decode((await store.get('c'))?.body)).toBe('first');
    });

    it('replaces only the version that was named', async () => {
      const first = await store.put('c', text('first'));
      const version = first.outcome === 'written' ? first.version : '';
      expect(await store.put('c', text('second'), { ifVersion: version })).toMatchObject({
        outcome: 'written',
      });
      expect(await store.put('c', text('third'), { ifVersion: version })).toEqual({ outcome: 'conflict' });
      expect(decode((await store.get('c'))?.body)).toBe('second');
    });

    it('does not replace what has gone', async () => {
      const first = await store.put('c', text('first'));
      const version = first.outcome === 'written' ? first.version : '';
      await store.delete('c');
      expect(await store.put('c', text('second'), { ifVersion: version })).toEqual({ outcome: 'conflict' });
      expect(await store.head('c')).toBeUndefined();
    });

    it('deletes only the version that was named', async () => {
      const first = await store.put('c', text('first'));
      const second = await store.put('c', text('second'));
      const versions = [first, second].map((put) => (put.outcome === 'written' ? put.version : ''));
      expect(await store.delete('c', { ifVersion: versions[0] ?? '' })).toBe('conflict');
      expect(await store.head('c')).toBeDefined();
      expect(await store.delete('c', { ifVersion: versions[1] ?? '' })).toBe('gone');
      expect(await store.head('c')).toBeUndefined();
    });

    it('lets one of many concurrent writers win', async () => {
      const puts = await Promise.all(
        Array.from({ length: 8 }, (_, i) => store.put('race', text(`writer ${i}`), { ifAbsent: true })),
      );
      expect(puts.filter((put) => put.outcome === 'written')).toHaveLength(1);
      const winner = puts.findIndex((put) => put.outcome === 'written');
      expect(decode((await store.get('race'))?.body)).toBe(`writer ${winner}`);
    });

    it('lists in the order of UTF-8 bytes, which is not that of UTF-16', async () => {
      const keys = ['a', 'a!', 'a/b', 'a/b/c', 'a0', 'b', '\uFF5E', '\u{1F600}', '金融', 'a/b!'];
      for (const key of keys) await store.put(key, text(key));
      const byBytes = keys.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(byBytes.indexOf('\uFF5E')).toBeLessThan(byBytes.indexOf('\u{1F600}'));
      expect((await store.list('')).objects.map(({ key }) => key)).toEqual(byBytes);
    });

    it('lists a prefix from a key on, up to a limit, and says when there is more', async () => {
      for (const key of ['p', 'p/1', 'p/2', 'p/3', 'p0', 'q/1']) await store.put(key, text(key));
      const keys = async (...request: Parameters<Store['list']>) => {
        const { objects, more } = await store.list(...request);
        return { keys: objects.map(({ key }) => key), more };
      };
      expect(await keys('p/')).toEqual({ keys: ['p/1', 'p/2', 'p/3'], more: false });
      expect(await keys('p/', { limit: 2 })).toEqual({ keys: ['p/1', 'p/2'], more: true });
      expect(await keys('p/', { limit: 2, after: 'p/2' })).toEqual({ keys: ['p/3'], more: false });
      expect(await keys('p/', { after: 'p/1x' })).toEqual({ keys: ['p/2', 'p/3'], more: false });
      expect(await keys('p', { limit: 3 })).toEqual({ keys: ['p', 'p/1', 'p/2'], more: true });
      expect(await keys('p/', { after: 'a' })).toEqual({ keys: ['p/1', 'p/2', 'p/3'], more: false });
      expect(await keys('p/', { after: 'q' })).toEqual({ keys: [], more: false });
      const alone = { keysOnly: true };
      expect(await keys('p', { ...alone, limit: 2 })).toEqual({ keys: ['p', 'p/1'], more: true });
      expect(await keys('p/', { ...alone, after: 'p/1' })).toEqual({ keys: ['p/2', 'p/3'], more: false });
    });

    it('keeps awkward keys apart, and lists them as they were put', async () => {
      const keys = AWKWARD_KEYS.filter((key) => !impossibleKeys.includes(key));
      for (const key of keys) await store.put(key, text(`at ${key}`));
      for (const key of keys) expect(decode((await store.get(key))?.body), key).toBe(`at ${key}`);
      const listed: string[] = [];
      for await (const { key } of listAll(store, '')) listed.push(key);
      expect(listed).toEqual(keys.toSorted(compareKeys));
      const alone: string[] = [];
      for await (const key of listKeys(store, '')) alone.push(key);
      expect(alone).toEqual(listed);
      for (const key of keys) {
        const { objects } = await store.list(key);
        expect(objects.map((object) => object.key)).toEqual(listed.filter((other) => other.startsWith(key)));
      }
      for (const key of keys) expect(await store.delete(key)).toBe('gone');
      expect(await store.list('')).toEqual({ objects: [], more: false });
    });

    it.each(['', 'x'.repeat(1025), '長'.repeat(342), 'half a pair \uD800'])(
      'refuses what can be no key (%#)',
      async (key) => {
        await expect(store.put(key, text('x'))).rejects.toThrow(StoreError);
        await expect(store.get(key)).rejects.toThrow(StoreError);
      },
    );

    it('does what a map would do, whatever the sequence of requests', async () => {
      const key = fc.constantFrom('a', 'a/b', 'a/b/c', 'a!', 'b', '\u{1F600}', '\uFF5E', '..', '%');
      const condition = fc.constantFrom('none', 'absent', 'current', 'stale');
      const request = fc.oneof(
        fc.record({
          put: key,
          text: fc.string({ unit: 'grapheme', maxLength: 4 }),
          condition,
        }),
        fc.record({ delete: key, condition: fc.constantFrom('none', 'current', 'stale') }),
        fc.record({
          list: fc.constantFrom('', 'a', 'a/', 'b'),
          after: fc.option(key, { nil: undefined }),
          limit: fc.integer({ min: 1, max: 4 }),
        }),
        fc.record({ get: key }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(request, { maxLength: 25 }), async (requests) => {
          const fresh = await open();
          const model = new Map<string, string>();
          const versionOf = async (at: string, wanted: string) =>
            wanted === 'current' ? ((await fresh.head(at))?.version ?? 'none') : 'stale';
          for (const step of requests) {
            if ('put' in step) {
              const { put: at, condition: wanted } = step;
              const expected =
                wanted === 'none' || wanted === (model.has(at) ? 'current' : 'absent')
                  ? 'written'
                  : 'conflict';
              const named =
                wanted === 'none'
                  ? undefined
                  : wanted === 'absent'
                    ? ({ ifAbsent: true } as const)
                    : { ifVersion: await versionOf(at, wanted) };
              expect((await fresh.put(at, text(step.text), named)).outcome).toBe(expected);
              if (expected === 'written') model.set(at, step.text);
            } else if ('delete' in step) {
              const { delete: at, condition: wanted } = step;
              const expected = wanted === 'stale' && model.has(at) ? 'conflict' : 'gone';
              const named = wanted === 'none' ? undefined : { ifVersion: await versionOf(at, wanted) };
              expect(await fresh.delete(at, named)).toBe(expected);
              if (expected === 'gone') model.delete(at);
            } else if ('list' in step) {
              const { list: prefix, after, limit } = step;
              const all = [...model.keys()]
                .filter((at) => at.startsWith(prefix) && (after === undefined || compareKeys(at, after) > 0))
                .sort(compareKeys);
              const page = await fresh.list(prefix, after === undefined ? { limit } : { after, limit });
              expect(page.objects.map((object) => object.key)).toEqual(all.slice(0, limit));
              expect(page.more).toBe(all.length > limit);
            } else {
              expect(decode((await fresh.get(step.get))?.body)).toBe(model.get(step.get));
            }
          }
        }),
        { numRuns: runs },
      );
    });
  });
}

/** Plain text as a content. */
export function text(body: string): Content {
  return { body: Buffer.from(body), contentType: 'text/plain; charset=utf-8' };
}

function html(body: string): Content {
  return { body: Buffer.from(body), contentType: 'text/html; charset=utf-8', cacheControl: 'max-age=60' };
}

function binary(body: string): Content {
  return { body: Buffer.from(body), contentType: 'application/octet-stream' };
}

function decode(body: Uint8Array | undefined): string | undefined {
  return body === undefined ? undefined : Buffer.from(body).toString();
}
