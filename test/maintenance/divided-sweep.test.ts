import { describe, expect, it } from 'vitest';
import { partOf, prefixesOf, RUN_KEY, SWEEPS, type SweepStep } from '../../lambda/maintenance/divided/run.ts';
import { startSweep } from '../../lambda/maintenance/divided/start.ts';
import { type StepOutcome, takeStep } from '../../lambda/maintenance/divided/take-step.ts';
import { RECOVERY_KEY } from '../../lambda/maintenance/recovery.ts';
import { sweep } from '../../lambda/maintenance/sweep.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { publishArchives } from '../../lambda/protocol/archive/publish-archives.ts';
import type { Context } from '../../lambda/protocol/context.ts';
import { recordKey } from '../../lambda/protocol/record.ts';
import { SMALL_PIECES, sweepInSteps } from '../simulation/divided.ts';
import { interceptRequests } from '../simulation/intercept.ts';
import { article, SmallSite } from '../simulation/small-site.ts';
import { archivedWorkshop, taggedWorkshop } from '../simulation/workshops.ts';
import { text } from '../store/contract.ts';

const DAY_MS = 24 * 3600 * 1000;
const FILES = {
  'a.md': article('A', 1, '金融'),
  'b.md': article('B', 2, '金融', '北京'),
  'c.md': article('C', 3),
};

/** The queue of a divided sweep, whose messages a test has taken. */
class Steps {
  readonly waiting: SweepStep[] = [];
  readonly keys = new Set<string>();
  readonly outcomes: StepOutcome[] = [];
  readonly #site: SmallSite;

  readonly #pieces: typeof SMALL_PIECES;

  constructor(site: SmallSite, pieces = SMALL_PIECES) {
    this.#site = site;
    this.#pieces = pieces;
  }

