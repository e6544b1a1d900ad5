import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { sweep } from '../../lambda/maintenance/sweep.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { articlePath } from '../../lambda/model/paths.ts';
import { parseSite } from '../../lambda/model/site.ts';
import { publishArchives } from '../../lambda/protocol/archive/publish-archives.ts';
import { recordKey } from '../../lambda/protocol/record.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { siteDerivations } from '../../lambda/site-documents.ts';
import { judgePublicSite } from '../simulation/judge.ts';
import { text } from '../store/contract.ts';
import { type Buckets, memoryBuckets, protocolContext } from '../support/protocol-context.ts';
import { RULES } from '../support/rules.ts';

/**
 * A small site with a history as the last release left it: the state whole, of the public documents the JSON feeds, and
 * the beginnings of all others, which say something else than those of this release in any case.
 */
interface Release {
  /** When the articles were uploaded, in milliseconds since the epoch. */
  readonly uploaded: number;
  readonly articles: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly public: Readonly<Record<string, string>>;
}

interface Item {
  readonly id: string;
  readonly url: string;
  readonly date_published: string;
  readonly title: string;
}

const BEFORE: Release = JSON.parse(readFileSync(new URL('last-release.json', import.meta.url), 'utf8'));
const DAY_MS = 24 * 3600 * 1000;
const SITE = parseSite({ baseUrl: 'https://feeds.example.org', history: true }, RULES);
const derivations = siteDerivations(SITE);

let now: number;
let buckets: Buckets;

beforeEach(async () => {
  now = BEFORE.uploaded;
  buckets = memoryBuckets({ clock: () => now });
  for (const [key, content] of Object.entries(BEFORE.articles))
    await buckets.articles.put(key, text(content));
  for (const [key, content] of Object.entries(BEFORE.state)) await buckets.state.put(key, text(content));
  for (const [path, content] of Object.entries(BEFORE.public))
    await buckets.publicSite.put(path, text(content));
});

function context() {
  return protocolContext({ ...buckets, derivations, revision: 'this release', now: () => now });
}

/** Two days go by and a sweep comes, after which workers do what it has queued, and a tick comes. */
async function night() {
  now += 2 * DAY_MS;
  const queued: string[] = [];
  const send = async (keys: Iterable<string>) => void queued.push(...keys);
  const report = await sweep(context(), { all: false, send, signal: new AbortController().signal });
  const reports = await republish(queued, context());
  expect(reports.filter(({ status }) => status === 'failed')).toEqual([]);
  await publishArchives(context());
  return report;
}

/** What of the public site is not what a rebuild by this release gives. */
function wrong() {
  return judgePublicSite(buckets, derivations, now, 50);
}

function itemsOf(feed: string): ReadonlyMap<string, Item> {
  const { items }: { readonly items: readonly Item[] } = JSON.parse(feed);
  return new Map(items.map((item) => [item.id, item]));
}

function feedNow(): ReadonlyMap<string, Item> {
  const feed = buckets.publicSite.contents('feed.json').get('feed.json');
  return itemsOf(Buffer.from(feed?.body ?? []).toString());
}

/** A worker of the last release writes what it makes of an article once more, and dies. */
async function workAsBefore(key: string): Promise<void> {
  const id = articleId(key);
  for (const [where, content] of Object.entries(BEFORE.state)) {
    const isEntry = where.includes(`-${id}-`);
    if (isEntry || where === recordKey(id)) await buckets.state.put(where, text(content));
  }
  const path = articlePath(id);
  await buckets.publicSite.put(path, text(BEFORE.public[path] ?? ''));
}

describe('a site of the last release', () => {
  it('is that of a rebuild after the first sweep', async () => {
    expect(await night()).toMatchObject({ changed: 8, current: 0, rebuilt: false });
    expect(await wrong()).toEqual([]);
    expect(await night()).toMatchObject({ changed: 0, pagesStale: 0, pagesRemoved: 0 });
  });

  it('keeps its addresses, guids and dates; a title is restored, and what is dated ahead waits', async () => {
    const before = itemsOf(BEFORE.public['feed.json'] ?? '');
    await night();
    const after = feedNow();
    const gone = [...before.keys()].filter((id) => !after.has(id));
    expect(gone.map((id) => before.get(id)?.title)).toEqual(['明年的灯会']);
    for (const [id, item] of after) {
      const { url, date_published } = before.get(id) ?? item;
      expect(item).toMatchObject({ url, date_published });
    }
    const renamed = [...after].filter(([id, { title }]) => before.get(id)?.title !== title);
    expect(renamed.map(([, { title }]) => title)).toEqual(['“早班车”改点']);
  });

  it('is right after uploads and deletions that come before the sweep', async () => {
    now += DAY_MS;
    await buckets.articles.put('new.md', text('---\ntitle: 新灯\ncategories: [夜报]\n---\n<p>亮了。</p>'));
    await buckets.articles.delete('19.md');
    const reports = await republish(['new.md', '19.md'], context());
    expect(reports.map(({ status }) => status)).toEqual(['published', 'deleted']);
    await night();
    expect(await wrong()).toEqual([]);
  });

  it('is right after workers of both releases were at work, forth and back', async () => {
    await republish(['13.md', '19.md'], context());
    await workAsBefore('19.md');
    await night();
    await workAsBefore('13.md');
    await workAsBefore('post/held.md');
    await buckets.articles.put('13.md', text('---\ntitle: 灯又灭了\ncategories: [金融]\n---\n<p>停电。</p>'));
    await republish(['13.md'], context());
    await night();
    await night();
    expect(await wrong()).toEqual([]);
  });
});
