import * as v from 'valibot';
import { parseBatch } from '../../lambda/worker/events.ts';
import type { AwsCli } from './aws-cli.ts';

/** What a queue says of itself. */
export interface QueueState {
  readonly arn: string;
  /** Messages that wait. */
  readonly waiting: number;
  /** Messages that somebody works on, or that wait for their next try. */
  readonly inFlight: number;
}

const count = v.pipe(v.string(), v.transform(Number));

const attributes = v.object({
  Attributes: v.object({
    QueueArn: v.string(),
    ApproximateNumberOfMessages: count,
    ApproximateNumberOfMessagesNotVisible: count,
  }),
});

/** Asks a queue how much is in it. */
export async function readQueue(aws: AwsCli, url: string): Promise<QueueState> {
  const { Attributes } = await aws.ask(
    attributes,
    ...['sqs', 'get-queue-attributes', '--queue-url', url, '--attribute-names', 'All'],
  );
  return {
    arn: Attributes.QueueArn,
    waiting: Attributes.ApproximateNumberOfMessages,
    inFlight: Attributes.ApproximateNumberOfMessagesNotVisible,
  };
}

const messages = v.object({
  Messages: v.optional(
    v.array(v.object({ MessageId: v.string(), ReceiptHandle: v.string(), Body: v.string() })),
    [],
  ),
});

/** The keys that some (at most ten) messages of a queue name; of a message that names none, its text. */
export async function peek(aws: AwsCli, url: string): Promise<readonly string[]> {
  const { Messages } = await aws.ask(
    messages,
    ...['sqs', 'receive-message', '--queue-url', url, '--max-number-of-messages', '10'],
    // Nobody is kept from them meanwhile.
    ...['--visibility-timeout', '0'],
  );
  const keys = Messages.flatMap(({ MessageId: messageId, ReceiptHandle: receiptHandle, Body: body }) =>
    parseBatch({ Records: [{ messageId, receiptHandle, body }] }).flatMap((message) =>
      'keys' in message ? message.keys : [body],
    ),
  );
  return [...new Set(keys)];
}
