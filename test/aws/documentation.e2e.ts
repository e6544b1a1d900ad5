import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import type { IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  DeleteMessageCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { articleId } from '../../lambda/model/identity.ts';
import { WITHDRAWAL_LIMITS } from '../../lambda/protocol/withdrawals.ts';
import { type Fence, readFences } from '../support/fences.ts';
import type { LoopbackServer } from '../support/loopback.ts';
import { isMotoInstalled, type Moto, startMoto } from '../support/moto.ts';
import { nameWith } from '../support/needs.ts';
import {
  askAws,
  assumeRole,
  at,
  aws,
  type Credentials,
  clientFor,
  createUser,
  type Deployment,
  enforceRights,
  environmentFor,
  findDeployment,
  textAt,
} from './deployment.ts';
import { Lambda } from './lambda.ts';
import { startLambdaService } from './lambda-service.ts';
import { startProxy } from './proxy.ts';

const PROJECT = join(import.meta.dirname, '../..');
const EVERYTHING = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}';
const ANYBODY: Credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

const FENCES = readFences('aws.md');
const TITLE = nameWith('docs/aws.md, typed as it stands there', isMotoInstalled(), 'moto');

/** What is special about a command. */
interface Step {
  /** Tells the command from the others. */
  readonly piece: string;
  before?(): Promise<void>;
  /** Who types it, where it is not a maintainer. */
  user?(): Promise<Credentials>;
  /** Looks at what it brought about, and at what it printed. */
  after?(printed: string): Promise<void>;
}

