import { hash } from 'node:crypto';
import { decodeField, type LoggedRequest } from './access-log.ts';
import { type Client, readAgent } from './agent.ts';
import { type Feed, FORMATS, type Format, feedAt } from './feed-path.ts';
import { networkOf } from './network.ts';
import { type AggregatorCount, type DayCounts, type Followers, type ListCount, total } from './report.ts';

/** What one day may take, as anybody may ask for feeds under any name. */
export const LIMITS = Object.freeze({
  /** Readers of all lists, and addresses of aggregators, that there is memory for. */
  entries: 2_000_000,
  /** As how many readers one address may count, whatever names it gives. */
  readersPerAddress: 64,
  /** As how many aggregators, formats and ids of them one address may speak of a list. */
  claimsPerAddress: 8,
  /** In how many hours of a day a browser has to come for a feed to be taken for a reader. */
  hoursOfVisitor: 3,
  /** Subscribers that an aggregator may claim of a feed on its first day. */
  firstClaim: 100,
  /** Aggregators that are named for each list. */
  namedAggregators: 20,
  /** Lists in a report. */
  lists: 5_000,
});

/** Names and paths that are kept read, of which the same few come over and over. */
const MAX_CACHED = 20_000;

/** Characters that are read of them: an address of 1,024 bytes has fewer though it is encoded twice. */
const LONGEST_READ = 6_000;

/** Bits of what is noted of a reader of a list: its formats, its hours from the fourth on, and whether it is a visitor. */
const HOURS = FORMATS.length;
const VISITOR = 2 ** (HOURS + 24);
const HOUR_BITS = VISITOR - 2 ** HOURS;

interface Claims {
  /** Of those that differ in capitals alone, the first in order. */
  name: string;
  readonly feed: string;
  readonly format: Format;
  readonly votes: Map<number, Vote>;
}

/** What an address says for how many it fetches: the largest number, and a bit for each hour in which it came. */
interface Vote {
  readonly claim: number;
  readonly hours: number;
}

/** What was seen of a list: its readers by their hashes, and aggregators by what tells them apart. */
interface Seen {
  readonly readers: Map<number, number>;
  /** As how many aggregators each address speaks. */
  readonly speakers: Map<number, number>;
  readonly aggregators: Map<string, Claims>;
}

/** A client that is not one's own, and as which of the readers behind its address it counts. */
interface Named {
  readonly client: Client | undefined;
  readonly slot: number;
}

/**
 * Counts the subscribers of one day. It holds of each no more than a hash of the address and the program, salted with what
 * nobody else knows, and forgets that too.
 */
