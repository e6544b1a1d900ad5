import { type SweepOptions, sweep } from '../lambda/maintenance/sweep.ts';
import type { Store } from '../lambda/store/store.ts';
import { ITEMS_PER_FEED } from '../test/simulation/load.ts';
import { differenceOf, meter, shareOf, type Usage } from '../test/simulation/usage.ts';
import { simulateBulk, sketchedSite } from './bulk.ts';
import { VirtualTime } from './virtual-time.ts';

/** Seconds of a LIST of a thousand keys, and how many of them the processor takes to parse 370 kB of XML. Assumed. */
export const FULL_LIST = { seconds: 0.1, processor: 0.02 } as const;

/** What a sweep asks and takes for each thousand articles more that are all as they should be. */
export interface Sweeping {
  readonly requests: Usage;
  /** Simulated: of what is asked, listings alone take time. */
  readonly seconds: number;
}

export async function simulateSweep(): Promise<Sweeping> {
  const [few, many] = [await sweepOver(2_000), await sweepOver(12_000)];
  return {
    requests: shareOf(differenceOf(many.requests, few.requests), 10),
    seconds: (many.seconds - few.seconds) / 10,
  };
}

async function sweepOver(count: number): Promise<Sweeping> {
  const { buckets } = await simulateBulk({ count, workers: 1, batch: count });
  const time = new VirtualTime();
  const slow = slowListing(time);
  const context = {
    articles: slow(buckets.articles),
    state: slow(buckets.state),
    publicSite: slow(buckets.publicSite),
    derivations: sketchedSite(),
    itemsPerFeed: ITEMS_PER_FEED,
    revision: 'one',
    now: Date.now,
    pause: async () => undefined,
  };
  const { signal } = new AbortController();
  const options: SweepOptions = { all: false, send: async () => undefined, signal };
  const requests = await meter(buckets, () => time.run(sweep(context, options)));
  return { requests, seconds: time.now / 1000 };
}

/** Stores whose listings take their time, by how many keys they list, and share one processor. */
function slowListing(time: VirtualTime): (store: Store) => Store {
  let free = 0;
  return (store) => ({
    get: (key, options) => store.get(key, options),
    head: (key) => store.head(key),
    holds: (key, content) => store.holds(key, content),
    put: (key, content, condition) => store.put(key, content, condition),
    delete: (key, condition) => store.delete(key, condition),
    list: async (prefix, options) => {
      const listing = await store.list(prefix, options);
      // A second for a thousand is a millisecond for one.
      const share = listing.objects.length;
      await time.wait((FULL_LIST.seconds - FULL_LIST.processor) * share);
      free = Math.max(free, time.now) + FULL_LIST.processor * share;
      await time.wait(free - time.now);
      return listing;
    },
  });
}
