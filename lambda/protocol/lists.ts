import pMap from 'p-map';
import type { Article } from '../model/article.ts';
import type { NamedScope, Scope } from '../model/list-kinds.ts';
import { OPML_PATH, SITE } from '../model/paths.ts';
import type { Content, StoredObject } from '../store/store.ts';
import type { Context, RepublishOptions } from './context.ts';
import { putDocuments, putIfAbsent } from './documents.ts';
import { listPrefix } from './entries.ts';
import type { EntryCache } from './entry-cache.ts';
import { LostStateError, unlessCorrupt } from './errors.ts';
import {
  EMPTY_SITE,
  findList,
  headKey,
  type LearnedList,
  listHeadContent,
  mergeLists,
  parseListHead,
  parseSiteHead,
  presentLists,
  SITE_HEAD_KEY,
  type SiteHead,
  siteHeadContent,
} from './heads.ts';
import { openHistory } from './history/history.ts';
import { type ChangedList, groupChanges, type ListChange, unchangedList } from './list-changes.ts';
import { publishListDocuments } from './list-documents.ts';
import { type Listing, readListing } from './listing.ts';
import { LOST, retry } from './retry.ts';
import type { Repeat } from './stories.ts';

const CONCURRENT_LISTS = 4;

/** What came of the publication of lists. */
export interface PublishedLists {
  readonly failures: ListFailures;
  /** Stories that came under several keys. */
  readonly repeats: readonly Repeat[];
}

/** The errors of the lists that could not be published, by the prefix of their index entries. */
export type ListFailures = ReadonlyMap<string, { readonly error: unknown }>;

/** What the publication of every list of a batch shares. */
interface Publication {
  readonly context: Context;
  readonly cache: EntryCache;
  /** The records are those of all articles there are, so that the site's head may be missing. */
  readonly complete: boolean;
  readonly onDocument: RepublishOptions['onDocument'];
  readonly repeats: Map<string, Repeat>;
}

/**
 * Publishes every named list that changed, with its feeds, page and archives; then those of the whole site, and the
 * overview. One list that fails does not stop the others.
 */
export async function publishLists(
  changes: readonly ListChange[],
  context: Context,
  cache: EntryCache,
  { signal, complete = false, overview = false, onDocument }: RepublishOptions,
): Promise<PublishedLists> {
  const repeats = new Map<string, Repeat>();
  const publication = { context, cache, complete, onDocument, repeats };
  const failures = new Map<string, { readonly error: unknown }>();
  const attempt = async (scope: Scope, publish: () => Promise<void>): Promise<void> => {
    try {
      signal?.throwIfAborted();
      await publish();
    } catch (error) {
      failures.set(listPrefix(scope), { error });
    }
  };
  const lists = groupChanges(changes);
  const site = lists.find(({ scope }) => scope.kind === 'site');
  if (!overview && site === undefined) return { failures, repeats: [] };

  const published: LearnedList[] = [];
  await attempt(SITE, async () => {
    await ensureSiteHead(context, complete);
    const publish = async (list: ChangedList): Promise<void> => {
      const { scope } = list;
      if (scope.kind === 'site') return;
      await attempt(scope, async () => {
        published.push(await publishNamed(scope, list, publication));
      });
    };
    await pMap(lists, publish, { concurrency: CONCURRENT_LISTS });
    // A new head that lacked a category would hide that the rebuild is not finished.
    const whole = { ...publication, complete: complete && failures.size === 0 };
    await publishSite(site ?? unchangedList(SITE), published, whole);
  });
  return { failures, repeats: [...repeats.values()] };
}

/**
 * Publishes a list that has a name, and tells what is now known of it. The head is read before the inputs and replaced after
 * the documents: whoever is last to replace it has seen all that others did before they replaced it.
 */
async function publishNamed(
  scope: NamedScope,
  list: ChangedList,
  publication: Publication,
): Promise<LearnedList> {
  return swapHead(headKey(scope), publication.context, async (object) => {
    const generation = (await generationOf(scope, object, publication)) + 1;
    const { articles, hasFeeds } = await publishList(list, publication);
    if (generation === 1) await putPlaceholder(scope, publication);
    const content = listHeadContent({ name: scope.name, generation });
    return {
      content,
      result: { scope, generation, hasFeeds, path: hasFeeds ? pathOf(scope, articles[0]) : null },
    };
  });
}

/**
 * How often the list was published. Where its head is lost or corrupt, the site's head remembers: a count that began again
 * would look older than what is known of the list, and be ignored.
 */
async function generationOf(
  scope: NamedScope,
  object: StoredObject | undefined,
  { context, complete }: Publication,
): Promise<number> {
  const head = object && unlessCorrupt(() => parseListHead(object.key, object.body));
  if (head !== undefined) return head.generation;
  const site = await context.state.get(SITE_HEAD_KEY);
  if (site === undefined && complete) return 0;
  if (site === undefined) throw new LostStateError();
  return findList(parseSiteHead(SITE_HEAD_KEY, site.body), scope)?.generation ?? 0;
}

