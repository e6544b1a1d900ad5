import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFeed, parseOpml } from 'feedsmith';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { articleGuid, articleId } from '../../lambda/model/identity.ts';
import { articlePath, LISTING_FILES, listingPath, listsPath, OPML_PATH } from '../../lambda/model/paths.ts';
import type { Context } from '../../lambda/protocol/context.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { FolderStore } from '../../lambda/store/folder.ts';
import { MemoryStore } from '../../lambda/store/memory.ts';
import { listAll, type Store } from '../../lambda/store/store.ts';
import { text } from '../store/contract.ts';
import { protocolContext } from '../support/protocol-context.ts';
import { siteWorkshop } from './workshops.ts';

const BASE_URL = 'https://feeds.example.org';

const KEYS = [
  'plus + and space.md',
  'plus%20%2B.md',
  '100%.md',
  'a%2Fb.md',
  'a/b.md',
  'a',
  `"quotes'" & <tags>.md`,
  'emoji 😀.md',
  'fullwidth ｜々.md',
  `${'long/'.repeat(203)}${'n'.repeat(6)}.md`,
  `${'x'.repeat(1021)}.md`,
  `${'長'.repeat(340)}.md`,
  '..',
  '../../escape.md',
  'a/../../escape.md',
  '/',
  '/etc/passwd',
  '/leading.md',
  '//twice.md',
  '\u00e9.md',
  'e\u0301.md',
  'back\\slash.md',
  'new\nline.md',
  '__proto__',
  'constructor',
  '.hidden.md',
];

/** Keys that end in a slash stand for folders in the console of S3, and hold no article. */
const PLACEHOLDERS = ['a/', '/'];

/** Those, and what stands in a folder that begins with a point, or has such a name and no ending of an article. */
const SKIPPED = [...PLACEHOLDERS, '..', '../../escape.md', 'a/../../escape.md'];

const CATEGORIES = [
  'C/C++',
  'C',
  'C++',
  '..',
  '.',
  '...',
  '100%',
  '100%25',
  '~100',
  '新浪财经－国內',
  '新浪财经-国内',
  'Ｃ',
  '"<&>',
  "it's",
  'long'.repeat(75),
  `${'long'.repeat(74)}lonk`,
  `${'長'.repeat(199)}甲`,
  `${'長'.repeat(199)}乙`,
  '__proto__',
  'constructor',
  'toString',
  '2021',
  '10',
  'index.html',
  'rss.xml',
  'é',
  'e\u0301clair',
  '? # & =',
  'a b',
  'a+b',
  'con',
  'tail.',
  '🎉',
];

const stores: readonly [string, (folder: string) => (name: string) => Store][] = [
  ['in memory', () => () => new MemoryStore()],
  ['in folders', (folder) => (name) => new FolderStore(join(folder, name))],
];

