import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { sweep } from '../../lambda/maintenance/sweep.ts';
import { articleId, hash20 } from '../../lambda/model/identity.ts';
import { recordKey } from '../../lambda/protocol/record.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { interceptRequests } from './intercept.ts';
import type { SimulatedFile } from './plan.ts';
import { withoutLookAtFiles, withoutWatches } from './safeguards.ts';
import { search } from './search.ts';
import { expectSeedsToHold } from './seeds.ts';
import { article, SmallSite } from './small-site.ts';
import { meter } from './usage.ts';
import { plainWorkshop } from './workshops.ts';

it('pictures that come, are replaced and go while articles name them', async () => {
  await expectSeedsToHold({ from: 0, seeds: 200, workshop: plainWorkshop, pictures: true });
});

it('the same while articles are held and the site is repaired', async () => {
  const options = { pictures: true, held: true, repairs: true };
  await expectSeedsToHold({ from: 1_000, seeds: 200, workshop: plainWorkshop, ...options });
});

it('the same on bad days, with a sweep each night', async () => {
  await expectSeedsToHold({ from: 0, seeds: 60, workshop: plainWorkshop, trouble: { pictures: true } });
});

it.each([
  ['that look for files without telling anybody', withoutWatches],
  ['that do not look at the files a second time', withoutLookAtFiles],
])('the simulation finds workers %s', async (_, tamper) => {
  const failure = await search({ from: 0, seeds: 4000, workshop: plainWorkshop, tamper, pictures: true });
  expect(failure?.wrong).toBeDefined();
});

const DAY = 24 * 60 * 60 * 1000;
const RED = `media/${hash20('red')}.png`;

function showing(title: string, ...looks: readonly string[]): SimulatedFile {
  return { ...article(title, 2, 'x'), embedded: looks };
}

it('a file that another article takes up while a sweep removes it is there again soon', async () => {
  const site = new SmallSite();
  await site.publish({ 'a.md': showing('Rain', 'red') });
  await site.publish({ 'a.md': article('Rain', 2, 'x') });
  site.now += 3 * DAY;
  const worker = interceptRequests(site, async ({ bucket, operation, key }, apply) => {
    if (bucket === 'publicSite' && operation === 'delete' && key === RED) {
      await site.publish({ 'b.md': showing('Snow', 'red') });
    }
    return apply();
  });
  const queued: string[] = [];
  const send = async (keys: Iterable<string>): Promise<void> => void queued.push(...keys);
  const report = await sweep(worker, { all: false, send, signal: new AbortController().signal });
  expect(report.mediaRemoved).toBe(1);
  expect(site.buckets.publicSite.contents().has(RED)).toBe(false);
  expect(queued).toContain('b.md');
  await site.work(queued);
  expect(site.buckets.publicSite.contents().has(RED)).toBe(true);
  expect(await site.wrong()).toEqual([]);
});

it('a file that somebody deleted is put again after a sweep', async () => {
  const site = new SmallSite();
  await site.publish({ 'a.md': showing('Rain', 'red') });
  await site.buckets.publicSite.delete(RED);
  const queued: string[] = [];
  const send = async (keys: Iterable<string>): Promise<void> => void queued.push(...keys);
  await sweep(site.context, { all: false, send, signal: new AbortController().signal });
  await site.work(queued);
  expect(site.buckets.publicSite.contents().has(RED)).toBe(true);
});

it('three pictures in one folder cost a PUT each, two for the folder, and eight GETs at most', async () => {
  const picture = (look: string): SimulatedFile => ({ status: 'picture', look });
  const site = new SmallSite();
  await site.publish({ 'p/1.png': picture('red'), 'p/2.png': picture('blue'), 'p/3.png': picture('green') });
  const cost = async (key: string, references: readonly string[]) => {
    await site.upload({ [key]: { ...article(key, 3, key), references } });
    return meter(site.buckets, () => site.work([key]));
  };
  const plain = await cost('a.md', []);
  const illustrated = await cost('b.md', ['p/1.png', 'p/2.png', 'p/3.png']);
  // The feed of the whole site has one article more.
  expect(illustrated.put - plain.put).toBeLessThanOrEqual(3 + 2);
  expect(illustrated.list - plain.list).toBeLessThanOrEqual(1);
  expect(illustrated.get - plain.get).toBeLessThanOrEqual(8);
});

it('a file that no article looks for costs its record alone', async () => {
  const site = new SmallSite();
  await site.upload({ 'p/1.png': { status: 'picture', look: 'red' } });
  expect(await meter(site.buckets, () => site.work(['p/1.png']))).toMatchObject({ put: 2, list: 1, get: 4 });
});

it('a picture that is replaced while its articles are processed is not taken for one that they know', async () => {
  const site = new SmallSite();
  await site.publish({ 'a.md': { ...article('Rain', 2, 'x'), references: ['p.png'] } });
  await site.upload({ 'p.png': { status: 'picture', look: 'red' } });
  const worker = interceptRequests(site, async ({ bucket, operation, key }, apply) => {
    const isLast = bucket === 'state' && operation === 'get' && key === recordKey(articleId('p.png'));
    // Nobody hears of the second one.
    if (isLast) await site.upload({ 'p.png': { status: 'picture', look: 'blue' } });
    return apply();
  });
  const reports = await republish(['p.png'], worker);
  expect(reports.find(({ key }) => key === 'p.png')?.status).toBe('failed');
  const queued: string[] = [];
  const send = async (keys: Iterable<string>): Promise<void> => void queued.push(...keys);
  await sweep(site.context, { all: false, send, signal: new AbortController().signal });
  await site.work(queued);
  expect(site.record('a.md').inputs?.found).toMatchObject([
    { file: { path: `media/${hash20('blue')}.png` } },
  ]);
  expect(await site.wrong()).toEqual([]);
});

it('a picture that many articles name has several of them processed at a time', async () => {
  const keys = Array.from({ length: 12 }, (_, index) => `${index}.md`);
  const site = new SmallSite();
  await site.publish(
    Object.fromEntries(keys.map((key) => [key, { ...article(key, 2, 'x'), references: ['p.png'] }])),
  );
  await site.upload({ 'p.png': { status: 'picture', look: 'red' } });
  let [open, most] = [0, 0];
  const worker = interceptRequests(site, async ({ bucket, operation }, apply) => {
    if (bucket !== 'articles' || operation !== 'get') return apply();
    most = Math.max(most, ++open);
    await setImmediate();
    open--;
    return apply();
  });
  const reports = await republish(['p.png'], worker, { concurrency: 4 });
  expect(reports.filter(({ status }) => status === 'published')).toHaveLength(keys.length);
  expect(most).toBe(4);
  expect(await site.wrong()).toEqual([]);
});
