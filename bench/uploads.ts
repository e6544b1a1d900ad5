/*
 * The process that uploads one article after the other into a full site, and tells what each of them took.
 *
 *     node bench/uploads.ts FOLDER ARTICLES UPLOADS
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSite } from '../lambda/model/site.ts';
import type { Context } from '../lambda/protocol/context.ts';
import type { Derivations, PublicDocument } from '../lambda/protocol/derivations.ts';
import { RECORDS } from '../lambda/protocol/record.ts';
import { republish } from '../lambda/protocol/republish.ts';
import { siteDerivations } from '../lambda/site-documents.ts';
import { FolderStore } from '../lambda/store/folder.ts';
import type { Store } from '../lambda/store/store.ts';
import { articlePath, articleText, writeCorpus } from '../test/support/finance-site.ts';

/** What an upload's time is spent on, as far as it goes through a port. */
export type Step =
  | 'article'
  | 'derive'
  | 'records'
  | 'index'
  | 'listings'
  | 'page'
  | 'feeds'
  | 'overview'
  | 'compare'
  | 'write';

/** What one upload took, in milliseconds. */
export interface UploadTime {
  readonly total: number;
  readonly steps: Readonly<Partial<Record<Step, number>>>;
  /** Processor time of all threads, which the system tells in steps of some milliseconds. */
  readonly cpu: number;
  readonly recordsRead: number;
  readonly documents: number;
  /** Bytes of the documents. */
  readonly rendered: number;
}

/** How many uploads come before those that count, until everything is compiled. */
const WARM_UP = 300;

const [folder = '', articles = '', uploads = ''] = process.argv.slice(2);
let steps: Partial<Record<Step, number>> = {};
let recordsRead = 0;
let documents: PublicDocument[] = [];

await run(Number(articles), Number(uploads));

async function run(count: number, more: number): Promise<void> {
  const source = join(folder, 'articles');
  writeCorpus(source, count);
  const context = openContext(source);
  const keys = Array.from({ length: count }, (_, i) => articlePath(i));
  await republish(keys, context, { overview: true, complete: true });
  for (let i = 0; i < WARM_UP; i++) await upload(source, count + i, context);
  const times: UploadTime[] = [];
  for (let i = 0; i < more; i++) times.push(await upload(source, count + WARM_UP + i, context));
  process.stdout.write(JSON.stringify(times));
}

/** Uploads the article of a number, which is newer than those of all smaller ones. */
async function upload(source: string, i: number, context: Context): Promise<UploadTime> {
  writeFileSync(join(source, articlePath(i)), articleText(i));
  steps = {};
  recordsRead = 0;
  documents = [];
  const cpu = process.cpuUsage();
  const start = performance.now();
  const [report] = await republish([articlePath(i)], context);
  const total = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  if (report?.status !== 'published') throw new Error(`the article ${i} was not published`);
  return {
    total,
    steps,
    cpu: (user + system) / 1000,
    recordsRead,
    documents: documents.length,
    rendered: documents.reduce((sum, { content }) => sum + content.body.length, 0),
  };
}

function openContext(source: string): Context {
  const site = parseSite({});
  const derivations = siteDerivations(site);
  const state = new FolderStore(join(folder, 'state'));
  const publicSite = new FolderStore(join(folder, 'public'));
  return {
    articles: timeStore(new FolderStore(source), () => 'article'),
    state: {
      ...timeStore(state, (operation, key) => {
        if (operation === 'list') return 'listings';
        return key.startsWith('index/') ? 'index' : 'records';
      }),
      get: (key, options) => {
        if (key.startsWith(RECORDS)) recordsRead++;
        return time('records', () => state.get(key, options));
      },
    },
    publicSite: timeStore(publicSite, (operation) => (operation === 'put' ? 'write' : 'compare')),
    derivations: timeDerivations(derivations),
    itemsPerFeed: site.itemsPerFeed,
    revision: 'benchmark',
    now: Date.now,
    pause: async () => undefined,
  };
}

function timeStore(store: Store, stepOf: (operation: keyof Store, key: string) => Step): Store {
  return {
    get: (key, options) => time(stepOf('get', key), () => store.get(key, options)),
    head: (key) => time(stepOf('head', key), () => store.head(key)),
    holds: (key, content) => time(stepOf('holds', key), () => store.holds(key, content)),
    put: (key, content, condition) => time(stepOf('put', key), () => store.put(key, content, condition)),
    delete: (key, condition) => time(stepOf('delete', key), () => store.delete(key, condition)),
    list: (prefix, options) => time(stepOf('list', prefix), () => store.list(prefix, options)),
  };
}

function timeDerivations(derivations: Derivations): Derivations {
  const { archiveDocument } = derivations;
  return {
    derive: async (upload) => {
      const start = performance.now();
      try {
        return await derivations.derive(upload);
      } finally {
        add('derive', start);
      }
    },
    articlePage: (article) => time('page', () => derivations.articlePage(article)),
    listingDocuments: (...args) => collect(time('feeds', () => derivations.listingDocuments(...args))),
    overviewDocuments: (...args) => collect(time('overview', () => derivations.overviewDocuments(...args))),
    staticDocuments: () => time('overview', () => derivations.staticDocuments()),
    ...(archiveDocument && { archiveDocument: (...args) => time('feeds', () => archiveDocument(...args)) }),
  };
}

/** Adds what a call takes until it returns: the folder's calls have done all by then. */
function time<Value>(step: Step, call: () => Value): Value {
  const start = performance.now();
  try {
    return call();
  } finally {
    add(step, start);
  }
}

function add(step: Step, start: number): void {
  steps[step] = (steps[step] ?? 0) + performance.now() - start;
}

function collect(rendered: readonly PublicDocument[]): readonly PublicDocument[] {
  documents.push(...rendered);
  return rendered;
}
