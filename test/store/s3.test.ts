import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import {
  CreateBucketCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { S3_TIMEOUTS, S3Store } from '../../lambda/store/s3.ts';
import { StoreError } from '../../lambda/store/store.ts';
import { isMotoInstalled, type Moto, startMoto } from '../support/moto.ts';
import { nameWith } from '../support/needs.ts';
import { describeStore, text } from './contract.ts';

function connect(endpoint: string, options: S3ClientConfig = {}): S3Client {
  return new S3Client({
    ...options,
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
}

const hasMoto = isMotoInstalled();

describe.skipIf(!hasMoto)(nameWith('S3Store against moto_server', hasMoto, 'moto'), () => {
  let moto: Moto;
  let client: S3Client;
  let buckets = 0;

  beforeAll(async () => {
    moto = await startMoto();
    client = connect(moto.endpoint);
  });
  afterAll(async () => {
    client.destroy();
    await moto.stop();
  });

  async function newBucket(): Promise<string> {
    const name = `bucket-${buckets++}`;
    await client.send(new CreateBucketCommand({ Bucket: name }));
    return name;
  }

  // moto's web framework knows no path with a line break; S3 does.
  const impossibleKeys = ['new\nline.md'];
  describeStore('S3Store', async () => new S3Store(client, await newBucket()), { runs: 10, impossibleKeys });

  async function putAndFetch(contentType: string, body: string): Promise<GetObjectCommandOutput> {
    const bucket = await newBucket();
    const store = new S3Store(client, bucket);
    await store.put('k', { body: Buffer.from(body), contentType, cacheControl: 'public, max-age=300' });
    return client.send(new GetObjectCommand({ Bucket: bucket, Key: 'k' }));
  }

  it.each([
    'text/html; charset=utf-8',
    'application/xml; charset=utf-8',
    'application/feed+json; charset=utf-8',
    'image/png',
  ])('stores %s as plain bytes, which a client reads that accepts no encoding', async (contentType) => {
    const stored = await putAndFetch(contentType, '北京 '.repeat(500));
    expect(stored).toMatchObject({ ContentType: contentType, CacheControl: 'public, max-age=300' });
    expect(stored.ContentEncoding).toBeUndefined();
    expect(await stored.Body?.transformToString()).toBe('北京 '.repeat(500));
  });

  it('takes a document for another one that an earlier release stored gzip-encoded', async () => {
    const bucket = await newBucket();
    const store = new S3Store(client, bucket);
    await store.put('plain', text('x'));
    const { Metadata } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: 'plain' }));
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: 'k',
        Body: gzipSync('x'),
        ContentEncoding: 'gzip',
        ContentType: text('x').contentType,
        Metadata,
      }),
    );
    expect(await store.compare('plain', text('x'))).toBe('same');
    expect(await store.compare('k', text('x'))).not.toBe('same');
  });

  it('tells a document from one with other headers', async () => {
    const store = new S3Store(client, await newBucket());
    await store.put('k', { ...text('x'), cacheControl: 'max-age=60' });
    expect(await store.compare('k', { ...text('x'), cacheControl: 'max-age=60' })).toBe('same');
    expect(await store.compare('k', { ...text('x'), cacheControl: 'max-age=61' })).not.toBe('same');
    expect(await store.compare('k', text('x'))).not.toBe('same');
    expect(
      await store.compare('k', { ...text('x'), cacheControl: 'max-age=60', contentType: 'text/css' }),
    ).not.toBe('same');
  });

  async function upload(body: Uint8Array, encoding: string): Promise<S3Store> {
    const bucket = await newBucket();
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key: 'a.md', Body: body, ContentEncoding: encoding }),
    );
    return new S3Store(client, bucket);
  }

  it('decodes what an uploader stored gzip-encoded', async () => {
    const store = await upload(gzipSync('北京'), 'gzip');
    const object = await store.get('a.md', { first: 1000 });
    expect(Buffer.from(object?.body ?? []).toString()).toBe('北京');
    expect(object?.size).toBe(6);
    expect(Buffer.from((await store.get('a.md'))?.body ?? []).toString()).toBe('北京');
  });

  it.each([
    ['expands beyond the limit', Buffer.alloc(50_000_000)],
    ['is cut short by the limit', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * i * 31) % 251))],
  ])('tells that a gzip-encoded upload which %s is larger', async (_, body) => {
    const store = await upload(gzipSync(body), 'gzip');
    const object = await store.get('a.md', { first: 100 });
    expect(object?.body.length).toBeLessThanOrEqual(100);
    expect(Buffer.compare(object?.body ?? Buffer.from('?'), body.subarray(0, object?.body.length))).toBe(0);
    expect(object?.size).toBeGreaterThan(100);
  });

  it('gives what only claims to be gzip as it stands', async () => {
    const store = await upload(Buffer.from('no gzip'), 'gzip');
    expect(Buffer.from((await store.get('a.md'))?.body ?? []).toString()).toBe('no gzip');
  });

  it('does not take a missing bucket for a missing object', async () => {
    const store = new S3Store(client, 'no-such-bucket');
    await expect(store.get('k')).rejects.toThrow(StoreError);
    await expect(store.put('k', text('x'), { ifVersion: '"x"' })).rejects.toThrow(StoreError);
    await expect(store.delete('k')).rejects.toThrow(StoreError);
    await expect(store.list('')).rejects.toThrow(/^list "" failed: .*bucket/i);
  });
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A store in front of a server that gives these answers in turn; `requests` grows by the method of each. */
async function answered(...answers: Answer[]): Promise<{ store: S3Store; requests: string[] }> {
  return serve({}, answers);
}

