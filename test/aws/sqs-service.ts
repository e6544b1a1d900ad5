import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Moto } from '../support/moto.ts';

const MOVE = 'AmazonSQS.StartMessageMoveTask';

/** moto's SQS, with the one operation that it lacks. */
export interface SqsService {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Passes requests on to moto, but for those to move the messages of a queue, which are handed over with its ARN. */
export async function startSqsService(
  moto: Moto,
  move: (sourceArn: string) => Promise<void>,
): Promise<SqsService> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    if (request.headers['x-amz-target'] === MOVE) {
      const { SourceArn }: { SourceArn: string } = JSON.parse(body.toString());
      await move(SourceArn);
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
      response.end(JSON.stringify({ TaskHandle: 'task' }));
      return;
    }
    const { host, connection, 'content-length': _, ...headers } = request.headers;
    const answer = await fetch(moto.endpoint + request.url, {
      method: request.method ?? 'POST',
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
      body: new Uint8Array(body),
    });
    const type = answer.headers.get('content-type') ?? 'application/x-amz-json-1.0';
    response.writeHead(answer.status, { 'content-type': type });
    response.end(Buffer.from(await answer.arrayBuffer()));
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    endpoint: `http://localhost:${address.port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
