import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { PurgeQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleId } from '../../lambda/model/identity.ts';
import { isMotoInstalled, type Moto, startMoto } from '../support/moto.ts';
import { nameWith } from '../support/needs.ts';
import {
  ANYBODY,
  askAws,
  assumeRole,
  at,
  aws,
  type Credentials,
  clientFor,
  createAdministrator,
  type Deployment,
  deploy,
  deployAgain,
  enforceRights,
  findApart,
  textAt,
} from './deployment.ts';
import { Lambda } from './lambda.ts';
import { startProxy } from './proxy.ts';
import { servePublic } from './public-site.ts';

describe.skipIf(!isMotoInstalled())(
  nameWith('a deployment into moto_server', isMotoInstalled(), 'moto'),
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'deployment-'));
    let moto: Moto;
    let deployment: Deployment;
    let role: Credentials;
    let admin: Credentials;
    let lambda: Lambda;

    beforeAll(async () => {
      moto = await startMoto({ PYTHONPATH: join(import.meta.dirname, 'python') });
      deployment = await deploy(moto, ANYBODY, folder, '-c', 'canary=true');
      role = await assumeRole(moto, ANYBODY, deployment);
      admin = await createAdministrator(moto);
      lambda = new Lambda(moto, deployment, role);
    });

    afterAll(async () => {
      await lambda?.stop();
      await moto?.stop();
      rmSync(folder, { recursive: true });
    });

    /** Uploads an article with the command that the stack's outputs give. */
    async function upload(key: string, text: string, uploader = ANYBODY): Promise<void> {
      const file = join(folder, 'article.md');
      writeFileSync(file, text);
      await aws(moto, uploader, 's3', 'cp', file, `s3://${deployment.articlesBucket}/${key}`);
    }

    async function remove(key: string, uploader = ANYBODY): Promise<void> {
      await aws(moto, uploader, 's3', 'rm', `s3://${deployment.articlesBucket}/${key}`);
    }

    /** Fetches a public file as a subscriber does, but for a header without which moto, blind to policies, says 403. */
    async function fetchPublic(path: string, headers: Record<string, string> = {}): Promise<Response> {
      const encoded = path.split('/').map(encodeURIComponent).join('/');
      const authorization = 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request';
      return fetch(`${moto.endpoint}/${deployment.publicBucket}/${encoded}`, {
        headers: { authorization, ...headers },
      });
    }

    const pageOf = (key: string) => `articles/${articleId(key)}.html`;

    describe('publishes what is uploaded', () => {
      const key = "post/金融/A+B 100% 'quoted' ｜々.md";

      it('on a page of its own and in the feeds of its categories', async () => {
        await upload(key, article('北京的消息', ['金融', '新浪财经－國内']));
        await upload('plain.md', article('Plain news', ['金融']));
        expect(await lambda.drain()).toEqual([]);
        expect(await (await fetchPublic(pageOf(key))).text()).toContain('北京的消息');
        for (const file of ['rss.xml', 'atom.xml', 'feed.json', 'index.html']) {
          const feed = await (await fetchPublic(`feeds/金融/${file}`)).text();
          expect(feed).toContain('北京的消息');
          expect(feed).toContain('Plain news');
        }
        expect(await (await fetchPublic('feeds/新浪财经－國内/rss.xml')).text()).not.toContain('Plain news');
        expect(await (await fetchPublic('index.html')).text()).toContain('新浪财经－國内');
        expect(await (await fetchPublic('feeds.opml')).text()).toContain('金融');
      });

      it('and measures it, in lines that are nothing but JSON', () => {
        const lines = lambda.log.join('').split('\n');
        const metrics = lines.filter((line) => line.startsWith('{"_aws"')).map((line) => JSON.parse(line));
        expect(metrics).toContainEqual(
          expect.objectContaining({
            FunctionName: 'Function',
            Published: expect.any(Number),
            UploadToFeed: expect.arrayContaining([expect.any(Number)]),
            Reads: expect.any(Number),
            Writes: expect.any(Number),
          }),
        );
      });

      it('as plain bytes with its type and its caching, and says when nothing changed', async () => {
        const response = await fetchPublic('feeds/金融/rss.xml');
        expect(response.headers.has('content-encoding')).toBe(false);
        expect(Object.fromEntries(response.headers)).toMatchObject({
          'content-type': expect.stringMatching(/xml; charset=utf-8$/),
          'cache-control': expect.stringMatching(/^public, max-age=\d+$/),
        });
        const etag = response.headers.get('etag') ?? '';
        expect((await fetchPublic('feeds/金融/rss.xml', { 'if-none-match': etag })).status).toBe(304);
      });

      it('again when it is overwritten, also in the feeds that it leaves', async () => {
        await upload(key, article('另一条消息', ['北京']));
        expect(await lambda.drain()).toEqual([]);
        expect(await (await fetchPublic(pageOf(key))).text()).toContain('另一条消息');
        expect(await (await fetchPublic('feeds/北京/rss.xml')).text()).toContain('另一条消息');
        for (const name of ['金融', '新浪财经－國内']) {
          expect(await (await fetchPublic(`feeds/${name}/rss.xml`)).text()).not.toContain('消息');
        }
      });

      it('until it is deleted', async () => {
        await remove(key);
        expect(await lambda.drain()).toEqual([]);
        expect((await fetchPublic(pageOf(key))).status).toBe(404);
        const feed = await fetchPublic('feeds/北京/rss.xml');
        expect(feed.status).toBe(200);
        expect(await feed.text()).not.toContain('另一条消息');
      });
    });

    it('keeps aside what is no article, with a reason, and does not try it again', async () => {
      await upload('empty.md', '');
      expect(await lambda.drain()).toEqual([]);
      const s3 = new S3Client({ ...clientFor(moto, ANYBODY), forcePathStyle: true });
      const Bucket = deployment.stateBucket;
      const { Contents = [] } = await s3.send(
        new ListObjectsV2Command({ Bucket, Prefix: 'index/rejected/' }),
      );
      expect(Contents).toHaveLength(1);
      const report = await s3.send(new GetObjectCommand({ Bucket, Key: Contents[0]?.Key }));
      expect(report.ContentType).toBe('application/json; charset=utf-8');
      const body = (await report.Body?.transformToString()) ?? '';
      expect(JSON.parse(body)).toMatchObject({
        file: 'empty.md',
        reason: 'the file is empty',
      });
      expect(lambda.log.join('')).toContain("event: 'rejected'");
      s3.destroy();
    });

    it('sends what can never be understood to the dead letters after five tries, and holds up nothing', async () => {
      const sqs = new SQSClient({ ...clientFor(moto, ANYBODY), useQueueUrlAsEndpoint: false });
      await sqs.send(new SendMessageCommand({ QueueUrl: deployment.queueUrl, MessageBody: 'no event' }));
      await upload('beside.md', article('Beside a poisonous message', ['金融']));
      for (let tries = 1; tries <= 5; tries++) {
        const failed = await lambda.drain();
        expect(failed.map(({ Body }) => Body)).toEqual(['no event']);
        await lambda.redeliver(failed);
      }
      expect(await lambda.drain()).toEqual([]);
      expect(await (await fetchPublic('feeds/金融/rss.xml')).text()).toContain('Beside a poisonous message');
      const QueueUrl = deployment.deadLettersUrl;
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
      expect(Messages.map(({ Body }) => Body)).toEqual(['no event']);
      sqs.destroy();
    });

    it('finds by a sweep what lost events have hidden', async () => {
      const sqs = new SQSClient({ ...clientFor(moto, ANYBODY), useQueueUrlAsEndpoint: false });
      await upload('unheard.md', article('Unheard of', ['金融']));
      await remove('plain.md');
      await sqs.send(new PurgeQueueCommand({ QueueUrl: deployment.queueUrl }));
      expect(await lambda.invoke({ sweep: 'changed' })).toMatchObject({ changed: 1, gone: 1 });
      expect(await lambda.drain()).toEqual([]);
      const feed = await (await fetchPublic('feeds/金融/rss.xml')).text();
      expect(feed).toContain('Unheard of');
      expect(feed).not.toContain('Plain news');
      expect(await lambda.invoke({ sweep: 'changed' })).toMatchObject({ changed: 0, gone: 0 });
      sqs.destroy();
    });

    it('finds the same by a sweep in steps, which its queue feeds', async () => {
      const sqs = new SQSClient({ ...clientFor(moto, ANYBODY), useQueueUrlAsEndpoint: false });
      await upload('unheard-too.md', article('Also unheard of', ['金融']));
      await remove('unheard.md');
      await sqs.send(new PurgeQueueCommand({ QueueUrl: deployment.queueUrl }));
      const begun = await lambda.invoke({ sweep: 'changed', divided: true });
      expect(begun).toMatchObject({ run: expect.any(String) });
      expect(await lambda.drain()).toEqual([]);
      const feed = await (await fetchPublic('feeds/金融/rss.xml')).text();
      expect(feed).toContain('Also unheard of');
      expect(feed).not.toContain('Unheard of');
      expect(await lambda.invoke({ sweep: 'changed' })).toMatchObject({ changed: 0, gone: 0 });
      sqs.destroy();
    });

    describe('is deployed again', () => {
      /** What the command line tells CloudFormation of the parameter that keeps the address. */
      async function addressOf(...options: readonly string[]): Promise<Readonly<Record<string, string>>> {
        const updates: URLSearchParams[] = [];
        const proxy = await startProxy(moto, (body) => {
          const request = new URLSearchParams(body);
          if (request.get('Action') === 'UpdateStack') updates.push(request);
          return undefined;
        });
        const env = { AWS_ENDPOINT_URL_CLOUDFORMATION: proxy.endpoint };
        const context = ['-c', 'canary=true', '-c', 'site.cdn=true'];
        await deployAgain(moto, ANYBODY, folder, env, ...context, ...options).catch(() => {
          // moto makes no distributions; what it was asked for is what counts.
        });
        await proxy.stop();
        const parameters = [...(updates[0] ?? [])];
        const [name = ''] = parameters.find(([, value]) => value === 'PublicAddress') ?? [];
        const stem = name.replace('ParameterKey', '');
        return Object.fromEntries(
          parameters
            .filter(([key]) => key.startsWith(stem))
            .map(([key, value]) => [key.slice(stem.length), value]),
        );
      }

      it('with the address that it had, so that settings of another one are refused', async () => {
        expect(await addressOf()).toEqual({ ParameterKey: 'PublicAddress', UsePreviousValue: 'true' });
      });

      it('with another address where a maintainer asks for it by name', async () => {
        expect(await addressOf('--parameters', 'PublicAddress=cloudfront')).toEqual({
          ParameterKey: 'PublicAddress',
          ParameterValue: 'cloudfront',
        });
      });
    });

    describe('needs the rights of its role, and has no more', () => {
      let found: Awaited<ReturnType<typeof findApart>>;
      let itsRole: Credentials;

      beforeAll(async () => {
        await grantQueueRightsEverywhere();
        found = await findApart(moto, ANYBODY, folder, 'Canary');
        itsRole = await assumeRole(moto, ANYBODY, found);
        await enforceRights(moto);
      });
      afterAll(async () => {
        await enforceRights(moto, false);
      });

      /** moto does not know which queue a request is for: the role may do here to any queue what it may do to its own. */
      async function grantQueueRightsEverywhere(): Promise<void> {
        const name = deployment.roleArn.split('/').at(-1);
        const policies = await askAws(moto, ANYBODY, `iam list-role-policies --role-name ${name}`);
        const policy = textAt(policies, 'PolicyNames', 0);
        const granted = await askAws(
          moto,
          ANYBODY,
          `iam get-role-policy --role-name ${name} --policy-name ${policy}`,
        );
        const statements = at(granted, 'PolicyDocument', 'Statement');
        const actions = (Array.isArray(statements) ? statements : [])
          .flatMap((statement) => at(statement, 'Action'))
          .filter((action) => String(action).startsWith('sqs:'))
          // In IAM a batch of requests needs the right to one of them; in moto it has a right of its own.
          .flatMap((action) => [action, `${action}Batch`]);
        const document = {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
        };
        await aws(
          ...([moto, ANYBODY, 'iam', 'put-role-policy', '--role-name', String(name)] as const),
          ...['--policy-name', 'any-queue', '--policy-document', JSON.stringify(document)],
        );
      }

      it('to publish, overwrite, withdraw and reject', async () => {
        await upload('法律 (1).md', article('First rights', ['法律']), admin);
        await upload('rejected.md', '', admin);
        expect(await lambda.drain()).toEqual([]);
        await upload('法律 (1).md', article('Second rights', ['秩序']), admin);
        expect(await lambda.drain()).toEqual([]);
        await remove('法律 (1).md', admin);
        await remove('rejected.md', admin);
        expect(await lambda.drain()).toEqual([]);
      });

      it('to ask for failed messages sooner, to sweep, and to do what comes every hour', async () => {
        const sqs = new SQSClient({ ...clientFor(moto, admin), useQueueUrlAsEndpoint: false });
        await sqs.send(new SendMessageCommand({ QueueUrl: deployment.queueUrl, MessageBody: 'no event' }));
        expect(await lambda.drain()).toHaveLength(1);
        expect(lambda.log.join('')).not.toContain("event: 'retry'");
        await upload('swept.md', article('Swept', ['法律']), admin);
        await sqs.send(new PurgeQueueCommand({ QueueUrl: deployment.queueUrl }));
        expect(await lambda.invoke({ sweep: 'changed' })).toMatchObject({ changed: 1 });
        expect(await lambda.drain()).toEqual([]);
        expect(await lambda.invoke({ tick: true })).toMatchObject({ due: 0, archived: expect.any(Number) });
        sqs.destroy();
      });

      it('to let the canary pass, which has rights of its own', async () => {
        const site = await servePublic(moto, admin, deployment.publicBucket);
        const variables = { ...found.variables, BASE_URL: site.endpoint };
        const canary = new Lambda(moto, { ...deployment, ...found, variables }, itsRole);
        let passed: unknown;
        const run = canary.invoke({}).then((answer) => {
          passed = answer;
        });
        const ended = run.then(
          () => true,
          () => true,
        );
        while (!(await Promise.race([ended, wait(200).then(() => false)]))) {
          expect(await lambda.drain()).toEqual([]);
        }
        await run;
        expect(passed).toMatchObject({ seconds: expect.any(Number) });
        await canary.stop();
        await site.stop();
      });

      it('and is refused everything else', async () => {
        const s3 = new S3Client({ ...clientFor(moto, role), forcePathStyle: true });
        const sqs = new SQSClient({ ...clientFor(moto, role), useQueueUrlAsEndpoint: false });
        const { articlesBucket, stateBucket, publicBucket } = deployment;
        const object = (Bucket: string, Key: string) => ({ Bucket, Key });
        const refused = [
          () => s3.send(new PutObjectCommand({ ...object(articlesBucket, 'x.md'), Body: 'x' })),
          () => s3.send(new DeleteObjectCommand(object(articlesBucket, 'swept.md'))),
          () => s3.send(new DeleteObjectCommand(object(stateBucket, 'heads/category/x.json'))),
          () => s3.send(new DeleteObjectCommand(object(publicBucket, 'index.html'))),
          () => s3.send(new ListBucketsCommand({})),
          () => sqs.send(new PurgeQueueCommand({ QueueUrl: deployment.queueUrl })),
        ];
        for (const request of refused) {
          await expect(request(), String(request)).rejects.toMatchObject({
            $metadata: { httpStatusCode: 403 },
          });
        }
        s3.destroy();
        sqs.destroy();
      });
    });
  },
);

function article(title: string, categories: readonly string[]): string {
  return `---\ntitle: ${title}\ndate: 2026-01-02 03:04:05\ncategories: [${categories.join(', ')}]\n---\n\n<p>What there is to say of it.</p>\n`;
}
