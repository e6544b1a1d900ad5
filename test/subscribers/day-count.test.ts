import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DayCount, LIMITS } from '../../lambda/subscribers/day-count.ts';
import { networkOf } from '../../lambda/subscribers/network.ts';
import type { DayCounts, ListCount } from '../../lambda/subscribers/report.ts';
import { type Asked, encodeField } from './logs.ts';

const OWN = 'own program';

interface Timed extends Asked {
  readonly hour?: number;
}

/** What is counted of these requests. */
function count(
  requests: readonly Timed[],
  before: readonly ListCount[] = [],
  limits: { readonly entries: number } = LIMITS,
): DayCounts {
  const day = new DayCount('secret', OWN, limits);
  for (const { hour = 0, ...asked } of requests) {
    const {
      address = '192.0.2.1',
      method = 'GET',
      path = '/rss.xml',
      status = 200,
      agent = 'Reader/1',
    } = asked;
    const request = {
      address,
      method,
      path: encodeURI(path),
      status: String(status),
      agent: encodeField(agent),
    };
    day.add(request, hour);
  }
  return day.finish(before);
}

const NOBODY = { readers: 0, aggregated: 0 };
const feedly = (subscribers: number | string, address = '198.51.100.1', path = '/rss.xml') => ({
  ...{ agent: `Feedly/1.0 (${subscribers} subscribers)`, address, path },
});
const browser = 'Mozilla/5.0 (Windows NT 10.0) Firefox/140.0';

describe('readers that fetch for themselves', () => {
  it('count once however often they ask, whether or not anything is new', () => {
    const { site, requests, lists } = count([{}, { status: 304, hour: 7 }, {}, { path: '/atom.xml' }]);
    expect(requests).toBe(4);
    expect(site).toEqual({ readers: 1, aggregated: 0 });
    const one = { readers: 1, aggregated: 0 };
    expect(lists).toEqual([
      { list: '', ...one, formats: { rss: one, atom: one, json: NOBODY }, aggregators: [] },
    ]);
  });

  it('are told apart by the beginning of a name, of which anybody may send a long one', () => {
    const named = (last: number) => ({ agent: `Reader/1 ${'x'.repeat(200_000)}${last}` });
    expect(count([named(1), named(2), named(3)]).site.readers).toBe(1);
    expect(count([{}, named(1)]).site.readers).toBe(2);
  });

  it('are told apart by address and program, those of IPv6 by their network', () => {
    expect(count([{}, { agent: 'Other' }, { address: '192.0.2.2' }]).site.readers).toBe(3);
    const [phone, atNight, neighbour] = ['2001:db8:0:1::a', '2001:0db8::1:0:0:0:b', '2001:db8:0:2::a'];
    expect(count([{ address: phone }, { address: atNight }, { address: neighbour }]).site.readers).toBe(2);
  });

  it('count for each list, and for the site once', () => {
    const { site, lists } = count([{}, { path: '/feeds/金融/rss.xml' }, { path: '/feeds/AI~23/feed.json' }]);
    expect(site.readers).toBe(1);
    expect(lists.map(({ list, readers }) => [list, readers])).toEqual([
      ['', 1],
      ['feeds/AI~23', 1],
      ['feeds/金融', 1],
    ]);
  });

  it('find a list under its name, however its address was written', () => {
    const paths = [
      '/feeds/%E9%87%91%E8%9E%8D/rss.xml',
      '/feeds/%e9%87%91融/rss.xml',
      '/feeds/%25E9%2587%2591%25E8%259E%258D/rss.xml',
    ];
    const day = new DayCount('secret', OWN);
    const request = { address: '192.0.2.1', method: 'GET', status: '200', agent: 'Reader' };
    for (const path of paths) day.add({ ...request, path }, 0);
    expect(day.finish().lists.map(({ list }) => list)).toEqual(['feeds/金融']);
  });

  it.each([
    ['a page', { path: '/feeds/金融/index.html' }],
    ['an archive', { path: '/feeds/金融/archive/0123456789abcdefghij.xml' }],
    ['the site map', { path: '/sitemap.xml' }],
    ['what is not there', { status: 404 }],
    ['an answer that nobody waited for', { status: '000' }],
    ['a question of headers alone', { method: 'HEAD' }],
    ['a question of what is allowed', { method: 'OPTIONS' }],
    ['the canary', { agent: OWN }],
  ])('are not those who ask for %s', (_, asked) => {
    expect(count([asked])).toMatchObject({ requests: 0, site: NOBODY, lists: [] });
  });

  it('may look like browsers if they come back, and are visitors if they do not', () => {
    const seen = (...hours: readonly number[]) => hours.map((hour) => ({ agent: browser, hour }));
    const visits = count(seen(8, 8, 8, 9));
    expect(visits).toMatchObject({ site: NOBODY, lists: [], others: { visitors: 1, bots: 0 } });
    expect(count(seen(0, 12, 23))).toMatchObject({ site: { readers: 1 }, others: { visitors: 0 } });
    expect(count(seen(8).map((each) => ({ ...each, agent: '-' }))).others.visitors).toBe(1);
  });

  it('are no bots, which are counted apart', () => {
    const bots = [{ agent: 'Examplebot/1.0' }, { agent: 'Examplebot/1.0', hour: 5 }, { agent: 'A spider' }];
    expect(count(bots)).toMatchObject({ requests: 3, site: NOBODY, others: { visitors: 0, bots: 2 } });
  });

  it('are no more than some behind one address, whatever names it gives', () => {
    const names = Array.from({ length: 2000 }, (_, i) => ({ agent: `Reader/${i}` }));
    const { readers } = count(names).site;
    expect(readers).toBeGreaterThan(LIMITS.readersPerAddress * 0.9);
    expect(readers).toBeLessThanOrEqual(LIMITS.readersPerAddress);
  });

  it('say that there are more where no room was left', () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ address: `192.0.2.${i}` }));
    const counted = count([...many, ...many], [], { ...LIMITS, entries: 10 });
    expect(counted).toMatchObject({ complete: false, requests: 60, site: { readers: 10 } });
    expect(count(many).complete).toBe(true);
  });
});

