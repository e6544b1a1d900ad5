import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Upload } from '../../lambda/model/article.ts';
import { parseSite } from '../../lambda/model/site.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import {
  DerivationError,
  type DeriveLimits,
  DerivePool,
  PoolClosedError,
} from '../../lambda/worker/derive-pool.ts';
import { articlePath, articleText } from '../support/finance-site.ts';

/** Threads start slowly on a busy machine. */
vi.setConfig({ testTimeout: 60_000 });

const SITE = parseSite({});
const REAL_THREAD = new URL('../../lambda/article-thread.ts', import.meta.url);
const UNRULY_THREAD = new URL('./unruly-thread.ts', import.meta.url);

function upload(text: string, key = `${text}.md`): Upload {
  const body = Buffer.from(text);
  return { key, body, size: body.length, modified: 1_631_764_814_000 };
}

function openPool(thread: URL, size = 2, limits: Partial<DeriveLimits> = {}): DerivePool {
  const pool = new DerivePool({ thread, data: SITE, size, limits });
  onTestFinished(() => pool.close());
  return pool;
}

describe('threads that derive articles', () => {
  it('are started ahead where many articles will come, no more than are paid for, and work', async () => {
    const pool = openPool(REAL_THREAD, 3);
    const threads = () => process.getActiveResourcesInfo().filter((name) => name === 'MessagePort').length;
    const before = threads();
    for (const [articles, started] of [
      [0, 0],
      [1, 1],
      [17, 2],
      [1_000, 3],
      [17, 3],
    ] as const) {
      pool.prepare(articles);
      expect(threads() - before).toBe(started);
    }
    const derivation = await pool.derive(upload(articleText(0), articlePath(0)));
    expect(derivation.status).toBe('published');
  });

  it('come to what the main thread comes to, page and all', async () => {
    const uploads = Array.from({ length: 20 }, (_, i) => upload(articleText(i), articlePath(i)));
    const { derive, articlePage } = siteDerivations(SITE);
    const pool = openPool(REAL_THREAD);
    const derived = await Promise.all(uploads.map((upload) => pool.derive(upload)));
    expect(derived).toEqual(await Promise.all(uploads.map(derive)));
    for (const derivation of derived) {
      if (derivation.status !== 'published') throw new Error('an article was not published');
      const { article } = derivation;
      const page = pool.takePage(article);
      expect(Buffer.compare(page?.body ?? Buffer.alloc(0), (await articlePage(article)).body)).toBe(0);
      for (const unknown of [article, { ...article }]) expect(pool.takePage(unknown)).toBe(undefined);
    }
  });

  it.each([
    ['never returns', /^cleaning it took longer than 0\.5 s$/],
    ['never answers', /^cleaning it took longer than 0\.5 s$/],
    ['matches for ever', /^cleaning it took longer than 0\.5 s$/],
    ['throws', /^the code that cleans it failed: x is not a function$/],
    ['throws no error', /^the code that cleans it failed: nothing$/],
    ['throws later', /^the code that cleans it failed: too late$/],
    ['recurses without end', /^the code that cleans it failed: Maximum call stack/],
    ['exits', /^the code that cleans it ended itself \(exit code 0\)$/],
  ])('lose the article whose code %s, and no other', async (deed, reason) => {
    const pool = openPool(UNRULY_THREAD, 1, { deadlineMs: 500 });
    const others = ['before', 'beside', 'after'].map((text) => pool.derive(upload(text)));
    const failure = pool.derive(upload(deed)).catch((error: unknown) => error);
    const more = ['more', 'and more'].map((text) => pool.derive(upload(text)));
    expect(await failure).toBeInstanceOf(DerivationError);
    expect(await failure).toMatchObject({ message: expect.stringMatching(reason) });
    expect((await Promise.all([...others, ...more])).map(({ status }) => status)).toEqual(
      Array.from({ length: 5 }, () => 'published'),
    );
    expect(await pool.derive(upload('later'))).toMatchObject({ status: 'published' });
  });

  it.each(['fills the heap bit by bit', 'fills buffers'])(
    'lose the article whose code %s, and no other',
    async (deed) => {
      const pool = openPool(UNRULY_THREAD, 2, { memoryMb: 150 });
      const failure = pool.derive(upload(deed)).catch((error: unknown) => error);
      const others = ['a', 'b', 'c', 'd'].map((text) => pool.derive(upload(text)));
      expect(await failure).toMatchObject({
        name: 'DerivationError',
        message: expect.stringMatching(/^cleaning it took more than \d+ MB of memory$/),
      });
      expect((await Promise.all(others)).map(({ status }) => status)).toEqual(Array(4).fill('published'));
    },
  );

  it('blame no article when their code cannot be loaded', async () => {
    const pool = openPool(new URL('./missing-thread.ts', import.meta.url));
    const failure = await pool.derive(upload('a')).catch((error: unknown) => error);
    expect(failure).not.toBeInstanceOf(DerivationError);
    expect(failure).toMatchObject({ message: expect.stringContaining('missing-thread') });
  });

  it('end at once, whatever they do, and reject what they were working on and what waited', async () => {
    const pool = openPool(UNRULY_THREAD, 1);
    const derived = ['never returns', ...Array.from({ length: 20 }, (_, i) => `${i}`)].map((text) =>
      pool.derive(upload(text)).catch((error: unknown) => error),
    );
    await pool.close();
    for (const error of await Promise.all(derived)) expect(error).toBeInstanceOf(PoolClosedError);
    await expect(pool.derive(upload('late'))).rejects.toBeInstanceOf(PoolClosedError);
  });
});
