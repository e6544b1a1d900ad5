import type { Article } from '../../lambda/model/article.ts';
import { type Body, joinBody } from '../../lambda/model/body.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { LIST_FOLDERS, LIST_KINDS } from '../../lambda/model/list-kinds.ts';
import { mediaPathHash } from '../../lambda/model/media.ts';
import { listingPath, OPML_PATH, parseSegment, SITE, SITEMAP_PATH } from '../../lambda/model/paths.ts';
import { publishArchives } from '../../lambda/protocol/archive/publish-archives.ts';
import type { Derivations } from '../../lambda/protocol/derivations.ts';
import { entryKey, INDEX_OF_WITHDRAWN, parseEntryKey } from '../../lambda/protocol/entries.ts';
import { EntryCache } from '../../lambda/protocol/entry-cache.ts';
import { openHistory } from '../../lambda/protocol/history/history.ts';
import { readListing } from '../../lambda/protocol/listing.ts';
import { entriesOf, outcomeAt, recordId, recordKey } from '../../lambda/protocol/record.ts';
import { parseRecord } from '../../lambda/protocol/record-format.ts';
import { republish } from '../../lambda/protocol/republish.ts';
import { parseWatchKey } from '../../lambda/protocol/watches.ts';
import type { MemoryStore } from '../../lambda/store/memory.ts';
import { type Content, listAll } from '../../lambda/store/store.ts';
import { type Buckets, protocolContext } from '../support/protocol-context.ts';
import { CUT_SHORT } from './losses.ts';
import type { Outcome } from './outcome.ts';
import { BROKEN_KEY } from './trouble.ts';
import { derivationsOf, ITEMS_PER_FEED, itemsPerFeed } from './workshops.ts';

/**
 * An article is at most in the site's list, in three categories, in two lists of tags and one of authors, with the boundaries
 * of these, and in one of files.
 */
const MAX_ENTRIES = 15;

/** What is wrong with the buckets after a simulation: one sentence each, none when all is well. */
export async function judge(outcome: Outcome, derivations: Derivations): Promise<readonly string[]> {
  if (outcome.stuck !== undefined) return [outcome.stuck];
  const { buckets, release, now } = outcome;
  const released = derivationsOf(derivations, release);
  return [
    ...outcome.early,
    ...(await judgePublicSite(buckets, released, now, itemsPerFeed(release), {
      allowsLeftMedia: !outcome.isOld,
    })),
    ...(await judgeArticles(outcome, released)),
    ...judgeState(outcome),
  ];
}

/** Compares the public bucket with what a rebuild from the articles alone gives at this time. */
export async function judgePublicSite(
  buckets: Buckets,
  derivations: Derivations,
  now: number,
  itemsPerFeed = ITEMS_PER_FEED,
  { allowsLeftMedia = true } = {},
): Promise<readonly string[]> {
  const actual = buckets.publicSite.contents();
  // A site that never held an article has no feeds yet; one whose last article went has empty ones.
  const fixed = new Set((await derivations.staticDocuments()).map(({ path }) => path));
  const documents = { overview: actual.has(OPML_PATH), archives: actual.has(SITEMAP_PATH) };
  const rebuilt = await rebuild(buckets.articles, derivations, now, documents, itemsPerFeed);
  const expected = rebuilt.publicSite.contents();
  const wrong: string[] = [];
  for (const [path, content] of expected) {
    const found = actual.get(path);
    if (found === undefined) wrong.push(`${path} is missing`);
    else if (!equal(found, content)) wrong.push(`${path} is not what a rebuild gives: ${show(found)}`);
  }
  for (const [path, content] of actual) {
    // A file that no article names any more goes with a sweep, and not before.
    if (allowsLeftMedia && mediaPathHash(path) !== undefined) continue;
    if (expected.has(path) || fixed.has(path)) continue;
    if (!(await isOfBetterTimes(path, content, rebuilt))) wrong.push(`${path} should not be there`);
  }
  return wrong;
}

/** What the articles come to in fresh buckets at this time, in milliseconds since the epoch. */
export async function rebuild(
  articles: MemoryStore,
  derivations: Derivations,
  now: number,
  { overview, archives }: { readonly overview: boolean; readonly archives: boolean },
  itemsPerFeed = ITEMS_PER_FEED,
): Promise<Rebuilt> {
  const context = protocolContext({
    articles,
    derivations,
    itemsPerFeed,
    now: () => now,
  });
  const keys = [...articles.contents().keys()].filter((key) => key !== BROKEN_KEY);
  const reports = await republish(keys, context, { complete: true, overview });
  for (const report of reports) if (report.status === 'failed') throw report.error;
  if (archives) await publishArchives(context, { isAlone: true, whole: true });
  return context;
}

type Rebuilt = ReturnType<typeof protocolContext> & { readonly publicSite: MemoryStore };

