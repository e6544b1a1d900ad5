import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import pMap from 'p-map';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleId } from '../../lambda/model/identity.ts';
import { recordKey } from '../../lambda/protocol/record.ts';
import { parseRecord } from '../../lambda/protocol/record-format.ts';
import { GOOD_ARTICLES, missingFromFeeds } from '../support/hostile/good.ts';
import { HOSTILE_UPLOADS, hostileNames, hostileUpload } from '../support/hostile/uploads.ts';
import { isMotoInstalled, type Moto, startMoto } from '../support/moto.ts';
import { nameWith } from '../support/needs.ts';
import {
  ANYBODY,
  assumeRole,
  at,
  type Credentials,
  clientFor,
  type Deployment,
  deploy,
} from './deployment.ts';
import { Lambda, type LambdaOptions } from './lambda.ts';

/** So large that each shape is there, and so small that moto has all of them in some minutes. */
const BYTES = 2_000;

const CONCURRENT = 8;

const FATAL = 'cleaning it ended the whole program';

/** Uploads whose code does what they say, by their keys. A thread may fill its heap faster than V8 ends it alone. */
const GUILTY: Readonly<Record<string, readonly [deed: string, ...reasons: string[]]>> = {
  'guilty/throws.md': ['throws', 'the code that cleans it failed: x is not a function'],
  'guilty/later.md': ['throws later', 'the code that cleans it failed: too late'],
  'guilty/heap.md': ['fills the heap', 'cleaning it took more than 1024 MB of memory', FATAL],
  'guilty/kills.md': ['kills the process', FATAL],
  'guilty/endless.md': ['never returns', 'cleaning it took longer than 30 s'],
};

/** A message that is not done by then is a dead letter. */
const DELIVERIES = 5;

const TITLE = nameWith('hostile uploads to a deployment into moto_server', isMotoInstalled(), 'moto');

