import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import fresh from 'fresh';
import Negotiator from 'negotiator';
import { HOME_PATH, NOT_FOUND_PATH } from '../../lambda/model/paths.ts';
import type { Store } from '../../lambda/store/store.ts';
import { CommandError } from '../command-error.ts';
import { describeError } from '../terminal/error-text.ts';
import { contentTypeOf, isText } from './content-type.ts';

/** A page that the server makes when it is asked for it. */
export type PageRenderer = (query: URLSearchParams) => Promise<string>;

export interface SiteServerOptions {
  readonly publicSite: Pick<Store, 'get'>;
  /** Pages beside the public files, by their path without the leading slash. */
  readonly pages: ReadonlyMap<string, PageRenderer>;
}

/** What is sent for a path. */
interface Answer {
  readonly status: 200 | 404;
  readonly body: Uint8Array;
  readonly contentType: string;
  /** When the document was last written, in milliseconds since the epoch; none for what is made on request. */
  readonly modified?: number;
}

const NOT_FOUND: Answer = {
  status: 404,
  body: Buffer.from('Nothing is published at this address.\n'),
  contentType: 'text/plain; charset=utf-8',
};

/** Smaller bodies do not get smaller. */
const COMPRESSIBLE = 512;

const compress = promisify(gzip);

/**
 * Answers requests for the public files as they stand at the moment, as a web server would: GET and HEAD, conditional
 * requests (RFC 9110), gzip.
 */
export function createSiteServer(options: SiteServerOptions): Server {
  return createServer((request, response) => {
    respond(request, response, options).catch((error: unknown) => {
      console.error(describeError(error));
      if (!response.headersSent) sendText(response, 500, 'The server failed. Its terminal says why.\n');
      else response.destroy();
    });
  });
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

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  options: SiteServerOptions,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    sendText(response, 405, 'Only GET and HEAD are answered.\n');
    return;
  }
  const answer = await answerTo(request.url ?? '/', options);
  const zippable = isText(answer.contentType) && answer.body.length >= COMPRESSIBLE;
  const zipped = zippable && new Negotiator(request).encoding(['gzip', 'identity']) === 'gzip';
  // The same document has the same tag at every start, and another one for each encoding, as its bytes differ.
  const hash = createHash('sha256').update(answer.body).digest('base64url').slice(0, 27);
  response.setHeader('ETag', `"${hash}${zipped ? '-gzip' : ''}"`);
  if (answer.modified !== undefined) {
    response.setHeader('Last-Modified', new Date(answer.modified).toUTCString());
  }
  response.setHeader('Cache-Control', 'no-cache');
  response.setHeader('Vary', 'Accept-Encoding');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (answer.status === 200 && fresh(request.headers, response.getHeaders())) {
    response.writeHead(304).end();
    return;
  }
  const body = zipped ? await compress(answer.body) : answer.body;
  if (zipped) response.setHeader('Content-Encoding', 'gzip');
  response.writeHead(answer.status, { 'Content-Type': answer.contentType, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function answerTo(address: string, { publicSite, pages }: SiteServerOptions): Promise<Answer> {
  // No base would do: "//host/path" is a path here.
  const [path = '', query = ''] = address.split(/[?](.*)/s, 2);
  const key = decodePath(path);
  if (key === undefined) return NOT_FOUND;
  const page = pages.get(key);
  if (page !== undefined) {
    const body = Buffer.from(await page(new URLSearchParams(query)));
    return { status: 200, body, contentType: 'text/html; charset=utf-8' };
  }
  return (
    (await readPublic(publicSite, key, 200)) ??
    (await readPublic(publicSite, NOT_FOUND_PATH, 404)) ??
    NOT_FOUND
  );
}

async function readPublic(
  publicSite: Pick<Store, 'get'>,
  key: string,
  status: 200 | 404,
): Promise<Answer | undefined> {
  const object = await publicSite.get(key);
  if (object === undefined) return undefined;
  return { status, body: object.body, contentType: contentTypeOf(key), modified: object.modified };
}

/** The key that a request's path asks for; undefined where no key can be meant. */
function decodePath(path: string): string | undefined {
  try {
    const key = decodeURIComponent(path).slice(1);
    if (key === '') return HOME_PATH;
    return key.isWellFormed() && Buffer.byteLength(key) <= 1024 ? key : undefined;
  } catch {
    return undefined;
  }
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(text);
}

function refusalOf(code: unknown, port: number, host: string, cause: unknown): CommandError {
  switch (code) {
    case 'EADDRINUSE':
      return new CommandError(
        `Port ${port} is in use by another program, perhaps another "npm start".`,
        `Stop that program, or choose another port: npm start -- --port ${port === 65535 ? port - 1 : port + 1}`,
        { cause },
      );
    case 'EACCES':
      return new CommandError(
        `Port ${port} may not be used by this user.`,
        'Choose a port from 1024 on: npm start -- --port 8080',
        { cause },
      );
    default:
      return new CommandError(
        `Nothing can be served on ${host}, port ${port}: ${cause instanceof Error ? cause.message : String(cause)}.`,
        'Name an address of this computer with --host.',
        { cause },
      );
  }
}
