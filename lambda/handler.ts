import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import type { MaintenanceInvocation, SweepBegun, TickReport } from './maintenance/invocation.ts';
import type { PurgeReport } from './maintenance/purge.ts';
import type { SweepReport } from './maintenance/sweep-report.ts';
import { hash20 } from './model/identity.ts';
import type { Site } from './model/site.ts';
import type { Context } from './protocol/context.ts';
import { backoff } from './protocol/retry.ts';
import { WITHDRAWAL_LIMITS } from './protocol/withdrawals.ts';
import { siteDerivations } from './site-documents.ts';
import { S3_TIMEOUTS, S3Store } from './store/s3.ts';
import { type BatchResponse, type Guard, type LogLine, processBatch } from './worker/batch.ts';
import { pingHub } from './worker/hub.ts';
import { type Measures, metricsLine } from './worker/metrics.ts';

/** What of Lambda's own context is used. */
interface Invocation {
  readonly functionName: string;
  getRemainingTimeInMillis(): number;
}

/**
 * Nothing is begun in this last part of an invocation, so that what was begun can finish: the SDK sends a request
 * three times, and waits ten seconds for each answer.
 */
const RESERVE_MS = 45_000;

const NOTHING = { Reads: 0, Writes: 0, Contention: 0 };

/** What was counted since the last line of metrics; an environment of Lambda's runs one invocation at a time. */
let counted = NOTHING;

const site = readSite();
const context = openContext(site);

/**
 * The function: republishes the articles that a batch of the queue names. Invoked with `{"tick": true}` it queues the
 * held articles and the withdrawals whose time has come, with `{"withdraw": true}` all withdrawals that wait; with
 * `{"sweep": "changed"}` or `{"sweep": "all"}` it sweeps, in steps that the queue names where there are many articles or
 * `"divided": true` says so, and with `{"purge": [keys]}` it removes what is left of files that are gone.
 */
export async function handler(
  event: unknown,
  invocation: Invocation,
): Promise<BatchResponse | SweepReport | SweepBegun | TickReport | PurgeReport> {
  const signal = AbortSignal.timeout(Math.max(0, invocation.getRemainingTimeInMillis() - RESERVE_MS));
  const measure = (measures: Measures): void => writeMetrics(measures, invocation.functionName);
  if (isObject(event) && event.tick === true)
    return (await openMaintenance()).tick(await openInvocation(invocation, signal));
  if (isObject(event) && event.withdraw === true)
    return (await openMaintenance()).withdraw(await openInvocation(invocation, signal));
  if (isObject(event) && Array.isArray(event.purge)) return purgeAll(event.purge.map(String), signal);
  if (isObject(event) && (event.sweep === 'changed' || event.sweep === 'all')) {
    const asked = { all: event.sweep === 'all', isDivided: event.divided === true };
    return (await openMaintenance()).beginSweep(asked, await openInvocation(invocation, signal));
  }
  return processBatch(event, context, {
    signal,
    log,
    measure,
    ping: (paths) => pingHub(site, paths),
    guard: openGuard,
    findSetAside: async () => (await openSetAside()).keys(),
    retrySoon: async (messages) => (await openQueue()).retrySoon(messages),
    takeStep: async (step) =>
      (await openMaintenance()).goOnWithSweep(step, await openInvocation(invocation, signal)),
  });
}

// What only a schedule asks for is loaded then: the start-up of all other invocations does not pay for it.

function openMaintenance() {
  return import('./maintenance/invocation.ts');
}

async function openInvocation(invocation: Invocation, signal: AbortSignal): Promise<MaintenanceInvocation> {
  const queue = await openQueue();
  return {
    context,
    functionName: invocation.functionName,
    signal,
    remainingMs: () => invocation.getRemainingTimeInMillis(),
    send: (keys, options) => queue.send(keys, options),
    sendSteps: (steps) => queue.sendSteps(steps),
    log,
    measure: writeMetrics,
  };
}

async function purgeAll(keys: readonly string[], signal: AbortSignal): Promise<PurgeReport> {
  const [{ purge }, setAside] = await Promise.all([import('./maintenance/purge.ts'), openSetAside()]);
  const report = await purge(keys, context, signal);
  for (const key of report.purged) await setAside.forget(key);
  const { purged, standing, failed, ...others } = report;
  // The log keeps no key longer than what was purged.
  log('info', {
    event: 'purge',
    ...{ purged: purged.length, standing: standing.length, failed: failed.length, ...others },
  });
  return report;
}

/** What derives articles on a thread that can be ended, and sets aside those that it had to be ended for. */
async function openGuard(): Promise<Guard> {
  const [{ DerivePool }, setAside] = await Promise.all([import('./worker/derive-pool.ts'), openSetAside()]);
  const thread = new URL('article-thread.mjs', import.meta.url);
  const pool = new DerivePool({ thread, data: site, size: 1 });
  return {
    derivations: {
      ...context.derivations,
      derive: (upload) => setAside.deriveSuspect(upload, (each) => pool.derive(each)),
      articlePage: async (article) => pool.takePage(article) ?? context.derivations.articlePage(article),
    },
    close: () => pool.close(),
  };
}

async function openSetAside() {
  const { SetAside } = await import('./worker/set-aside.ts');
  return new SetAside(context.state, context.revision);
}

/** The settings stand beside the bundle, as they were checked for it; only the address is known to the deployment alone. */
function readSite(): Site {
  const settings: Site = JSON.parse(readFileSync(new URL('site.json', import.meta.url), 'utf8'));
  return { ...settings, baseUrl: environment('BASE_URL') };
}

function openContext(settings: Site): Context {
  const client = new S3Client({
    credentials: fromEnv(),
    requestHandler: S3_TIMEOUTS,
  });
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      (request) => {
        if (/^(?:Put|List)/.test(commandName)) count('Writes');
        if (/^(?:Get|Head)/.test(commandName)) count('Reads');
        return next(request);
      },
    // What is here is passed by each try of a request.
    { step: 'deserialize', name: 'count' },
  );
  return {
    articles: new S3Store(client, environment('ARTICLES_BUCKET')),
    state: new S3Store(client, environment('STATE_BUCKET')),
    publicSite: new S3Store(client, environment('PUBLIC_BUCKET')),
    derivations: siteDerivations(settings),
    itemsPerFeed: settings.itemsPerFeed,
    revision: hash20(`${environment('CODE_REVISION')}\n${JSON.stringify(settings)}`),
    now: Date.now,
    withdrawals: WITHDRAWAL_LIMITS,
    pause: (tries) => {
      count('Contention');
      return wait(backoff(tries, Math.random()));
    },
  };
}

/** It stands beside the bundle, in one of its own. */
async function openQueue() {
  const { Queue }: typeof import('./worker/queue.ts') = await import(
    new URL('queue.mjs', import.meta.url).href
  );
  return new Queue(environment('QUEUE_URL'));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment has no ${name}`);
  return value;
}

/** One line of JSON, as Lambda's own log lines are; JSON leaves nothing of an uploader's text unescaped. */
function log(level: 'info' | 'warn' | 'error', line: LogLine): void {
  console[level](line);
}

function count(what: keyof typeof NOTHING): void {
  counted = { ...counted, [what]: counted[what] + 1 };
}

/** Lambda would wrap what comes by the console, and CloudWatch finds metrics only in lines that are nothing else. */
function writeMetrics(measures: Measures, functionName: string): void {
  const line = metricsLine({ ...measures, ...counted }, functionName, Date.now());
  counted = NOTHING;
  if (line !== undefined) process.stdout.write(`${line}\n`);
}