describe.skipIf(!isMotoInstalled())(TITLE, () => {
  const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
  let moto: Moto;
  let deployment: Deployment;
  let role: Credentials;
  let s3: S3Client;
  let sqs: SQSClient;

  beforeAll(async () => {
    moto = await startMoto({ PYTHONPATH: join(import.meta.dirname, 'python') });
    deployment = await deploy(moto, ANYBODY, folder);
    role = await assumeRole(moto, ANYBODY, deployment);
    s3 = new S3Client({ ...clientFor(moto, ANYBODY), forcePathStyle: true });
    sqs = new SQSClient({ ...clientFor(moto, ANYBODY), useQueueUrlAsEndpoint: false });
  });

  afterAll(async () => {
    s3?.destroy();
    sqs?.destroy();
    await moto?.stop();
    rmSync(folder, { recursive: true });
  });

  async function withLambda(options: LambdaOptions, work: (lambda: Lambda) => Promise<void>): Promise<void> {
    const lambda = new Lambda(moto, deployment, role, options);
    try {
      await work(lambda);
    } finally {
      await lambda.stop();
    }
  }

  async function upload(files: readonly { readonly key: string; readonly content: Uint8Array }[]) {
    const Bucket = deployment.articlesBucket;
    const put = ({ key, content }: (typeof files)[number]) =>
      s3.send(new PutObjectCommand({ Bucket, Key: key, Body: content }));
    await pMap(files, put, { concurrency: CONCURRENT });
  }

  /** The text of an object; nothing where there is none. */
  async function read(Bucket: string, Key: string): Promise<string> {
    const object = await s3.send(new GetObjectCommand({ Bucket, Key })).catch((error: unknown) => {
      if (at(error, 'name') === 'NoSuchKey') return undefined;
      throw error;
    });
    return (await object?.Body?.transformToString()) ?? '';
  }

  async function statusOf(key: string): Promise<string> {
    const where = recordKey(articleId(key));
    const text = await read(deployment.stateBucket, where);
    return text === '' ? 'none' : parseRecord(where, Buffer.from(text)).outcome.status;
  }

  const missing = async (): Promise<readonly string[]> => {
    const paths = new Set<string>();
    // What it asks for is asked for first.
    missingFromFeeds((path) => {
      paths.add(path);
      return '';
    });
    const texts = await pMap(
      paths,
      async (path) => [path, await read(deployment.publicBucket, path)] as const,
    );
    const known = new Map(texts);
    return missingFromFeeds((path) => known.get(path) ?? '');
  };

  it('publishes good articles beside hostile ones, each of which is published or set aside by name', async () => {
    const bodies = HOSTILE_UPLOADS.map((name) => hostileUpload(name, BYTES));
    // moto answers a key with a line break in HTML.
    const hostile = [...hostileNames().filter(({ key }) => !key.includes('\n')), ...bodies];
    await upload([...hostile, ...GOOD_ARTICLES]);
    await withLambda({}, async (lambda) => {
      expect(await lambda.drain()).toEqual([]);
      expect(lambda.losses).toBe(0);
    });
    expect(await missing()).toEqual([]);
    const told = async ({ key, name }: (typeof hostile)[number]) => ({ name, status: await statusOf(key) });
    const untold = (await pMap(hostile, told, { concurrency: CONCURRENT })).filter(
      ({ status }) => status === 'none',
    );
    expect(untold).toEqual([]);
  }, 900_000);

  it('survives code that throws, hangs, fills its memory or dies, and blames the guilty article alone', async () => {
    const guilty = Object.entries(GUILTY).map(([key, [deed]]) => ({
      key,
      content: Buffer.from(`---\ntitle: Guilty\ncategories: [本地]\n---\n<p>deed: ${deed}.</p>`),
    }));
    const innocent = Array.from({ length: 20 }, (_, i) => ({
      key: `beside/${i}.md`,
      content: Buffer.from(`---\ntitle: Beside the guilty ${i}\ncategories: [beside]\n---\n<p>Text.</p>`),
    }));
    await upload([...innocent.slice(0, 10), ...guilty, ...innocent.slice(10)]);
    const preload = pathToFileURL(join(import.meta.dirname, 'unruly-code.ts')).href;
    const options = {
      env: { NODE_OPTIONS: `--import ${preload} --max-old-space-size=1500` },
      patience: 75_000,
    };
    await withLambda(options, async (lambda) => {
      // Each upload that ends the process costs the others a delivery, and there is one left.
      let failed: readonly Message[] = [];
      let deliveries = 0;
      while (deliveries === 0 || (failed.length > guilty.length && deliveries < DELIVERIES - 1)) {
        failed = await lambda.drain();
        await lambda.redeliver(failed);
        deliveries++;
      }
      expect(failed).toHaveLength(guilty.length);
      for (const { key } of innocent) expect(await statusOf(key)).toBe('published');
      const feed = await read(deployment.publicBucket, 'feeds/beside/rss.xml');
      for (let i = 0; i < innocent.length; i++) expect(feed).toContain(`Beside the guilty ${i}<`);

      // They go to the dead letters, of which an alarm tells, with their reasons in the log.
      const { losses } = lambda;
      for (; deliveries < DELIVERIES; deliveries++) await lambda.redeliver(await lambda.drain());
      expect(await lambda.drain()).toEqual([]);
      const QueueUrl = deployment.deadLettersUrl;
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      expect(Messages).toHaveLength(guilty.length);
      const log = lambda.log.join('');
      for (const [key, [, ...reasons]] of Object.entries(GUILTY)) {
        const reason = await setAsideReason(key);
        expect(reasons).toContain(reason);
        expect(log).toContain(key);
        expect(log).toContain(reason);
      }

      // Nor does a sweep try them again, which finds them, and those of which a process that died has left entries.
      expect(at(await lambda.invoke({ sweep: 'changed' }), 'changed')).toBeGreaterThanOrEqual(guilty.length);
      await lambda.redeliver(await lambda.drain());
      await upload([{ key: 'after.md', content: innocent[0]?.content ?? Buffer.of() }]);
      await lambda.drain();
      expect(await statusOf('after.md')).toBe('published');
      expect(lambda.losses).toBe(losses);

      // Until they change.
      const good = Buffer.from('---\ntitle: Good again\n---\n<p>Text.</p>');
      await upload(guilty.map(({ key }) => ({ key, content: good })));
      await lambda.drain();
      expect(lambda.losses).toBe(losses);
      for (const { key } of guilty) expect(await statusOf(key)).toBe('published');
    });
  }, 900_000);

  async function setAsideReason(key: string): Promise<unknown> {
    const text = await read(deployment.stateBucket, `set-aside/${articleId(key)}.json`);
    return text === '' ? undefined : at(JSON.parse(text), 'reason');
  }
});