describe.each(stores)('hostile names %s', (_, openStores) => {
  let folder: string;
  let context: Context & { readonly articles: Store };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hostile-'));
    const open = openStores(folder);
    context = protocolContext({
      articles: open('articles'),
      state: open('state'),
      publicSite: open('public'),
      derivations: siteWorkshop().derivations,
      itemsPerFeed: 100,
    });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('of keys: every article has a page of its own and stands in the feed once', async () => {
    const keys = [...new Set([...KEYS, ...PLACEHOLDERS])];
    for (const [i, key] of keys.entries()) await context.articles.put(key, markdown(`No ${i}`, ['all']));
    const listed: string[] = [];
    for await (const { key } of listAll(context.articles, '')) listed.push(key);
    expect(listed.toSorted()).toEqual(keys.toSorted());

    const reports = await republish(keys, context);
    const expected = keys.map((key) => [key, SKIPPED.includes(key) ? 'skipped' : 'published']);
    expect(reports.map(({ key, status }) => [key, status])).toEqual(expected);
    const articles = keys.filter((key) => !SKIPPED.includes(key));
    for (const [i, key] of keys.entries()) {
      if (SKIPPED.includes(key)) continue;
      expect(await read(context.publicSite, articlePath(articleId(key)))).toContain(`No ${i}</h1>`);
    }
    const feed = parseFeed(await read(context.publicSite, 'rss.xml'));
    if (feed.format !== 'rss') throw new Error('the RSS feed is none');
    const guids = feed.feed.items?.map(({ guid }) => guid?.value);
    expect(guids?.toSorted()).toEqual(articles.map(articleGuid).toSorted());

    for (const key of keys) await context.articles.delete(key);
    expect(await republish(keys, context)).not.toContainEqual(expect.objectContaining({ status: 'failed' }));
    for await (const { key } of listAll(context.publicSite, 'articles/')) expect.fail(`${key} is left`);
  });

  it('of categories: subscription list, feed, self link and file agree, and no two share a file', async () => {
    for (const [i, name] of CATEGORIES.entries()) {
      await context.articles.put(`${i}.md`, markdown(`No ${i}`, [name]));
    }
    const reports = await republish(
      CATEGORIES.keys().map((i) => `${i}.md`),
      context,
    );
    for (const report of reports) expect(report).toMatchObject({ status: 'published' });
    const names = CATEGORIES.map((name) => name.normalize('NFC'));

    const opml = parseOpml(await read(context.publicSite, OPML_PATH));
    const [, ...outlines] = opml.body?.outlines ?? [];
    expect(outlines).toHaveLength(names.length);
    const byPath = new Map(outlines.map((outline) => [pathOf(outline.xmlUrl ?? ''), outline]));
    const paths = new Set<string>();
    for (const name of names) {
      const path = listingPath({ kind: 'category', name }, 'rss.xml');
      const { xmlUrl, htmlUrl = '' } = byPath.get(path) ?? {};
      expect(pathOf(htmlUrl)).toBe(listingPath({ kind: 'category', name }, 'index.html'));
      const parsed = parseFeed(await read(context.publicSite, path));
      if (parsed.format !== 'rss') throw new Error('the RSS feed is none');
      const { feed } = parsed;
      expect(feed.atom?.links?.find(({ rel }) => rel === 'self')?.href).toBe(xmlUrl);
      expect(feed.items?.map(({ title }) => title)).toEqual([`No ${names.indexOf(name)}`]);
      for (const file of LISTING_FILES) paths.add(listingPath({ kind: 'category', name }, file));
    }
    const found: string[] = [];
    for await (const { key } of listAll(context.publicSite, 'feeds/')) found.push(key);
    paths.add(listsPath('category'));
    expect(found.toSorted()).toEqual([...paths].toSorted());
    expect(found).toHaveLength(names.length * LISTING_FILES.length + 1);
  });

  it('of categories that are too long or only blank: rejected by name, or left out', async () => {
    await context.articles.put('long.md', markdown('Long', ['x'.repeat(501)]));
    await context.articles.put('blank.md', markdown('Blank', ['   ']));
    const [long, blank] = await republish(['long.md', 'blank.md'], context);
    expect(long).toMatchObject({ status: 'rejected' });
    expect(blank).toMatchObject({ status: 'published' });
    const found: string[] = [];
    for await (const { key } of listAll(context.publicSite, 'feeds/')) found.push(key);
    expect(found).toEqual([listsPath('category')]);
  });

  it('of categories that are the same but for their normal form: one feed', async () => {
    await context.articles.put('nfc.md', markdown('One', ['\u00e9']));
    await context.articles.put('nfd.md', markdown('Two', ['e\u0301']));
    await republish(['nfc.md', 'nfd.md'], context);
    const opml = parseOpml(await read(context.publicSite, OPML_PATH));
    expect(opml.body?.outlines?.slice(1).map(({ text }) => text)).toEqual(['\u00e9']);
  });
});

function markdown(title: string, categories: readonly string[]) {
  const matter = `title: ${title}\ndate: 2021-03-01T00:00:00Z\ncategories: ${JSON.stringify(categories)}`;
  return text(`---\n${matter}\n---\n\nThis is the text of ${title}.\n`);
}

function pathOf(address: string): string {
  const url = new URL(address);
  expect(url.href).toBe(address);
  expect(url.origin).toBe(BASE_URL);
  return url.pathname.slice(1).split('/').map(decodeURIComponent).join('/');
}

async function read(store: Store, path: string): Promise<string> {
  const object = await store.get(path);
  if (object === undefined) throw new Error(`there is no ${path}`);
  return Buffer.from(object.body).toString();
}