/** Publishes the whole site's feeds and the overview, with what is known of the lists just published. */
async function publishSite(
  list: ChangedList,
  published: readonly LearnedList[],
  publication: Publication,
): Promise<void> {
  const { context, complete, onDocument } = publication;
  const { derivations, revision } = context;
  await swapHead(SITE_HEAD_KEY, context, async (object) => {
    if (object === undefined && !complete) throw new LostStateError();
    const known = object === undefined ? EMPTY_SITE : parseSiteHead(SITE_HEAD_KEY, object.body);
    const lists = mergeLists(known.lists, await withoutUnknown(published, known, context));
    const { articles, hasOlder } = await publishList(list, publication);
    if (known.generation === 0) await putPlaceholder(SITE, publication);
    const overview = derivations.overviewDocuments(presentLists(lists), articles, { hasOlder });
    const fixed = known.revision === revision ? [] : await derivations.staticDocuments();
    await putDocuments([...overview, ...fixed], context, onDocument);
    const head: SiteHead = { generation: known.generation + 1, revision, lists };
    return { content: siteHeadContent(head), result: undefined };
  });
}

/**
 * What was learned of lists, but for those that never had feeds and that the site does not know: there may be one for each
 * word that an uploader ever took for a tag. As it does not know when they were published, either, a list becomes known only
 * by the latest of its publications; whoever made a later one tells of it, or has told that it has no feeds.
 */
async function withoutUnknown(
  published: readonly LearnedList[],
  site: SiteHead,
  { state }: Context,
): Promise<readonly LearnedList[]> {
  const isNotable = async ({ scope, generation, hasFeeds }: LearnedList): Promise<boolean> => {
    if (scope.kind === 'category' || findList(site, scope) !== undefined) return true;
    if (!hasFeeds) return false;
    const key = headKey(scope);
    const object = await state.get(key);
    const head = object && unlessCorrupt(() => parseListHead(key, object.body));
    return head?.generation === generation;
  };
  const notable = await pMap(published, isNotable, { concurrency: CONCURRENT_LISTS });
  return published.filter((_, at) => notable[at]);
}

/** Publishes what is derived from a list's own entries: its feeds and page, and the archives that changed. */
async function publishList(
  list: ChangedList,
  { context, cache, onDocument, repeats }: Publication,
): Promise<Listing & { readonly hasFeeds: boolean }> {
  const { state, itemsPerFeed } = context;
  const { scope } = list;
  const history = openHistory(context);
  const listing = await readListing(state, scope, {
    count: itemsPerFeed,
    cache,
    ...(history !== undefined && { upTo: history.isBoundary }),
  });
  for (const repeat of listing.repeats) repeats.set(`${repeat.shown}\n${repeat.hidden}`, repeat);
  const hasFeeds = await publishListDocuments(scope, listing, context, onDocument);
  await history?.publish(list, listing, cache, onDocument);
  return { ...listing, hasFeeds };
}

/** Gives a new list something where pages link to its archive, if it has one, unless a tick was faster. */
async function putPlaceholder(scope: Scope, { context, onDocument }: Publication): Promise<void> {
  if (scope.kind !== 'site' && scope.kind !== 'category') return;
  const placeholder = await context.derivations.archives?.placeholder(scope);
  if (placeholder === undefined) return;
  const { path, content } = placeholder;
  if (await putIfAbsent(path, content, context.publicSite)) onDocument?.(path);
}

/**
 * Makes sure that the site's head stands before anything of a list is published: a public site without it is one whose
 * state was lost. Whoever rebuilds such a site from all articles puts the head when all else is done, so that a rebuild
 * that dies on the way is done again.
 *
 * @throws LostStateError when the state was lost and the articles at hand are not all there are.
 */
async function ensureSiteHead(context: Context, complete: boolean): Promise<void> {
  const { state, publicSite } = context;
  await retry(nameOf(SITE_HEAD_KEY), context, async () => {
    if ((await state.head(SITE_HEAD_KEY)) !== undefined) return;
    if ((await publicSite.head(OPML_PATH)) !== undefined) {
      // Another worker may have put the head and published the site since we looked.
      if (complete || (await state.head(SITE_HEAD_KEY)) !== undefined) return;
      throw new LostStateError();
    }
    const put = await state.put(SITE_HEAD_KEY, siteHeadContent(EMPTY_SITE), { ifAbsent: true });
    return put.outcome === 'written' ? undefined : LOST;
  });
}

/** Reads a head, does the work, and puts the head that it leads to by compare-and-swap. */
async function swapHead<Result>(
  key: string,
  context: Context,
  work: (head: StoredObject | undefined) => Promise<{ readonly content: Content; readonly result: Result }>,
): Promise<Result> {
  const { state } = context;
  return retry(nameOf(key), context, async () => {
    const object = await state.get(key);
    const { content, result } = await work(object);
    const condition = object === undefined ? { ifAbsent: true as const } : { ifVersion: object.version };
    const put = await state.put(key, content, condition);
    return put.outcome === 'written' ? result : LOST;
  });
}

function nameOf(headKey: string): string {
  return `the list of ${JSON.stringify(headKey)}`;
}

/** The categories above a category, as its newest article names them; null when a list has no article. */
function pathOf({ kind, name }: NamedScope, newest: Article | undefined): readonly string[] | null {
  if (newest === undefined) return null;
  if (kind !== 'category') return [];
  return newest.categories.slice(0, Math.max(0, newest.categories.indexOf(name)));
}
