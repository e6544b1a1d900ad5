import { beforeEach, describe, expect, it } from 'vitest';
import { articleId } from '../../lambda/model/identity.ts';
import { listingPath, SITE } from '../../lambda/model/paths.ts';
import { CorruptStateError, LostStateError, NewerStateError } from '../../lambda/protocol/errors.ts';
import { headKey, SITE_HEAD_KEY } from '../../lambda/protocol/heads.ts';
import { recordKey } from '../../lambda/protocol/record.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import type { Content } from '../../lambda/store/store.ts';
import { text } from '../store/contract.ts';
import { interceptRequests } from './intercept.ts';
import { article, SmallSite } from './small-site.ts';

const FEED = listingPath(SITE, 'feed.json');

let site: SmallSite;
let published: ReadonlyMap<string, Content>;

beforeEach(async () => {
  site = new SmallSite();
  await site.publish({
    'a.md': article('Rain', 3, 'x', 'y'),
    'b.md': article('Snow', 2, 'x'),
  });
  published = site.buckets.publicSite.contents();
});

function emptyState(): Promise<unknown> {
  const { state } = site.buckets;
  return Promise.all([...state.contents().keys()].map((key) => state.delete(key)));
}

describe('when the state bucket was emptied', () => {
  beforeEach(emptyState);

  it('refuses to publish feeds, whatever is uploaded', async () => {
    const [report] = await site.publish({ 'c.md': article('Wind', 4, 'x') });
    expect(report).toMatchObject({ status: 'failed', error: new LostStateError() });
    for (const [path, content] of published)
      expect(site.buckets.publicSite.contents().get(path)).toEqual(content);
    expect(await site.work([], { overview: true }).catch((error: unknown) => error)).toEqual(
      new LostStateError(),
    );
  });

  it('recovers when it is given every article', async () => {
    await site.publish({ 'c.md': article('Wind', 4, 'x') });
    const reports = await site.work(['a.md', 'b.md', 'c.md'], { complete: true });
    expect(reports.map(({ status }) => status)).toEqual(['published', 'published', 'published']);
    expect(await site.wrong()).toEqual([]);
  });

  it('refuses still when one of all articles fails, as its feeds would lack it', async () => {
    const context = interceptRequests(site, async ({ bucket, operation, key }, apply) => {
      if (bucket === 'articles' && operation === 'get' && key === 'b.md') throw new Error('not today');
      return apply();
    });
    const reports = await republish(['a.md', 'b.md'], context, { complete: true });
    expect(reports).toMatchObject([{ status: 'failed', error: new LostStateError() }, { status: 'failed' }]);
    for (const [path, content] of published)
      expect(site.buckets.publicSite.contents().get(path)).toEqual(content);
    await site.work(['a.md', 'b.md'], { complete: true });
    expect(await site.wrong()).toEqual([]);
  });

  it('begins a new site where nothing was ever published', async () => {
    const fresh = new SmallSite();
    expect(await fresh.publish({ 'a.md': article('Rain', 3, 'x') })).toMatchObject([{ status: 'published' }]);
    expect(await fresh.wrong()).toEqual([]);
  });
});

it('does not put an empty feed for the site when the state is emptied in the middle of its work', async () => {
  await site.upload({ 'c.md': article('Wind', 4) });
  const context = interceptRequests(site, async ({ operation, key }, apply) => {
    const answer = await apply();
    if (operation === 'head' && key === SITE_HEAD_KEY) await emptyState();
    return answer;
  });
  const reports = await republish(['c.md'], context);
  expect(reports).toMatchObject([{ status: 'failed', error: new LostStateError() }]);
  expect(site.buckets.publicSite.contents().get(FEED)).toEqual(published.get(FEED));
});

