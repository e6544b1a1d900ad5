import { describe, expect, it } from 'vitest';
import type { SweepStep } from '../../lambda/maintenance/divided/run.ts';
import type { Upload } from '../../lambda/model/article.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { MemoryStore, type MemoryStoreOptions } from '../../lambda/store/memory.ts';
import { type BatchOptions, type LogLine, processBatch } from '../../lambda/worker/batch.ts';
import { keysBody, type Message, stepBody } from '../../lambda/worker/events.ts';
import type { Measures } from '../../lambda/worker/metrics.ts';
import { bytesOf } from '../simulation/plain-derivations.ts';
import { protocolContext } from '../support/protocol-context.ts';
import { batchOf, s3Body, testEventBody } from './events/events.ts';

/** Stores with nothing in them, and all that a batch says and asks for. */
function world(publicOptions: MemoryStoreOptions = {}) {
  const context = protocolContext({ publicSite: new MemoryStore(publicOptions) });
  const { articles, publicSite } = context;
  const lines: (LogLine & { readonly level: string })[] = [];
  const retried: Message[] = [];
  const pinged: string[] = [];
  const measured: Measures[] = [];
  const options: BatchOptions = {
    signal: new AbortController().signal,
    log: (level, line) => lines.push({ level, ...line }),
    measure: (measures) => void measured.push(measures),
    ping: async (paths) => {
      pinged.push(...paths);
      return undefined;
    },
    guard: async () => ({ derivations: context.derivations, close: async () => undefined }),
    findSetAside: async () => new Set<string>(),
    takeStep: async () => undefined,
    retrySoon: async (messages) => void retried.push(...messages),
  };
  const upload = (key: string, ...categories: string[]) =>
    articles.put(
      key,
      bytesOf({ status: 'published', title: key, published: '2026-01-02T03:04:05Z', categories }),
    );
  const reject = (key: string) => articles.put(key, bytesOf({ status: 'rejected' }));
  return { articles, publicSite, context, options, lines, retried, pinged, measured, upload, reject };
}

const failuresOf = (...ids: string[]) => ({
  batchItemFailures: ids.map((itemIdentifier) => ({ itemIdentifier })),
});