export class DayCount {
  readonly #lists = new Map<string, Seen>();
  readonly #bots = new Set<number>();
  readonly #feeds = new Cache<Feed | undefined>(feedAt);
  readonly #agents = new Cache<Named>((field) => {
    const agent = field === '-' ? '' : decodeField(field);
    const slot = this.#hash(agent) % LIMITS.readersPerAddress;
    return { client: agent === this.#ignored ? undefined : readAgent(agent), slot };
  });
  readonly #salt: string;
  readonly #limits: { readonly entries: number };
  readonly #ignored: string;
  #entries = 0;
  #requests = 0;
  #isComplete = true;

  /**
   * @param salt a secret of this day.
   * @param ignored the user agent of our own canary, which is not counted.
   */
  constructor(salt: string, ignored: string, limits: { readonly entries: number } = LIMITS) {
    this.#salt = salt;
    this.#ignored = ignored;
    this.#limits = limits;
  }

  /** Takes a request of an hour of the day into account. */
  add({ address, method, path, status, agent }: LoggedRequest, hour: number): void {
    if (method !== 'GET' || (status !== '200' && status !== '304')) return;
    const feed = this.#feeds.get(path);
    if (feed === undefined) return;
    const { client, slot } = this.#agents.get(agent);
    if (client === undefined) return;
    this.#requests++;
    const network = networkOf(address);
    if (client.kind === 'bot') this.#note(this.#bots, this.#hash(`${network} ${slot}`));
    else if (client.kind === 'aggregator') this.#addClaim(feed, client, this.#hash(network), hour);
    else this.#addReader(feed, this.#hash(`${network} ${slot}`), hour, client.kind === 'visitor');
  }

  /** What was counted; `before` are the lists of the day before. */
  finish(before: readonly ListCount[] = []): DayCounts {
    const earlier = new Map(before.map((list) => [list.list, list]));
    const lists = [...this.#lists].map(([name, seen]) => countList(name, seen, earlier.get(name)));
    lists.sort((a, b) => total(b) - total(a) || (a.list < b.list ? -1 : 1));
    const { readers, visitors } = this.#countPeople();
    return {
      complete: this.#isComplete,
      requests: this.#requests,
      site: { readers, aggregated: countAggregated(lists) },
      lists: lists.filter((list) => total(list) > 0).slice(0, LIMITS.lists),
      others: { visitors, bots: this.#bots.size },
    };
  }

  #addReader({ list, format }: Feed, reader: number, hour: number, isVisitor: boolean): void {
    const { readers } = this.#seen(list);
    const noted = readers.get(reader);
    if (noted === undefined && !this.#hasRoom()) return;
    const bits = 2 ** FORMATS.indexOf(format) + 2 ** (HOURS + hour) + (isVisitor ? VISITOR : 0);
    // Two programs behind one address may share a place; one of them is a reader for sure.
    const both = (noted ?? bits) & bits & VISITOR;
    readers.set(reader, (((noted ?? 0) | bits) & ~VISITOR) | both);
  }

  #addClaim(
    { list, format }: Feed,
    client: Extract<Client, { kind: 'aggregator' }>,
    address: number,
    hour: number,
  ): void {
    const { aggregators, speakers } = this.#seen(list);
    const { name, feed, subscribers } = client;
    const key = keyOf({ name, format, feed });
    const claims = aggregators.get(key) ?? { name, feed, format, votes: new Map<number, Vote>() };
    const noted = claims.votes.get(address);
    if (noted === undefined) {
      const spoken = speakers.get(address) ?? 0;
      if (spoken >= LIMITS.claimsPerAddress || !this.#hasRoom()) return;
      speakers.set(address, spoken + 1);
      aggregators.set(key, claims);
    }
    if (name < claims.name) claims.name = name;
    const { claim, hours } = noted ?? { claim: 0, hours: 0 };
    claims.votes.set(address, { claim: Math.max(claim, subscribers), hours: hours | (2 ** hour) });
  }

  #seen(list: string): Seen {
    let seen = this.#lists.get(list);
    if (seen === undefined) {
      seen = { readers: new Map(), speakers: new Map(), aggregators: new Map() };
      this.#lists.set(list, seen);
    }
    return seen;
  }

  #note(set: Set<number>, value: number): void {
    if (!set.has(value) && this.#hasRoom()) set.add(value);
  }

  /** Takes room for one entry more, if there is some. */
  #hasRoom(): boolean {
    if (this.#entries >= this.#limits.entries) {
      this.#isComplete = false;
      return false;
    }
    this.#entries++;
    return true;
  }

  #countPeople(): { readonly readers: number; readonly visitors: number } {
    const readers = new Set<number>();
    const visitors = new Set<number>();
    for (const seen of this.#lists.values()) {
      for (const [reader, bits] of seen.readers) (isReader(bits) ? readers : visitors).add(reader);
    }
    for (const reader of readers) visitors.delete(reader);
    return { readers: readers.size, visitors: visitors.size };
  }

  /** 48 bits: of a million readers two hardly ever share one. */
  #hash(text: string): number {
    return Number.parseInt(hash('sha256', `${this.#salt} ${text}`).slice(0, 12), 16);
  }
}

/** What is worked out from a text, once for many that are alike. */
class Cache<Value> {
  readonly #values = new Map<string, Value>();
  readonly #workOut: (text: string) => Value;

  constructor(workOut: (text: string) => Value) {
    this.#workOut = workOut;
  }

