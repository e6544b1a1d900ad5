import { ChangeMessageVisibilityBatchCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { fromEnv } from '@aws-sdk/credential-provider-env';
import pMap from 'p-map';
import type { SweepStep } from '../maintenance/divided/run.ts';
import { type KeysOptions, keysBody, type Message, stepBody } from './events.ts';

/** SQS takes ten messages in one request. */
const MESSAGES_PER_REQUEST = 10;

/** Few, as a message that fails is delivered again with all of its keys. */
const KEYS_PER_MESSAGE = 20;

/** Ten messages of this many bytes stay well below the 256 KiB that every version of SQS takes in a request. */
const MESSAGE_BYTES = 20_000;

const CONCURRENT_REQUESTS = 8;

/** The first retry comes after half a minute, each other one four times later, up to half an hour. */
const RETRY_SECONDS = 30;
const MAX_RETRY_SECONDS = 1800;

/** The queue that feeds the function, as far as Lambda does not handle it. */
export class Queue {
  readonly #url: string;
  readonly #client: SQSClient;

  constructor(url: string, client = new SQSClient({ credentials: fromEnv() })) {
    this.#url = url;
    this.#client = client;
  }

  /** Queues keys to be processed. */
  async send(keys: Iterable<string>, options: KeysOptions = {}): Promise<void> {
    await this.#send(packKeys(keys).map((group) => keysBody(group, options)));
  }

  /** Queues steps of a divided sweep. */
  async sendSteps(steps: readonly SweepStep[]): Promise<void> {
    await this.#send(steps.map(stepBody));
  }

  async #send(bodies: readonly string[]): Promise<void> {
    await this.#request(bodies, async (group) => {
      const Entries = group.map((MessageBody, i) => ({ Id: String(i), MessageBody }));
      return this.#client.send(new SendMessageBatchCommand({ QueueUrl: this.#url, Entries }));
    });
  }

  /** Makes failed messages visible again after a delay that grows with the number of their deliveries. */
  async retrySoon(messages: readonly Message[]): Promise<void> {
    await this.#request(messages, async (group) => {
      const Entries = group.map(({ receipt, receives }, i) => ({
        Id: String(i),
        ReceiptHandle: receipt,
        VisibilityTimeout: Math.min(MAX_RETRY_SECONDS, RETRY_SECONDS * 4 ** (receives - 1)),
      }));
      return this.#client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: this.#url, Entries }));
    });
  }

  async #request<Item>(
    items: readonly Item[],
    send: (
      group: readonly Item[],
    ) => Promise<{ readonly Failed?: readonly { readonly Message?: string | undefined }[] | undefined }>,
  ): Promise<void> {
    const groups = inGroups(items, MESSAGES_PER_REQUEST);
    const answers = await pMap(groups, send, { concurrency: CONCURRENT_REQUESTS });
    const failed = answers.flatMap((answer) => answer.Failed ?? []);
    if (failed.length > 0)
      throw new Error(`SQS refused ${failed.length} of ${items.length} messages: ${failed[0]?.Message}`);
  }
}

/** The keys, message by message. */
function packKeys(keys: Iterable<string>): (readonly string[])[] {
  const messages: string[][] = [];
  let message: string[] = [];
  let bytes = 0;
  for (const key of keys) {
    const length = Buffer.byteLength(JSON.stringify(key)) + 1;
    if (message.length === KEYS_PER_MESSAGE || bytes + length > MESSAGE_BYTES) message = [];
    if (message.length === 0) {
      messages.push(message);
      bytes = 0;
    }
    message.push(key);
    bytes += length;
  }
  return messages;
}

function inGroups<Item>(items: readonly Item[], size: number): (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}
