import { KEYS_PER_MESSAGE } from '../lambda/worker/queue.ts';
import { shareOf } from '../test/simulation/usage.ts';
import { type Arrivals, simulateArrivals } from './arrivals.ts';
import { type Bulk, simulateBulk } from './bulk.ts';
import { PRICES, priceOf } from './prices.ts';
import { type Costs, paragraph, type Requests, type Result, round, table } from './result.ts';
import { readStackSettings, type StackSettings } from './settings.ts';
import { FULL_LIST, simulateSweep } from './sweeping.ts';
import { PACE } from './workers.ts';

/** What S3 takes in a second for each prefix, before and after it has split a bucket that is busy. */
const S3_WRITES_PER_SECOND = 3_500;
const S3_READS_PER_SECOND = 5_500;

/** As `lambda/sweep.ts` says of itself, in gigabytes for a million articles. */
const SWEEP_MEMORY = 0.2;

/** A file of the usual size, its record and its page, in gigabytes for a million articles, before compression. */
const STORED = 48;

/** The handler keeps so many seconds of its time for what was begun. */
const RESERVE = 30;

const DAY = 24 * 60 * 60;
const MONTH = 30.4 * DAY;

/** Says which limit a larger site meets first, and what to turn then. Of what was measured it takes the requests. */
export async function benchPlanning(costs: Costs): Promise<Result> {
  const settings = readStackSettings();
  const { maxConcurrency, batchSize, maxBatchingWindow, memorySize, timeout, sweep } = settings;
  const arrivals = await simulateRates(settings);
  const crowds = await simulateCrowds(settings);
  const lone = await simulateBulk({ count: 20, workers: 1, batch: 1 });
  const sweeping = await simulateSweep();
  const steady = arrivals.get(100);
  if (steady === undefined) throw new Error('a hundred a second were not simulated');
  const full = crowdOf(crowds, batchSize, maxConcurrency);
  const again = crowdOf(crowds, batchSize * KEYS_PER_MESSAGE, maxConcurrency);

  const state = full.bulk.buckets.state.requests;
  const writes = (state.put + state.list + state.delete) / full.count;
  const reads = (state.get + state.head) / full.count;
  const sweepable = (seconds: number): number => ((seconds - RESERVE) / sweeping.seconds) * 1000;
  const sweepLists = sweeping.requests.list * 10_000;

  const text = [
    paragraph(`Computed from the requests above, the settings of \`lib/republisher-stack.ts\` and list prices of
      us-east-1. Rates and delays are **simulated**: the code of the protocol with workers that have one processor each,
      ${PACE.fastestRequest} to ${PACE.slowestRequest} ms for a request, ${PACE.article} ms of processor time for an
      article, ${PACE.list} for the documents of a list and ${PACE.request} for a request. They show what gives way
      first and by how much, not what your stopwatch will say. The settings that they begin with:
      \`maxConcurrency\` ${maxConcurrency}, \`batchSize\` ${batchSize}, \`maxBatchingWindow\` ${maxBatchingWindow} s,
      \`memorySize\` ${round(memorySize * 1024)} MB, \`timeout\` ${round(timeout / 60)} minutes; of the function that
      sweeps \`memorySize\` ${round(sweep.memorySize * 1024)} MB, \`timeout\` ${round(sweep.timeout / 60)} minutes.`),
    '### Which limit is met first',
    numbered([
      `**The sweep** of a large archive has to end within its \`timeout\`, the longest that Lambda has. It asks for
        ${round(sweeping.requests.list)} LISTs for each thousand articles, several side by side: at
        ${FULL_LIST.seconds} s each, of which ${FULL_LIST.processor} s are the processor's (both assumed), a thousand
        articles take ${round(sweeping.seconds)} s (simulated), and its time is enough for ${showMillions(sweepable(sweep.timeout))} articles.
        Nothing is left to turn then: see below, at 10 million.`,
      `**One list** is published by one worker at a time, and the site has one that every article is in:
        ${mostOf(arrivals)} articles a second are served, ${mostOf(arrivals, true)} are too many (simulated). Turn:
        \`batchSize\` and \`maxBatchingWindow\`; \`maxConcurrency\` adds little.`,
      `**S3** takes ${S3_WRITES_PER_SECOND.toLocaleString('en')} writes and ${S3_READS_PER_SECOND.toLocaleString('en')}
        reads a second for each prefix. In bulk an article asks the state bucket for ${round(writes)} writes and
        ${round(reads)} reads. So even a bucket that S3 never splits takes ${round(S3_WRITES_PER_SECOND / writes)} articles a
        second. Turn nothing: S3 splits a busy bucket by itself, and records and pages are spread by a hash.`,
      `**The sweep's memory**, some ${round(SWEEP_MEMORY * 1000)} MB for a million articles (measured once, on keys of
        usual length): with a third left to the rest, enough for
        ${showMillions(((sweep.memorySize * 2) / 3 / SWEEP_MEMORY) * 1e6)}. Turn: \`memorySize\` of the function that
        sweeps.`,
      `**Hardly ever**: Lambda's concurrency, of which ${maxConcurrency} are asked for (an account has 1,000, a new one as few
        as 10 for all of its functions), and SQS, which holds any number of messages for 14 days and 120,000 that are
        being worked on, where ${maxConcurrency} × ${batchSize} are.`,
    ]),
    '### 100 uploads a second',
    paragraph(`The settings hold: workers are at work for ${percent(steady.busyShare)} of their time, and half of the
      articles stand in their feeds within ${round(steady.arrivals.delay.median)} seconds, most of which is the window in which
      a batch fills. Where more come than are served, nothing is lost, but news comes later, and an alarm tells when a
      message has waited for an hour.`),
    table(
      [
        'uploads a second (simulated)',
        'batch',
        'at work',
        'seconds to the feeds',
        'GET',
        'PUT',
        'LIST',
        'waiting after a minute',
      ],
      [...arrivals].map(([rate, { arrivals, count, busyShare }]) =>
        rateRow(rate, count, busyShare, arrivals),
      ),
    ),
    '### A category that every article names',
    paragraph(`It costs what the list of the whole site costs, in which every article stands already. Whoever publishes
      a list swaps its head; who comes second begins again. So a busy list is published one to three times a second, in
      larger batches less often, and how many articles that is depends on how many come in one batch. Articles a second
      (simulated), where all of them name the same three categories and all workers begin at once with full batches,
      which get into each other's way more than uploads that come at random:`),
    table(
      ['batch', ...WORKERS.map((workers) => (workers === 1 ? '1 worker' : `${workers} workers`))],
      [...crowds].map(([batch, byWorkers]) => [
        batch.toLocaleString('en'),
        ...WORKERS.map((workers) => round(byWorkers.get(workers)?.rate ?? Number.NaN)),
      ]),
    ),
    paragraph(`More workers (\`maxConcurrency\`) mostly wait for one another, and ask for more: at 16 of
      them an article in batches of ${batchSize} takes ${round(crowdOf(crowds, batchSize, 16).tries)} tries for
      each list, at ${maxConcurrency} ${round(crowdOf(crowds, batchSize, maxConcurrency).tries)}, alone
      ${round(crowdOf(crowds, batchSize, 1).tries)}. A larger \`batchSize\` (SQS allows 10,000, but
      Lambda ends a batch at 6 MB, some 4,000 messages) with a longer \`maxBatchingWindow\` (at most 300 s) is what helps: the last line, ${(batchSize * KEYS_PER_MESSAGE).toLocaleString('en')} articles
      in a batch, is what the sweep comes to, which puts ${KEYS_PER_MESSAGE} keys into each message. Smaller feeds
      (\`site.itemsPerFeed\` in \`cdk.json\`) make each publication cheaper, not more frequent.`),
    '### 10 million articles',
    paragraph(`An upload costs the same. What grows:`),
    bulleted([
      `Storage: at most ${round(STORED * 10)} GB before compression, $${round(STORED * 10 * PRICES.s3Storage)} a
        month; the articles bucket also keeps every old version.`,
      `The sweep: ${round(sweepLists)} LISTs, $${round(sweepLists * PRICES.s3List)} a night,
        ${round((sweeping.seconds * 10_000) / 60)} minutes and some ${round(SWEEP_MEMORY * 10)} GB. That is more time than a
        function has, whatever is turned: it would end with an error and an alarm, and what it had not come to would
        stay as it is. Lost events and new rules would need a sweep that is divided by prefixes, or one that runs
        elsewhere.`,
      `A deployment with other rules: all articles are processed again, ${round(1e7 / again.rate / 3600)} hours at
        ${round(again.rate)} a second (simulated) and about $${round(priceOf(costs.bulk) * 1e7)} of requests. New uploads
        wait in the same queue meanwhile.`,
      `The price of an upload does grow with the number of **categories**, each of which the site's head, home page,
        subscription list and sitemap name: in bytes, not in requests.`,
    ]),
    '### Money',
    table(
      ['uploads', 'S3 requests', 'Lambda', 'SQS', 'together, a month'],
      [
        moneyRow('100 a day, one by one', costs.single, lone.seconds / 20, 1, (100 * MONTH) / DAY, settings),
        moneyRow(
          '10,000 a day, one by one',
          costs.single,
          lone.seconds / 20,
          1,
          (10_000 * MONTH) / DAY,
          settings,
        ),
        moneyRow(
          '100 a second, into three categories',
          shareOf(steady.arrivals.usage, steady.count),
          steady.arrivals.busy / steady.count,
          steady.count / steady.arrivals.batches,
          100 * MONTH,
          settings,
        ),
        moneyRow(
          '10 million at once, in bulk',
          costs.bulk,
          (full.bulk.seconds * maxConcurrency) / full.count,
          batchSize,
          1e7,
          settings,
        ),
      ],
    ),
    paragraph(`PUT and LIST are most of it, and each article of three categories needs six PUTs of its own: four index
      entries, its record and its page. Without what subscribers ask for, logs, traces and alarms.`),
  ];
  return { title: 'Planning', text: text.join('\n\n'), verdicts: [] };
}

