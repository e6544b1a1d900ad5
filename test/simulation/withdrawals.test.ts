import { describe, expect, it } from 'vitest';
import { withdrawDue } from '../../lambda/maintenance/tick.ts';
import { listingPath, SITE } from '../../lambda/model/paths.ts';
import type { KeyReport } from '../../lambda/protocol/context.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { WITHDRAWAL_LIMITS } from '../../lambda/protocol/withdrawals.ts';
import { expectSeedsToHold } from './seeds.ts';
import { article, SmallSite } from './small-site.ts';
import { historicalWorkshop, plainWorkshop } from './workshops.ts';

const { hold } = WITHDRAWAL_LIMITS;

/** A site whose withdrawals wait where there are many. */
class LimitedSite extends SmallSite {
  readonly keys: readonly string[];

  private constructor(articles: number) {
    super();
    this.keys = Array.from({ length: articles }, (_, i) => `${i}.md`);
  }

  static async with(articles: number): Promise<LimitedSite> {
    const site = new LimitedSite(articles);
    await site.publish(
      Object.fromEntries(site.keys.map((key, i) => [key, article(`News ${i}`, 1 + (i % 28), 'x')])),
    );
    return site;
  }

  /** Deletes files, and has four workers at once do what follows from it. */
  async lose(keys: readonly string[]): Promise<Record<string, number>> {
    for (const key of keys) await this.buckets.articles.delete(key);
    const quarters = [0, 1, 2, 3].map((quarter) => keys.filter((_, i) => i % 4 === quarter));
    const reports = await Promise.all(quarters.map((quarter) => this.deliver(quarter)));
    return countByStatus(reports.flat());
  }

  deliver(keys: readonly string[]): Promise<readonly KeyReport[]> {
    return republish(keys, { ...this.context, withdrawals: WITHDRAWAL_LIMITS });
  }

  /** Lets the tick come, and has a worker do what it asks for. */
  async tick(): Promise<Record<string, number>> {
    const sent: string[] = [];
    await withdrawDue(this.context, this.now - hold, async (keys) => void sent.push(...keys));
    return countByStatus(await this.deliver(sent));
  }

  pages(): ReadonlyMap<string, unknown> {
    return this.buckets.publicSite.contents();
  }
}

function countByStatus(reports: readonly KeyReport[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of reports) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe('withdrawals', () => {
  it('of a few articles are made at once, also of a site that has few', async () => {
    const site = await LimitedSite.with(12);
    expect(await site.lose(site.keys.slice(0, 10))).toEqual({ deleted: 10 });
    expect(await site.wrong()).toEqual([]);
  });

  it('of up to a fifth of the articles are made at once', async () => {
    const site = await LimitedSite.with(100);
    expect(await site.lose(site.keys.slice(0, 15))).toEqual({ deleted: 15 });
  });

  it('of a whole site wait, but for less than a fifth, whoever works on them at the same time', async () => {
    const site = await LimitedSite.with(100);
    const { deleted = 0, withheld = 0 } = await site.lose(site.keys);
    expect(deleted).toBeGreaterThanOrEqual(10);
    expect(deleted).toBeLessThan(20);
    expect(deleted + withheld).toBe(100);
    expect(site.read(listingPath(SITE, 'feed.json'))).toContain('News');
  });

  it('that are mistakes leave no trace when the files come back in time', async () => {
    const site = await LimitedSite.with(60);
    const before = new Map(site.pages());
    const files = new Map(site.buckets.articles.contents());
    await site.lose(site.keys);
    for (const [key, content] of files) await site.buckets.articles.put(key, content);
    await site.deliver(site.keys);
    expect(await site.wrong()).toEqual([]);
    expect(new Set(site.pages().keys())).toEqual(new Set(before.keys()));
    site.now += hold;
    expect(await site.tick()).toEqual({});
  });

  it('that wait are made after an hour, and not before', async () => {
    const site = await LimitedSite.with(60);
    const { withheld } = await site.lose(site.keys);
    site.now += hold - 1;
    expect(await site.tick()).toEqual({});
    await site.deliver(site.keys);
    expect(site.read(listingPath(SITE, 'feed.json'))).toContain('News');
    site.now += 1;
    expect(await site.tick()).toEqual({ deleted: withheld });
    expect(await site.wrong()).toEqual([]);
    expect(await site.tick()).toEqual({});
  });

  it('that wait are made at once when somebody says that they are meant', async () => {
    const site = await LimitedSite.with(60);
    await site.lose(site.keys);
    const sent: string[] = [];
    await withdrawDue(site.context, site.now, async (keys) => void sent.push(...keys));
    await republish(sent, site.context);
    expect(await site.wrong()).toEqual([]);
  });

  it('cost a PUT and a LIST each where they are few', async () => {
    const site = await LimitedSite.with(1);
    const { state } = site.buckets;
    const used = async (work: () => Promise<unknown>): Promise<Record<'put' | 'list', number>> => {
      const before = structuredClone(state.requests);
      await work();
      return { put: state.requests.put - before.put, list: state.requests.list - before.list };
    };
    await site.buckets.articles.delete('0.md');
    const limited = await used(() => site.deliver(['0.md']));
    const plain = await LimitedSite.with(1);
    await plain.buckets.articles.delete('0.md');
    const { requests } = plain.buckets.state;
    const before = structuredClone(requests);
    await plain.work(['0.md']);
    expect(limited).toEqual({ put: requests.put - before.put + 1, list: requests.list - before.list + 1 });
  });
});

describe('the public site is what a rebuild gives once all withdrawals were made', () => {
  it.each([
    ['without a history', plainWorkshop],
    ['with a history', historicalWorkshop],
  ])('%s', (_, workshop) => expectSeedsToHold({ from: 0, seeds: 150, workshop, withdrawals: true }));

  it('beside articles that are held, repairs and pictures', () =>
    expectSeedsToHold({
      from: 300,
      seeds: 80,
      workshop: plainWorkshop,
      withdrawals: true,
      held: true,
      repairs: true,
      pictures: true,
    }));

  it('after bad days', () =>
    expectSeedsToHold({ from: 0, seeds: 50, workshop: plainWorkshop, trouble: { withdrawals: true } }));
});
