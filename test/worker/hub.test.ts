import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { pingHub } from '../../lambda/worker/hub.ts';

function portOf(address: ReturnType<Server['address']>): number {
  if (address === null || typeof address === 'string') throw new Error('the hub does not listen on a port');
  return address.port;
}

describe('pingHub', () => {
  const closers: (() => void)[] = [];
  afterEach(() => {
    for (const close of closers.splice(0)) close();
  });

  async function startHub(status: number): Promise<{ url: string; bodies: string[] }> {
    const bodies: string[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      bodies.push(`${request.method} ${request.headers['content-type']} ${body}`);
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    return { url: `http://127.0.0.1:${portOf(server.address())}/hub`, bodies };
  }

  const baseUrl = 'https://feeds.example.org';

  it('tells the hub of every changed feed in one request, and of nothing but feeds', async () => {
    const hub = await startHub(204);
    const paths = ['feeds/金融/rss.xml', 'feeds/金融/index.html', 'atom.xml', 'style.css', 'atom.xml'];
    expect(await pingHub({ baseUrl, hub: hub.url }, paths)).toBeUndefined();
    expect(hub.bodies).toHaveLength(1);
    const [body = ''] = hub.bodies;
    expect(body).toMatch(/^POST application\/x-www-form-urlencoded/);
    const form = new URLSearchParams(body.split(' ').at(-1));
    expect(form.get('hub.mode')).toBe('publish');
    expect(form.getAll('hub.url')).toEqual([
      `${baseUrl}/atom.xml`,
      `${baseUrl}/feeds/%E9%87%91%E8%9E%8D/rss.xml`,
    ]);
  });

  it('sends nothing when no feed changed', async () => {
    const hub = await startHub(204);
    expect(await pingHub({ baseUrl, hub: hub.url }, ['index.html'])).toBeUndefined();
    expect(hub.bodies).toEqual([]);
  });

  it('tells why a hub was not told, and does not throw', async () => {
    const refusing = await startHub(500);
    expect(await pingHub({ baseUrl, hub: refusing.url }, ['rss.xml'])).toContain('answered 500');
    expect(await pingHub({ baseUrl, hub: 'http://127.0.0.1:1/' }, ['rss.xml'])).toContain(
      'could not be told',
    );
  });
});
