import { get as getInsecurely, type IncomingHttpHeaders } from 'node:http';
import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { S3Client } from '@aws-sdk/client-s3';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import { articleId } from './model/identity.ts';
import { CANARY_AGENT, PROBE_KEY } from './model/probe.ts';
import type { Outcome } from './protocol/record.ts';
import { inspectRecord } from './protocol/stored-record.ts';
import { textContent } from './store/content.ts';
import { S3_TIMEOUTS, S3Store } from './store/s3.ts';
import type { Store } from './store/store.ts';

/** What a canary works on and with. */
export interface CanaryParts {
  readonly articles: Pick<Store, 'put' | 'head' | 'delete'>;
  readonly state: Pick<Store, 'get'>;
  /** The address of an RSS feed. */
  readonly feed: string;
  now(): number;
  /** Waits before another look. */
  pause(): Promise<void>;
}

/** Something that an uploader or a subscriber needs does not work. */
export class CanaryError extends Error {
  override readonly name = 'CanaryError';
}

/** How long an upload may take until it is processed: half a minute is usual where much is uploaded at once. */
const PROCESSED_WITHIN_MS = 120_000;

/** How long a reader waits for a feed. */
const ANSWERED_WITHIN_MS = 10_000;

/**
 * Uploads a probe, waits until it is processed, reads a feed as a plain client, removes the probe, and waits for that, too.
 *
 * @returns the seconds from the upload until it was processed.
 * @throws CanaryError that says what does not work.
 */
export async function runCanary(parts: CanaryParts): Promise<number> {
  const { articles, feed, now } = parts;
  const begun = now();
  let seconds: number;
  try {
    const probe = `A probe of ${new Date(begun).toISOString()}, which is removed at once.\n`;
    await articles.put(PROBE_KEY, textContent(probe));
    const uploaded = (await articles.head(PROBE_KEY))?.modified;
    await waitForOutcome('skipped', parts, uploaded);
    seconds = (now() - begun) / 1000;
    await checkFeed(feed);
  } finally {
    await articles.delete(PROBE_KEY);
  }
  await waitForOutcome('deleted', parts);
  return seconds;
}

async function waitForOutcome(
  status: Outcome['status'],
  { state, now, pause }: CanaryParts,
  uploaded?: number,
): Promise<void> {
  const end = now() + PROCESSED_WITHIN_MS;
  for (;;) {
    const record = (await inspectRecord(articleId(PROBE_KEY), state))?.record;
    const isNew = uploaded === undefined || record?.uploaded === uploaded;
    if (record?.outcome.status === status && isNew) return;
    const what = status === 'deleted' ? 'a deleted file is still known' : 'an upload is not processed';
    if (now() >= end) throw new CanaryError(`${what} after ${PROCESSED_WITHIN_MS / 1000} seconds`);
    await pause();
  }
}

/**
 * Reads a feed as a client that understands no compression and does not ask for it, and asks once more whether it has
 * changed.
 *
 * @throws CanaryError
 */
export async function checkFeed(address: string): Promise<void> {
  const first = await read(address);
  const { 'content-encoding': encoding, 'content-type': type = '', etag } = first.headers;
  const fail = (what: string): never => {
    throw new CanaryError(`${address} ${what}`);
  };
  if (first.status !== 200) fail(`answers ${first.status}`);
  if (encoding !== undefined) fail(`is encoded as ${encoding}, which nobody asked for`);
  if (!/\bxml\b/.test(type)) fail(`is said to be "${type}"`);
  if (!first.body.startsWith('<?xml ') || !first.body.trimEnd().endsWith('</rss>'))
    fail('is no whole RSS feed');
  if (etag === undefined) return fail('has no ETag');
  const { status } = await read(address, { 'if-none-match': etag });
  // Somebody may have published meanwhile.
  if (status !== 304 && (await read(address)).headers.etag === etag) {
    fail(`answers ${status} when asked whether it has changed`);
  }
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Node's `fetch` would ask for compression. */
async function read(address: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const signal = AbortSignal.timeout(ANSWERED_WITHIN_MS);
  const request = address.startsWith('http:') ? getInsecurely : get;
  try {
    return await new Promise<Answer>((resolve, reject) => {
      request(address, { headers: { 'user-agent': CANARY_AGENT, ...headers }, signal }, (response) => {
        const { statusCode: status = 0, headers } = response;
        text(response).then((body) => resolve({ status, headers, body }), reject);
      }).on('error', reject);
    });
  } catch (cause) {
    const reason = signal.aborted
      ? `did not answer within ${ANSWERED_WITHIN_MS / 1000} seconds`
      : `failed: ${cause}`;
    throw new CanaryError(`${address} ${reason}`, { cause });
  }
}

/** The function: fails when something does not work, which an alarm counts. */
export async function handler(): Promise<{ readonly seconds: number }> {
  const client = new S3Client({ credentials: fromEnv(), requestHandler: S3_TIMEOUTS });
  const seconds = await runCanary({
    articles: new S3Store(client, environment('ARTICLES_BUCKET')),
    state: new S3Store(client, environment('STATE_BUCKET')),
    feed: `${environment('BASE_URL')}/rss.xml`,
    now: Date.now,
    pause: () => wait(1000),
  });
  console.info({ event: 'canary', seconds });
  return { seconds };
}

function environment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`the environment has no ${name}`);
  return value;
}