const RATES = [1, 10, 100, 200, 300];
const WORKERS = [1, 2, 4, 8, 16];

interface Rate {
  readonly arrivals: Arrivals;
  readonly count: number;
  /** How much of their time workers are at work: more than 1 where they are not enough. */
  readonly busyShare: number;
}

/** A minute of uploads at several rates. */
async function simulateRates({
  maxConcurrency: workers,
  batchSize: batch,
  maxBatchingWindow: window,
}: StackSettings): Promise<ReadonlyMap<number, Rate>> {
  const rates = new Map<number, Rate>();
  for (const rate of RATES) {
    const count = rate * 60;
    const arrivals = await simulateArrivals({ rate, count, workers, batch, window });
    rates.set(rate, { arrivals, count, busyShare: arrivals.busy / 60 / workers });
  }
  return rates;
}

interface Crowd {
  readonly bulk: Bulk;
  readonly count: number;
  /** Articles a second. */
  readonly rate: number;
  /** How often a list was published anew for each time that it was published. */
  readonly tries: number;
}

type Crowds = ReadonlyMap<number, ReadonlyMap<number, Crowd>>;

/** Workers that publish articles of the same categories as fast as they can, by the size of their batches. */
async function simulateCrowds({ batchSize }: StackSettings): Promise<Crowds> {
  const crowds = new Map<number, Map<number, Crowd>>();
  for (const batch of [1, 10, batchSize, batchSize * KEYS_PER_MESSAGE]) {
    const byWorkers = new Map<number, Crowd>();
    for (const workers of WORKERS) {
      const batches = Math.max(1, Math.min(20, Math.round(400 / batch)));
      const count = batch * workers * batches;
      const bulk = await simulateBulk({ count, workers, batch });
      const tries = bulk.swaps / (workers * batches * 4);
      byWorkers.set(workers, { bulk, count, rate: count / bulk.seconds, tries });
    }
    crowds.set(batch, byWorkers);
  }
  return crowds;
}