describe('aggregators', () => {
  it('count once for a feed, however often and from wherever they fetch it', () => {
    const fetches = ['198.51.100.1', '198.51.100.2'].flatMap((address) => [
      feedly(40, address),
      feedly(42, address),
    ]);
    expect(count(fetches).lists).toMatchObject([
      {
        readers: 0,
        aggregated: 42,
        formats: { rss: { readers: 0, aggregated: 42 }, atom: NOBODY, json: NOBODY },
        aggregators: [{ name: 'Feedly', format: 'rss', feed: '', subscribers: 42 }],
      },
    ]);
  });

  it('are kept apart by name, format and their own id of the feed, not by version', () => {
    const agents = [
      'A/1 (1 subscriber)',
      'a/2 (2 subscribers)',
      'B/1 (4 subscribers)',
      'A/1 (8 subscribers; feed-id=7)',
    ];
    const { lists } = count([
      ...agents.map((agent) => ({ agent })),
      { agent: 'A/1 (16 subscribers)', path: '/atom.xml' },
    ]);
    // Whoever says 2 from the address that said 1 has a subscriber more.
    expect(lists[0]?.aggregated).toBe(2 + 4 + 8 + 16);
  });

  it('count for the site with the list that most follow', () => {
    const there = [
      feedly(30),
      feedly(20, '198.51.100.1', '/feeds/a/rss.xml'),
      feedly(25, '198.51.100.1', '/feeds/a/atom.xml'),
    ];
    const { site, lists } = count(there);
    expect(lists.map(({ list, aggregated }) => [list, aggregated])).toEqual([
      ['feeds/a', 45],
      ['', 30],
    ]);
    expect(site.aggregated).toBe(45);
  });

  it('say what most of their addresses say: nobody else can speak for them', () => {
    const honest = ['1', '2', '3'].map((last) => feedly(50, `198.51.100.${last}`));
    const others = Array.from({ length: 500 }, () => feedly('9999999', '203.0.113.9'));
    expect(count([...others, ...honest]).site.aggregated).toBe(50);
    // One against one: the lower.
    expect(count([feedly(50), ...others]).site.aggregated).toBe(50);
    // Who comes all day has more to say than who came once, be it for more or for less.
    const allDay = [0, 8, 16].map((hour) => ({ ...feedly(50), hour }));
    for (const claim of [1, 99])
      expect(count([...allDay, feedly(claim, '203.0.113.9')]).site.aggregated).toBe(50);
  });

  it('are believed a large number only when they have said it on the day before as well', () => {
    const first = count([feedly(5000)]);
    expect(first.lists[0]?.aggregators).toEqual([
      { name: 'Feedly', format: 'rss', feed: '', subscribers: LIMITS.firstClaim, claimed: 5000 },
    ]);
    const second = count([feedly(5200)], first.lists);
    expect(second.lists[0]?.aggregators).toMatchObject([{ subscribers: 5000, claimed: 5200 }]);
    expect(count([feedly(5200)], second.lists).site.aggregated).toBe(5200);
    expect(count([feedly(90)], second.lists).site.aggregated).toBe(90);
  });

  it('are no more than some behind one address, whatever names and ids it gives', () => {
    const names = Array.from({ length: 200 }, (_, i) => ({ agent: `Made-up-${i}/1 (90 subscribers)` }));
    const ids = Array.from({ length: 200 }, (_, i) => ({
      agent: `Made-up/1 (90 subscribers; feed-id=${i})`,
    }));
    for (const claims of [names, ids])
      expect(count(claims).lists[0]?.aggregated).toBe(90 * LIMITS.claimsPerAddress);
  });

  it('that claim what cannot be are one reader', () => {
    expect(count([feedly('1000000000000')]).site).toEqual({ readers: 1, aggregated: 0 });
  });
});