describe.each([
  ['cut short', '{"format":1,"key":"a.m', CorruptStateError],
  ['not JSON', '<Error>', CorruptStateError],
  ['empty', '', CorruptStateError],
  ["another file's", JSON.stringify({ format: 1, key: 'b.md' }), CorruptStateError],
  ['of a newer version', '{"format":99,"anything":true}', NewerStateError],
])('when a record is %s', (_, body, error) => {
  const where = recordKey(articleId('a.md'));
  beforeEach(() => site.buckets.state.put(where, text(body)));

  it('publishes no feed that would lack its article', async () => {
    const [report] = await site.publish({ 'c.md': article('Wind', 4, 'x') });
    expect(report).toMatchObject({ status: 'failed', error: expect.any(error) });
    for (const [path, content] of published)
      expect(site.buckets.publicSite.contents().get(path)).toEqual(content);
  });

  it(
    error === NewerStateError ? 'does not touch it' : 'mends it with the next look at its file',
    async () => {
      await site.upload({ 'c.md': article('Wind', 4, 'x') });
      const [report] = await site.work(['a.md']);
      if (error === NewerStateError) {
        expect(report).toMatchObject({ status: 'failed', error: expect.any(NewerStateError) });
        expect(Buffer.from((await site.buckets.state.get(where))?.body ?? []).toString()).toBe(body);
      } else {
        expect(report).toMatchObject({ status: 'published' });
        await site.work(['c.md']);
        expect(await site.wrong()).toEqual([]);
      }
    },
  );
});

it('refuses the heads of a newer version', async () => {
  for (const key of [SITE_HEAD_KEY, headKey({ kind: 'category', name: 'x' })]) {
    const { state } = site.buckets;
    const before = await state.get(key);
    await state.put(key, text('{"format":3}'));
    const [report] = await site.publish({ 'c.md': article('Wind', 4, 'x') });
    expect(report).toMatchObject({ status: 'failed', error: expect.any(NewerStateError) });
    expect(Buffer.from((await state.get(key))?.body ?? []).toString()).toBe('{"format":3}');
    await state.put(key, { body: before?.body ?? new Uint8Array(), contentType: 'application/json' });
  }
});

it('says loudly that the head of the site cannot be read', async () => {
  await site.buckets.state.put(SITE_HEAD_KEY, text('{"format":1,'));
  const [report] = await site.publish({ 'c.md': article('Wind', 4) });
  expect(report).toMatchObject({ status: 'failed', error: expect.any(CorruptStateError) });
  expect(site.buckets.publicSite.contents().get(FEED)).toEqual(published.get(FEED));
});

describe('a poison article among 100', () => {
  const good = Object.fromEntries(
    Array.from({ length: 99 }, (_, i) => [`${i}.md`, article(`Title ${i}`, 1 + (i % 28), 'x')]),
  );

  it('is rejected by name, with its reason, and the others are published', async () => {
    const reports = await site.publish({ ...good, 'poison.md': { status: 'rejected' } });
    expect(reports.filter(({ status }) => status === 'published')).toHaveLength(99);
    expect(reports.find(({ key }) => key === 'poison.md')).toMatchObject({
      status: 'rejected',
      rejection: { reason: 'it has no title', advice: 'Add one.' },
    });
    const [entry = ''] = site.entries('poison.md');
    const report = Buffer.from((await site.buckets.state.get(entry))?.body ?? []).toString();
    expect(JSON.parse(report)).toMatchObject({ file: 'poison.md', reason: 'it has no title' });
    expect(await site.wrong()).toEqual([]);
  });

  it('that breaks the software fails alone, as often as it comes', async () => {
    const derive = site.context.derivations.derive;
    const context = {
      ...site.context,
      derivations: {
        ...site.context.derivations,
        derive: async (upload: Parameters<typeof derive>[0]) => {
          if (upload.key === 'poison.md') throw new Error('a bug');
          return derive(upload);
        },
      },
    };
    await site.upload({ ...good, 'poison.md': article('Poison', 1, 'x') });
    for (let delivery = 1; delivery <= 3; delivery++) {
      const reports = await republish([...Object.keys(good), 'poison.md'], context);
      const failed = reports.filter(({ status }) => status === 'failed');
      expect(failed).toMatchObject([{ key: 'poison.md', error: new Error('a bug') }]);
    }
    await site.buckets.articles.delete('poison.md');
    await site.work(['poison.md']);
    expect(await site.wrong()).toEqual([]);
  });
});