function crowdOf(crowds: Crowds, batch: number, workers: number): Crowd {
  const crowd = crowds.get(batch)?.get(workers);
  if (crowd === undefined) throw new Error(`${workers} workers were not simulated with batches of ${batch}`);
  return crowd;
}

/** The greatest simulated rate that was served, or the least that was not. */
function mostOf(rates: ReadonlyMap<number, Rate>, tooMany = false): number {
  const found = [...rates]
    .filter(([rate, { arrivals }]) => arrivals.backlog > rate === tooMany)
    .map(([rate]) => rate);
  return tooMany ? Math.min(...found) : Math.max(...found);
}

function rateRow(
  rate: number,
  count: number,
  busyShare: number,
  { usage, batches, delay, backlog }: Arrivals,
): readonly string[] {
  return [
    String(rate),
    round(count / batches),
    percent(Math.min(1, busyShare)),
    `${round(delay.median)} (${round(delay.low)} to ${round(delay.high)})`,
    ...[usage.get, usage.put, usage.list].map((requests) => round(requests / count)),
    round(backlog),
  ];
}

/** A row of the table of money; requests, seconds and messages of a batch are those of an article. */
function moneyRow(
  what: string,
  requests: Requests,
  seconds: number,
  batch: number,
  articles: number,
  { memorySize }: StackSettings,
): readonly string[] {
  const s3 = priceOf(requests) * articles;
  const lambda = (seconds * memorySize * PRICES.lambdaSecond + PRICES.lambdaRequest / batch) * articles;
  // Each message is sent by itself; up to ten are received and deleted at once.
  const sqs = (1 + 2 / Math.min(10, batch)) * PRICES.sqsRequest * articles;
  return [what, ...[s3, lambda, sqs, s3 + lambda + sqs].map(showMoney)];
}

function showMoney(dollars: number): string {
  return dollars < 0.01 ? 'less than $0.01' : `$${dollars < 100 ? dollars.toFixed(2) : round(dollars)}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** `2.4 million`. */
function showMillions(count: number): string {
  return count < 1e6 ? Number(count.toPrecision(2)).toLocaleString('en') : `${round(count / 1e6)} million`;
}

function listed(texts: readonly string[], mark: (i: number) => string): string {
  return texts
    .map((text, i) => `${mark(i)} ${paragraph(text).replaceAll('\n', `\n${' '.repeat(mark(i).length + 1)}`)}`)
    .join('\n');
}

function numbered(texts: readonly string[]): string {
  return listed(texts, (i) => `${i + 1}.`);
}

function bulleted(texts: readonly string[]): string {
  return listed(texts, () => '-');
}
