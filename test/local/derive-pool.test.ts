import { describe, expect, it, onTestFinished } from 'vitest';
import { parseSite } from '../../lambda/model/site.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { DerivePool } from '../../local/publish/derive-pool.ts';
import { articlePath, articleText } from './corpus.ts';

const SITE = parseSite({});

function upload(i: number) {
  const body = Buffer.from(articleText(i));
  return { key: articlePath(i), body, size: body.length, modified: 1_631_764_814_000 };
}

function makePool(files: number): DerivePool {
  const pool = new DerivePool(SITE, 2);
  pool.expect(files);
  onTestFinished(() => pool.close());
  return pool;
}

describe('threads that derive articles', () => {
  it('come to what the main thread comes to', async () => {
    const uploads = Array.from({ length: 20 }, (_, i) => upload(i));
    const { derive, articlePage } = siteDerivations(SITE);
    const here = await Promise.all(uploads.map(derive));
    for (const files of [1, 1000]) {
      const pool = makePool(files);
      const derived = await Promise.all(uploads.map((upload) => pool.derive(upload)));
      expect(derived).toEqual(here);
      for (const derivation of derived) {
        if (derivation.status !== 'published') throw new Error('an article was not published');
        const { article } = derivation;
        const page = articlePage(article);
        expect(Buffer.compare(pool.articlePage(article).body, page.body)).toBe(0);
        // Asked again, and for an article that no thread knows.
        for (const known of [article, { ...article }]) expect(pool.articlePage(known)).toEqual(page);
      }
    }
  });

  it('hand on what is thrown', async () => {
    const pool = new DerivePool({ ...SITE, timeZone: 'Mars/Olympus' }, 1);
    pool.expect(1000);
    onTestFinished(() => pool.close());
    const body = Buffer.from('---\ntitle: 甲\ndate: 2021-03-21 16:45:49\n---\n正文');
    await expect(pool.derive({ ...upload(1), body, size: body.length })).rejects.toThrow(/Mars\/Olympus/);
    expect(await pool.derive(upload(1))).toMatchObject({ status: 'published' });
  });

  it('reject what they were working on when they end', async () => {
    const pool = makePool(1000);
    const derived = pool.derive(upload(1));
    await Promise.all([expect(derived).rejects.toThrow(/thread/), pool.close()]);
  });

  it('derive nothing more once they have ended', async () => {
    const pool = makePool(1000);
    const derived = Array.from({ length: 20 }, (_, i) => pool.derive(upload(i)));
    const ends = Promise.allSettled(derived);
    await pool.close();
    expect((await ends).map(({ status }) => status)).toEqual(derived.map(() => 'rejected'));
    await expect(pool.derive(upload(1))).rejects.toThrow(/ended/);
  });
});
