import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FolderStore } from '../../lambda/store/folder.ts';
import { MemoryStore } from '../../lambda/store/memory.ts';
import { hostFilter } from '../../local/serve/host-names.ts';
import { createSiteApp } from '../../local/serve/site-app.ts';
import { temporaryFolder, writeFiles } from '../support/folders.ts';

const WRITTEN = 'Thu, 16 Sep 2021 04:00:14 GMT';
const LONG = '新闻'.repeat(500);
const BYTES = Buffer.from(LONG);

let publicSite: MemoryStore;

beforeEach(() => {
  publicSite = new MemoryStore({ clock: () => Date.parse(WRITTEN) });
});

async function put(key: string, text: string): Promise<void> {
  await publicSite.put(key, { body: Buffer.from(text), contentType: '' });
}

async function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  const pages = new Map([['_report', async (query: URLSearchParams) => `page ${query.get('page')}`]]);
  const app = createSiteApp({
    publicSite,
    pages,
    isOwnHost: hostFilter('localhost', 'https://feeds.example.org'),
  });
  return app.request(path, { method, headers: { Host: 'localhost:8080', ...headers } });
}

async function bytesOf(answer: Response): Promise<Buffer> {
  return Buffer.from(await answer.arrayBuffer());
}

describe('the local server', () => {
  it('serves a public file as it stands at the moment', async () => {
    await put('feeds/新闻/rss.xml', 'old');
    await ask('/feeds/%E6%96%B0%E9%97%BB/rss.xml');
    await put('feeds/新闻/rss.xml', 'new');
    const answer = await ask('/feeds/%E6%96%B0%E9%97%BB/rss.xml?any=query');
    expect([answer.status, await answer.text()]).toEqual([200, 'new']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/xml; charset=utf-8',
      'content-length': '3',
      'cache-control': 'public, max-age=60',
      'last-modified': WRITTEN,
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
    });
  });

  it('sends the bytes as they are, whatever encoding a client would take', async () => {
    await put('rss.xml', LONG);
    const answer = await ask('/rss.xml', { 'Accept-Encoding': 'br, gzip' });
    expect(answer.headers.get('content-encoding')).toBe(null);
    expect(await answer.text()).toBe(LONG);
  });

  it('serves the index of a folder where an address ends with a slash', async () => {
    await put('index.html', 'home');
    await put('feeds/新闻/index.html', 'category');
    expect(await (await ask('/')).text()).toBe('home');
    expect(await (await ask('/feeds/%E6%96%B0%E9%97%BB/')).text()).toBe('category');
    for (const path of ['/feeds/', '//', '/articles', '/feeds/a/b', '//feeds']) {
      expect((await ask(path)).status).toBe(404);
    }
    for (const path of ['/feeds/%E6%96%B0%E9%97%BB', '/feeds', '/tags/a', '/authors']) {
      const { status, headers } = await ask(path);
      expect([status, headers.get('location')]).toEqual([301, `${path}/`]);
    }
  });

  it('answers HEAD like GET, without the body', async () => {
    await put('rss.xml', LONG);
    const head = await ask('/rss.xml', { Range: 'bytes=0-1' }, 'HEAD');
    expect(await head.text()).toBe('');
    expect([head.status, [...head.headers]]).toEqual([200, [...(await ask('/rss.xml')).headers]]);
  });

  it('takes nothing but GET and HEAD', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await ask('/rss.xml', {}, method);
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    }
  });

  it("answers 404 with the site's own page once there is one", async () => {
    expect((await ask('/missing')).status).toBe(404);
    await put('404.html', 'lost?');
    const answer = await ask('/feeds/missing/rss.xml', { 'If-None-Match': '*', Range: 'bytes=0-1' });
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      404,
      'text/html; charset=utf-8',
      'lost?',
    ]);
  });

  it.each(['/%', '/%ff', '/%E6%96', `/${'a'.repeat(2000)}`, '/%00', '//', '/%252e'])(
    'answers 404 to an address that names nothing (%#)',
    async (path) => {
      expect((await ask(path)).status).toBe(404);
    },
  );

  it('renders its own pages when they are asked for, to be kept by nobody', async () => {
    const answer = await ask('/_report?page=2');
    expect([await answer.text(), answer.headers.get('cache-control')]).toEqual(['page 2', 'no-store']);
  });

  it('says that it failed, and tells no more than its terminal', async () => {
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});
    vi.spyOn(publicSite, 'get').mockRejectedValue(new Error('EIO: i/o error, read /secret'));
    const answer = await ask('/rss.xml');
    expect([answer.status, await answer.text()]).toEqual([
      500,
      'The server failed. Its terminal shows why.\n',
    ]);
    expect(told).toHaveBeenCalledWith('EIO: i/o error, read /secret');
    told.mockRestore();
  });

  it('never serves a file outside the public folder', async () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'secret.txt': 'secret', 'public/index.html': 'home' });
    const app = createSiteApp({
      publicSite: new FolderStore(`${folder}/public`),
      pages: new Map(),
      isOwnHost: () => true,
    });
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/..%2fsecret.txt',
      '/..%5csecret.txt',
      '/x/../../secret.txt',
      `//${folder}/secret.txt`,
      `/%2f${folder.slice(1)}/secret.txt`,
    ]) {
      expect((await app.request(`http://localhost${path}`)).status, path).toBe(404);
    }
  });
});

