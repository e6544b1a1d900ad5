import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Message, parseBatch } from '../../lambda/worker/events.ts';
import { Queue } from '../../lambda/worker/queue.ts';
import { batchOf } from './events/events.ts';

interface Request {
  readonly Entries: readonly {
    readonly Id: string;
    readonly MessageBody: string;
    readonly ReceiptHandle: string;
    readonly VisibilityTimeout: number;
  }[];
}

/** A queue whose requests are noted, and answered as if all of their entries but `refused` ones had succeeded. */
async function open(refused = 0): Promise<{ queue: Queue; requests: Request[]; sizes: number[] }> {
  const requests: Request[] = [];
  const sizes: number[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    sizes.push(Buffer.byteLength(body));
    requests.push(JSON.parse(body));
    const Failed = Array.from({ length: refused }, (_, i) => ({
      Id: `${i}`,
      SenderFault: true,
      Message: 'No.',
    }));
    response.setHeader('content-type', 'application/x-amz-json-1.0');
    response.end(JSON.stringify({ Successful: [], Failed }));
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  const client = new SQSClient({
    endpoint: `http://localhost:${typeof address === 'object' ? address?.port : ''}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    useQueueUrlAsEndpoint: false,
    md5: false,
  });
  onTestFinished(() => {
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { queue: new Queue('https://sqs.example/queue', client), requests, sizes };
}

/** The keys that whoever receives the queued messages finds in them. */
function keysIn(requests: readonly Request[]): readonly string[] {
  const bodies = requests.flatMap(({ Entries }) => Entries.map(({ MessageBody }) => MessageBody));
  return parseBatch(batchOf(...bodies)).flatMap((message) => ('keys' in message ? message.keys : []));
}

describe('the queue', () => {
  it('takes every key once, a few in a message and ten messages in a request', async () => {
    const { queue, requests } = await open();
    const keys = Array.from({ length: 1234 }, (_, i) => `post/金融/${i} "quoted".md`);
    await queue.send(keys);
    expect([...keysIn(requests)].sort()).toEqual(keys.sort());
    expect(requests).toHaveLength(Math.ceil(1234 / 20 / 10));
    expect(Math.max(...requests.map(({ Entries }) => Entries.length))).toBe(10);
  });

  it('takes the longest keys in requests that SQS accepts', async () => {
    const { queue, requests, sizes } = await open();
    const keys = Array.from({ length: 500 }, (_, i) => `${i}${'\u0001'.repeat(1020)}`);
    await queue.send(keys);
    expect(keysIn(requests)).toHaveLength(500);
    const bytes = requests.map(({ Entries }) =>
      Entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0),
    );
    expect(Math.max(...bytes)).toBeLessThan(256 * 1024);
    expect(sizes.length).toBe(requests.length);
  });

  it('asks for nothing when there is nothing to send', async () => {
    const { queue, requests } = await open();
    await queue.send([]);
    await queue.retrySoon([]);
    expect(requests).toEqual([]);
  });

  it('waits longer after each delivery, up to half an hour', async () => {
    const { queue, requests } = await open();
    const messages = [1, 2, 3, 4, 5].map(
      (receives): Message => ({
        id: `m${receives}`,
        receipt: `r${receives}`,
        receives,
        keys: [],
        isOurs: true,
        withdraws: false,
      }),
    );
    await queue.retrySoon(messages);
    expect(requests[0]?.Entries.map((entry) => [entry.ReceiptHandle, entry.VisibilityTimeout])).toEqual([
      ['r1', 30],
      ['r2', 120],
      ['r3', 480],
      ['r4', 1800],
      ['r5', 1800],
    ]);
  });

  it('says when SQS refused some of the messages', async () => {
    const { queue } = await open(1);
    await expect(queue.send(['a.md'])).rejects.toThrow('SQS refused 1 of 1 messages: No.');
  });
});
