import { republish } from '../lambda/protocol/republish.ts';
import { MemoryStore } from '../lambda/store/memory.ts';
import { ITEMS_PER_FEED } from '../test/simulation/load.ts';
import { Random } from '../test/simulation/random.ts';
import { meter, type Usage } from '../test/simulation/usage.ts';
import { fileOf, sketchedSite, THREE_CATEGORIES } from './bulk.ts';
import { type Spread, spreadOf } from './measuring.ts';
import { VirtualTime } from './virtual-time.ts';
import { simulatedWorker } from './workers.ts';

export interface ArrivalPlan {
  /** Articles a second. */
  readonly rate: number;
  /** How many articles come. */
  readonly count: number;
  readonly workers: number;
  /** The greatest batch, and how many seconds a worker waits until it is full. */
  readonly batch: number;
  readonly window: number;
}

/** What came of articles that were uploaded at a rate. */
export interface Arrivals {
  /** What the workers asked of the buckets. */
  readonly usage: Usage;
  /** Simulated seconds from an upload until the article stands in its feeds. */
  readonly delay: Spread;
  /** Simulated seconds that workers were at work, all together. */
  readonly busy: number;
  readonly batches: number;
  /** Articles that still waited for a worker when the last one was uploaded. */
  readonly backlog: number;
}

/** How often a worker without work asks for some, in milliseconds. */
const POLL = 50;

/** Lets articles of three categories come at random moments, and simulated workers take them from the queue in batches. */
export async function simulateArrivals({
  rate,
  count,
  workers,
  batch,
  window,
}: ArrivalPlan): Promise<Arrivals> {
  const [time, random] = [new VirtualTime(), new Random(1)];
  const buckets = { articles: new MemoryStore(), state: new MemoryStore(), publicSite: new MemoryStore() };
  const equip = simulatedWorker(time, random, sketchedSite());
  const uploaded = new Map<string, number>();
  const delays: number[] = [];
  let queue: string[] = [];
  let [busy, batches, backlog, isOver] = [0, 0, 0, false];

  const files = Array.from({ length: count }, (_, i) => fileOf(i, THREE_CATEGORIES));
  for (const [key, content] of files) await buckets.articles.put(key, content);

  const upload = async (): Promise<void> => {
    for (const [key] of files) {
      await time.wait((-Math.log(1 - random.below(1e6) / 1e6) * 1000) / rate);
      uploaded.set(key, time.now);
      queue.push(key);
    }
    backlog = queue.length;
    isOver = true;
  };
  const gather = async (): Promise<readonly string[]> => {
    const keys: string[] = [];
    let end = Number.POSITIVE_INFINITY;
    while (keys.length < batch && time.now < end && !(isOver && queue.length === 0)) {
      const taken = queue.slice(0, batch - keys.length);
      queue = queue.slice(taken.length);
      if (keys.length === 0 && taken.length > 0) end = time.now + window * 1000;
      keys.push(...taken);
      if (keys.length < batch) await time.wait(POLL);
    }
    return keys;
  };
  const work = async (): Promise<void> => {
    const context = { ...equip(buckets), itemsPerFeed: ITEMS_PER_FEED, revision: 'one' };
    for (let keys = await gather(); keys.length > 0; keys = await gather()) {
      const start = time.now;
      for (const { key, status } of await republish(keys, context)) {
        if (status === 'failed') queue.push(key);
        else delays.push((time.now - (uploaded.get(key) ?? time.now)) / 1000);
      }
      busy += (time.now - start) / 1000;
      batches++;
    }
  };
  const usage = await meter(buckets, () =>
    time.run(Promise.all([upload(), ...Array.from({ length: workers }, work)])),
  );
  return { usage, delay: spreadOf(delays), busy, batches, backlog };
}