describe.skipIf(!isMotoInstalled())(TITLE, () => {
  /** A working copy with articles in it, where a maintainer types the commands. */
  const folder = mkdtempSync(join(tmpdir(), 'documentation-'));
  const started: { stop(): Promise<void> }[] = [];
  let moto: Moto;
  let admin: Credentials;
  let deployment: Deployment;
  let lambda: Lambda;
  let service: LoopbackServer;
  let queues: LoopbackServer;
  let sqs: SQSClient;
  /** What the names in capitals stand for. */
  let names: Readonly<Record<string, string>> = {};

  beforeAll(async () => {
    for (const name of [
      'cdk.json',
      'lambda',
      'lib',
      'local',
      'node_modules',
      'package.json',
      'tsconfig.json',
    ]) {
      symlinkSync(join(PROJECT, name), join(folder, name));
    }
    mkdirSync(join(folder, 'my-articles'));
    writeFileSync(join(folder, 'article.md'), article('Uploaded by itself'));
    writeFileSync(join(folder, 'my-articles/one.md'), article('One of a folder'));
    writeFileSync(join(folder, 'my-articles/two.md'), article('Two of a folder'));
    moto = await startMoto({ PYTHONPATH: join(import.meta.dirname, 'python') });
    started.push(moto);
    admin = await createUser(moto, ANYBODY, 'admin', EVERYTHING);
    sqs = new SQSClient({ ...clientFor(moto, admin), useQueueUrlAsEndpoint: false });
    started.push({ stop: async () => sqs.destroy() });
    queues = await startProxy(moto, moveBack);
    started.push(queues);
    service = await startLambdaService(async (name, event) => {
      expect(name).toBe(names.SWEEP_FUNCTION);
      await lambda.invoke(event);
    });
    started.push(service);
    const { stdout } = await promisify(execFile)('bash', ['-c', 'command -v aws']);
    mkdirSync(join(folder, 'bin'));
    // Version 1 of the command line takes the address of SQS from nowhere else.
    const wrapper = `#!/bin/sh\n[ "$1" = sqs ] && set -- --endpoint-url ${queues.endpoint} "$@"\nexec ${stdout.trim()} "$@"\n`;
    writeFileSync(join(folder, 'bin/aws'), wrapper, { mode: 0o755 });
  });

  afterAll(async () => {
    for (const each of started.reverse()) await each.stop();
    rmSync(folder, { recursive: true });
  });

  /** Runs a command as it stands there, but for the names of what was deployed. */
  async function type({ code }: Fence, credentials: Credentials): Promise<string> {
    const command = code.replace(/\b[A-Z]+(?:_[A-Z]+)*\b/g, (word) => names[word] ?? word);
    const env = environmentFor(moto, credentials);
    Object.assign(env, {
      PATH: `${join(folder, 'bin')}:${env.PATH}`,
      // moto would want Docker, but only to run a function.
      ...(code.includes('npm run deploy') ? {} : { AWS_ENDPOINT_URL_LAMBDA: service.endpoint }),
      // Nobody is there to be asked.
      CDK_REQUIRE_APPROVAL: 'never',
      CDK_FORCE: 'true',
    });
    // It takes a socket as its input for a remote login, which would read the user's own settings.
    const shell = ['--norc', '-o', 'errexit', '-o', 'pipefail', '-c', command];
    const { stdout } = await promisify(execFile)('bash', shell, { cwd: folder, env, maxBuffer: 2 ** 26 });
    return stdout;
  }

  /** The keys of published articles. */
  async function pages(): Promise<readonly string[]> {
    const list = `s3api list-objects-v2 --bucket ${deployment.publicBucket} --prefix articles/`;
    const contents = at(await askAws(moto, admin, list), 'Contents');
    return Array.isArray(contents) ? contents.map((object) => textAt(object, 'Key')).sort() : [];
  }

  const pagesOf = (...keys: readonly string[]) => keys.map((key) => `articles/${articleId(key)}.html`).sort();

  async function upload(file: string, text: string): Promise<void> {
    writeFileSync(join(folder, file), text);
    await aws(moto, admin, 's3', 'cp', join(folder, file), `s3://${deployment.articlesBucket}/${file}`);
  }

  /** What SQS does when it is asked to move dead letters, and moto does not. */
  async function moveBack(body: string, headers: IncomingHttpHeaders): Promise<object | undefined> {
    if (headers['x-amz-target'] !== 'AmazonSQS.StartMessageMoveTask') return undefined;
    const from = deployment.deadLettersUrl;
    expect(JSON.parse(body)).toEqual({ SourceArn: expect.stringMatching(`:${from.split('/').at(-1)}$`) });
    for (;;) {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: from }));
      if (Messages.length === 0) return { TaskHandle: 'task' };
      for (const { Body: MessageBody, ReceiptHandle } of Messages) {
        await sqs.send(new SendMessageCommand({ QueueUrl: deployment.queueUrl, MessageBody }));
        await sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
      }
    }
  }

  /** An article whose message is among the dead letters, and that nobody heard of since. */
  async function bury(file: string): Promise<void> {
    await uploadUnheard(file);
    const MessageBody = JSON.stringify({ keys: [file] });
    await sqs.send(new SendMessageCommand({ QueueUrl: deployment.deadLettersUrl, MessageBody }));
  }

  async function uploadUnheard(file: string): Promise<void> {
    await upload(file, article(`Unheard of: ${file}`));
    await sqs.send(new PurgeQueueCommand({ QueueUrl: deployment.queueUrl }));
  }

  /** The function's lines in the log, which Lambda writes there. */
  async function log(...messages: readonly object[]): Promise<void> {
    const find = 'logs describe-log-groups --log-group-name-prefix FeedRepublisher-Log';
    const group = textAt(await askAws(moto, admin, find), 'logGroups', 0, 'logGroupName');
    const names = ['--log-group-name', group, '--log-stream-name', 'function'];
    await aws(moto, admin, 'logs', 'create-log-stream', ...names);
    const events = messages.map((message) => ({
      timestamp: Date.now(),
      message: JSON.stringify({ message }),
    }));
    await aws(moto, admin, 'logs', 'put-log-events', ...names, '--log-events', JSON.stringify(events));
  }

  const expectPublished = (file: string) => async () => {
    expect(await lambda.drain()).toEqual([]);
    expect(await pages()).toEqual(expect.arrayContaining(pagesOf(file)));
  };

  const STEPS: readonly Step[] = [
    {
      piece: 'npm run deploy\n',
      async after() {
        deployment = await findDeployment(moto, admin, folder);
        lambda = new Lambda(moto, deployment, await assumeRole(moto, admin, deployment));
        started.push(lambda);
        const functions = at(await askAws(moto, admin, 'lambda list-functions'), 'Functions');
        const all = Array.isArray(functions) ? functions.map((each) => textAt(each, 'FunctionName')) : [];
        names = {
          BUCKET: deployment.articlesBucket,
          STATE_BUCKET: deployment.stateBucket,
          DEAD_LETTERS: deployment.deadLettersUrl,
          SWEEP_FUNCTION: all.find((name) => name.includes('Sweep')) ?? '',
        };
      },
    },
    {
      piece: 'cdk list',
      async after(printed) {
        expect(printed.trim()).toBe('FeedRepublisher');
      },
    },
    {
      piece: 'aws s3 sync',
      async user() {
        const policy = FENCES.find(({ code }) => code.includes('"s3:PutObject"'))?.code ?? '';
        const own = policy.replaceAll('BUCKET', deployment.articlesBucket);
        const uploader = await createUser(moto, admin, 'uploader', own);
        await enforceRights(moto);
        return uploader;
      },
      async after() {
        await enforceRights(moto, false);
        expect(await lambda.drain()).toEqual([]);
        expect(await pages()).toEqual(pagesOf('my-articles/one.md', 'my-articles/two.md'));
      },
    },
    {
      piece: 'cat rejected/*',
      async after(printed) {
        expect(printed).toContain('"the file is empty"');
      },
    },
    {
      piece: 'cli.ts rejected',
      async before() {
        await upload('empty.md', '');
        expect(await lambda.drain()).toEqual([]);
      },
      async after(printed) {
        expect(printed).toMatch(/^empty\.md\n {2}the file is empty\. /);
      },
    },
    {
      piece: 'cli.ts withdraw',
      async before() {
        const [few, more] = ['few', 'more'];
        const crowds = { [few]: WITHDRAWAL_LIMITS.few, [more]: 4 };
        for (const [crowd, size] of Object.entries(crowds)) {
          mkdirSync(join(folder, crowd));
          for (let i = 0; i < size; i++) {
            writeFileSync(join(folder, crowd, `${i}.md`), article(`News ${i} of ${crowd}`));
          }
          const address = `s3://${deployment.articlesBucket}/${crowd}`;
          await aws(moto, admin, 's3', 'cp', '--recursive', join(folder, crowd), address);
        }
        expect(await lambda.drain()).toEqual([]);
        const before = (await pages()).length;
        // Each withdrawal notes itself before it counts, so that all of one crowd of fourteen may have to wait.
        for (const crowd of [few, more]) {
          await aws(moto, admin, 's3', 'rm', '--recursive', `s3://${deployment.articlesBucket}/${crowd}`);
          expect(await lambda.drain()).toEqual([]);
          expect(before - (await pages()).length).toBe(WITHDRAWAL_LIMITS.few);
        }
      },
      async after(printed) {
        expect(printed).toMatch(/^The withdrawals that wait are made within minutes\. /);
        expect(await lambda.drain()).toEqual([]);
        expect(await pages()).toEqual(pagesOf('my-articles/one.md', 'my-articles/two.md'));
      },
    },
    {
      piece: 'cli.ts status',
      async before() {
        await bury('buried.md');
        await log(
          { event: 'sweep', queued: 3, changed: 2, gone: 1, current: 4000 },
          { event: 'failed', key: 'buried.md', error: 'S3 was \u001b[31mbusy' },
        );
      },
      async after(printed) {
        expect(printed).toMatch(/^Queue: 0 waiting, 0 being worked on or tried again later$/m);
        expect(printed).toMatch(/^Dead letters: 1 .*\n {2}buried\.md: S3 was \\u\{1b\}\[31mbusy$/m);
        expect(printed).toMatch(/^Last sweep: \d{4}-.*Z, 3 queued, 2 changed, 1 gone, 4,000 current$/m);
        expect(printed).toMatch(/^Rejected: 1 file .*\n {2}empty\.md: the file is empty$/m);
        expect(printed).toMatch(/^Newest articles:\n {2}2026-01-01 19:04 /m);
      },
    },
    {
      piece: 'cli.ts redrive',
      async after(printed) {
        expect(printed).toBe('1 dead letter on the way back to the queue.\n');
        await expectPublished('buried.md')();
      },
    },
    {
      piece: 'start-message-move-task',
      before: () => bury('buried-again.md'),
      after: expectPublished('buried-again.md'),
    },
    {
      piece: 'cli.ts reprocess',
      before: () => uploadUnheard('unheard.md'),
      after: expectPublished('unheard.md'),
    },
    {
      piece: '{"sweep":"changed"}',
      before: () => uploadUnheard('unheard-again.md'),
      after: expectPublished('unheard-again.md'),
    },
    {
      piece: 'cdk destroy',
      async before() {
        const remove = askAws(moto, admin, 'cloudformation delete-stack --stack-name FeedRepublisher');
        await expect(remove).rejects.toThrow('TerminationProtection');
      },
      async after() {
        const ask = 'cloudformation describe-stacks --stack-name FeedRepublisher';
        await expect(askAws(moto, admin, ask)).rejects.toThrow('does not exist');
      },
    },
    {
      piece: 'import-existing-resources',
      async before() {
        const settings = JSON.parse(readFileSync(join(PROJECT, 'cdk.json'), 'utf8'));
        const { articlesBucket: articles, stateBucket: state, publicBucket } = deployment;
        settings.context.buckets = { articles, state, public: publicBucket };
        rmSync(join(folder, 'cdk.json'));
        writeFileSync(join(folder, 'cdk.json'), JSON.stringify(settings));
      },
      async after() {
        const { articlesBucket, stateBucket, publicBucket } = deployment;
        const before = await pages();
        deployment = await findDeployment(moto, admin, folder);
        expect(deployment).toMatchObject({ articlesBucket, stateBucket, publicBucket });
        expect(await pages()).toEqual(before);
        lambda = new Lambda(moto, deployment, await assumeRole(moto, admin, deployment));
        started.push(lambda);
        await upload('after.md', article('After the move'));
        expect(await lambda.drain()).toEqual([]);
        expect(await pages()).toEqual([...before, ...pagesOf('after.md')].sort());
      },
    },
    {
      piece: 'DeleteMarkers',
      async before() {
        // What the template asks for, and moto does not do; it then tells nobody of what is deleted.
        const versioned = [
          '--bucket',
          deployment.articlesBucket,
          '--versioning-configuration',
          'Status=Enabled',
        ];
        await aws(moto, admin, 's3api', 'put-bucket-versioning', ...versioned);
        mkdirSync(join(folder, 'post'));
        await uploadUnheard('post/article.md');
        await aws(moto, admin, 's3', 'rm', `s3://${deployment.articlesBucket}/post/article.md`);
        await lambda.invoke({ sweep: 'changed' });
        expect(await lambda.drain()).toEqual([]);
        expect(await pages()).not.toEqual(expect.arrayContaining(pagesOf('post/article.md')));
      },
      async after() {
        await lambda.invoke({ sweep: 'changed' });
        await expectPublished('post/article.md')();
      },
    },
  ];

  for (const fence of FENCES.filter(({ language }) => language === 'sh')) {
    const { section, code, untried } = fence;
    const [command = ''] = code.split('\n');
    const reason = untried === undefined ? '' : ` (not tried: ${untried})`;
    it.skipIf(untried !== undefined)(`${section}: ${command}${reason}`, async () => {
      const step = STEPS.find(({ piece }) => code.includes(piece));
      await step?.before?.();
      const printed = await type(fence, (await step?.user?.()) ?? admin);
      await step?.after?.(printed);
    });
  }
});

function article(title: string): string {
  return `---\ntitle: ${title}\ndate: 2026-01-02 03:04:05\ncategories: [金融]\n---\n\n<p>What there is to say of it.</p>\n`;
}
