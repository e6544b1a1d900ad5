import type { Context } from '../../lambda/protocol/context.ts';
import type { Derivations } from '../../lambda/protocol/derivations.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { MemoryStore, type StoreRequest } from '../../lambda/store/memory.ts';
import type { Content, Store } from '../../lambda/store/store.ts';
import { interceptStore } from '../support/intercept-store.ts';
import type { Buckets } from '../support/protocol-context.ts';
import { bytesOf } from './plain-derivations.ts';
import { Random } from './random.ts';
import { meter, type Usage } from './usage.ts';

export const ITEMS_PER_FEED = 50;

/** Many articles that are uploaded at once, and who publishes them. */
export interface LoadPlan {
  /** The uploads by their keys, in the order in which they are delivered. */
  readonly files: ReadonlyMap<string, Content>;
  readonly workers: number;
  /** How many articles a worker takes at once. */
  readonly batch: number;
  /** What a worker works with: the buckets, at some distance, and what takes its time. */
  readonly equip: (buckets: Buckets) => Equipment;
}

export type Equipment = Omit<Context, 'itemsPerFeed' | 'revision'>;

/** What came of it. */
export interface Load {
  readonly buckets: Buckets;
  /** What the workers asked of the buckets. */
  readonly usage: Usage;
  /** Keys that had to be delivered again. */
  readonly failures: number;
  /** Tries to replace the head of a list, one of which each publication of a list needs. */
  readonly swaps: number;
}

/** Lets workers publish all files, batch after batch, each as fast as it can. */
export async function publishLoad({ files, workers, batch, equip }: LoadPlan): Promise<Load> {
  let swaps = 0;
  const before = async ({ operation, key }: StoreRequest): Promise<void> => {
    if (operation === 'put' && key.startsWith('heads/')) swaps++;
  };
  const buckets = {
    articles: new MemoryStore(),
    state: new MemoryStore({ before }),
    publicSite: new MemoryStore(),
  };
  for (const [key, content] of files) await buckets.articles.put(key, content);

  let failures = 0;
  const queue = [...files.keys()];
  const work = async (): Promise<void> => {
    const context = { ...equip(buckets), itemsPerFeed: ITEMS_PER_FEED, revision: 'one' };
    for (let keys = queue.splice(0, batch); keys.length > 0; keys = queue.splice(0, batch)) {
      for (const { key, status } of await republish(keys, context)) {
        if (status !== 'failed') continue;
        failures++;
        queue.push(key);
      }
    }
  };
  const usage = await meter(buckets, () => Promise.all(Array.from({ length: workers }, work)));
  return { buckets, usage, failures, swaps };
}

/** A store whose requests are on their way for a while, and their answers, too. */
export function distant(store: Store, travel: () => Promise<void>): Store {
  return interceptStore(store, async (_, apply) => {
    await travel();
    const answer = await apply();
    await travel();
    return answer;
  });
}

/** The uploads of a crowd, one for each minute. */
export function crowdFiles(
  count: number,
  categoriesOf: (i: number) => readonly string[],
): readonly (readonly [string, Content])[] {
  return Array.from({ length: count }, (_, i) => {
    const published = new Date(Date.UTC(2021, 0, 1) + i * 60_000).toISOString().replace('.000Z', 'Z');
    const categories = categoriesOf(i);
    return [`${i}.md`, bytesOf({ status: 'published', title: `Title ${i}`, published, categories })];
  });
}

/** Workers that get into each other's way: requests and pauses of different lengths, the same each time. */
export interface Crowd extends Pick<LoadPlan, 'files' | 'workers' | 'batch'> {
  readonly derivations: Derivations;
}

/** Lets a crowd publish all files; how often, at most, one of them tried to publish a list. */
export async function publishCrowd({
  derivations,
  ...plan
}: Crowd): Promise<Load & { readonly mostTries: number }> {
  const random = new Random(1);
  let mostTries = 0;
  const travel = (): Promise<void> => wait(random.below(2));
  const equip = (buckets: Buckets): Equipment => ({
    articles: distant(buckets.articles, travel),
    state: distant(buckets.state, travel),
    publicSite: distant(buckets.publicSite, travel),
    derivations,
    now: Date.now,
    pause: async (tries) => {
      mostTries = Math.max(mostTries, tries);
      await wait(random.below(20 * 2 ** Math.min(tries, 6)));
    },
  });
  const load = await publishLoad({ ...plan, equip });
  return { ...load, mostTries };
}

/** Lets others go first, so many times. */
async function wait(turns: number): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
}
