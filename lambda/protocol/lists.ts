import pMap from 'p-map';
import type { Article } from '../model/article.ts';
import { OPML_PATH, type Scope, SITE } from '../model/paths.ts';
import type { Content, StoredObject } from '../store/store.ts';
import type { Context, RepublishOptions } from './context.ts';
import { putDocuments } from './documents.ts';
import { listPrefix } from './entries.ts';
import type { EntryCache } from './entry-cache.ts';
import { LostStateError, unlessCorrupt } from './errors.ts';
import {
  type CategoryHead,
  categoryHeadKey,
  findCategory,
  HEAD_FORMAT,
  headContent,
  type KnownCategory,
  mergeCategories,
  parseCategoryHead,
  parseSiteHead,
  SITE_HEAD_KEY,
  type SiteHead,
} from './heads.ts';
import { openHistory } from './history/history.ts';
import { type ChangedList, groupChanges, type ListChange, unchangedList } from './list-changes.ts';
import { readListing } from './listing.ts';
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
 * Publishes every category that changed, with its feeds, page and archives; then those of the whole site, and the
 * overview of all categories. One list that fails does not stop the others.
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

  const published = new Map<string, KnownCategory>();
  await attempt(SITE, async () => {
    await ensureSiteHead(context, complete);
    const publish = async (list: ChangedList): Promise<void> => {
      const { scope } = list;
      if (scope.kind !== 'category') return;
      await attempt(scope, async () => {
        published.set(scope.name, await publishCategory(scope.name, list, publication));
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
 * Publishes one category and tells what is now known of it. The head is read before the inputs and replaced after the
 * documents: whoever is last to replace it has seen all that others did before they replaced it.
 */
async function publishCategory(
  name: string,
  list: ChangedList,
  publication: Publication,
): Promise<KnownCategory> {
  return swapHead(categoryHeadKey(name), publication.context, async (object) => {
    const generation = (await generationOf(name, object, publication)) + 1;
    const [newest] = await publishList(list, publication);
    const head: CategoryHead = { format: HEAD_FORMAT, name, generation };
    return { content: headContent(head), result: { generation, path: pathOf(name, newest?.categories) } };
  });
}

/**
 * How often the category was published. Where its head is lost or corrupt, the site's head remembers: a count that began
 * again would look older than what is known of the category, and be ignored.
 */
async function generationOf(
  name: string,
  object: StoredObject | undefined,
  { context, complete }: Publication,
): Promise<number> {
  const head = object && unlessCorrupt(() => parseCategoryHead(object.key, object.body));
  if (head !== undefined) return head.generation;
  const site = await context.state.get(SITE_HEAD_KEY);
  if (site === undefined && complete) return 0;
  if (site === undefined) throw new LostStateError();
  return findCategory(parseSiteHead(SITE_HEAD_KEY, site.body), name)?.generation ?? 0;
}

/** Publishes the whole site's feeds and the overview, with what is known of the categories just published. */
async function publishSite(
  list: ChangedList,
  published: ReadonlyMap<string, KnownCategory>,
  publication: Publication,
): Promise<void> {
  const { context, complete, onDocument } = publication;
  const { derivations, revision } = context;
  await swapHead(SITE_HEAD_KEY, context, async (object) => {
    if (object === undefined && !complete) throw new LostStateError();
    const known = object === undefined ? EMPTY_SITE : parseSiteHead(SITE_HEAD_KEY, object.body);
    const categories = mergeCategories(known.categories, published);
    const present = Object.entries(categories).flatMap(([name, { path }]) =>
      path === null ? [] : [{ name, path }],
    );
    const newest = await publishList(list, publication);
    const overview = derivations.overviewDocuments(present, newest);
    const fixed = known.revision === revision ? [] : await derivations.staticDocuments();
    await putDocuments([...overview, ...fixed], context, onDocument);
    const head: SiteHead = { format: HEAD_FORMAT, generation: known.generation + 1, revision, categories };
    return { content: headContent(head), result: undefined };
  });
}

/** Publishes what is derived from a list's own entries: its feeds and page, and the archives that changed. */
async function publishList(
  list: ChangedList,
  { context, cache, onDocument, repeats }: Publication,
): Promise<readonly Article[]> {
  const { state, derivations, itemsPerFeed } = context;
  const { scope } = list;
  const history = openHistory(context);
  const listing = await readListing(state, scope, {
    count: itemsPerFeed,
    cache,
    ...(history !== undefined && { upTo: history.isBoundary }),
  });
  for (const repeat of listing.repeats) repeats.set(`${repeat.shown}\n${repeat.hidden}`, repeat);
  const documents = await derivations.listingDocuments(scope, listing.articles, listing.last?.id);
  await putDocuments(documents, context, onDocument);
  await history?.publish(list, listing, cache, onDocument);
  return listing.articles;
}

const EMPTY_SITE: SiteHead = { format: HEAD_FORMAT, generation: 0, revision: '', categories: {} };

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
    const put = await state.put(SITE_HEAD_KEY, headContent(EMPTY_SITE), { ifAbsent: true });
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

/** The categories above one, as its newest article names them; null when it has none. */
function pathOf(name: string, categories: readonly string[] | undefined): readonly string[] | null {
  return categories === undefined ? null : categories.slice(0, Math.max(0, categories.indexOf(name)));
}
