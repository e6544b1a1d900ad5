import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** What S3 keeps of an object besides its bytes. */
const KEPT = /^(?:content-type|content-encoding|cache-control|x-amz-meta-.*)$/;

interface StoredObject {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** As much of S3 as the function asks for, without a network and without a check of signatures. */
export class S3Server {
  /** Objects by their paths: bucket, slash, key. */
  readonly objects = new Map<string, StoredObject>();
  readonly #server: Server;
  #versions = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
    });
  }

  /** Starts one on a free port. */
  static async start(): Promise<S3Server> {
    const server = new S3Server();
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  /** The address of the server. With a number in place of a name, clients put the bucket into the path. */
  get endpoint(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    return `http://127.0.0.1:${address.port}`;
  }

  put(path: string, body: Buffer, headers: Readonly<Record<string, string>> = {}): string {
    const etag = `"${++this.#versions}"`;
    this.objects.set(path, {
      body,
      headers: { ...headers, etag, 'last-modified': new Date().toUTCString() },
    });
    return etag;
  }

  [Symbol.dispose](): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const { pathname, searchParams } = new URL(request.url ?? '', this.endpoint);
    const path = decodeURIComponent(pathname.slice(1));
    if (searchParams.has('list-type')) {
      response.end(this.#list(path.replace(/\/$/, ''), searchParams));
      return;
    }
    const object = this.objects.get(path);
    const { 'if-match': match, 'if-none-match': noneMatch, range } = request.headers;
    if (
      (match !== undefined && object?.headers.etag !== match) ||
      (noneMatch === '*' && object !== undefined)
    ) {
      response.writeHead(object === undefined ? 404 : 412).end();
    } else if (request.method === 'PUT') {
      const kept = Object.entries(request.headersDistinct).filter(([name]) => KEPT.test(name));
      const headers = Object.fromEntries(kept.map(([name, values = []]) => [name, values.join()]));
      response.writeHead(200, { etag: this.put(path, body, headers) }).end();
    } else if (request.method === 'DELETE') {
      this.objects.delete(path);
      response.writeHead(204).end();
    } else if (object === undefined) {
      response.writeHead(404).end(request.method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code></Error>');
    } else {
      const end = Number(/^bytes=0-(\d+)$/.exec(range ?? '')?.[1] ?? object.body.length - 1) + 1;
      const part = object.body.subarray(0, end);
      const place = { 'content-range': `bytes 0-${part.length - 1}/${object.body.length}` };
      response.writeHead(range === undefined ? 200 : 206, {
        ...object.headers,
        ...(range !== undefined && place),
        'content-length': part.length,
      });
      response.end(request.method === 'HEAD' ? '' : part);
    }
  }

  #list(bucket: string, query: URLSearchParams): string {
    const start = `${bucket}/${query.get('prefix') ?? ''}`;
    const after = `${bucket}/${query.get('start-after') ?? ''}`;
    const paths = [...this.objects.keys()].filter((path) => path.startsWith(start) && path > after).sort();
    const limit = Number(query.get('max-keys') ?? 1000);
    const contents = paths.slice(0, limit).map((path) => {
      const { body, headers } = this.objects.get(path) ?? { body: Buffer.alloc(0), headers: {} };
      const modified = new Date(headers['last-modified'] ?? 0).toISOString();
      const key = encodeURIComponent(path.slice(bucket.length + 1));
      return `<Contents><Key>${key}</Key><LastModified>${modified}</LastModified><ETag>${headers.etag}</ETag><Size>${body.length}</Size></Contents>`;
    });
    const more = paths.length > limit;
    return `<ListBucketResult>${contents.join('')}<IsTruncated>${more}</IsTruncated></ListBucketResult>`;
  }
}
