import { get, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import { connect, createServer as createTcpServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MemoryStore } from '../../lambda/store/memory.ts';
import { closeServers, createSiteServer, listen } from '../../local/serve/server.ts';
import { createSiteApp } from '../../local/serve/site-app.ts';

async function serve(
  files: Readonly<Record<string, string>> = {},
  host = '127.0.0.1',
  port = 0,
): Promise<number> {
  const publicSite = new MemoryStore({ clock: Date.now });
  for (const [key, text] of Object.entries(files)) {
    await publicSite.put(key, { body: Buffer.from(text), contentType: '' });
  }
  const app = createSiteApp({ publicSite, pages: new Map(), isOwnHost: () => true });
  const servers = await listen(() => createSiteServer(app), port, host);
  onTestFinished(() => closeServers(servers));
  return portOf(servers);
}

function portOf([server]: readonly Server[]): number {
  const address = server?.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server does not listen');
  return address.port;
}

async function freePort(): Promise<number> {
  const other = createTcpServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const address = other.address();
  await new Promise((resolve) => other.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Sends a path as it is: `fetch` would resolve its dots. */
function send(
  port: number,
  path: string,
  method = 'GET',
): Promise<{ answer: IncomingMessage; body: string }> {
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port, path, method }, (answer) => {
      let body = '';
      answer.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      answer.on('end', () => resolve({ answer, body }));
    })
      .on('error', reject)
      .end();
  });
}

describe('the local server, over the network', () => {
  it('tells how long a file is, to HEAD as to GET', async () => {
    const port = await serve({ 'rss.xml': '新闻' });
    const { answer, body } = await send(port, '/rss.xml');
    const head = await send(port, '/rss.xml', 'HEAD');
    expect([body, head.body]).toEqual(['新闻', '']);
    expect(answer.headers['content-length']).toBe('6');
    expect({ ...head.answer.headers, date: '' }).toEqual({ ...answer.headers, date: '' });
  });

  it('resolves no path to a file that has another', async () => {
    const port = await serve({ 'rss.xml': '新闻' });
    for (const path of ['//rss.xml', '/%2frss.xml', '/rss.xml/', '/RSS.xml']) {
      expect((await send(port, path)).answer.statusCode, path).toBe(404);
    }
  });

  it('answers others while two thousand clients keep connections open and say nothing', {
    timeout: 60_000,
  }, async () => {
    const port = await serve({ 'rss.xml': '新闻' });
    const sockets: Socket[] = [];
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
    });
    for (let i = 0; i < 2000; i++) {
      const socket = connect(port, '127.0.0.1').on('error', () => {});
      // Half of them begin a request and never end it.
      if (i % 2 === 0) socket.write('GET /rss.xml HTTP/1.1\r\nHost: localhost\r\n');
      sockets.push(socket);
      if (i % 100 === 0) expect((await send(port, '/rss.xml')).body).toBe('新闻');
    }
    expect((await send(port, '/rss.xml')).body).toBe('新闻');
  });

  it('says which port is in use, and what to do', async () => {
    const taken = await serve();
    await expect(serve({}, 'localhost', taken)).rejects.toMatchObject({
      message: expect.stringContaining(`Port ${taken} is in use`),
      advice: expect.stringContaining(`--port ${taken + 1}`),
    });
  });

  it('is reached at every loopback address', async () => {
    const port = await serve({ 'index.html': 'home' }, 'localhost', await freePort());
    const status = await new Promise((resolve, reject) => {
      get(`http://localhost:${port}/`, (answer) => resolve(answer.resume().statusCode)).on('error', reject);
    });
    expect(status).toBe(200);
  });
});