/** A list that had articles once, or more of them, keeps its feeds, with those that it has now. */
async function isOfBetterTimes(
  path: string,
  content: Content,
  { state, derivations, itemsPerFeed, ...context }: Rebuilt,
): Promise<boolean> {
  const [folder, segment] = path.split('/');
  const kind = LIST_KINDS.find((each) => LIST_FOLDERS[each] === `${folder}/`);
  if (kind === undefined || segment === undefined) return false;
  const scope = { kind, name: parseSegment(segment) ?? segment };
  const history = openHistory({ ...context, state, derivations, itemsPerFeed });
  const { articles, hasOlder, last } = await readListing(state, scope, {
    count: itemsPerFeed,
    cache: new EntryCache(),
    ...(history !== undefined && { upTo: history.isBoundary }),
  });
  const older = { hasOlder, ...(last !== undefined && { history: last.id }) };
  const archive = { leaf: { period: '', count: 0 }, lines: [] };
  const empty = [
    ...(await derivations.listingDocuments(scope, articles, older)),
    ...((await derivations.archives?.load())?.leafDocuments(scope, archive) ?? []),
    // No tick has known of it.
    await derivations.archives?.placeholder(scope),
  ].filter((document) => document?.path === path);
  return empty.some((document) => document !== undefined && equal(document.content, content));
}

/** Every article is present or rejected by name, and was reported so. */
async function judgeArticles(
  { buckets, reports, now, swept }: Outcome,
  derivations: Derivations,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const { articles, state, publicSite } = buckets;
  for await (const { key } of listAll(articles, '')) {
    const upload = await articles.get(key);
    if (upload === undefined || key === BROKEN_KEY) continue;
    const { status } = outcomeAt(await derivations.derive(upload), now);
    const where = recordKey(articleId(key));
    const record = await state.get(where);
    if (record !== undefined && isCutShort(record)) continue;
    const recorded = record && parseRecord(where, record.body).outcome.status;
    if (recorded !== status) wrong.push(`the record of ${key} says ${recorded} instead of ${status}`);
    // Two deliveries may end in another order than they looked at the article: the record is what counts.
    // A sweep leaves alone what was done by a worker that died before it reported.
    if (!swept && !reports.has(key)) wrong.push(`nobody reported on ${key}`);
    if (status === 'published' && (await publicSite.head(`articles/${articleId(key)}.html`)) === undefined) {
      wrong.push(`${key} has no page`);
    }
  }
  return wrong;
}

/** No entry that a record vouches for is missing, no memory is left over, and garbage is bounded. */
function judgeState({ buckets, losses, swept, isOld }: Outcome): readonly string[] {
  const wrong: string[] = [];
  const state = buckets.state.contents();
  const vouched = new Set<string>();
  const unreadable = new Set<string | undefined>();
  for (const [key, { body }] of buckets.state.contents('records/')) {
    if (isCutShort({ body })) {
      unreadable.add(recordId(key));
      continue;
    }
    const record = parseRecord(key, body);
    if (isOld && record.outcome.status === 'deleted') wrong.push(`${record.key} left its record behind`);
    for (const watch of record.inputs?.watches ?? []) {
      if (!state.has(watch)) wrong.push(`${record.key} misses its watch ${watch}`);
    }
    for (const entry of entriesOf(record).map(entryKey)) {
      vouched.add(entry);
      if (!state.has(entry)) wrong.push(`${record.key} misses its entry ${entry}`);
    }
  }
  for (const key of isOld ? buckets.state.contents('watch/').keys() : []) {
    const watch = parseWatchKey(key);
    if (watch === undefined || !state.has(recordKey(watch.id))) wrong.push(`${key} watches for nobody`);
  }
  const garbage = [...buckets.state.contents('index/').keys()].filter(
    (key) =>
      !vouched.has(key) &&
      !unreadable.has(parseEntryKey(key)?.id) &&
      // A withdrawal that passed leaves a note, by which others are counted.
      (isOld || !key.startsWith(INDEX_OF_WITHDRAWN)),
  );
  if (garbage.length > (swept ? 0 : losses * MAX_ENTRIES)) {
    wrong.push(`${garbage.length} garbage entries after ${losses} losses: ${garbage.join(', ')}`);
  }
  return wrong;
}

/** A record that was cut short and that no document needs is found when one does. */
function isCutShort({ body }: Pick<Content, 'body'>): boolean {
  return Buffer.from(body).toString() === CUT_SHORT;
}

/** The articles that a listing document of the plain derivations shows. */
export function shownIn(publicSite: MemoryStore): readonly Article[] {
  const feed = publicSite.contents().get(listingPath(SITE, 'feed.json'));
  return feed === undefined ? [] : JSON.parse(Buffer.from(feed.body).toString());
}

function equal(a: Content<Body>, b: Content): boolean {
  return a.contentType === b.contentType && Buffer.compare(joinBody(a.body), b.body) === 0;
}

function show({ body }: Content): string {
  return Buffer.from(body).toString();
}
