import { get, request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { parseSite } from '../../lambda/model/site.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { FolderStore } from '../../lambda/store/folder.ts';
import { MemoryStore } from '../../lambda/store/memory.ts';
import { contentTypeOf } from '../../local/serve/content-type.ts';
import { closeServers, createSiteServer, listen } from '../../local/serve/server.ts';
import { temporaryFolder, writeFiles } from './folders.ts';

interface Reply {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const LONG = '新闻'.repeat(500);

let publicSite: MemoryStore;
let port: number;

async function put(key: string, text: string): Promise<void> {
  await publicSite.put(key, { body: Buffer.from(text), contentType: '' });
}

beforeEach(async () => {
  publicSite = new MemoryStore({ clock: () => Date.UTC(2021, 8, 16, 4, 0, 14) });
  const pages = new Map([['_report', async (query: URLSearchParams) => `page ${query.get('page')}`]]);
  const servers = await listen(() => createSiteServer({ publicSite, pages }), 0, '127.0.0.1');
  port = portOf(servers);
  onTestFinished(() => closeServers(servers));
});

function portOf([server]: readonly Server[]): number {
  const address = server?.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen');
  return address.port;
}

/** Sends a path as it is: `fetch` would resolve its dots. */
function send(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> {
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    })
      .on('error', reject)
      .end();
  });
}

describe('the local server', () => {
  it('serves a public file as it stands at the moment, without caches in between', async () => {
    await put('feeds/新闻/rss.xml', 'old');
    await send('/feeds/%E6%96%B0%E9%97%BB/rss.xml');
    await put('feeds/新闻/rss.xml', 'new');
    const { status, headers, body } = await send('/feeds/%E6%96%B0%E9%97%BB/rss.xml?any=query');
    expect([status, body.toString()]).toEqual([200, 'new']);
    expect(headers).toMatchObject({
      'content-type': 'application/xml; charset=utf-8',
      'content-length': '3',
      'cache-control': 'no-cache',
      'last-modified': 'Thu, 16 Sep 2021 04:00:14 GMT',
      'x-content-type-options': 'nosniff',
    });
  });

  it('serves the home page at the root', async () => {
    await put('index.html', 'home');
    expect((await send('/')).body.toString()).toBe('home');
  });

  it('answers 304 to whoever has the file already, by tag or by time', async () => {
    await put('rss.xml', LONG);
    const { headers } = await send('/rss.xml');
    const tag = { 'If-None-Match': `"other", W/${headers.etag}` };
    expect(await send('/rss.xml', tag)).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    expect(await send('/rss.xml', { 'If-Modified-Since': 'Thu, 16 Sep 2021 04:00:14 GMT' })).toMatchObject({
      status: 304,
    });
    expect(await send('/rss.xml', { 'If-Modified-Since': 'Thu, 16 Sep 2021 04:00:13 GMT' })).toMatchObject({
      status: 200,
    });
    await put('rss.xml', `${LONG}!`);
    expect(await send('/rss.xml', tag)).toMatchObject({ status: 200 });
  });

  it('compresses what it may, with a tag of its own that is the same each time', async () => {
    await put('rss.xml', LONG);
    const gzip = { 'Accept-Encoding': 'br, gzip' };
    const plain = await send('/rss.xml');
    const packed = await send('/rss.xml', gzip);
    expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(packed.body.length).toBeLessThan(plain.body.length / 10);
    expect(gunzipSync(packed.body).toString()).toBe(LONG);
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    expect((await send('/rss.xml', gzip)).headers.etag).toBe(packed.headers.etag);
    expect(await send('/rss.xml', { ...gzip, 'If-None-Match': packed.headers.etag ?? '' })).toMatchObject({
      status: 304,
    });
    expect((await send('/rss.xml', { 'Accept-Encoding': 'gzip;q=0' })).headers).not.toHaveProperty(
      'content-encoding',
    );
  });

  it('answers HEAD like GET, without the body', async () => {
    await put('rss.xml', LONG);
    const { headers } = await send('/rss.xml');
    const head = await send('/rss.xml', {}, 'HEAD');
    expect(head.body).toHaveLength(0);
    expect({ ...head.headers, date: '' }).toEqual({ ...headers, date: '' });
  });

  it('takes nothing but GET and HEAD', async () => {
    expect(await send('/rss.xml', {}, 'POST')).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    });
  });

  it("answers 404 with the site's own page once there is one", async () => {
    expect(await send('/missing')).toMatchObject({ status: 404 });
    await put('404.html', 'lost?');
    const { status, headers, body } = await send('/feeds/missing/rss.xml', { 'If-None-Match': '*' });
    expect([status, headers['content-type'], body.toString()]).toEqual([
      404,
      'text/html; charset=utf-8',
      'lost?',
    ]);
  });

  it.each(['/%', '/%ff', '/%E6%96', `/${'a'.repeat(2000)}`, '/%00', '//'])(
    'answers 404 to an address that names nothing (%#)',
    async (path) => {
      expect(await send(path)).toMatchObject({ status: 404 });
    },
  );

  it('renders its own pages when they are asked for', async () => {
    expect((await send('/_report?page=2')).body.toString()).toBe('page 2');
  });
});

it('never serves a file outside the public folder', async () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'secret.txt': 'secret', 'public/index.html': 'home' });
  const store = new FolderStore(`${folder}/public`);
  const servers = await listen(
    () => createSiteServer({ publicSite: store, pages: new Map() }),
    0,
    '127.0.0.1',
  );
  onTestFinished(() => closeServers(servers));
  port = portOf(servers);
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/x/../../secret.txt',
    `//${folder}/secret.txt`,
    `/%2f${folder.slice(1)}/secret.txt`,
  ]) {
    expect(await send(path), path).toMatchObject({ status: 404 });
  }
});

it('says which port is in use, and what to do', async () => {
  const other = createTcpServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const address = other.address();
  const taken = typeof address === 'object' && address !== null ? address.port : 0;
  const listening = listen(() => createSiteServer({ publicSite, pages: new Map() }), taken, 'localhost');
  await expect(listening).rejects.toMatchObject({
    message: expect.stringContaining(`Port ${taken} is in use`),
    advice: expect.stringContaining(`--port ${taken + 1}`),
  });
});

it('is reached at every loopback address', async () => {
  const make = () => createSiteServer({ publicSite, pages: new Map([['', async () => 'home']]) });
  const [first] = await listen(make, 0, '127.0.0.1');
  const free = portOf(first === undefined ? [] : [first]);
  await closeServers(first === undefined ? [] : [first]);
  const servers = await listen(make, free, 'localhost');
  onTestFinished(() => closeServers(servers));
  await put('index.html', 'home');
  const status = await new Promise((resolve, reject) => {
    get(`http://localhost:${free}/`, (response) => resolve(response.resume().statusCode)).on('error', reject);
  });
  expect(status).toBe(200);
});

it('knows the media type of every public document', async () => {
  const derivations = siteDerivations(parseSite({}));
  const documents = [
    ...(await derivations.staticDocuments()),
    ...derivations.overviewDocuments([], []),
    ...derivations.listingDocuments({ kind: 'site' }, []),
    ...derivations.listingDocuments({ kind: 'category', name: '新闻' }, []),
  ];
  expect(documents.map(({ path }) => [path, contentTypeOf(path)])).toEqual(
    documents.map(({ path, content }) => [path, content.contentType]),
  );
});