  start(context: Context = this.#site.context, all = false): Promise<string> {
    const { signal } = new AbortController();
    const options = { ...this.#pieces, all, startedBy: 'Sweep', sendSteps: this.#sendSteps, signal };
    return startSweep(context, options);
  }

  async take(step: SweepStep, context: Context = this.#site.context): Promise<StepOutcome> {
    const { signal } = new AbortController();
    const send = async (keys: Iterable<string>): Promise<void> => {
      for (const key of keys) this.keys.add(key);
    };
    const options = { ...this.#pieces, send, sendSteps: this.#sendSteps, signal, isLate: () => false };
    const outcome = await takeStep(context, step, options);
    this.outcomes.push(outcome);
    return outcome;
  }

  /** Takes steps until one of a phase comes, or none is left. */
  async until(phase?: SweepStep['phase'], context?: Context): Promise<void> {
    for (;;) {
      const [step] = this.waiting;
      if (step === undefined || step.phase === phase) return;
      this.waiting.shift();
      // A step that fails is delivered again.
      await this.take(step, context).catch(() => this.waiting.push(step));
    }
  }

  get ends(): number {
    return this.outcomes.filter(({ is }) => is === 'ended').length;
  }

  readonly #sendSteps = async (steps: readonly SweepStep[]): Promise<void> =>
    void this.waiting.push(...steps);
}

/** A site with something of each kind to be found. */
async function damagedSite(): Promise<SmallSite> {
  const site = new SmallSite();
  await site.publish(FILES);
  site.now += 2 * DAY_MS;
  await site.upload({ 'd.md': article('D', 4, '北京') });
  await site.buckets.articles.delete('a.md');
  await site.buckets.publicSite.delete(`articles/${articleId('c.md')}.html`);
  await site.buckets.publicSite.delete('feeds/北京/rss.xml');
  return site;
}

/** A site whose oldest article is gone without a mark. */
async function siteWithStaleArchives(): Promise<SmallSite> {
  const site = new SmallSite(archivedWorkshop);
  await site.publish(FILES);
  await site.publish({ 'old.md': { ...article('Old', 1, '北京'), published: '2020-01-01T00:00:00Z' } });
  site.now += 2 * DAY_MS;
  await publishArchives(site.context, { isAlone: true });
  const { articles, state } = site.buckets;
  for (const key of [...site.entries('old.md'), recordKey(articleId('old.md'))]) await state.delete(key);
  await articles.delete('old.md');
  return site;
}

/** Sweeps to the end, does what is queued, and tells what is still wrong. */
async function finish(site: SmallSite, steps: Steps, context?: Context): Promise<readonly string[]> {
  await steps.until(undefined, context);
  await site.work(steps.keys);
  return site.wrong();
}

describe('a divided sweep', () => {
  /** Counts the requests of a sweep to which nothing happens. */
  async function countRequests(): Promise<number> {
    const site = await damagedSite();
    let requests = 0;
    const context = interceptRequests(site, (_, apply) => {
      requests++;
      return apply();
    });
    const steps = new Steps(site);
    await steps.start(context);
    expect(await finish(site, steps, context)).toEqual([]);
    return requests;
  }

  it.each(['is not applied', 'is applied, and its answer lost', 'is applied twice'])(
    'ends once and mends all, whichever of its requests %s',
    async (how) => {
      const requests = await countRequests();
      expect(requests).toBeGreaterThan(100);
      // Some of them, and all with which it ends.
      for (let at = 0; at < requests; at += at < requests - 20 ? 5 : 1) {
        const site = await damagedSite();
        let request = 0;
        const context = interceptRequests(site, async (_, apply) => {
          if (request++ !== at) return apply();
          if (how === 'is not applied') throw new Error(how);
          const answer = await apply();
          if (how === 'is applied, and its answer lost') throw new Error(how);
          void answer;
          return apply();
        });
        const steps = new Steps(site);
        // Lambda tries what failed again.
        await steps.start(context).catch(() => steps.start(context));
        expect(await finish(site, steps, context), `request ${at} ${how}`).toEqual([]);
        expect(steps.ends, `request ${at} ${how}`).toBe(1);
      }
    },
  );

  it('begins and ends although the answer to each put of the run is lost, and the put tried again', async () => {
    const site = await damagedSite();
    const context = interceptRequests(site, async ({ operation, key }, apply) => {
      if (operation === 'put' && key === RUN_KEY) await apply();
      return apply();
    });
    const steps = new Steps(site);
    await steps.start(context);
    expect(await finish(site, steps, context)).toEqual([]);
    expect(steps.ends).toBe(1);
  });

  it.each([1, 2, 3, 4])(
    'finds in archives what any sweep finds, where its steps list %i objects',
    async (objectsPerStep) => {
      const [divided, whole] = [await siteWithStaleArchives(), await siteWithStaleArchives()];
      const { archivesStale } = await sweep(whole.context, options());
      expect(archivesStale).toBeGreaterThan(0);
      const pieces = { ...SMALL_PIECES, objectsPerStep };
      expect(await sweepInSteps(divided.context, options(), pieces)).toMatchObject({ archivesStale });
    },
  );

  it('looks at the lists whose turn it was in the night in which it began', async () => {
    const site = new SmallSite(taggedWorkshop());
    await site.publish({ 'a.md': { ...article('A', 1), tags: ['t'] } });
    const minuteToMidnight = Math.ceil(site.now / DAY_MS) * DAY_MS - 60_000;
    let nights = 0;
    for (let night = 0; night < 28; night++) {
      site.now = minuteToMidnight + night * DAY_MS;
      const { queued } = await sweep(site.context, options());
      const steps = new Steps(site);
      await steps.start();
      site.now += 3_600_000;
      await steps.until();
      expect([...steps.keys], `night ${night}`).toEqual(queued === 0 ? [] : ['a.md']);
      nights += queued;
    }
    expect(nights).toBe(1);
  });

  it('ends once although each of its messages is delivered twice', async () => {
    const site = await damagedSite();
    const steps = new Steps(site);
    await steps.start();
    for (let step = steps.waiting.shift(); step !== undefined; step = steps.waiting.shift())
      await Promise.all([steps.take(step), steps.take(step)]);
    expect(steps.ends).toBe(1);
    await site.work(steps.keys);
    expect(await site.wrong()).toEqual([]);
  });

  it('compares nothing before everything was listed', async () => {
    const site = await damagedSite();
    // Each chain has a lane of its own.
    const steps = new Steps(site, { ...SMALL_PIECES, lanes: 32 });
    const run = await steps.start();
    const { chains } = JSON.parse(textOf(site, RUN_KEY));
    const isListed = (): boolean =>
      [...site.buckets.state.contents(`${SWEEPS}${run}/chains/`).values()].filter(({ body }) =>
        Buffer.from(body).toString().includes('"done":true'),
      ).length === chains.length;
    let refused = 0;
    for (; !isListed(); refused++) {
      const step = steps.waiting.shift();
      if (step === undefined) throw new Error('it ended');
      await expect(steps.take({ run, phase: 'compare', lane: 0 })).rejects.toThrow('not listed');
      await expect(steps.take({ run, phase: 'end', lane: 0 })).rejects.toThrow('not compared');
      await steps.take(step);
    }
    expect(refused).toBeGreaterThan(chains.length);
  });

  it('removes nothing where a part of what was listed is gone', async () => {
    const site = await damagedSite();
    const before = site.buckets.publicSite.contents();
    const steps = new Steps(site);
    await steps.start();
    await steps.until('compare');
    const { size } = steps.keys;
    const lines = [...site.buckets.state.contents(SWEEPS).keys()].filter((key) => key.includes('/lines/'));
    for (const key of lines) await site.buckets.state.delete(key);
    const compares = steps.waiting.splice(0);
    for (const step of compares) await steps.take(step).catch(() => undefined);
    expect(site.buckets.publicSite.contents()).toEqual(before);
    expect(steps.keys.size).toBe(size);
  });

  it('is given up when the state is lost meanwhile, and no page goes', async () => {
    const site = await damagedSite();
    const steps = new Steps(site);
    await steps.start();
    await steps.until('compare');
    const pages = site.buckets.publicSite.contents('articles/');
    for (const key of site.buckets.state.contents().keys())
      if (!key.startsWith(SWEEPS)) await site.buckets.state.delete(key);
    await steps.until();
    expect(steps.outcomes.map(({ is }) => is)).toContain('abandoned');
    expect(site.buckets.publicSite.contents('articles/')).toEqual(pages);
    expect(steps.ends).toBe(0);
  });

  it('goes on by the code and settings of a deployment in its middle', async () => {
    const site = await damagedSite();
    const steps = new Steps(site);
    await steps.start();
    await steps.until('compare');
    Object.assign(site.context, { revision: 'two' });
    expect(await finish(site, steps)).toEqual([]);
    expect(steps.ends).toBe(1);
    expect([...steps.keys].sort()).toEqual(['a.md', 'b.md', 'c.md', 'd.md']);
  });

  it('is gone on with by the next night where it is still under way', async () => {
    const site = await damagedSite();
    const steps = new Steps(site);
    const run = await steps.start();
    // All messages are lost.
    steps.waiting.splice(0);
    expect(await steps.start()).toBe(run);
    expect(await finish(site, steps)).toEqual([]);
    expect(steps.ends).toBe(1);
  });

  it('gives way to one of all articles, and not the other way round', async () => {
    const site = await damagedSite();
    const steps = new Steps(site);
    const changed = await steps.start();
    const all = await steps.start(site.context, true);
    expect(all).not.toBe(changed);
    expect(await steps.start()).toBe(all);
    expect(await finish(site, steps)).toEqual([]);
    expect([...steps.keys].sort()).toEqual(['a.md', 'b.md', 'c.md', 'd.md']);
  });

  it('gives way to another once it has come to a halt, and its late steps do nothing', async () => {
    const site = await damagedSite();
    const steps = new Steps(site);
    const first = await steps.start();
    const late = steps.waiting.splice(0);
    site.now += DAY_MS;
    expect(await steps.start()).not.toBe(first);
    const [state] = [site.buckets.state.contents()];
    for (const step of late) expect(await steps.take(step)).toEqual({ is: 'over' });
    expect(site.buckets.state.contents()).toEqual(state);
    expect(await finish(site, steps)).toEqual([]);
    expect(steps.ends).toBe(1);
  });

  it('that ended makes room for the next', async () => {
    const site = await damagedSite();
    const first = await sweepInSteps(site.context, options());
    const second = await sweepInSteps(site.context, options());
    expect(second).toMatchObject({ changed: first.changed, gone: first.gone });
  });

  it('counts once for the recovery of a lost state, however often its end is tried', async () => {
    const site = await damagedSite();
    for (const key of site.buckets.state.contents().keys()) await site.buckets.state.delete(key);
    const steps = new Steps(site);
    await steps.start();
    await steps.until('end');
    const [step] = steps.waiting;
    if (step === undefined) throw new Error('there is no end');
    // Its worker dies after it has counted.
    const context = interceptRequests(site, ({ key, operation }, apply) =>
      operation === 'put' && key.endsWith('/end.json') ? Promise.reject(new Error('dies')) : apply(),
    );
    await expect(steps.take(step, context)).rejects.toThrow('dies');
    await steps.until();
    expect(JSON.parse(textOf(site, RECOVERY_KEY))).toMatchObject({ sweeps: 1 });
  });

  it('begins anew where nobody can read what it keeps', async () => {
    const site = await damagedSite();
    await site.buckets.state.put(RUN_KEY, text('{"format":1}'));
    const steps = new Steps(site);
    await steps.start();
    expect(await finish(site, steps)).toEqual([]);
  });

  it('drops records that nobody can read, like a sweep in one go', async () => {
    const site = await damagedSite();
    const record = recordKey(articleId('a.md'));
    await site.buckets.state.put(record, text('{'));
    expect(await sweepInSteps(site.context, options())).toMatchObject({ unreadable: 1 });
    expect(textOf(site, record)).not.toBe('{');
  });
});

describe('the parts of a run', () => {
  it.each([1, 2, 32, 64, 1024])('have each id once, where they are %i', (parts) => {
    for (const digits of ['00', '0z', '7h', 'g0', 'zy', 'zz']) {
      const having = Array.from({ length: parts })
        .keys()
        .filter((part) => prefixesOf(part, { parts }).some((prefix) => digits.startsWith(prefix)));
      expect([...having]).toEqual([partOf(`${digits}xyz`, { parts })]);
    }
  });
});

function textOf(site: SmallSite, key: string): string {
  return Buffer.from(site.buckets.state.contents(key).get(key)?.body ?? []).toString();
}

function options() {
  return { all: false, send: async () => undefined, signal: new AbortController().signal };
}
