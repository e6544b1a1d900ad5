import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAgent } from '../../lambda/subscribers/agent.ts';

const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36';

describe('the name of an aggregator', () => {
  it.each([
    [
      'Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher-Google)',
      'Feedly',
      '',
      16,
    ],
    ['Feedbin feed-id:1373711 - 142 subscribers', 'Feedbin', '1373711', 142],
    [
      'NewsBlur Feed Fetcher - 12 subscribers - https://newsblur.com/site/1/ (Mozilla/5.0)',
      'NewsBlur',
      '',
      12,
    ],
    [
      'Mozilla/5.0 (compatible; theoldreader.com; 4 subscribers; feed-id=ab12)',
      'theoldreader.com',
      'ab12',
      4,
    ],
    ['Inoreader/1.0 (+https://inoreader.com; 1 subscriber; )', 'Inoreader', '', 1],
    ['Reader bot/2 (1,234 readers)', 'Reader', '', 1234],
    ['AnAggregator/0.1 (on behalf of 3 subscriber(s))', 'AnAggregator', '', 3],
    ['of-many subscribers=7', 'of-many', '', 7],
    ['(3 subscribers)', '?', '', 3],
  ])('says for how many it fetches: %s', (agent, name, feed, subscribers) => {
    expect(readAgent(agent)).toEqual({ kind: 'aggregator', name, feed, subscribers });
  });

  it('is that of a single reader where the number cannot be', () => {
    expect(readAgent('Rich/1.0 (1000000000000 subscribers)')).toEqual({ kind: 'reader' });
    expect(readAgent(`Rich/1.0 (${'9'.repeat(500)} subscribers)`)).toEqual({ kind: 'reader' });
  });
});

describe('other names', () => {
  it.each([
    ['NetNewsWire (RSS Reader; https://netnewswire.com/)', 'reader'],
    ['Tiny Tiny RSS/25.07 (https://tt-rss.org/)', 'reader'],
    ['newsboat/2.35 (Linux x86_64)', 'reader'],
    ['curl/8.5.0', 'reader'],
    ['Mozilla/5.0 (compatible; Miniflux/2.2; +https://miniflux.app)', 'reader'],
    ['xianguo-rssbot/0.1', 'reader'],
    [BROWSER, 'visitor'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.0', 'visitor'],
    ['', 'visitor'],
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'bot'],
    ['Mozilla/5.0 (compatible; Bytespider)', 'bot'],
    ['Sogou web spider/4.0', 'bot'],
  ])('tell a %s', (agent, kind) => {
    expect(readAgent(agent)).toEqual({ kind });
  });

  it('may be anything, and stay short', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(), (text, number) => {
        const client = readAgent(`${text} ${number} subscribers`);
        if (client.kind !== 'aggregator') return;
        expect(client.name).toMatch(/^(?:[\w.+-]{1,40}|\?)$/);
        expect(client.subscribers).toBeLessThanOrEqual(10_000_000);
      }),
    );
  });
});
