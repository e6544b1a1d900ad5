import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
import { expect } from 'vitest';
import { articleId } from '../../lambda/model/identity.ts';
import type { Fence } from '../support/fences.ts';
import { type Moto, startMoto } from '../support/moto.ts';
import {
  askAws,
  assumeRole,
  at,
  aws,
  type Credentials,
  clientFor,
  createAdministrator,
  type Deployment,
  environmentFor,
  findDeployment,
  textAt,
} from './deployment.ts';
import { Lambda } from './lambda.ts';
import { startLambdaService } from './lambda-service.ts';
import { startProxy } from './proxy.ts';

const PROJECT = join(import.meta.dirname, '../..');

/** The bucket that the pages call BACKUP_BUCKET. */
export const BACKUP = 'backup-of-articles';

/** A copy of the project with articles in it, where a maintainer types commands, which reach moto instead of AWS. */
export class WorkingCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'documentation-'));
  readonly moto: Moto;
  readonly admin: Credentials;
  readonly sqs: SQSClient;
  readonly #started: { stop(): Promise<void> }[] = [];
  #deployed: { readonly deployment: Deployment; readonly lambda: Lambda } | undefined;
  #lambdaService = '';
  /** What the names in capitals stand for. */
  names: Readonly<Record<string, string>> = {};

  private constructor(moto: Moto, admin: Credentials) {
    this.moto = moto;
    this.admin = admin;
    this.sqs = new SQSClient({ ...clientFor(moto, admin), useQueueUrlAsEndpoint: false });
    this.#started.push(moto, { stop: async () => this.sqs.destroy() });
    const { folder } = this;
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
  }

  static async open(): Promise<WorkingCopy> {
    const moto = await startMoto({ PYTHONPATH: join(import.meta.dirname, 'python') });
    const copy = new WorkingCopy(moto, await createAdministrator(moto));
    await copy.#serve();
    return copy;
  }

  /** Stops with everything else. */
  willStop(each: { stop(): Promise<void> }): void {
    this.#started.push(each);
  }

  async close(): Promise<void> {
    for (const each of this.#started.reverse()) await each.stop();
    rmSync(this.folder, { recursive: true });
  }

  get deployment(): Deployment {
    return this.#parts().deployment;
  }

  get lambda(): Lambda {
    return this.#parts().lambda;
  }

  #parts() {
    if (this.#deployed === undefined) throw new Error('nothing is deployed yet');
    return this.#deployed;
  }

  /** Starts what stands for parts of AWS that moto has not. */
  async #serve(): Promise<void> {
    const queues = await startProxy(this.moto, (body, headers) => this.#moveBack(body, headers));
    this.#started.push(queues);
    const service = await startLambdaService(async (name, event) => {
      expect(name).toBe(this.names.SWEEP_FUNCTION);
      return this.lambda.invoke(event);
    });
    this.#started.push(service);
    this.#lambdaService = service.endpoint;
    const { stdout } = await promisify(execFile)('bash', ['-c', 'command -v aws']);
    mkdirSync(join(this.folder, 'bin'));
    // Version 1 of the command line takes the address of SQS from nowhere else.
    const wrapper = `#!/bin/sh\n[ "$1" = sqs ] && set -- --endpoint-url ${queues.endpoint} "$@"\nexec ${stdout.trim()} "$@"\n`;
    writeFileSync(join(this.folder, 'bin/aws'), wrapper, { mode: 0o755 });
  }

  /** Runs a command as it stands there, but for the names of what was deployed. */
  async type(
    { code }: Fence,
    credentials: Credentials,
    more: Readonly<Record<string, string>> = {},
  ): Promise<string> {
    const command = code.replace(/\b[A-Z]+(?:_[A-Z]+)*\b/g, (word) => this.names[word] ?? word);
    const env = environmentFor(this.moto, credentials);
    Object.assign(env, {
      PATH: `${join(this.folder, 'bin')}:${env.PATH}`,
      // moto would want Docker, but only to run a function.
      ...(code.includes('npm run deploy') ? {} : { AWS_ENDPOINT_URL_LAMBDA: this.#lambdaService }),
      // Nobody is there to be asked.
      CDK_REQUIRE_APPROVAL: 'never',
      CDK_FORCE: 'true',
      ...more,
    });
    // It takes a socket as its input for a remote login, which would read the user's own settings.
    const shell = ['--norc', '-o', 'errexit', '-o', 'pipefail', '-c', command];
    const { stdout } = await promisify(execFile)('bash', shell, {
      cwd: this.folder,
      env,
      maxBuffer: 2 ** 26,
    });
    return stdout;
  }

  /** Looks at what was deployed, and works with it from now on. */
  async lookAround(): Promise<void> {
    const deployment = await findDeployment(this.moto, this.admin, this.folder);
    const lambda = new Lambda(this.moto, deployment, await assumeRole(this.moto, this.admin, deployment));
    this.#deployed = { deployment, lambda };
    this.#started.push(lambda);
    const functions = at(await askAws(this.moto, this.admin, 'lambda list-functions'), 'Functions');
    const all = Array.isArray(functions) ? functions.map((each) => textAt(each, 'FunctionName')) : [];
    this.names = {
      BUCKET: deployment.articlesBucket,
      STATE_BUCKET: deployment.stateBucket,
      BACKUP_BUCKET: BACKUP,
      DEAD_LETTERS: deployment.deadLettersUrl,
      SWEEP_FUNCTION: all.find((name) => name.includes('Sweep')) ?? '',
    };
  }

  /** The keys of the objects in a bucket. */
  async keysOf(bucket: string, prefix = ''): Promise<readonly string[]> {
    const list = ['s3api', 'list-objects-v2', '--bucket', bucket, '--prefix', prefix, '--output', 'json'];
    const printed = await aws(this.moto, this.admin, ...list);
    const contents = printed.trim() === '' ? undefined : at(JSON.parse(printed), 'Contents');
    return Array.isArray(contents) ? contents.map((object) => textAt(object, 'Key')).sort() : [];
  }

  /** What there is of a file, and of its having been deleted. */
  async versionsOf(bucket: string, key: string): Promise<readonly unknown[]> {
    const answer = await askAws(
      this.moto,
      this.admin,
      `s3api list-object-versions --bucket ${bucket} --prefix ${key}`,
    );
    return [at(answer, 'Versions'), at(answer, 'DeleteMarkers')].flatMap((each) => each ?? []);
  }

  /** The keys of published articles. */
  pages(): Promise<readonly string[]> {
    return this.keysOf(this.deployment.publicBucket, 'articles/');
  }

  async upload(file: string, text: string): Promise<void> {
    writeFileSync(join(this.folder, file), text);
    await aws(
      this.moto,
      this.admin,
      's3',
      'cp',
      join(this.folder, file),
      `s3://${this.deployment.articlesBucket}/${file}`,
    );
  }

  /** What SQS does when it is asked to move dead letters, and moto does not. */
  async #moveBack(body: string, headers: IncomingHttpHeaders): Promise<object | undefined> {
    if (headers['x-amz-target'] !== 'AmazonSQS.StartMessageMoveTask') return undefined;
    const from = this.deployment.deadLettersUrl;
    expect(JSON.parse(body)).toEqual({ SourceArn: expect.stringMatching(`:${from.split('/').at(-1)}$`) });
    for (;;) {
      const { Messages = [] } = await this.sqs.send(new ReceiveMessageCommand({ QueueUrl: from }));
      if (Messages.length === 0) return { TaskHandle: 'task' };
      for (const { Body: MessageBody, ReceiptHandle } of Messages) {
        await this.sqs.send(new SendMessageCommand({ QueueUrl: this.deployment.queueUrl, MessageBody }));
        await this.sqs.send(new DeleteMessageCommand({ QueueUrl: from, ReceiptHandle }));
      }
    }
  }

  /** An article whose message is among the dead letters, and that nobody heard of since. */
  async bury(file: string): Promise<void> {
    await this.uploadUnheard(file);
    const MessageBody = JSON.stringify({ keys: [file] });
    await this.sqs.send(new SendMessageCommand({ QueueUrl: this.deployment.deadLettersUrl, MessageBody }));
  }

  /** Uploads an article of which no message tells. */
  async uploadUnheard(file: string): Promise<void> {
    await this.upload(file, article(`Unheard of: ${file}`));
    await this.sqs.send(new PurgeQueueCommand({ QueueUrl: this.deployment.queueUrl }));
  }

  /** The function's lines in the log, which Lambda writes there. */
  async log(...messages: readonly object[]): Promise<void> {
    const find = 'logs describe-log-groups --log-group-name-prefix FeedRepublisher-Log';
    const group = textAt(await askAws(this.moto, this.admin, find), 'logGroups', 0, 'logGroupName');
    const stream = ['--log-group-name', group, '--log-stream-name', 'function'];
    await aws(this.moto, this.admin, 'logs', 'create-log-stream', ...stream);
    const events = messages.map((message) => ({
      timestamp: Date.now(),
      message: JSON.stringify({ message }),
    }));
    await aws(
      this.moto,
      this.admin,
      'logs',
      'put-log-events',
      ...stream,
      '--log-events',
      JSON.stringify(events),
    );
  }

  async expectPublished(file: string): Promise<void> {
    expect(await this.lambda.drain()).toEqual([]);
    expect(await this.pages()).toEqual(expect.arrayContaining(pagesOf(file)));
  }
}

export function article(title: string): string {
  return `---\ntitle: ${title}\ndate: 2026-01-02 03:04:05\ncategories: [金融]\n---\n\n<p>What there is to say of it.</p>\n`;
}

/** The keys of the pages of articles. */
export function pagesOf(...keys: readonly string[]): string[] {
  return keys.map((key) => `articles/${articleId(key)}.html`).sort();
}
