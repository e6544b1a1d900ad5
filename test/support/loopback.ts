import { once } from 'node:events';
import type { Server } from 'node:http';

/** A server on this computer that a test ends. */
export interface LoopbackServer {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Lets a server listen on a port of its own. */
export async function listenOnLoopback(server: Server): Promise<LoopbackServer> {
  server.listen(0, 'localhost');
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