async function serve(
  options: S3ClientConfig,
  answers: Answer[],
): Promise<{ store: S3Store; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.method ?? '');
    request.resume().on('end', () => (answers.shift() ?? fail(500, 'Unexpected'))(request, response));
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  const client = connect(`http://localhost:${typeof address === 'object' ? address?.port : ''}`, options);
  onTestFinished(() => {
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { store: new S3Store(client, 'bucket'), requests };
}

function fail(status: number, code: string): Answer {
  return (request, response) => {
    response.writeHead(status, { 'content-type': 'application/xml' });
    response.end(
      request.method === 'HEAD' ? '' : `<Error><Code>${code}</Code><Message>No.</Message></Error>`,
    );
  };
}

function succeed(headers: Record<string, string>, body = ''): Answer {
  return (_, response) => {
    response.writeHead(200, { 'last-modified': 'Thu, 16 Sep 2021 04:00:14 GMT', ...headers }).end(body);
  };
}

describe('S3Store understands the answers of S3', () => {
  it.each([
    [412, 'PreconditionFailed'],
    [409, 'ConditionalRequestConflict'],
    [404, 'NoSuchKey'],
  ])('takes %i %s for a failed condition', async (status, code) => {
    const { store } = await answered(fail(status, code), fail(status, code));
    expect(await store.put('k', text('x'), { ifVersion: '"v"' })).toEqual({ outcome: 'conflict' });
    if (status !== 404) expect(await store.delete('k', { ifVersion: '"v"' })).toBe('conflict');
    else expect(await store.delete('k', { ifVersion: '"v"' })).toBe('gone');
  });

  it.each([
    [403, 'AccessDenied'],
    [404, 'NoSuchBucket'],
    [409, 'OperationAborted'],
  ])('takes %i %s for a failure, and says of what', async (status, code) => {
    const { store } = await answered(...Array.from({ length: 4 }, () => fail(status, code)));
    await expect(store.get('k')).rejects.toThrow('get "k" failed: No.');
    await expect(store.put('k', text('x'))).rejects.toThrow('put "k" failed: No.');
    await expect(store.delete('k')).rejects.toThrow('delete "k" failed: No.');
    await expect(store.list('p/')).rejects.toThrow('list "p/" failed: No.');
  });

  it('does not take 403 for a missing object, not even where the answer has no body', async () => {
    const { store } = await answered(fail(403, ''), fail(403, ''));
    await expect(store.head('k')).rejects.toThrow(StoreError);
    await expect(store.compare('k', text('x'))).rejects.toThrow(StoreError);
  });

  it('asks again while S3 is busy', async () => {
    const { store, requests } = await answered(
      fail(503, 'SlowDown'),
      fail(500, 'InternalError'),
      succeed({ etag: '"v"' }),
    );
    expect(await store.put('k', text('x'))).toEqual({ outcome: 'written', version: '"v"' });
    expect(requests).toEqual(['PUT', 'PUT', 'PUT']);
  });

  it('reports a conflict when a put whose answer was lost meets its own write', async () => {
    const { store, requests } = await answered(
      (request) => request.socket.destroy(),
      fail(412, 'PreconditionFailed'),
    );
    expect(await store.put('k', text('x'), { ifAbsent: true })).toEqual({ outcome: 'conflict' });
    expect(requests).toEqual(['PUT', 'PUT']);
  });

  it('reads an object again that was empty when its beginning was asked for, and is not any more', async () => {
    const { store, requests } = await answered(
      fail(416, 'InvalidRange'),
      succeed({ etag: '"v"', 'content-length': '3' }),
      succeed({ etag: '"v"', 'content-length': '3' }, 'new'),
    );
    const object = await store.get('k', { first: 10 });
    expect(Buffer.from(object?.body ?? []).toString()).toBe('new');
    expect(requests).toEqual(['GET', 'HEAD', 'GET']);
  });

  it('takes a document for another one that was not written by this adapter', async () => {
    const { store } = await answered(succeed({ 'content-type': 'text/plain; charset=utf-8' }));
    expect(await store.compare('k', text('x'))).not.toBe('same');
  });
});

describe('S3Store does not wait for ever', () => {
  const impatient = {
    maxAttempts: 2,
    requestHandler: { ...S3_TIMEOUTS, requestTimeout: 150, socketTimeout: 300 },
  };
  const never: Answer = () => undefined;
  const stall: Answer = (_, response) => {
    response.writeHead(200, { etag: '"v"', 'content-length': '1000' });
    response.write('the beginning');
  };

  it('for a server that never answers: it asks again, then says what failed', async () => {
    const { store, requests } = await serve(impatient, [never, never]);
    await expect(store.put('k', text('x'))).rejects.toThrow(/^put "k" failed: .*150 ms/);
    expect(requests).toEqual(['PUT', 'PUT']);
  });

  it('for one that answers the second time', async () => {
    const { store } = await serve(impatient, [never, succeed({ etag: '"v"' })]);
    expect(await store.put('k', text('x'))).toEqual({ outcome: 'written', version: '"v"' });
  });

  it('for one that stalls in the middle of a body', async () => {
    const { store } = await serve(impatient, [stall, stall]);
    await expect(store.get('k')).rejects.toThrow(/^get "k" failed/);
  });
});
