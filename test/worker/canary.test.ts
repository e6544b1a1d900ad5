import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkFeed, runCanary } from '../../lambda/canary.ts';
import { PROBE_KEY } from '../../lambda/model/probe.ts';
import { parseSite } from '../../lambda/model/site.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { article, SmallSite } from '../simulation/small-site.ts';
import { listenOnLoopback } from '../support/loopback.ts';

const FEED = '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel/></rss>\n';

/** Serves a feed as a bucket does, but for what `change` does to the answer; its address. */
async function serve(
  change: (request: IncomingMessage, response: ServerResponse) => boolean = () => false,
): Promise<string> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/xml; charset=utf-8').setHeader('etag', '"1"');
    if (change(request, response)) return;
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
    else response.end(FEED);
  });
  const { endpoint, stop } = await listenOnLoopback(server);
  onTestFinished(stop);
  return `${endpoint}/rss.xml`;
}

/** What an uploader and a worker do with a site while its canary waits. */
function partsOf(small: SmallSite, feed: string, work: () => Promise<unknown>) {
  const { articles, state } = small.buckets;
  const pause = async (): Promise<void> => {
    small.now += 1000;
    await work();
  };
  return { articles, state, feed, now: () => small.now, pause };
}

describe('the canary', () => {
  it('passes where its probe is processed and a feed can be read, and leaves public files alone', async () => {
    const small = new SmallSite();
    await small.publish({ 'a.md': article('A', 1, '金融') });
    const { derive } = siteDerivations(parseSite({ baseUrl: 'https://feeds.example.org' }));
    Object.assign(small.context, {
      derivations: {
        ...small.context.derivations,
        derive: (upload: Parameters<typeof derive>[0]) =>
          upload.key === PROBE_KEY ? derive(upload) : small.context.derivations.derive(upload),
      },
    });
    const contents = () =>
      [...small.buckets.publicSite.contents('')].map(([key, { body }]) => `${key} ${body}`);
    const before = contents();
    const seen: string[][] = [];
    const work = async (): Promise<void> => {
      await small.work([PROBE_KEY]);
      seen.push(contents());
    };
    expect(await runCanary(partsOf(small, await serve(), work))).toBe(1);
    expect(seen).toEqual([before, before]);
    expect(small.buckets.articles.contents(PROBE_KEY).size).toBe(0);
    expect(small.record(PROBE_KEY).outcome.status).toBe('deleted');
    // What the record says of the run before is not taken for an answer.
    await expect(runCanary(partsOf(small, await serve(), async () => undefined))).rejects.toThrow(
      'an upload is not processed after 120 seconds',
    );
  });

  it('fails and removes its probe where nobody processes it', async () => {
    const small = new SmallSite();
    const run = runCanary(partsOf(small, await serve(), async () => undefined));
    await expect(run).rejects.toThrow('an upload is not processed after 120 seconds');
    expect(small.buckets.articles.contents(PROBE_KEY).size).toBe(0);
  });

  it('says that a deletion is not processed', async () => {
    const small = new SmallSite();
    const { derive } = siteDerivations(parseSite({ baseUrl: 'https://feeds.example.org' }));
    Object.assign(small.context, { derivations: { ...small.context.derivations, derive } });
    let worked = 0;
    const work = async () => (worked++ === 0 ? small.work([PROBE_KEY]) : undefined);
    const run = runCanary(partsOf(small, await serve(), work));
    await expect(run).rejects.toThrow('a deleted file is still known after 120 seconds');
  });

  it.each<[string, Parameters<typeof serve>[0]]>([
    ['answers 403', (_, response) => Boolean(response.writeHead(403).end())],
    [
      'is encoded as gzip, which nobody asked for',
      (request, response) => {
        expect(request.headers['accept-encoding']).toBeUndefined();
        response.setHeader('content-encoding', 'gzip');
        return false;
      },
    ],
    [
      'is said to be "text/plain"',
      (_, response) => {
        response.setHeader('content-type', 'text/plain');
        return false;
      },
    ],
    ['is no whole RSS feed', (_, response) => Boolean(response.end(FEED.slice(0, 50)))],
    [
      'has no ETag',
      (_, response) => {
        response.removeHeader('etag');
        return false;
      },
    ],
    ['answers 200 when asked whether it has changed', (_, response) => Boolean(response.end(FEED))],
    [
      'failed: Error: socket hang up',
      (request) => {
        request.socket.destroy();
        return true;
      },
    ],
  ])('says that the feed %s', async (message, change) => {
    const feed = await serve(change);
    await expect(checkFeed(feed)).rejects.toThrow(`${feed} ${message}`);
  });

  it('is content with a feed that is published anew between its questions', async () => {
    let version = 1;
    const feed = await serve((_, response) => {
      response.setHeader('etag', `"${version++}"`).end(FEED);
      return true;
    });
    await checkFeed(feed);
  });
});
