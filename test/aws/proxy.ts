import { createServer, type IncomingHttpHeaders } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type LoopbackServer, listenOnLoopback } from '../support/loopback.ts';
import type { Moto } from '../support/moto.ts';

/** What is answered in place of moto, as JSON; undefined lets moto answer. */
type Answer = object | undefined;

/** What is asked for. */
export interface Heard {
  readonly method: string;
  readonly url: string;
}

/** Listens in before moto: passes requests on to it, unless somebody who hears of each has an answer. */
export async function startProxy(
  moto: Moto,
  hear: (body: string, headers: IncomingHttpHeaders, request: Heard) => Answer | Promise<Answer>,
): Promise<LoopbackServer> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const own = await hear(body.toString(), request.headers, {
      method: request.method ?? '',
      url: request.url ?? '',
    });
    if (own !== undefined) {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(own));
      return;
    }
    const { host, connection, 'content-length': _, ...headers } = request.headers;
    const answer = await fetch(moto.endpoint + request.url, {
      method: request.method ?? 'POST',
      headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
      ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
    });
    const named = ['content-type', 'etag', 'last-modified'].flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    response.writeHead(answer.status, Object.fromEntries(named));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  return listenOnLoopback(server);
}
