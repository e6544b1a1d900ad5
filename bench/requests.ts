import type { Derivations } from '../lambda/protocol/derivations.ts';
import { republish } from '../lambda/protocol/republish.ts';
import type { Content } from '../lambda/store/store.ts';
import {
  type ArchivedFile,
  crowdedCategories,
  fillWithArchive,
  publishedAt,
} from '../test/simulation/archive.ts';
import { publishCrowd } from '../test/simulation/load.ts';
import { bytesOf, historicalDerivations, plainDerivations } from '../test/simulation/plain-derivations.ts';
import { Random } from '../test/simulation/random.ts';
import { AMOUNTS, meter, shareOf, type Usage } from '../test/simulation/usage.ts';
import { siteWorkshop } from '../test/simulation/workshops.ts';
import { articlePath, articleText, categoriesOf } from '../test/support/finance-site.ts';
import { memoryBuckets, protocolContext } from '../test/support/protocol-context.ts';
import { atMost, type Result, round, showBytes, showCount, table } from './figures.ts';

const SIZES = [100, 10_000, 1_000_000] as const;

/** What S3 takes in us-east-1 for a thousand requests, in dollars; a HEAD is charged as a GET, a DELETE not at all. */
const PRICES = { put: 0.005, list: 0.005, get: 0.0004, delete: 0 } as const;
const REQUESTS = ['get', 'put', 'list', 'delete'] as const;

/** One kind of upload, and what it asks of the buckets for each article. */
interface Measured {
  readonly what: string;
  readonly usage: Usage;
}

/** Counts what an upload asks of the buckets, one by one into archives of several sizes, and in bulk. */
export async function measure(): Promise<Result> {
  const archives = new Map<number, readonly Measured[]>();
  for (const size of SIZES) archives.set(size, await measureArchive(size, CROWDED));
  const spread = await measureArchive(10_000, SPREAD);
  const bulks = new Map<string, Bulk>();
  for (const [name, plan] of Object.entries(BULKS)) bulks.set(name, await measureBulk(plan));
  const usual = bulks.get(USUAL)?.usage;
  if (usual === undefined) throw new Error('the usual bulk upload was not measured');

  const kinds = archives.get(SIZES[0]) ?? [];
  const percent = (part: number): string => `${round(part * 100)} % apart`;
  return {
    tables: {
      requests: table(
        COLUMNS,
        kinds.flatMap((_, i) =>
          [...archives].flatMap(([size, measured]) =>
            measured.slice(i, i + 1).map((one) => rowOf(size, one)),
          ),
        ),
      ),
      'requests-spread': table(
        COLUMNS,
        spread.map((measured) => rowOf(10_000, measured)),
      ),
      'requests-bulk': table(
        ['bulk upload', 'all', 'GET', 'PUT', 'LIST', 'DELETE', '$ per million', 'tries'],
        [...bulks].map(([name, { usage, tries }]) => [
          name,
          round(requestsIn(usage)),
          ...countsOf(usage),
          round(priceOf(usage) * 1e6),
          round(tries),
        ]),
      ),
    },
    bars: [
      atMost(
        'requests and bytes of an upload, at 100, 10,000 and 1,000,000 articles',
        greatestDifference([...archives.values()]),
        0.02,
        percent,
      ),
      atMost('requests of an article in a bulk upload into three categories', requestsIn(usual), 14, round),
      atMost('of which PUT and LIST', usual.put + usual.list, 7, round),
    ],
  };
}

interface BulkPlan {
  readonly count: number;
  /** The categories of each article, by its number. */
  readonly categoriesOf: (i: number) => readonly string[];
  /** How many categories that are, all together. */
  readonly categories: number;
  /** Whether they come in no order of time, as from a folder; else the oldest first. */
  readonly mixed?: boolean;
  readonly history?: boolean;
}

interface Bulk {
  /** Of one article. */
  readonly usage: Usage;
  /** How often a list was published anew for each time that it was published. */
  readonly tries: number;
}

const WORKERS = 8;
const BATCH = 100;
const USUAL = 'three categories, oldest first';
const THREE = { categories: 3, categoriesOf: () => ['金融', '新浪财经', '新浪财经－国內'] };

const BULKS: Readonly<Record<string, BulkPlan>> = {
  [USUAL]: { ...THREE, count: 10_000 },
  'three categories, in no order': { ...THREE, count: 10_000, mixed: true },
  '26 categories, in no order': { categories: 26, categoriesOf, count: 10_000, mixed: true },
  'with `history`, oldest first': { ...THREE, count: 2_000, history: true },
  'with `history`, in no order': { ...THREE, count: 2_000, history: true, mixed: true },
};

/** Lets workers that get into each other's way publish articles that were all uploaded at once. */
async function measureBulk({ count, mixed, history, ...plan }: BulkPlan): Promise<Bulk> {
  const random = new Random(1);
  const files = Array.from({ length: count }, (_, i): [string, Content] => {
    const published = new Date(Date.UTC(2021, 0, 1) + i * 60_000).toISOString().replace('.000Z', 'Z');
    const categories = plan.categoriesOf(i);
    return [`${i}.md`, bytesOf({ status: 'published', title: `Title ${i}`, published, categories })];
  });
  const order = files.map((file) => ({ file, at: random.below(1e9) }));
  if (mixed) order.sort((a, b) => a.at - b.at);
  const { usage, swaps } = await publishCrowd({
    files: new Map(order.map(({ file }) => file)),
    workers: WORKERS,
    batch: BATCH,
    derivations: sketchedSite(history),
  });
  // Each batch publishes the site's list and those of its categories: all of them, once it is large enough.
  const publications = (count / BATCH) * (1 + plan.categories);
  return { usage: shareOf(usage, count), tries: swaps / publications };
}

