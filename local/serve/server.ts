import { createServer, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';

/** How long a client may take to send a request, and to take some of the answer, in milliseconds. */
const REQUEST_TIMEOUT_MS = 10_000;
const STALLED_MS = 30_000;

/** How long a connection is kept for another request, in milliseconds. */
const KEEP_ALIVE_MS = 5_000;

/** Each connection takes a file descriptor, and systems give 1,024 of them to a process that needs some for files. */
const MAX_CONNECTIONS = 256;

/** A server for an application. Clients that open connections and leave them do not keep others out. */
export function createSiteServer(app: Pick<Hono, 'fetch'>): Server {
  const server = createServer(
    {
      headersTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: 1_000,
    },
    getRequestListener(app.fetch, { overrideGlobalObjects: false }),
  );
  server.setTimeout(STALLED_MS);
  // The connection that has been without a request for the longest comes first.
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    const [longestIdle] = connections;
    if (connections.size >= MAX_CONNECTIONS) longestIdle?.destroy();
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  server.on('request', ({ socket }) => {
    if (connections.delete(socket)) connections.add(socket);
  });
  return server;
}

/**
 * Listens on a port of this computer; on every loopback address where the host is `localhost`, as clients differ in
 * which of them they try.
 *
 * @throws CommandError when the port is taken or may not be used.
 */
export async function listen(servers: () => Server, port: number, host: string): Promise<readonly Server[]> {
  const listening: Server[] = [];
  for (const address of host === 'localhost' ? ['127.0.0.1', '::1'] : [host]) {
    const server = servers();
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, address, () => resolve());
      });
      listening.push(server);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (address === '::1' && (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT')) continue;
      await closeServers(listening);
      throw refusalOf(code, port, host, error);
    }
  }
  return listening;
}

/** Closes servers with all their connections. */
export async function closeServers(servers: readonly Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve());
          server.closeAllConnections();
        }),
    ),
  );
}

function refusalOf(code: unknown, port: number, host: string, cause: unknown): CommandError {
  switch (code) {
    case 'EADDRINUSE':
      return new CommandError(
        words.site.portInUse(port),
        words.site.otherPort(port === 65535 ? port - 1 : port + 1),
        { cause },
      );
    case 'EACCES':
      return new CommandError(words.site.portForbidden(port), words.site.highPort, { cause });
    default:
      return new CommandError(
        words.site.cannotListen(host, port, cause instanceof Error ? cause.message : String(cause)),
        words.site.ownAddress,
        { cause },
      );
  }
}
