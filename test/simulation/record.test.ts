import { describe, expect, it } from 'vitest';
import { compareArticles } from '../../lambda/maintenance/comparison.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { entryKey } from '../../lambda/protocol/entries.ts';
import { EntryCache } from '../../lambda/protocol/entry-cache.ts';
import {
  entriesOf,
  type FileState,
  nextRecord,
  recordKey,
  rememberArchive,
  vouchesFor,
} from '../../lambda/protocol/record.ts';
import { text } from '../store/contract.ts';
import { article, SmallSite } from './small-site.ts';

async function recordAfter(...categories: readonly (readonly string[])[]) {
  const site = new SmallSite();
  for (const names of categories) await site.publish({ 'a.md': article('Rain', 3, ...names) });
  return site.record('a.md');
}

describe('a record', () => {
  it('that follows itself is itself', async () => {
    const record = await recordAfter(['x', 'y'], ['z']);
    expect(nextRecord(record, record)).toBe(record);
  });

  it('remembers the entries of the record before, and vouches for none of them', async () => {
    const before = await recordAfter(['x', 'y']);
    const now: FileState = { ...before, writeId: 'another00000' };
    const next = nextRecord(before, now);
    expect(next.replaced).toEqual(entriesOf(before));
    for (const entry of next.replaced) expect(vouchesFor(next, entryKey(entry))).toBe(false);
  });

  it('is known to a batch by the entries that it vouches for, and not by those that it replaced', async () => {
    const before = await recordAfter(['x', 'y']);
    const now: FileState = { ...before, writeId: 'another00000' };
    const next = nextRecord(before, now);
    const cache = new EntryCache();
    cache.add(next);
    for (const entry of entriesOf(next)) expect(cache.get(entryKey(entry))?.title).toBe('Rain');
    for (const entry of next.replaced) expect(cache.get(entryKey(entry))).toBeUndefined();
  });

  it('remembers the archives that were written because of the article, also after it changed', async () => {
    const archive = { list: { kind: 'category', name: 'x' }, archive: articleId('b.md') } as const;
    const before = rememberArchive(await recordAfter(['x']), archive);
    const next = nextRecord(before, { ...before, writeId: 'another00000' });
    expect(next.archives).toEqual([archive]);
  });

  it('remembers the places that showed the article, but for those that do', async () => {
    const { former } = await recordAfter(['x', 'y'], ['y'], ['z'], ['x']);
    expect(former.map(({ list }) => list)).toEqual([
      { kind: 'category', name: 'y' },
      { kind: 'category', name: 'z' },
    ]);
  });

  it('remembers the last four hundred places at most', async () => {
    const { former } = await recordAfter(...Array.from({ length: 420 }, (_, i) => [`${i}`]));
    expect(former).toHaveLength(400);
    expect(former.at(-1)?.list).toEqual({ kind: 'category', name: '418' });
  });
});

describe('the comparison of articles', () => {
  it('takes a file for changed whose worker died before it put the record', async () => {
    const site = new SmallSite();
    await site.publish({ 'a.md': article('Rain', 3, 'x'), 'b.md': article('Snow', 2, 'x') });
    await site.buckets.state.delete(recordKey(articleId('a.md')));
    expect(await compareArticles(site.context)).toMatchObject({ changed: ['a.md'], gone: [], current: 1 });
  });

  it('takes a file for changed that has more than one entry, until the garbage is gone', async () => {
    const site = new SmallSite();
    await site.publish({ 'a.md': article('Rain', 3, 'x'), 'b.md': article('Snow', 2, 'x') });
    const [entry = ''] = site.entries('a.md');
    const garbage = entry.replace(/.{12}$/, '0'.repeat(12));
    await site.buckets.state.put(garbage, text(''));
    expect(await compareArticles(site.context)).toMatchObject({ changed: ['a.md'], current: 1 });
    await site.buckets.state.delete(garbage);
    expect(await compareArticles(site.context)).toMatchObject({ changed: [], current: 2 });
  });

  it('tells files that are gone from those whose record says so', async () => {
    const site = new SmallSite();
    await site.publish({ 'a.md': article('Rain', 3, 'x'), 'b.md': article('Snow', 2, 'x') });
    await site.buckets.articles.delete('a.md');
    await site.buckets.articles.delete('b.md');
    await site.work(['b.md']);
    expect(await compareArticles(site.context)).toEqual({
      changed: [],
      gone: ['a.md'],
      unreadable: [],
      current: 0,
    });
  });
});
