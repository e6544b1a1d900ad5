import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Moto } from '../support/moto.ts';

/** moto, with somebody who listens in between. */
export interface MotoProxy {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** What is answered in place of moto, as JSON; undefined lets moto answer. */
type Answer = object | undefined;

/** Passes requests on to moto, unless somebody who hears of each has an answer. */
export async function startProxy(
  moto: Moto,
  hear: (body: string, headers: IncomingHttpHeaders) => Answer | Promise<Answer>,
): Promise<MotoProxy> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const own = await hear(body.toString(), request.headers);
    if (own !== undefined) {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(own));
      return;
    }
    const { host, connection, 'content-length': _, ...headers } = request.headers;
    const answer = await fetch(moto.endpoint + request.url, {
      method: request.method ?? 'POST',
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
      body: new Uint8Array(body),
    });
    const type = answer.headers.get('content-type') ?? 'text/plain';
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
