import { createHash } from 'node:crypto';
import type { Context } from '../lambda/protocol/context.ts';
import { SPARE_ENTRIES } from '../lambda/protocol/listing.ts';
import { republish } from '../lambda/protocol/republish.ts';
import { MemoryStore } from '../lambda/store/memory.ts';
import type { Content } from '../lambda/store/store.ts';
import {
  type ArchivedFile,
  crowdedCategories,
  fillWithArchive,
  publishedAt,
} from '../test/simulation/archive.ts';
import { ITEMS_PER_FEED } from '../test/simulation/load.ts';
import { AMOUNTS, meter, shareOf, type Usage } from '../test/simulation/usage.ts';
import { siteWorkshop } from '../test/simulation/workshops.ts';
import { articlePath, articleText, categoriesOf } from '../test/support/finance-site.ts';
import { type Bulk, type BulkPlan, simulateBulk } from './bulk.ts';
import { PRICES, priceOf } from './prices.ts';
import { atMost, type Costs, paragraph, type Result, round, showBytes, table } from './result.ts';
import { PACE } from './workers.ts';

const SIZES = [100, 10_000, 1_000_000] as const;

/** What planning goes on with. */
export interface RequestsResult extends Result {
  readonly costs: Costs;
}

/** One kind of upload: what it asks of the buckets for each article, and a hash of the site that it leaves. */
interface Measured {
  readonly what: string;
  readonly usage: Usage;
  readonly site: string;
}

/** Counts what an upload asks of the buckets, one by one into archives of several sizes, and in bulk. */
export async function benchRequests(): Promise<RequestsResult> {
  const archives = new Map<number, readonly Measured[]>();
  for (const size of SIZES) archives.set(size, await measureArchive(size, CROWDED));
  const spread = await measureArchive(10_000, SPREAD);
  const difference = greatestDifference([...archives.values()]);

  const bulk = await simulateBulk(BULK);
  const each = shareOf(bulk.usage, BULK.count);
  const variants = await measureVariants();
  const spreadBulk = variants.find(({ name }) => name === MANY);
  if (spreadBulk === undefined)
    throw new Error('the bulk upload that planning goes on with was not measured');

  const kinds = archives.get(SIZES[0]) ?? [];
  const rows = kinds.flatMap((_, i) =>
    [...archives].map(([size, measured]) => rowOf(size.toLocaleString('en'), measured[i])),
  );
  return {
    title: 'Requests and bytes',
    text: [
      paragraph(`What one uploaded article asks of the three buckets, as the memory store counts it, and what S3 takes
        for it: $${round(PRICES.s3Put * 1000)} for a thousand PUT or LIST, $${round(PRICES.s3Get * 1000)} for a
        thousand GET or HEAD, nothing for DELETE. The question whether a document stands there unchanged is a HEAD on
        S3. Articles are of the usual size (14 kB), in three categories each, and all feeds are full. Bytes are counted
        before compression, without the upload itself. A LIST asks for
        ${ITEMS_PER_FEED + SPARE_ENTRIES} entries, and S3 would give 1,000.`),
      table(COLUMNS, rows),
      paragraph(`The archives are put into the store by a short cut, which \`test/simulation/archive.test.ts\` compares
        with publishing all the articles, byte for byte. Whatever the size of the archive, the measured uploads must
        leave the same public site; else nothing is written here.`),
      paragraph(`Above, the same articles stand in most of the lists. Where each category has its own, more records are
        read: the same in a site of 10,000 articles in 26 categories.`),
      table(
        COLUMNS,
        spread.map((measured) => rowOf('10,000', measured)),
      ),
      paragraph(`In bulk: ${BULK.count.toLocaleString('en')} articles (${VARIANT.count.toLocaleString('en')} with
        \`history\`), ${BULK.workers} workers, batches of ${BULK.batch}. Simulated, with ${PACE.fastestRequest} to ${PACE.slowestRequest} ms for each request, so that
        workers get into each other's way at the heads of the lists: tries are how often a list was published anew for
        each time that it was published.`),
      table(
        ['bulk upload', 'all', 'GET', 'PUT', 'LIST', 'DELETE', '$ per million', 'tries'],
        [['three categories, oldest first', ...bulkRow(bulk, BULK)], ...variants.map(({ row }) => row)],
      ),
      paragraph('The bar is for the first row. More categories, and `history`, ask for more than it allows.'),
    ].join('\n\n'),
    verdicts: [
      atMost(
        'requests and bytes of an upload, at 100, 10,000 and 1,000,000 articles',
        '2 % apart',
        difference === 0 ? 'equal' : `${round(difference * 100)} % apart`,
        difference / 0.02,
      ),
      atMost(
        'requests of an article in a bulk upload into three categories',
        '14',
        round(requestsIn(each)),
        requestsIn(each) / 14,
      ),
      atMost('of which PUT and LIST', '7', round(each.put + each.list), (each.put + each.list) / 7),
    ],
    costs: { single: usageIn(spread, NEW), bulk: spreadBulk.each },
  };
}

const BULK = { count: 10_000, workers: 8, batch: 100 } as const satisfies BulkPlan;

/** Fewer: what they show is what differs. */
const VARIANT = { count: 2_000, workers: 8, batch: 100 } as const satisfies BulkPlan;

/** What planning goes on with: few sites have three categories that all articles name. */
const MANY = '26 categories, in no order';

interface Variant {
  readonly name: string;
  readonly row: readonly string[];
  readonly each: Usage;
}

