import { describe, expect, it } from 'vitest';
import { LeafCheck } from '../../lambda/maintenance/leaf-check.ts';
import { sweep } from '../../lambda/maintenance/sweep.ts';
import { Calendar } from '../../lambda/model/calendar.ts';
import { hash20 } from '../../lambda/model/identity.ts';
import { SITE } from '../../lambda/model/paths.ts';
import { hashOfNames } from '../../lambda/protocol/archive/lines.ts';
import { publishArchives } from '../../lambda/protocol/archive/publish-archives.ts';
import type { StoredLeaf } from '../../lambda/protocol/archive/tree.ts';
import { entryName, listPrefix } from '../../lambda/protocol/entries.ts';
import { interceptRequests } from '../simulation/intercept.ts';
import { article, SmallSite } from '../simulation/small-site.ts';
import { archivedWorkshop } from '../simulation/workshops.ts';

const CALENDAR = Calendar.of('UTC');

/** The name of an entry of a day in 2021. */
function entry(day: string, article: string): string {
  const id = hash20(article);
  const time = Date.parse(`2021-${day}T12:00:00Z`);
  return entryName({ time, id, fingerprint: hash20('fingerprint'), writeId: 'abcdefghjkmn' });
}

function leaf(period: string, ...names: readonly string[]): StoredLeaf {
  return { period, entries: names.length, shown: names.length, names: hashOfNames(names) };
}

/** The periods that differ. */
function check(leaves: readonly StoredLeaf[], names: readonly string[]): readonly string[] {
  const leafCheck = new LeafCheck(leaves, CALENDAR);
  for (const name of names) leafCheck.see(listPrefix(SITE) + name);
  return [...leafCheck.end()].sort();
}

const [newest, newer, older, oldest] = [
  entry('03-02', 'a'),
  entry('03-01', 'b'),
  entry('02-28', 'c'),
  entry('01-01', 'd'),
];
const LEAVES = [
  leaf('2021-03-02', newest),
  leaf('2021-03-01', newer),
  leaf('2021-02', older),
  leaf('2021-01', oldest),
];

describe('of an archive and its list, a check', () => {
  it('finds nothing where they agree', () => {
    expect(check(LEAVES, [newest, newer, older, oldest])).toEqual([]);
    expect(check([leaf('')], [])).toEqual([]);
    expect(check([leaf('', newest, oldest)], [newest, oldest])).toEqual([]);
  });

  it('finds the leaf of an entry that is gone, also that of the last one', () => {
    expect(check(LEAVES, [newest, older, oldest])).toEqual(['2021-03-01']);
    expect(check(LEAVES, [newest, newer, older])).toEqual(['2021-01']);
    expect(check(LEAVES, [])).toEqual(['2021-01', '2021-02', '2021-03-01', '2021-03-02']);
  });

  it('finds the leaf of an entry that is new or another, and the day of one that no leaf holds', () => {
    expect(check(LEAVES, [newest, newer, entry('02-27', 'e'), older, oldest])).toEqual(['2021-02']);
    expect(check(LEAVES, [newest, newer, older, oldest, entry('01-01', 'e')])).toEqual(['2021-01']);
    expect(check(LEAVES, [entry('04-01', 'e'), newest, newer, older, oldest])).toEqual(['2021-04-01']);
    expect(check([], [newest])).toEqual(['2021-03-02']);
    expect(check([leaf('')], [newest])).toEqual(['']);
  });

  it('takes the parts of a day together', () => {
    const names = ['f', 'g', 'h'].map((name) => entry('03-05', name)).sort();
    const parts = [leaf('2021-03-05-x', ...names.slice(0, 2)), leaf('2021-03-05-y', ...names.slice(2))];
    expect(check(parts, names)).toEqual([]);
    expect(check(parts, names.slice(1))).toEqual(['2021-03-05']);
    expect(check(parts, names.slice(0, 2))).toEqual(['2021-03-05']);
  });
});

it('a check that another goes on with finds what one check finds, wherever it stopped', () => {
  const day = ['f', 'g', 'h'].map((name) => entry('03-05', name)).sort();
  const parts = [leaf('2021-03-05-x', ...day.slice(0, 2)), leaf('2021-03-05-y', ...day.slice(2))];
  const leaves = [...parts, ...LEAVES];
  const all = [...day, newest, newer, older, oldest];
  const lists = [
    all,
    all.slice(1),
    all.slice(0, -1),
    all.filter((_, at) => at !== 4),
    [entry('04-01', 'e'), ...all],
  ];
  for (const names of lists) {
    for (let at = 0; at <= names.length; at++) {
      const first = new LeafCheck(leaves, CALENDAR);
      for (const name of names.slice(0, at)) first.see(listPrefix(SITE) + name);
      if (first.position === undefined) continue;
      const second = new LeafCheck(leaves, CALENDAR, first.position);
      for (const name of names.slice(at)) second.see(listPrefix(SITE) + name);
      const found = [...first.stale.union(second.end())].sort();
      expect(found, `${names.length} entries, ${at} before`).toEqual(check(leaves, names));
    }
  }
});

it('a sweep lists no entry of an article twice, and all of its archives are compared', async () => {
  const site = new SmallSite(archivedWorkshop, { pageSize: 1000 });
  await site.publish({ 'a.md': article('Rain', 1, 'x'), 'b.md': article('Snow', 2, 'x', 'y') });
  site.now += 24 * 3600 * 1000;
  await publishArchives(site.context);
  const listed: string[] = [];
  const context = interceptRequests(site, ({ operation, key, bucket }, apply) => {
    if (operation === 'list' && bucket === 'state') listed.push(key);
    return apply();
  });
  const send = async () => undefined;
  const report = await sweep(context, { all: false, send, signal: new AbortController().signal });
  expect(report).toMatchObject({ archivesStale: 0 });
  for (const list of ['index/category/x/', 'index/category/y/'])
    expect(listed.filter((prefix) => prefix === list)).toEqual([list]);
  // The newest articles of the site are listed once more, to publish them.
  expect(listed.filter((prefix) => prefix === listPrefix(SITE))).toHaveLength(2);
});

it('a mark of the only leaf of a small site is one that a tick looks at', async () => {
  const site = new SmallSite(archivedWorkshop);
  await site.publish({ 'a.md': article('Rain', 1, 'x') });
  await publishArchives(site.context);
  await site.publish({ 'b.md': article('Snow', 1, 'x') });
  for (const mark of site.buckets.state.contents('archive/marks/').keys())
    await site.buckets.state.delete(mark);
  const send = async () => undefined;
  await sweep(site.context, { all: false, send, signal: new AbortController().signal });
  await publishArchives(site.context);
  expect(await site.wrong()).toEqual([]);
});
