import { describe, expect, it } from 'vitest';
import { parseEntry } from '../../lambda/index/places.ts';
import { listingPath, SITE } from '../../lambda/public-paths.ts';
import { type Context, republish } from '../../lambda/republish.ts';
import { MemoryStore, type Operation, type StoreRequest } from '../../lambda/store/memory.ts';
import { bytesOf, plainDerivations } from './plain-derivations.ts';
import type { SimulatedFile } from './plan.ts';
import { Random } from './random.ts';

const WORKERS = 8;
const BATCH = 100;
const ITEMS_PER_FEED = 50;

describe('8 workers publish articles of the same categories, 100 a batch', () => {
  it('all there once, with bounded retries: 10,000 articles of one category', {
    timeout: 120_000,
  }, async () => {
    const load = await publishAll(10_000, ['hot']);
    const ids = [...load.state.contents('index/category/hot/').keys()].map((key) => parseEntry(key)?.id);
    expect(ids).toHaveLength(10_000);
    expect(new Set(ids).size).toBe(10_000);
    const newest = Array.from({ length: ITEMS_PER_FEED }, (_, i) => `Title ${9999 - i}`);
    for (const scope of [SITE, { kind: 'category', name: 'hot' } as const]) {
      const feed = load.publicSite.contents().get(listingPath(scope, 'feed.json'));
      const items: readonly { title: string }[] = JSON.parse(Buffer.from(feed?.body ?? []).toString());
      expect(items.map(({ title }) => title)).toEqual(newest);
    }
    expect(load.failures).toBe(0);
    expect(load.mostTries).toBeLessThan(20);
    expect(load.swaps / load.publications).toBeLessThan(WORKERS / 2);
    expect(total(load.requests) / 10_000).toBeLessThanOrEqual(12);
  });

  it('within the budget of requests: articles of three categories', { timeout: 60_000 }, async () => {
    const { requests } = await publishAll(2000, ['hot', 'warm', 'mild']);
    expect(total(requests) / 2000).toBeLessThanOrEqual(14);
    expect((requests.put + requests.list) / 2000).toBeLessThanOrEqual(7);
  });
});

it('an upload into a full site reads each record once, though three categories and the site show it', async () => {
  const state = new MemoryStore();
  const articles = new MemoryStore();
  const context: Context = {
    articles,
    state,
    publicSite: new MemoryStore(),
    derivations: plainDerivations,
    itemsPerFeed: ITEMS_PER_FEED,
    revision: 'one',
    pause: async () => undefined,
  };
  const keys = Array.from({ length: 200 }, (_, i) => `${i}.md`);
  for (const [i, key] of keys.entries()) {
    await articles.put(key, bytesOf(uploadOf(i, ['hot', 'warm', 'mild'])));
  }
  await republish(keys.slice(0, -1), context);
  const before = state.requests.get;
  await republish(keys.slice(-1), context);
  // Its own record, five heads, and the other articles of the feeds.
  expect(state.requests.get - before).toBeLessThanOrEqual(1 + 5 + ITEMS_PER_FEED);
});

interface Load {
  readonly state: MemoryStore;
  readonly publicSite: MemoryStore;
  /** Requests to all three buckets. */
  readonly requests: Readonly<Record<Operation, number>>;
  /** Keys that had to be delivered again. */
  readonly failures: number;
  readonly mostTries: number;
  /** Lists that were published, and heads that somebody tried to swap for it. */
  readonly publications: number;
  readonly swaps: number;
}

async function publishAll(count: number, categories: readonly string[]): Promise<Load> {
  const random = new Random(1);
  const requests = { get: 0, head: 0, holds: 0, put: 0, delete: 0, list: 0 };
  let swaps = 0;
  const before = async ({ operation, key }: StoreRequest): Promise<void> => {
    requests[operation]++;
    if (operation === 'put' && key.startsWith('heads/')) swaps++;
    await wait(1 + random.below(3));
  };
  const [articles, state, publicSite] = [{ before }, { before }, { before }].map(
    (options) => new MemoryStore(options),
  );
  if (articles === undefined || state === undefined || publicSite === undefined) throw new Error('no stores');
  const uploads = Array.from({ length: count }, (_, i) => {
    const published = new Date(1_600_000_000_000 + i * 1000).toISOString().replace('.000Z', 'Z');
    return articles.put(
      `${i}.md`,
      bytesOf({ status: 'published', title: `Title ${i}`, published, categories }),
    );
  });
  await Promise.all(uploads);
  requests.put = 0;

  let [failures, mostTries] = [0, 0];
  const context: Context = {
    articles,
    state,
    publicSite,
    derivations: plainDerivations,
    itemsPerFeed: ITEMS_PER_FEED,
    revision: 'one',
    pause: async (tries) => {
      mostTries = Math.max(mostTries, tries);
      await wait(random.below(20 * 2 ** Math.min(tries, 6)));
    },
  };
  const queue = Array.from({ length: count }, (_, i) => `${i}.md`);
  const work = async (): Promise<void> => {
    for (let batch = queue.splice(0, BATCH); batch.length > 0; batch = queue.splice(0, BATCH)) {
      for (const { key, status } of await republish(batch, context)) {
        if (status !== 'failed') continue;
        failures++;
        queue.push(key);
      }
    }
  };
  await Promise.all(Array.from({ length: WORKERS }, work));
  const publications = Math.ceil(count / BATCH) * (1 + categories.length);
  return { state, publicSite, requests, failures, mostTries, publications, swaps };
}

/** The articles of a site, each a second newer than the one before. */
function uploadOf(i: number, categories: readonly string[]): SimulatedFile {
  const published = new Date(1_600_000_000_000 + i * 1000).toISOString().replace('.000Z', 'Z');
  return { status: 'published', title: `Title ${i}`, published, categories };
}

function total(requests: Load['requests']): number {
  return Object.values(requests).reduce((sum, number) => sum + number);
}

/** Lets others go first, so many times. */
async function wait(turns: number): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
}
