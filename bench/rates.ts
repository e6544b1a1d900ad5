import { republish } from '../lambda/protocol/republish.ts';
import { backoff } from '../lambda/protocol/retry.ts';
import { MemoryStore } from '../lambda/store/memory.ts';
import type { Content, Store } from '../lambda/store/store.ts';
import { ITEMS_PER_FEED } from '../test/simulation/load.ts';
import { bytesOf } from '../test/simulation/plain-derivations.ts';
import { Random } from '../test/simulation/random.ts';
import { interceptStore } from '../test/support/intercept-store.ts';
import type { Buckets } from '../test/support/protocol-context.ts';
import { type Result, round, showCount, spreadOf, table } from './figures.ts';
import { sketchedSite } from './sketched-site.ts';
import { VirtualProcessor, VirtualTime } from './virtual-time.ts';

/** What is assumed, in milliseconds: the way to a bucket and back, and the time of a processor. */
const REQUEST = { least: 10, most: 30 } as const;
const ARTICLE_MS = 3;
const LIST_MS = 40;
const REQUEST_MS = 0.5;

/** As the stack has it. */
const WORKERS = 8;
const BATCH = 100;
const WINDOW_MS = 5_000;

const CROWDS = [1, 2, 4, 8, 16];

const CATEGORIES = ['金融', '新浪财经', '新浪财经－国內'];

/** How fast uploads come through, in a time of its own: by the code of the protocol, with workers and buckets as assumed. */
export async function measure(): Promise<Result> {
  const arrivals: string[][] = [];
  for (const rate of [1, 10, 100, 200, 300]) arrivals.push(await measureArrivals(rate));
  const crowds: string[][] = [];
  for (const batch of [1, 10, 100]) {
    const rates: string[] = [];
    for (const workers of CROWDS) rates.push(await measureCrowd(workers, batch));
    crowds.push([showCount(batch), ...rates]);
  }
  return {
    tables: {
      'rates-arrivals': table(
        ['uploads a second', 'batch', 'busy', 'seconds to the feeds', 'waiting after a minute'],
        arrivals,
      ),
      'rates-crowds': table(['batch', ...CROWDS.map((workers) => `${workers} at work`)], crowds),
    },
    bars: [],
  };
}

/** Uploads that come at a rate for a minute, in batches as the queue makes them. */
async function measureArrivals(rate: number): Promise<string[]> {
  const world = new World();
  const { time } = world;
  const waiting: { readonly key: string; readonly at: number }[] = [];
  const delays: number[] = [];
  const batches: { readonly size: number; readonly took: number }[] = [];
  let isOver = false;
  let left = 0;
  const upload = async (): Promise<void> => {
    for (let i = 0; i < rate * 60; i++) {
      await time.until((i * 1000) / rate);
      const key = await world.upload(i);
      waiting.push({ key, at: time.now });
    }
    left = waiting.length;
    isOver = true;
  };
  const workers = Array.from({ length: WORKERS }, () => world.hire());
  const serve = async (worker: Worker): Promise<void> => {
    while (!isOver || waiting.length > 0) {
      const [first] = waiting;
      const isReady =
        first !== undefined && (waiting.length >= BATCH || time.now >= first.at + WINDOW_MS || isOver);
      if (!isReady) {
        await time.until(time.now + 100);
        continue;
      }
      const batch = waiting.splice(0, BATCH);
      const start = time.now;
      await worker(batch.map(({ key }) => key));
      batches.push({ size: batch.length, took: time.now - start });
      if (!isOver) for (const { at } of batch) delays.push((time.now - at) / 1000);
    }
  };
  await time.run(Promise.all([upload(), ...workers.map(serve)]));
  const busy = batches.reduce((sum, { took }) => sum + took, 0) / (WORKERS * time.now);
  const { median, low, high } = spreadOf(delays);
  return [
    showCount(rate),
    round((rate * 60) / batches.length),
    `${Math.round(100 * busy)} %`,
    `${round(median)} (${round(low)} to ${round(high)})`,
    showCount(left),
  ];
}

/** How many articles a second come through where all name the same categories and all workers begin at once. */
async function measureCrowd(workers: number, batch: number): Promise<string> {
  const world = new World();
  const queue: string[] = [];
  const count = workers * Math.max(batch * 4, 40);
  for (let i = 0; i < count; i++) queue.push(await world.upload(i));
  const serve = async (worker: Worker): Promise<void> => {
    for (let keys = queue.splice(0, batch); keys.length > 0; keys = queue.splice(0, batch))
      await worker(keys);
  };
  await world.time.run(Promise.all(Array.from({ length: workers }, () => serve(world.hire()))));
  return round(count / (world.time.now / 1000));
}

/** Publishes keys. */
type Worker = (keys: readonly string[]) => Promise<void>;

/** Buckets at a distance, and workers who publish what is in them. */
class World {
  readonly time = new VirtualTime();
  readonly #random = new Random(1);
  readonly #buckets: Buckets = {
    articles: new MemoryStore(),
    state: new MemoryStore(),
    publicSite: new MemoryStore(),
  };

  async upload(i: number): Promise<string> {
    const published = new Date(Date.UTC(2021, 0, 1) + i * 60_000).toISOString().replace('.000Z', 'Z');
    const file: Content = bytesOf({
      status: 'published',
      title: `Title ${i}`,
      published,
      categories: CATEGORIES,
    });
    await this.#buckets.articles.put(`${i}.md`, file);
    return `${i}.md`;
  }

  hire(): Worker {
    const processor = new VirtualProcessor(this.time);
    const { derive, listingDocuments, ...others } = sketchedSite();
    const reach = (store: Store): Store =>
      interceptStore(store, async (_, apply) => {
        await processor.work(REQUEST_MS);
        const way = (REQUEST.least + this.#random.below(REQUEST.most - REQUEST.least)) / 2;
        await this.time.until(this.time.now + way);
        const answer = await apply();
        await this.time.until(this.time.now + way);
        return answer;
      });
    const context = {
      articles: reach(this.#buckets.articles),
      state: reach(this.#buckets.state),
      publicSite: reach(this.#buckets.publicSite),
      derivations: {
        ...others,
        derive: async (...upload: Parameters<typeof derive>) => {
          await processor.work(ARTICLE_MS);
          return derive(...upload);
        },
        listingDocuments: async (...list: Parameters<typeof listingDocuments>) => {
          await processor.work(LIST_MS);
          return listingDocuments(...list);
        },
      },
      itemsPerFeed: ITEMS_PER_FEED,
      revision: 'one',
      now: Date.now,
      pause: (tries: number) =>
        this.time.until(this.time.now + backoff(tries, this.#random.below(1000) / 1000)),
    };
    return async (keys) => {
      for (const report of await republish(keys, context)) if (report.status === 'failed') throw report.error;
    };
  }
}