async function measureVariants(): Promise<readonly Variant[]> {
  const variants: Readonly<Record<string, BulkPlan>> = {
    'three categories, in no order': { ...BULK, mixed: true },
    [MANY]: { ...BULK, mixed: true, categoriesOf },
    'with `history`, oldest first': { ...VARIANT, history: true },
    'with `history`, in no order': { ...VARIANT, history: true, mixed: true },
  };
  const measured: Variant[] = [];
  for (const [name, plan] of Object.entries(variants)) {
    const bulk = await simulateBulk(plan);
    measured.push({ name, row: [name, ...bulkRow(bulk, plan)], each: shareOf(bulk.usage, plan.count) });
  }
  return measured;
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

const NEW = 'new';

/** Fills an archive and measures uploads into it, one after the other. */
async function measureArchive(
  count: number,
  { categoriesAt, whole, old }: Shape,
): Promise<readonly Measured[]> {
  const clock = (): number => publishedAt(-1000);
  const buckets = {
    articles: new MemoryStore({ clock }),
    state: new MemoryStore({ clock }),
    publicSite: new MemoryStore({ clock }),
  };
  const context: Context = {
    ...buckets,
    derivations: siteWorkshop().derivations,
    itemsPerFeed: ITEMS_PER_FEED,
    revision: 'one',
    now: Date.now,
    pause: async () => undefined,
  };
  const fileOf = (age: number, text = age): ArchivedFile => ({
    key: articlePath(numberOf(age)),
    published: publishedAt(age),
    categories: categoriesAt(age),
    content: () => textOf(age, text, categoriesAt(age)),
  });
  await fillWithArchive(buckets, context, { count, whole, fileOf });

  const measured: Measured[] = [];
  const measure = async (what: string, ...files: readonly ArchivedFile[]): Promise<void> => {
    const keys = files.map(({ key }) => key);
    const usage = await meter(buckets, async () => {
      for (const { key, status } of await republish(keys, context))
        if (status === 'failed') throw new Error(`${key} failed`);
    });
    measured.push({ what, usage: shareOf(usage, keys.length), site: hashOf(buckets.publicSite) });
  };
  const upload = async (what: string, ...files: readonly ArchivedFile[]): Promise<void> => {
    for (const { key, content } of files) await buckets.articles.put(key, content());
    await measure(what, ...files);
  };
  await upload(NEW, fileOf(-1));
  await measure('delivered again', fileOf(-1));
  await upload('overwritten', fileOf(-1, -500));
  await buckets.articles.delete(fileOf(-1).key);
  await measure('deleted', fileOf(-1));
  await upload('new, too old for the feeds', fileOf(old));
  await upload('new, 100 in one batch', ...newerThan(-1, 100).map((age) => fileOf(age)));
  await upload('new, 10 in one batch', ...newerThan(-101, 10).map((age) => fileOf(age)));
  return measured;
}

/** The ages of so many articles, the last of which is just younger than that age. */
function newerThan(age: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => age - count + i);
}

/** The number in the corpus of an article of an age, from -500 on. */
function numberOf(age: number): number {
  return Number.isInteger(age) ? age + 500 : 0;
}

function textOf(age: number, text: number, categories: readonly string[]): Content {
  const body = Buffer.from(articleText(numberOf(text), { date: new Date(publishedAt(age)), categories }));
  return { body, contentType: 'text/markdown; charset=utf-8' };
}

/** Tells one public site from every other. */
function hashOf(publicSite: MemoryStore): string {
  const hash = createHash('sha256');
  for (const [path, { body }] of publicSite.contents()) hash.update(`${path}\n${body.length}\n`).update(body);
  return hash.digest('hex');
}

/** By how much an upload differs from the same one into another archive, at most; the sites must not differ at all. */
function greatestDifference(archives: readonly (readonly Measured[])[]): number {
  let greatest = 0;
  for (const [i, { what, usage, site }] of (archives[0] ?? []).entries()) {
    for (const archive of archives) {
      const other = archive[i];
      if (other?.site !== site) throw new Error(`${what}: the archives came to different sites`);
      for (const measure of AMOUNTS) {
        if (usage[measure] === other.usage[measure]) continue;
        greatest = Math.max(greatest, Math.abs(other.usage[measure] / usage[measure] - 1));
      }
    }
  }
  return greatest;
}

function usageIn(measured: readonly Measured[], wanted: string): Usage {
  const found = measured.find(({ what }) => what === wanted);
  if (found === undefined) throw new Error(`nothing that is ${wanted} was measured`);
  return found.usage;
}

const COLUMNS = ['upload', 'archive', 'GET', 'PUT', 'LIST', 'DELETE', 'read', 'written', '$ per million'];

function rowOf(archive: string, measured: Measured | undefined): readonly string[] {
  if (measured === undefined) throw new Error('an archive was measured in another way');
  const { what, usage } = measured;
  return [
    what,
    archive,
    ...countsOf(usage),
    showBytes(usage.bytesRead),
    showBytes(usage.bytesWritten),
    round(priceOf(usage) * 1e6),
  ];
}

function bulkRow(
  { usage, swaps }: Bulk,
  { count, batch, categoriesOf: spread }: BulkPlan,
): readonly string[] {
  const each = shareOf(usage, count);
  // Each batch publishes the site's list and those of its categories: all of them, once it is large enough.
  const lists = 1 + (spread === undefined ? 3 : 26);
  const tries = swaps / ((count / batch) * lists);
  return [round(requestsIn(each)), ...countsOf(each), round(priceOf(each) * 1e6), round(tries)];
}

function countsOf({ get, put, list, delete: deletions }: Usage): readonly string[] {
  return [get, put, list, deletions].map(round);
}

function requestsIn({ get, put, list, delete: deletions }: Usage): number {
  return get + put + list + deletions;
}