describe('a conditional request', () => {
  it('is answered 304 where the client has the file already, by tag or by time', async () => {
    await put('rss.xml', LONG);
    const etag = (await ask('/rss.xml')).headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    const tag = { 'If-None-Match': `"other", W/${etag}` };
    const answer = await ask('/rss.xml', tag);
    expect([answer.status, await answer.text()]).toEqual([304, '']);
    expect(Object.fromEntries(answer.headers)).toMatchObject({ etag, 'cache-control': 'public, max-age=60' });
    expect((await ask('/rss.xml', { 'If-Modified-Since': WRITTEN })).status).toBe(304);
    const earlier = 'Thu, 16 Sep 2021 04:00:13 GMT';
    expect((await ask('/rss.xml', { 'If-Modified-Since': earlier })).status).toBe(200);
    expect((await ask('/rss.xml', { 'If-Modified-Since': 'yesterday' })).status).toBe(200);
    await put('rss.xml', `${LONG}!`);
    expect((await ask('/rss.xml', { ...tag, 'If-Modified-Since': WRITTEN })).status).toBe(200);
  });

  it('is answered 412 where the file is not the one that the client means', async () => {
    await put('rss.xml', LONG);
    const etag = (await ask('/rss.xml')).headers.get('etag') ?? '';
    expect((await ask('/rss.xml', { 'If-Match': `"x", ${etag}` })).status).toBe(200);
    expect((await ask('/rss.xml', { 'If-Match': `W/${etag}` })).status).toBe(412);
    expect((await ask('/rss.xml', { 'If-Unmodified-Since': WRITTEN })).status).toBe(200);
    const earlier = 'Thu, 16 Sep 2021 04:00:13 GMT';
    expect((await ask('/rss.xml', { 'If-Unmodified-Since': earlier })).status).toBe(412);
  });
});

describe('a request for a range', () => {
  it.each([
    ['bytes=0-2', 0, 3],
    ['bytes=2990-', 2990, 3000],
    ['bytes=-3', 2997, 3000],
    ['bytes=2998-9999', 2998, 3000],
    ['bytes=-9999', 0, 3000],
    ['Bytes=5-5', 5, 6],
  ])('%s gets that part', async (range, start, end) => {
    await put('rss.xml', LONG.slice(0, 1000));
    const answer = await ask('/rss.xml', { Range: range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe(`bytes ${start}-${end - 1}/3000`);
    expect(answer.headers.get('content-length')).toBe(`${end - start}`);
    expect(answer.headers.get('content-type')).toBe('application/xml; charset=utf-8');
    expect(Buffer.compare(await bytesOf(answer), BYTES.subarray(start, end))).toBe(0);
  });

  it.each(['bytes=0-1,5-6', 'bytes=-', 'bytes=5-2', 'lines=0-1', 'bytes=a-b'])(
    '%s gets the whole file',
    async (range) => {
      await put('rss.xml', LONG);
      const answer = await ask('/rss.xml', { Range: range });
      expect([answer.status, await answer.text()]).toEqual([200, LONG]);
    },
  );

  it.each(['bytes=3000-', 'bytes=9999-10000', 'bytes=-0'])('%s gets no part', async (range) => {
    await put('rss.xml', LONG.slice(0, 1000));
    const answer = await ask('/rss.xml', { Range: range });
    expect([answer.status, answer.headers.get('content-range')]).toEqual([416, 'bytes */3000']);
  });

  it('gets the whole file where that has changed since the client got its part', async () => {
    await put('rss.xml', LONG);
    const etag = (await ask('/rss.xml')).headers.get('etag') ?? '';
    const Range = 'bytes=0-1';
    for (const ifRange of [etag, WRITTEN]) {
      expect((await ask('/rss.xml', { Range, 'If-Range': ifRange })).status).toBe(206);
    }
    for (const ifRange of ['"other"', `W/${etag}`, 'Thu, 16 Sep 2021 04:00:13 GMT']) {
      expect((await ask('/rss.xml', { Range, 'If-Range': ifRange })).status).toBe(200);
    }
  });
});

describe('the names of the local server', () => {
  it.each(['localhost', 'LOCALHOST:8080', 'localhost.', '127.0.0.1:80', '[::1]:8080', 'feeds.example.org'])(
    'it answers to %s',
    async (host) => {
      await put('rss.xml', LONG);
      expect((await ask('/rss.xml', { Host: host })).status).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'localhost.evil.example',
    '10.0.0.1',
    'evil.example:8080',
    '',
    '[::1].evil.example',
  ])('it does not answer to %j', async (host) => {
    await put('rss.xml', LONG);
    for (const path of ['/rss.xml', '/_report']) {
      const answer = await ask(path, { Host: host });
      expect([answer.status, await answer.text()]).toEqual([421, expect.stringContaining('--host')]);
    }
  });

  it('are those of the address that it listens on, which may be all of this computer', () => {
    expect(hostFilter('192.168.1.5', 'http://localhost:8080')('192.168.1.5:8080')).toBe(true);
    const isOwn = hostFilter('0.0.0.0', 'http://localhost:8080');
    expect(['192.168.1.5:8080', '[fe80::1]:8080', 'evil.example', undefined].map(isOwn)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
