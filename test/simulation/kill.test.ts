import { describe, expect, it } from 'vitest';
import type { RepublishOptions } from '../../lambda/protocol/context.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { interceptRequests } from './intercept.ts';
import { article, SmallSite } from './small-site.ts';

const CHANGES = [
  {
    name: 'an upload',
    change: (site: SmallSite) => site.upload({ 'a.md': article('Rain', 3, 'x', 'y') }),
  },
  {
    name: 'an overwrite with another date and other categories',
    change: async (site: SmallSite) => {
      await site.publish({ 'a.md': article('Rain', 3, 'x', 'y') });
      await site.upload({ 'a.md': article('Snow', 1, 'y', 'z') });
    },
  },
  {
    name: 'a deletion',
    change: async (site: SmallSite) => {
      await site.publish({ 'a.md': article('Rain', 3, 'x', 'y') });
      await site.buckets.articles.delete('a.md');
    },
  },
];

describe.each(CHANGES)('a worker that dies while it works on $name', ({ change }) => {
  it.each(['before', 'after'] as const)('%s any of its requests loses nothing', async (when) => {
    let deaths = 0;
    for (let k = 1; ; k++) {
      const site = new SmallSite();
      await site.publish({ 'b.md': article('Wind', 2, 'x'), 'c.md': article('Sun', 4, 'z') });
      await change(site);
      const died = await workUntilDeath(['a.md'], site, k, when);
      const reports = await site.work(['a.md']);
      expect(reports, `killed ${when} request ${k}`).not.toContainEqual(
        expect.objectContaining({ status: 'failed' }),
      );
      expect(await site.wrong(), `killed ${when} request ${k}`).toEqual([]);
      if (site.buckets.articles.contents().has('a.md')) {
        for (const entry of site.entries('a.md'))
          expect([...site.buckets.state.contents().keys()]).toContain(entry);
      }
      if (!died) break;
      deaths++;
    }
    expect(deaths).toBeGreaterThan(20);
  });
});

describe('a rebuild from all articles that dies after the state was lost', () => {
  it.each(['before', 'after'] as const)('%s any of its requests can be done again', async (when) => {
    for (let k = 1; ; k++) {
      const site = new SmallSite();
      await site.publish({ 'a.md': article('Rain', 3, 'x', 'y'), 'b.md': article('Wind', 2, 'z') });
      const { state } = site.buckets;
      for (const key of state.contents().keys()) await state.delete(key);
      const died = await workUntilDeath(['a.md', 'b.md'], site, k, when, { complete: true });
      // Meanwhile an upload is refused, or all is right already.
      const [report] = await site.publish({ 'c.md': article('Sun', 4, 'x') });
      if (report?.status !== 'failed') expect(await site.wrong(), `killed ${when} request ${k}`).toEqual([]);
      await site.work(['a.md', 'b.md', 'c.md'], { complete: true });
      expect(await site.wrong(), `killed ${when} request ${k}`).toEqual([]);
      if (!died) return;
    }
  });
});

/** Works until the k-th request, which is the last that is applied or the first that is not; false if that is not reached. */
async function workUntilDeath(
  keys: readonly string[],
  site: SmallSite,
  k: number,
  when: 'before' | 'after',
  options: RepublishOptions = {},
): Promise<boolean> {
  const death = Promise.withResolvers<true>();
  let requests = 0;
  const request = async <Answer>(apply: () => Promise<Answer>): Promise<Answer> => {
    const number = ++requests;
    if (number < k) return apply();
    if (number === k && when === 'after') await apply();
    death.resolve(true);
    return new Promise(() => undefined);
  };
  const work = republish(
    keys,
    interceptRequests(site, (_, apply) => request(apply)),
    options,
  );
  return Promise.race([death.promise, work.then(() => false)]);
}
