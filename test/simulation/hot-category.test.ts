import { describe, expect, it } from 'vitest';
import { listingPath, SITE } from '../../lambda/model/paths.ts';
import { parseEntryKey } from '../../lambda/protocol/entries.ts';
import { runs } from '../support/runs.ts';
import { crowdFiles, ITEMS_PER_FEED, type Load, publishCrowd } from './load.ts';
import { plainDerivations } from './plain-derivations.ts';
import { requestsIn } from './usage.ts';

const WORKERS = 8;
const BATCH = 100;
const COUNT = runs(10_000);

describe('8 workers publish articles of the same categories, 100 a batch', () => {
  it('all there once, with bounded retries: thousands of articles of one category', async () => {
    const { buckets, failures, swaps, mostTries, usage } = await publishAll(COUNT, ['hot']);
    const ids = [...buckets.state.contents('index/category/hot/').keys()].map(
      (key) => parseEntryKey(key)?.id,
    );
    expect(ids).toHaveLength(COUNT);
    expect(new Set(ids).size).toBe(COUNT);
    const newest = Array.from({ length: ITEMS_PER_FEED }, (_, i) => `Title ${COUNT - 1 - i}`);
    for (const scope of [SITE, { kind: 'category', name: 'hot' } as const]) {
      const feed = buckets.publicSite.contents().get(listingPath(scope, 'feed.json'));
      const items: readonly { title: string }[] = JSON.parse(Buffer.from(feed?.body ?? []).toString());
      expect(items.map(({ title }) => title)).toEqual(newest);
    }
    const publications = (2 * COUNT) / BATCH;
    expect(failures).toBe(0);
    expect(mostTries).toBeLessThan(20);
    expect(swaps / publications).toBeLessThan(WORKERS / 2);
    expect(requestsIn(usage) / COUNT).toBeLessThanOrEqual(12);
  });

  it('within the budget of requests: articles of three categories', async () => {
    const { usage } = await publishAll(2000, ['hot', 'warm', 'mild']);
    expect(requestsIn(usage) / 2000).toBeLessThanOrEqual(14);
    expect((usage.put + usage.list) / 2000).toBeLessThanOrEqual(7);
  });
});

function publishAll(
  count: number,
  categories: readonly string[],
): Promise<Load & { readonly mostTries: number }> {
  const files = new Map(crowdFiles(count, () => categories));
  return publishCrowd({ files, workers: WORKERS, batch: BATCH, derivations: plainDerivations });
}
