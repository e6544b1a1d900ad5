import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Moto } from '../support/moto.ts';
import { at, type Credentials, clientFor, type Deployment, environmentFor } from './deployment.ts';

const BATCH_SIZE = 100;

/** The process did not survive an invocation, or not within its time; the next one gets a new process. */
export class LostInvocationError extends Error {
  override readonly name = 'LostInvocationError';
}

export interface LambdaOptions {
  /** Added to the environment of the function. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which an invocation is ended, where that is to be sooner than the deployment says. */
  readonly patience?: number;
}

/**
 * Lambda's part: runs the deployed bundle in a process of its own with the rights of its role, hands it the messages
 * of its queue in batches, and deletes those that it does not report as failed.
 */
export class Lambda {
  /** The lines that the function has logged, on the standard output and on the standard error. */
  readonly log: string[] = [];
  /** How many processes were lost. */
  losses = 0;
  readonly #start: () => ChildProcess;
  #process: ChildProcess | undefined;
  readonly #queue: SQSClient;
  readonly #queueUrl: string;
  readonly #patience: number;

  constructor(
    moto: Moto,
    { handler, variables, timeoutMs, queueUrl }: Deployment,
    role: Credentials,
    { env = {}, patience = timeoutMs }: LambdaOptions = {},
  ) {
    this.#queue = new SQSClient({ ...clientFor(moto, role), useQueueUrlAsEndpoint: false });
    this.#queueUrl = queueUrl;
    this.#patience = patience;
    this.#start = () =>
      fork(join(import.meta.dirname, 'lambda-runtime.ts'), [handler, String(timeoutMs)], {
        env: { ...environmentFor(moto, role), ...variables, ...env },
        stdio: ['pipe', 'pipe', 'pipe', 'ipc'],
      });
  }

  /** Hands over all messages that are to be had; the ids of those that failed, by which they stay in the queue. */
  async drain(): Promise<readonly Message[]> {
    const failed: Message[] = [];
    for (;;) {
      const batch = await this.#receive();
      if (batch.length === 0) return failed;
      const answer = await this.invoke({ Records: batch.map(recordOf) }).catch((error: unknown) => {
        if (error instanceof LostInvocationError) return undefined;
        throw error;
      });
      if (answer === undefined) {
        failed.push(...batch);
        continue;
      }
      const failures = at(answer, 'batchItemFailures');
      const failedIds = new Set(
        Array.isArray(failures) ? failures.map((item) => at(item, 'itemIdentifier')) : [],
      );
      for (const message of batch) {
        if (failedIds.has(message.MessageId)) failed.push(message);
        else await this.#queue.send(new DeleteMessageCommand(this.#handleOf(message)));
      }
    }
  }

  /** Makes messages that failed visible at once, as if their time had passed. */
  async redeliver(messages: readonly Message[]): Promise<void> {
    for (const message of messages) {
      const input = { ...this.#handleOf(message), VisibilityTimeout: 0 };
      await this.#queue.send(new ChangeMessageVisibilityCommand(input));
    }
  }

  /** Invokes the function with an event; what it answers. @throws LostInvocationError */
  async invoke(event: object): Promise<unknown> {
    this.#process ??= this.#open();
    const child = this.#process;
    const timer = setTimeout(() => child.kill('SIGKILL'), this.#patience);
    child.stdin?.write(`${JSON.stringify(event)}\n`);
    const ended = new AbortController();
    const message = await Promise.race([
      once(child, 'message', { signal: ended.signal }).then(([message]) => ({ message })),
      once(child, 'exit', { signal: ended.signal }).then(() => undefined),
    ]);
    ended.abort();
    clearTimeout(timer);
    if (message === undefined) {
      this.#process = undefined;
      this.losses++;
      throw new LostInvocationError();
    }
    const error = at(message.message, 'error');
    if (error !== undefined) throw new Error(String(error));
    return at(message.message, 'answer');
  }

  async stop(): Promise<void> {
    this.#queue.destroy();
    if (this.#process === undefined) return;
    const exited = once(this.#process, 'exit');
    this.#process.kill();
    await exited;
  }

  #open(): ChildProcess {
    const child = this.#start();
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => this.log.push(String(text)));
    }
    // The last write to a process that dies.
    child.stdin?.on('error', () => undefined);
    return child;
  }

  async #receive(): Promise<readonly Message[]> {
    const batch: Message[] = [];
    while (batch.length < BATCH_SIZE) {
      const { Messages = [] } = await this.#queue.send(
        new ReceiveMessageCommand({
          QueueUrl: this.#queueUrl,
          MaxNumberOfMessages: 10,
          MessageSystemAttributeNames: ['All'],
        }),
      );
      if (Messages.length === 0) break;
      batch.push(...Messages);
    }
    return batch;
  }

  #handleOf(message: Message) {
    return { QueueUrl: this.#queueUrl, ReceiptHandle: message.ReceiptHandle };
  }
}

/** A message as Lambda hands it over. */
function recordOf({ MessageId, ReceiptHandle, Body, Attributes }: Message): object {
  return {
    messageId: MessageId,
    receiptHandle: ReceiptHandle,
    body: Body,
    attributes: Attributes,
    eventSource: 'aws:sqs',
  };
}
