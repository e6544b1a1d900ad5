import { describe, expect, it } from 'vitest';
import { republish } from '../../lambda/protocol/republish.ts';
import { type Buckets, memoryBuckets, protocolContext } from '../support/protocol-context.ts';
import { runs } from '../support/runs.ts';
import { type ArchivePlan, crowdedCategories, fillWithArchive, publishedAt } from './archive.ts';
import { ITEMS_PER_FEED } from './load.ts';
import { plainWorkshop, siteWorkshop, type Workshop } from './workshops.ts';

describe('an archive that is put into the buckets', () => {
  it('is what publishing its articles leaves there: 100 articles of a real site', async () => {
    const { filled, published } = await bothWays({ count: 100, whole: 100 }, siteWorkshop());
    expect(filled).toEqual(published);
  });

  it('is so but for the records and pages that it leaves out: thousands of articles', async () => {
    const count = runs(10_000);
    const { filled, published } = await bothWays({ count, whole: 200 }, plainWorkshop);
    const missing = [...published.keys()].filter((name) => !filled.has(name));
    expect(missing).toHaveLength(2 * (count - 200));
    expect(missing.filter((name) => !/^(?:state records|publicSite articles)\//.test(name))).toEqual([]);
    for (const name of missing) published.delete(name);
    expect(filled).toEqual(published);
  });
});

async function bothWays(
  size: Pick<ArchivePlan, 'count' | 'whole'>,
  { derivations, write }: Workshop,
): Promise<Record<'filled' | 'published', Map<string, string>>> {
  const plan: ArchivePlan = {
    ...size,
    fileOf: (age) => {
      const categories = crowdedCategories(age);
      const published = publishedAt(age);
      const date = new Date(published).toISOString().replace('.000Z', 'Z');
      const content = () =>
        write({ status: 'published', title: `Title ${age}`, published: date, categories });
      return { key: `${age}.md`, published, categories, content };
    },
  };
  const [filled, published] = [newBuckets(), newBuckets()];
  const context = (buckets: Buckets) =>
    protocolContext({ ...buckets, derivations, itemsPerFeed: ITEMS_PER_FEED });
  await fillWithArchive(filled, context(filled), plan);
  const files = Array.from({ length: size.count }, (_, age) => plan.fileOf(age));
  for (const { key, content } of files) await published.articles.put(key, content());
  const reports = await republish(
    files.map(({ key }) => key),
    context(published),
  );
  expect(reports.filter(({ status }) => status !== 'published')).toEqual([]);
  return { filled: shown(filled), published: shown(published) };
}

function newBuckets(): Buckets {
  return memoryBuckets({ clock: () => publishedAt(-1) });
}

/** All that stands in the state and public buckets, without the names that every attempt makes anew, and stamps. */
function shown({ state, publicSite }: Buckets): Map<string, string> {
  const objects = Object.entries({ state, publicSite }).flatMap(([bucket, store]) =>
    [...store.contents()].map(([key, { body, ...headers }]): [string, string] => [
      `${bucket} ${key.replace(/-[0-9a-z]{20}-[0-9a-z]{12}$/, '-…')}`,
      JSON.stringify(headers) +
        Buffer.from(body)
          .toString()
          .replace(/"attempt":"[^"]*"/, '"attempt":"…"'),
    ]),
  );
  return new Map(objects);
}