describe('a batch of messages', () => {
  it('publishes what its messages name', async () => {
    const { context, options, publicSite, upload, lines } = world();
    await upload('a b.md', '金融');
    expect(await processBatch(batchOf(s3Body('a b.md')), context, options)).toEqual(failuresOf());
    const page = publicSite.contents().get(`articles/${articleId('a b.md')}.html`);
    expect(Buffer.from(page?.body ?? []).toString()).toContain('a b.md');
    expect(publicSite.contents().has('feeds/金融/rss.xml')).toBe(true);
    expect(lines).toMatchObject([
      { level: 'info', event: 'published', key: 'a b.md', id: articleId('a b.md'), messages: ['m0'] },
      { level: 'info', event: 'batch', messages: 1, messagesFailed: 0, published: 1 },
    ]);
  });

  it('measures what became of its articles, and how long each upload took to be in its feeds', async () => {
    const { context, options, upload, reject, measured } = world();
    await upload('good.md', '金融');
    await reject('bad.md');
    const uploaded = Date.parse('2026-03-01T08:15:30.123Z');
    const batch = batchOf(s3Body('good.md', 'bad.md'), s3Body('good.md'), keysBody(['good.md']), '{');
    const Records = batch.Records.map((record, i) => ({
      ...record,
      attributes: { ApproximateReceiveCount: i === 3 ? '3' : '1' },
    }));
    await processBatch({ Records }, { ...context, now: () => uploaded + 7000 }, options);
    expect(measured).toEqual([
      {
        ...{ Published: 1, Rejected: 1, Held: 0, Withheld: 0, Skipped: 0, Deleted: 0, Failed: 0 },
        FailedAgain: 1,
        UploadToFeed: [7, 7],
      },
    ]);
  });

  it('works once on a key that many messages name, and renders a category once for all its articles', async () => {
    const written: string[] = [];
    const { context, options, articles, upload } = world({
      before: async ({ operation, key }) => {
        if (operation === 'put') written.push(key);
      },
    });
    const keys = Array.from({ length: 100 }, (_, i) => `${i}.md`);
    for (const key of keys) await upload(key, '金融');
    const bodies = [...keys, ...keys].map((key) => s3Body(key, key));
    expect(await processBatch(batchOf(...bodies), context, options)).toEqual(failuresOf());
    expect(articles.requests.get).toBe(100);
    expect(written.filter((path) => path === 'feeds/金融/rss.xml')).toHaveLength(1);
    expect(written.filter((path) => path === 'index.html')).toHaveLength(1);
  });

  it('lets many withdrawals wait and says so of each, but not when they are meant', async () => {
    const { context, options, articles, upload, lines, publicSite } = world();
    const withdrawals = { hold: 1000, few: 2, share: 1 / 5, many: 100 };
    const keys = ['a.md', 'b.md', 'c.md', 'd.md'];
    for (const key of keys) await upload(key);
    await processBatch(batchOf(s3Body(...keys)), context, options);
    for (const key of keys) await articles.delete(key);
    await processBatch(batchOf(s3Body(...keys)), { ...context, withdrawals }, options);
    const told = lines.filter(({ event }) => event === 'withheld');
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(lines.at(-1)).toMatchObject({ event: 'batch', deleted: 4 - told.length, withheld: told.length });
    const meant = batchOf(keysBody(keys, { withdraws: true }));
    await processBatch(meant, { ...context, withdrawals }, options);
    expect(publicSite.contents('articles/').size).toBe(0);
  });

  it('works behind a guard, one by one, on keys that come again or are set aside, so that only the guilty fail', async () => {
    const { context, options, upload, publicSite } = world();
    for (const key of ['fresh.md', 'innocent.md', 'guilty.md', 'known.md']) await upload(key, '金融');
    const derived: string[] = [];
    let isClosed = false;
    const guard = async () => ({
      derivations: {
        ...context.derivations,
        derive: async (upload: Upload) => {
          derived.push(upload.key);
          if (upload.key !== 'innocent.md') throw new Error('cleaning it took too long');
          return context.derivations.derive(upload);
        },
      },
      close: async () => {
        isClosed = true;
      },
    });
    const swept = keysBody(['known.md']);
    const batch = batchOf(s3Body('innocent.md'), s3Body('guilty.md'), s3Body('fresh.md'), swept);
    const again = { ApproximateReceiveCount: '2' };
    const Records = batch.Records.map((record, i) => (i < 2 ? { ...record, attributes: again } : record));
    const findSetAside = async () => new Set(['known.md', 'fresh.md']);
    const answer = await processBatch({ Records }, context, { ...options, guard, findSetAside });
    expect(answer).toEqual(failuresOf('m1', 'm3'));
    expect(derived).toEqual(['innocent.md', 'guilty.md', 'known.md']);
    expect(isClosed).toBe(true);
    const feed = Buffer.from(publicSite.contents().get('feeds/金融/rss.xml')?.body ?? []).toString();
    expect(feed).toContain('innocent.md');
    expect(feed).toContain('fresh.md');
    expect(feed).not.toContain('guilty.md');
  });

  it('is done with a rejected article, and logs why it was rejected', async () => {
    const { context, options, upload, reject, lines } = world();
    await upload('good.md', '金融');
    await reject('bad.md');
    const answer = await processBatch(batchOf(s3Body('bad.md'), s3Body('good.md')), context, options);
    expect(answer).toEqual(failuresOf());
    expect(lines).toContainEqual({
      level: 'warn',
      event: 'rejected',
      key: 'bad.md',
      id: articleId('bad.md'),
      reason: 'it has no title',
      advice: 'Add one.',
      messages: ['m0'],
    });
  });

  it('logs why a file was skipped, and until when an article is held', async () => {
    const { context, options, articles, lines } = world();
    const until = '2999-01-01T00:00:00Z';
    await articles.put('draft.md', bytesOf({ status: 'skipped' }));
    await articles.put('new-year.md', bytesOf({ status: 'held', title: 'New year', until, categories: [] }));
    const batch = batchOf(s3Body('draft.md', 'new-year.md'));
    expect(await processBatch(batch, context, options)).toEqual(failuresOf());
    expect(lines).toMatchObject([
      { level: 'info', event: 'skipped', key: 'draft.md', reason: 'it is a draft' },
      { level: 'info', event: 'held', key: 'new-year.md', until },
      { level: 'info', event: 'batch', skipped: 1, held: 1 },
    ]);
  });

  it('warns of a story that came under two keys', async () => {
    const { context, options, upload, lines } = world();
    await upload('a.md', '金融');
    const story = { status: 'published', title: 'a.md', published: '2026-01-02T03:04:05Z', categories: [] };
    await context.articles.put('copy.md', bytesOf(story));
    await processBatch(batchOf(s3Body('a.md', 'copy.md')), context, options);
    const warned = lines.filter(({ event }) => event === 'warned');
    expect(warned.map(({ key }) => key)).toEqual(['a.md', 'copy.md']);
    expect(JSON.stringify(warned)).toContain('the same story');
  });

  it('fails a message that cannot be understood, and no other', async () => {
    const { context, options, upload, lines, retried } = world();
    await upload('a.md', '金融');
    const answer = await processBatch(batchOf('{', s3Body('a.md'), testEventBody()), context, options);
    expect(answer).toEqual(failuresOf('m0'));
    expect(retried.map(({ id }) => id)).toEqual(['m0']);
    expect(lines).toContainEqual(expect.objectContaining({ level: 'error', event: 'malformed' }));
  });

  it('fails the messages of a key that could not be published, and asks for them soon', async () => {
    const broken = `articles/${articleId('a.md')}.html`;
    const { context, options, upload, lines, retried } = world({
      before: async ({ operation, key }) => {
        if (operation === 'put' && key === broken) throw new Error('no connection');
      },
    });
    await upload('a.md', '金融');
    await upload('b.md', '北京');
    const answer = await processBatch(
      batchOf(s3Body('a.md'), s3Body('b.md'), s3Body('b.md', 'a.md')),
      context,
      options,
    );
    expect(answer).toEqual(failuresOf('m0', 'm2'));
    expect(retried.map(({ receipt }) => receipt)).toEqual(['r0', 'r2']);
    const failed = lines.filter(({ event }) => event === 'failed');
    expect(failed).toMatchObject([{ level: 'error', key: 'a.md' }]);
    expect(JSON.stringify(failed)).toContain('no connection');
  });

  it('takes the steps of sweeps once its articles are published, and fails those alone that fail', async () => {
    const { context, options, publicSite, upload, lines, measured } = world();
    await upload('a.md', '金融');
    const uploaded = Date.parse('2026-03-01T08:15:30.123Z');
    let now = uploaded + 7000;
    const taken: string[] = [];
    const takeStep = async ({ run }: SweepStep) => {
      expect(publicSite.contents().has('feeds/金融/rss.xml')).toBe(true);
      taken.push(run);
      now += 100_000;
      if (run === 'bad') throw new Error('S3 is busy');
    };
    const steps = ['good', 'bad', 'fine'].map((run) => stepBody({ run, phase: 'list', lane: 0 }));
    const answer = await processBatch(
      batchOf(...steps, s3Body('a.md')),
      { ...context, now: () => now },
      { ...options, takeStep },
    );
    expect(answer).toEqual(failuresOf('m1'));
    expect(taken).toEqual(['good', 'bad', 'fine']);
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 'error', event: 'sweep step failed', run: 'bad' }),
    );
    expect(measured).toMatchObject([{ UploadToFeed: [7] }]);
  });

  it('reports its failures even if the queue cannot be asked for them soon', async () => {
    const { context, options, lines } = world();
    const retrySoon = () => Promise.reject(new Error('throttled'));
    expect(await processBatch(batchOf('{'), context, { ...options, retrySoon })).toEqual(failuresOf('m0'));
    expect(lines).toContainEqual(expect.objectContaining({ level: 'warn', event: 'retry' }));
  });

  it('begins nothing when its time is up, and fails what it did not begin', async () => {
    const { context, options, articles, upload } = world();
    await upload('a.md', '金融');
    const signal = AbortSignal.abort();
    expect(await processBatch(batchOf(s3Body('a.md')), context, { ...options, signal })).toEqual(
      failuresOf('m0'),
    );
    expect(articles.requests.get).toBe(0);
  });

  it('tells the hub which feeds changed, and is done even if the hub does not listen', async () => {
    const { context, options, upload, pinged, lines } = world();
    await upload('a.md', '金融');
    const deaf = async (paths: ReadonlySet<string>) => {
      pinged.push(...paths);
      return 'the hub is asleep';
    };
    const answer = await processBatch(batchOf(s3Body('a.md')), context, { ...options, ping: deaf });
    expect(answer).toEqual(failuresOf());
    expect(pinged).toContain('feeds/金融/rss.xml');
    expect(lines).toContainEqual({ level: 'warn', event: 'hub', message: 'the hub is asleep' });
  });
});
