import type { Derivations } from '../lambda/protocol/derivations.ts';
import { type ArchivedFile, crowdedCategories, publishedAt } from '../test/simulation/archive.ts';
import { FullSite } from '../test/simulation/full-site.ts';
import { crowdFiles, publishCrowd } from '../test/simulation/load.ts';
import { bytesOf, historicalDerivations, plainDerivations } from '../test/simulation/plain-derivations.ts';
import { Random } from '../test/simulation/random.ts';
import { AMOUNTS, requestsIn, shareOf, type Usage } from '../test/simulation/usage.ts';
import { markdown, siteWorkshop } from '../test/simulation/workshops.ts';
import { articlePath, articleText, categoriesOf } from '../test/support/finance-site.ts';
import { atMost, type Result, round, showBytes, showCount, table } from './figures.ts';

const SIZES = [100, 10_000, 1_000_000] as const;

/** What S3 takes in us-east-1 for a thousand requests, in dollars; a HEAD is charged as a GET, a DELETE not at all. */
const PRICES = { put: 0.005, list: 0.005, get: 0.0004, delete: 0 } as const;
const REQUESTS = ['get', 'put', 'list', 'delete'] as const;

/** One kind of upload, and what it asks of the buckets for each article. */
interface Measured {
  readonly what: string;
  /** Articles that are there already. */
  readonly archive: number;
  readonly usage: Usage;
}

/** Counts what an upload asks of the buckets, one by one into archives of several sizes, and in bulk. */
export async function measure(): Promise<Result> {
  const archives: Measured[] = [];
  for (const size of SIZES) archives.push(...(await measureArchive(size, CROWDED)));
  const kinds = [...Map.groupBy(archives, ({ what }) => what).values()];
  const spread = await measureArchive(10_000, SPREAD);
  const usual = await measureBulk(USUAL);
  const bulks = [usual];
  for (const plan of BULKS) bulks.push(await measureBulk(plan));
  const { usage } = usual;
  const percent = (part: number): string => `${round(part * 100)} % apart`;
  return {
    tables: {
      requests: table(COLUMNS, kinds.flat().map(rowOf)),
      'requests-spread': table(COLUMNS, spread.map(rowOf)),
      'requests-bulk': table(
        ['bulk upload', 'all', 'GET', 'PUT', 'LIST', 'DELETE', '$ per million', 'tries'],
        bulks.map(({ what, usage, tries }) => [
          what,
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
        Math.max(...kinds.map(differenceIn)),
        0.02,
        percent,
      ),
      atMost('requests of an article in a bulk upload into three categories', requestsIn(usage), 14, round),
      atMost('of which PUT and LIST', usage.put + usage.list, 7, round),
    ],
  };
}

interface BulkPlan {
  readonly what: string;
  readonly count: number;
  /** The categories of each article, by its number. */
  readonly categoriesOf: (i: number) => readonly string[];
  /** Whether they come in no order of time, as from a folder; else the oldest first. */
  readonly mixed?: boolean;
  readonly history?: boolean;
}

const WORKERS = 8;
const BATCH = 100;
const THREE = { categoriesOf: () => ['金融', '新浪财经', '新浪财经－国內'] };
const USUAL: BulkPlan = { ...THREE, what: 'three categories, oldest first', count: 10_000 };

const BULKS: readonly BulkPlan[] = [
  { ...USUAL, what: 'three categories, in no order', mixed: true },
  { what: '26 categories, in no order', categoriesOf, count: 10_000, mixed: true },
  { ...THREE, what: 'with `history`, oldest first', count: 2_000, history: true },
  { ...THREE, what: 'with `history`, in no order', count: 2_000, history: true, mixed: true },
];

/**
 * Lets workers that get into each other's way publish articles that were all uploaded at once: the usage of one article, and
 * how often a list was published anew for each time that it was published.
 */
async function measureBulk({ what, count, mixed, history, ...plan }: BulkPlan) {
  const random = new Random(1);
  const order = crowdFiles(count, plan.categoriesOf).map((file) => ({ file, at: random.below(1e9) }));
  if (mixed) order.sort((a, b) => a.at - b.at);
  const { usage, swaps } = await publishCrowd({
    files: new Map(order.map(({ file }) => file)),
    workers: WORKERS,
    batch: BATCH,
    derivations: sketchedSite(history),
  });
  // Each batch publishes the site's list and those of its categories: all of them, once it is large enough.
  const categories = new Set(order.flatMap((_, i) => plan.categoriesOf(i)));
  const publications = (count / BATCH) * (1 + categories.size);
  return { what, usage: shareOf(usage, count), tries: swaps / publications };
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
  const fileOf = (age: number, text = age): ArchivedFile => ({
    key: articlePath(numberOf(age)),
    published: publishedAt(age),
    categories: categoriesAt(age),
    content: () => {
      const [date, categories] = [new Date(publishedAt(age)), categoriesAt(age)];
      return markdown(articleText(numberOf(text), { date, categories }));
    },
  });
  const site = await FullSite.with(siteWorkshop().derivations, { count, whole, fileOf });
  const batchOf = (size: number, youngest: number): readonly ArchivedFile[] =>
    Array.from({ length: size }, (_, i) => fileOf(youngest - size + i));
  const measured: readonly (readonly [what: string, usage: Usage])[] = [
    ['new', await site.upload(fileOf(-1))],
    ['delivered again', await site.deliver(fileOf(-1))],
    ['overwritten', await site.upload(fileOf(-1, -500))],
    ['deleted', await site.remove(fileOf(-1))],
    ['new, too old for the feeds', await site.upload(fileOf(old))],
    ['new, 100 in one batch', shareOf(await site.upload(...batchOf(100, -1)), 100)],
    ['new, 10 in one batch', shareOf(await site.upload(...batchOf(10, -101)), 10)],
  ];
  return measured.map(([what, usage]) => ({ what, archive: count, usage }));
}

/** The number of an article of an age, from -500 on. */
function numberOf(age: number): number {
  return Number.isInteger(age) ? age + 500 : 0;
}

/** By how much uploads of one kind differ from the first of them, at most. */
function differenceIn([first, ...others]: readonly Measured[]): number {
  const differences = others.flatMap(({ usage }) =>
    AMOUNTS.map((amount) => {
      const expected = first?.usage[amount] ?? Number.NaN;
      return Math.abs(usage[amount] - expected) / (expected || 1);
    }),
  );
  return Math.max(...differences);
}

const COLUMNS = ['upload', 'archive', 'GET', 'PUT', 'LIST', 'DELETE', 'read', 'written', '$ per million'];

function rowOf({ what, archive, usage }: Measured): readonly string[] {
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

/** Dollars. */
function priceOf(usage: Usage): number {
  return REQUESTS.reduce((sum, kind) => sum + (usage[kind] * PRICES[kind]) / 1000, 0);
}
