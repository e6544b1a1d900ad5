import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Upload } from '../../lambda/model/article.ts';
import { ARTICLE_PAGES, SITE } from '../../lambda/model/paths.ts';
import { ByteBudget } from '../../lambda/protocol/byte-budget.ts';
import type { Context } from '../../lambda/protocol/context.ts';
import { EntryCache } from '../../lambda/protocol/entry-cache.ts';
import { readListing } from '../../lambda/protocol/listing.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { bytesOf, plainDerivations } from '../simulation/plain-derivations.ts';
import { interceptStore } from '../support/intercept-store.ts';
import { protocolContext } from '../support/protocol-context.ts';
import { runs } from '../support/runs.ts';

describe('a budget of bytes', () => {
  it('is never overfilled but by one that has it alone, and lets everybody in, in order', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(sizes, async (sizes) => {
        const budget = new ByteBudget(10);
        const inside = new Map<number, number>();
        const entered: number[] = [];
        await Promise.all(
          sizes.map(async (bytes, i) => {
            const release = await budget.acquire(bytes);
            inside.set(i, bytes);
            entered.push(i);
            const taken = [...inside.values()].reduce((sum, size) => sum + size, 0);
            const others = taken - bytes;
            expect(taken <= 10 || others === 0).toBe(true);
            await setImmediate();
            inside.delete(i);
            release();
          }),
        );
        expect(entered).toEqual(sizes.map((_, i) => i));
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('memory', () => {
  it('holds few of many large uploads at a time until each is published', async () => {
    const { context, upload } = site();
    const keys = Array.from({ length: 12 }, (_, i) => `${i}.json`);
    for (const key of keys) await upload(key, 4_000_000);
    let most = 0;
    let now = 0;
    await republish(keys, {
      ...context,
      derivations: {
        ...plainDerivations,
        derive: (file) => {
          most = Math.max(most, ++now);
          return plainDerivations.derive(file);
        },
      },
      publicSite: interceptStore(context.publicSite, ({ operation, key }, apply) => {
        if (operation === 'put' && key.startsWith(ARTICLE_PAGES)) now--;
        return apply();
      }),
    });
    expect(now).toBe(0);
    expect(most).toBe(3);
  });

  it('takes in no further upload once there is no time left', async () => {
    const { context, upload } = site();
    const keys = Array.from({ length: 12 }, (_, i) => `${i}.json`);
    for (const key of keys) await upload(key, 4_000_000);
    const end = new AbortController();
    let derived = 0;
    const derive: Context['derivations']['derive'] = (file) => {
      derived++;
      end.abort();
      return plainDerivations.derive(file);
    };
    const derivations = { ...plainDerivations, derive };
    const reports = await republish(keys, { ...context, derivations }, { signal: end.signal });
    expect(reports.filter(({ status }) => status === 'failed').length).toBeGreaterThanOrEqual(9);
    expect(derived).toBeLessThanOrEqual(3);
  });

  it('is bounded by what an upload is now, though it was smaller at the first look', async () => {
    const { context, upload } = site();
    const keys = Array.from({ length: 6 }, (_, i) => `${i}.json`);
    for (const key of keys) await upload(key, 100);
    const grown = new Set<string>();
    let [now, most] = [0, 0];
    const derive: Context['derivations']['derive'] = async (file) => {
      now += file.body.length;
      most = Math.max(most, now);
      await setImmediate();
      if (!grown.has(file.key)) {
        grown.add(file.key);
        await upload(file.key, 5_000_000);
      }
      now -= file.body.length;
      return plainDerivations.derive(file);
    };
    const reports = await republish(keys, { ...context, derivations: { ...plainDerivations, derive } });
    expect(reports.map(({ status }) => status)).toEqual(keys.map(() => 'published'));
    expect(most).toBeLessThan(3 * 5_000_000);
  });

  it('holds one large record at a time beside what a feed shows, and reads none that is not shown', async () => {
    const { context, state, upload } = site('x'.repeat(3_000_000));
    const keys = Array.from({ length: 12 }, (_, i) => `${i}.json`);
    for (const key of keys) await upload(key, 100);
    await republish(keys, context);
    const before = state.bytesRead;
    const { articles } = await readListing(state, SITE, { count: 50, cache: new EntryCache() });
    // Two fill a feed; the third shows that it is too much.
    expect(articles).toHaveLength(2);
    expect(state.bytesRead - before).toBeLessThan(3 * 3_001_000 + 12 * 256 * 1024);
  });
});

/** A site whose articles have this content. */
function site(content = '') {
  const context = protocolContext({
    derivations: {
      ...plainDerivations,
      derive: async (file: Upload) => {
        const derivation = await plainDerivations.derive(file);
        if (derivation.status !== 'published') return derivation;
        return { ...derivation, article: { ...derivation.article, content } };
      },
    },
  });
  const { articles, state } = context;
  let uploads = 0;
  const upload = async (key: string, size: number): Promise<void> => {
    const published = new Date(Date.UTC(2021, 0, 1) + uploads++ * 1000).toISOString();
    const file = { status: 'published', title: key, published, categories: ['金融'], filling: '' };
    const filling = 'x'.repeat(Math.max(0, size - JSON.stringify(file).length));
    await articles.put(key, bytesOf({ ...file, filling }));
  };
  return { context, state, upload };
}