describe('a day', () => {
  const asked = fc.record({
    address: fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8::1'),
    path: fc.constantFrom('/rss.xml', '/feeds/a/rss.xml', '/feeds/a/feed.json', '/index.html'),
    status: fc.constantFrom(200, 304, 404),
    agent: fc.constantFrom('Reader', browser, 'A (5 subscribers)', 'A (90 subscribers)', 'Examplebot'),
    hour: fc.integer({ min: 0, max: 23 }),
  });

  it('is counted alike in any order, and repeated requests change nothing but their number', () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 60 }), (requests) => {
        const { requests: number, ...counted } = count(requests);
        const { requests: doubled, ...again } = count([...requests, ...requests].reverse());
        expect(again).toEqual(counted);
        expect(doubled).toBe(2 * number);
      }),
    );
  });

  it('has no fewer subscribers with more readers, and no list has more readers than the site', () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 40 }), fc.array(asked, { maxLength: 5 }), (requests, more) => {
        const readers = more.map((each) => ({ ...each, agent: 'Reader' }));
        const [fewer, all] = [count(requests), count([...requests, ...readers])];
        expect(all.site.readers).toBeGreaterThanOrEqual(fewer.site.readers);
        for (const list of all.lists) expect(list.readers).toBeLessThanOrEqual(all.site.readers);
      }),
    );
  });

  it('leaves nothing of addresses, and does not depend on its secret', () => {
    const requests = [{ address: '203.0.113.77' }, { ...feedly(3, '203.0.113.78') }];
    const counts = ['one', 'two'].map((salt) => {
      const day = new DayCount(salt, OWN);
      for (const { address, ...rest } of requests) {
        const agent = 'agent' in rest ? encodeField(rest.agent) : 'Reader';
        day.add({ address, method: 'GET', path: '/rss.xml', status: '200', agent }, 0);
      }
      return JSON.stringify(day.finish());
    });
    expect(counts[0]).toBe(counts[1]);
    expect(counts[0]).not.toContain('203.0.113');
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['2001:0DB8:0000:0001:aaaa::1', '2001:db8:0:1'],
    ['2001:db8::', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['::ffff:192.0.2.1', '0:0:0:0'],
    [':::::::::', '0:0:0:0'],
    ['-', '-'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));
});
