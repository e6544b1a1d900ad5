import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { type LoopbackServer, listenOnLoopback } from '../support/loopback.ts';

/**
 * Starts the part of the Lambda service that `aws lambda invoke` speaks to, for which moto would want Docker. Hands each
 * invocation over, with the name of the function and its event, and passes on the answer where somebody waits for it.
 */
export async function startLambdaService(
  invoke: (name: string, event: object) => Promise<unknown>,
): Promise<LoopbackServer> {
  const server = createServer(async (request, response) => {
    try {
      const [, name] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? [];
      if (name === undefined) throw new Error(`no invocation: ${request.method} ${request.url}`);
      const answer = await invoke(decodeURIComponent(name), JSON.parse(await text(request)));
      if (request.headers['x-amz-invocation-type'] === 'Event') response.writeHead(202).end();
      else response.writeHead(200).end(JSON.stringify(answer));
    } catch (error) {
      response.writeHead(400).end(String(error));
    }
  });
  return listenOnLoopback(server);
}
