import { describe, expect, it } from 'vitest';
import type { SweepStep } from '../../lambda/maintenance/divided/run.ts';
import {
  beginSweep,
  goOnWithSweep,
  type MaintenanceInvocation,
} from '../../lambda/maintenance/invocation.ts';
import { sweep } from '../../lambda/maintenance/sweep.ts';
import { TooManyArticlesError } from '../../lambda/protocol/errors.ts';
import { article, SmallSite } from '../simulation/small-site.ts';

const FILES = { 'a.md': article('A', 1, '金融'), 'b.md': article('B', 2, '金融'), 'c.md': article('C', 3) };

/** An invocation of the function, and all that it says and asks for. */
async function invocation({ remaining = 300_000 } = {}) {
  const site = new SmallSite();
  await site.publish(FILES);
  const steps: SweepStep[] = [];
  const keys: string[] = [];
  const lines: string[] = [];
  const measured: unknown[] = [];
  const given: MaintenanceInvocation = {
    context: site.context,
    functionName: 'Sweep',
    signal: new AbortController().signal,
    remainingMs: () => remaining,
    send: async (found) => void keys.push(...found),
    sendSteps: async (found) => void steps.push(...found),
    log: (level, { event }) => lines.push(`${level} ${event}`),
    measure: (measures, functionName) => measured.push([measures, functionName]),
  };
  return { site, steps, keys, lines, measured, given };
}

describe('a sweep that is asked for', () => {
  it('is done in one go where there are few articles', async () => {
    const { steps, lines, measured, given, site } = await invocation();
    expect(await beginSweep({ all: false, isDivided: false }, given)).toMatchObject({ current: 3 });
    expect(steps).toEqual([]);
    expect(lines).toEqual(['info sweep']);
    expect(measured).toEqual([[{ Sweeps: 1, Queued: 1, SweepFaults: 0 }, 'Sweep']]);
    expect(site.buckets.state.contents('sweep/').size).toBe(0);
  });

  it('is done in steps where that is asked for, and told under the name of who began it', async () => {
    const { steps, lines, measured, given } = await invocation();
    const begun = await beginSweep({ all: false, isDivided: true }, given);
    expect(begun).toEqual({ run: steps[0]?.run });
    expect(steps).toHaveLength(4);
    expect(measured).toEqual([]);
    for (let step = steps.shift(); step !== undefined; step = steps.shift())
      await goOnWithSweep(step, { ...given, functionName: 'Function' });
    expect(lines.at(0)).toBe('info sweep begun');
    expect(lines.filter((line) => line === 'info sweep')).toHaveLength(1);
    expect(measured).toMatchObject([[{ Sweeps: 1, SweepFaults: 0 }, 'Sweep']]);
  });

  it('leaves a step that there is no time for to another invocation', async () => {
    const { steps, given, site } = await invocation({ remaining: 100_000 });
    await beginSweep({ all: false, isDivided: true }, given);
    const [step] = steps.splice(0);
    if (step === undefined) throw new Error('there is no step');
    const before = site.buckets.state.contents();
    await goOnWithSweep(step, given);
    expect(steps).toEqual([step]);
    expect(site.buckets.state.contents()).toEqual(before);
  });
});

describe('a sweep with a limit', () => {
  const requestsOf = ({ buckets }: SmallSite) => structuredClone(buckets.state.requests);
  const options = { all: false, send: async () => undefined, signal: new AbortController().signal };

  it('asks for the same as one without, where there are no more articles', async () => {
    const [limited, free] = [await invocation(), await invocation()];
    await sweep(limited.site.context, { ...options, limit: 3 });
    await sweep(free.site.context, options);
    expect(requestsOf(limited.site)).toEqual(requestsOf(free.site));
  });

  it('ends where there are more, whether the state knows of them or not', async () => {
    const { site } = await invocation();
    await expect(sweep(site.context, { ...options, limit: 2 })).rejects.toThrow(TooManyArticlesError);
    for (const key of site.buckets.state.contents().keys()) await site.buckets.state.delete(key);
    await expect(sweep(site.context, { ...options, limit: 2 })).rejects.toThrow(TooManyArticlesError);
  });
});