  get(text: string): Value {
    const part = text.length > LONGEST_READ ? text.slice(0, LONGEST_READ) : text;
    const known = this.#values.get(part);
    if (known !== undefined) return known;
    // A part of a line would keep all in memory that was read with it, and a copy does not.
    const own = Buffer.from(part).toString();
    const value = this.#workOut(own);
    if (this.#values.size >= MAX_CACHED) this.#values.clear();
    this.#values.set(own, value);
    return value;
  }
}

function countList(name: string, { readers, aggregators }: Seen, before: ListCount | undefined): ListCount {
  const counted = [...aggregators.values()]
    .map((claims) => believe(claims, before))
    .sort((a, b) => b.subscribers - a.subscribers || (keyOf(a) < keyOf(b) ? -1 : 1));
  const formats = FORMATS.map(
    (format, i): Followers => ({
      readers: countReaders(readers, 2 ** i),
      aggregated: sum(counted.filter((each) => each.format === format)),
    }),
  );
  const [rss = NOBODY, atom = NOBODY, json = NOBODY] = formats;
  return {
    list: name,
    readers: countReaders(readers, 2 ** FORMATS.length - 1),
    aggregated: sum(counted),
    formats: { rss, atom, json },
    aggregators: counted.slice(0, LIMITS.namedAggregators),
  };
}

const NOBODY: Followers = { readers: 0, aggregated: 0 };

/**
 * What is counted of an aggregator's claims. Each address that it fetches from has a vote for every hour in which it came, and
 * the median counts, so that nobody changes a number by taking on a name for once. And as anybody may make up a name, a claim
 * above {@link LIMITS}.firstClaim counts in full once it was made on the day before as well.
 */
function believe({ name, feed, format, votes }: Claims, before: ListCount | undefined): AggregatorCount {
  const claimed = medianOf([...votes.values()]);
  const key = keyOf({ name, format, feed });
  const last = before?.aggregators.find((each) => keyOf(each) === key);
  const lastClaim = last?.claimed ?? last?.subscribers ?? 0;
  const subscribers = Math.min(claimed, Math.max(LIMITS.firstClaim, lastClaim));
  return { name, format, feed, subscribers, ...(subscribers < claimed ? { claimed } : {}) };
}

/** The claim in the middle, by votes; of two in the middle the lower. */
function medianOf(votes: readonly Vote[]): number {
  const sorted = votes
    .map(({ claim, hours }) => ({ claim, weight: countBits(hours) }))
    .sort((a, b) => a.claim - b.claim);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  for (const { claim, weight } of sorted) {
    passed += weight;
    if (passed >= half) return claim;
  }
  return 0;
}

/** What an aggregator is known by, for one feed. */
function keyOf({ name, format, feed }: Pick<AggregatorCount, 'name' | 'format' | 'feed'>): string {
  return `${name.toLowerCase()} ${format} ${feed}`;
}

function sum(aggregators: readonly AggregatorCount[]): number {
  return aggregators.reduce((sum, { subscribers }) => sum + subscribers, 0);
}

/** Of each aggregator the list with most subscribers: they may all be there on the others. */
function countAggregated(lists: readonly ListCount[]): number {
  const most = new Map<string, number>();
  for (const { aggregators } of lists) {
    const here = new Map<string, number>();
    for (const { name, subscribers } of aggregators) {
      const key = name.toLowerCase();
      here.set(key, (here.get(key) ?? 0) + subscribers);
    }
    for (const [key, subscribers] of here) most.set(key, Math.max(most.get(key) ?? 0, subscribers));
  }
  return [...most.values()].reduce((sum, each) => sum + each, 0);
}

function countReaders(readers: ReadonlyMap<number, number>, formats: number): number {
  let count = 0;
  for (const bits of readers.values()) if ((bits & formats) !== 0 && isReader(bits)) count++;
  return count;
}

/** A visitor is a reader who came back often enough. */
function isReader(bits: number): boolean {
  if ((bits & VISITOR) === 0) return true;
  return countBits(bits & HOUR_BITS) >= LIMITS.hoursOfVisitor;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}