/** The documents of a real site, but for the work of rendering them: each says which articles it shows. */
function sketchedSite(history = false): Derivations {
  const { derivations } = siteWorkshop();
  return {
    ...(history ? historicalDerivations : plainDerivations),
    listingDocuments: async (scope, articles, older) =>
      (await derivations.listingDocuments(scope, [])).map(({ path }) => ({
        path,
        content: bytesOf([older?.history, articles.map(({ id }) => id)]),
      })),
    overviewDocuments: derivations.overviewDocuments,
    staticDocuments: derivations.staticDocuments,
  };
}

/** How articles stand in categories. */
interface Shape {
  readonly categoriesAt: (age: number) => readonly string[];
  /** The newest articles of every list are among so many of the site. */
  readonly whole: number;
  /** An age at which an article is in no feed. */
  readonly old: number;
}

const CROWDED: Shape = { categoriesAt: crowdedCategories, whole: 100, old: 75.5 };
const SPREAD: Shape = { categoriesAt: (age) => categoriesOf(numberOf(age)), whole: 1_200, old: 5_000.5 };

/** Fills an archive and measures uploads into it, one after the other. */
async function measureArchive(
  count: number,
  { categoriesAt, whole, old }: Shape,
): Promise<readonly Measured[]> {
  const buckets = memoryBuckets({ clock: () => publishedAt(-1000) });
  const context = protocolContext({ ...buckets, derivations: siteWorkshop().derivations });
  const fileOf = (age: number, text = age): ArchivedFile => ({
    key: articlePath(numberOf(age)),
    published: publishedAt(age),
    categories: categoriesAt(age),
    content: () => textOf(age, text, categoriesAt(age)),
  });
  await fillWithArchive(buckets, context, { count, whole, fileOf });

  const measured: Measured[] = [];
  const work = async (what: string, ...files: readonly ArchivedFile[]): Promise<void> => {
    const keys = files.map(({ key }) => key);
    const usage = await meter(buckets, async () => {
      for (const { key, status } of await republish(keys, context))
        if (status === 'failed') throw new Error(`${key} failed`);
    });
    measured.push({ what, usage: shareOf(usage, keys.length) });
  };
  const upload = async (what: string, ...files: readonly ArchivedFile[]): Promise<void> => {
    for (const { key, content } of files) await buckets.articles.put(key, content());
    await work(what, ...files);
  };
  await upload('new', fileOf(-1));
  await work('delivered again', fileOf(-1));
  await upload('overwritten', fileOf(-1, -500));
  await buckets.articles.delete(fileOf(-1).key);
  await work('deleted', fileOf(-1));
  await upload('new, too old for the feeds', fileOf(old));
  await upload('new, 100 in one batch', ...newerThan(-1, 100).map((age) => fileOf(age)));
  await upload('new, 10 in one batch', ...newerThan(-101, 10).map((age) => fileOf(age)));
  return measured;
}

/** The ages of so many articles, the last of which is just younger than that age. */
function newerThan(age: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => age - count + i);
}

/** The number of an article of an age, from -500 on. */
function numberOf(age: number): number {
  return Number.isInteger(age) ? age + 500 : 0;
}

function textOf(age: number, text: number, categories: readonly string[]): Content {
  const body = Buffer.from(articleText(numberOf(text), { date: new Date(publishedAt(age)), categories }));
  return { body, contentType: 'text/markdown; charset=utf-8' };
}

/** By how much an upload differs from the same one into the first archive, at most. */
function greatestDifference([first = [], ...others]: readonly (readonly Measured[])[]): number {
  const differences = first.flatMap(({ usage }, i) =>
    others.flatMap((measured) =>
      AMOUNTS.map(
        (amount) =>
          Math.abs((measured[i]?.usage[amount] ?? Number.NaN) - usage[amount]) / (usage[amount] || 1),
      ),
    ),
  );
  return Math.max(...differences);
}

const COLUMNS = ['upload', 'archive', 'GET', 'PUT', 'LIST', 'DELETE', 'read', 'written', '$ per million'];

function rowOf(archive: number, { what, usage }: Measured): readonly string[] {
  return [
    what,
    showCount(archive),
    ...countsOf(usage),
    showBytes(usage.bytesRead),
    showBytes(usage.bytesWritten),
    round(priceOf(usage) * 1e6),
  ];
}

function countsOf(usage: Usage): readonly string[] {
  return REQUESTS.map((kind) => round(usage[kind]));
}

function requestsIn(usage: Usage): number {
  return REQUESTS.reduce((sum, kind) => sum + usage[kind], 0);
}

/** Dollars. */
function priceOf(usage: Usage): number {
  return REQUESTS.reduce((sum, kind) => sum + (usage[kind] * PRICES[kind]) / 1000, 0);
}
