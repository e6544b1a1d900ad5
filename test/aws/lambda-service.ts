import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { type LoopbackServer, listenOnLoopback } from '../support/loopback.ts';

/**
 * Starts the part of the Lambda service that `aws lambda invoke` speaks to, for which moto would want Docker. Hands each
 * invocation over, with the name of the function and its event, and says that it was accepted.
 */
export async function startLambdaService(
  invoke: (name: string, event: object) => Promise<void>,
): Promise<LoopbackServer> {
  const server = createServer(async (request, response) => {
    try {
      const [, name] = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '') ?? [];
      if (name === undefined) throw new Error(`no invocation: ${request.method} ${request.url}`);
      await invoke(decodeURIComponent(name), JSON.parse(await text(request)));
      response.writeHead(202).end();
    } catch (error) {
      response.writeHead(400).end(String(error));
    }
  });
  return listenOnLoopback(server);
}
