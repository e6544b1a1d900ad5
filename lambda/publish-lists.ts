import pMap from 'p-map';
import type { PublicDocument } from './derivations.ts';
import { ContentionError, CorruptStateError, LostStateError } from './errors.ts';
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
} from './index/heads.ts';
import { readListing, type SeenEntries } from './index/listing.ts';
import { type List, listPrefix } from './index/places.ts';
import { OPML_PATH, SITE } from './public-paths.ts';
import type { Context, RepublishOptions } from './republish.ts';
import { endAll } from './requests.ts';
import type { Content, StoredObject } from './store/store.ts';

/** Each try fails only when another worker has published the same list meanwhile, and so got further. */
const MAX_TRIES = 40;

const CONCURRENT_LISTS = 4;

/** The lists that could not be published, by their index prefix. */
export type ListFailures = ReadonlyMap<string, { readonly error: unknown }>;

interface ListOptions {
  /** The records are those of all articles there are, so that the site's head may be missing. */
  readonly complete: boolean;
  readonly onDocument: RepublishOptions['onDocument'];
}

/**
 * Publishes the feeds and the page of each category among the lists, then those of the whole site and the overview
 * of all categories. One list that fails does not stop the others.
 */
export async function publishLists(
  lists: readonly List[],
  context: Context,
  seen: SeenEntries,
  { signal, complete = false, overview = false, onDocument }: RepublishOptions,
): Promise<ListFailures> {
  const failures = new Map<string, { readonly error: unknown }>();
  const attempt = async (list: List, publish: () => Promise<void>): Promise<void> => {
    try {
      signal?.throwIfAborted();
      await publish();
    } catch (error) {
      failures.set(listPrefix(list), { error });
    }
  };
  const scopes = [...new Map(lists.map((list) => [listPrefix(list), list])).values()];
  if (!overview && !scopes.some((list) => list.kind === 'site')) return failures;

  const categories = scopes.filter((list) => list.kind === 'category');
  const learned = new Map<string, KnownCategory>();
  await attempt(SITE, async () => {
    await ensureSiteHead(context, complete);
    const publish = async (list: (typeof categories)[number]): Promise<void> => {
      learned.set(list.name, await publishCategory(list.name, context, seen, { complete, onDocument }));
    };
    await pMap(categories, (list) => attempt(list, () => publish(list)), { concurrency: CONCURRENT_LISTS });
    // A new head that lacks a category would hide that the rebuild has not come to its end.
    await publishSite(learned, context, seen, { complete: complete && failures.size === 0, onDocument });
  });
  return failures;
}

/**
 * Publishes one category and tells what is now known of it. The head is read before the inputs and replaced after
 * the documents by compare-and-swap: if another worker published the list in between, its documents may be older or
 * newer than ours, so we begin again. Looking at the inputs a second time would hold the same, but never come to an
 * end in a category into which others keep publishing.
 */
async function publishCategory(
  name: string,
  context: Context,
  seen: SeenEntries,
  { complete, onDocument }: ListOptions,
): Promise<KnownCategory> {
  const scope = { kind: 'category', name } as const;
  const key = categoryHeadKey(name);
  return swapUntilFirst(key, context, async (object) => {
    const generation = (await generationOf(name, object, context, complete)) + 1;
    const articles = await readListing(context.state, scope, context.itemsPerFeed, seen);
    await putDocuments(context.derivations.listingDocuments(scope, articles), context, onDocument);
    const head: CategoryHead = { format: HEAD_FORMAT, name, generation };
    return {
      content: headContent(head),
      result: { generation, path: pathOf(name, articles[0]?.categories) },
    };
  });
}

/**
 * How often the category was published. Where its head is lost or damaged, the site's head remembers: a count that
 * began again would look older than what is known of the category, and be ignored.
 */
async function generationOf(
  name: string,
  object: StoredObject | undefined,
  { state }: Context,
  complete: boolean,
): Promise<number> {
  try {
    if (object !== undefined) return parseCategoryHead(object.key, object.body).generation;
  } catch (error) {
    if (!(error instanceof CorruptStateError)) throw error;
  }
  const site = await state.get(SITE_HEAD_KEY);
  if (site === undefined && complete) return 0;
  if (site === undefined) throw new LostStateError();
  return findCategory(parseSiteHead(SITE_HEAD_KEY, site.body), name)?.generation ?? 0;
}

/** Publishes the whole site's feeds and the overview, with what publishing the categories has taught. */
async function publishSite(
  learned: ReadonlyMap<string, KnownCategory>,
  context: Context,
  seen: SeenEntries,
  { complete, onDocument }: ListOptions,
): Promise<void> {
  const { derivations, state, itemsPerFeed, revision } = context;
  await swapUntilFirst(SITE_HEAD_KEY, context, async (object) => {
    if (object === undefined && !complete) throw new LostStateError();
    const known = object === undefined ? EMPTY_SITE : parseSiteHead(SITE_HEAD_KEY, object.body);
    const categories = mergeCategories(known.categories, learned);
    const articles = await readListing(state, SITE, itemsPerFeed, seen);
    const present = Object.entries(categories).flatMap(([name, { path }]) =>
      path === null ? [] : [{ name, path }],
    );
    const overview = derivations.overviewDocuments(present, articles);
    const fixed = known.revision === revision ? [] : derivations.staticDocuments();
    const documents = [...derivations.listingDocuments(SITE, articles), ...overview, ...fixed];
    await putDocuments(documents, context, onDocument);
    const head: SiteHead = { format: HEAD_FORMAT, generation: known.generation + 1, revision, categories };
    return { content: headContent(head), result: undefined };
  });
}

const EMPTY_SITE: SiteHead = { format: HEAD_FORMAT, generation: 0, revision: '', categories: {} };

/**
 * Makes sure that the site's head stands before anything of a list is published: a public site without it is one
 * whose state was lost. Whoever rebuilds such a site from all articles puts the head only when all else is done, so
 * that a rebuild which dies on its way has to be done again.
 *
 * @throws LostStateError when that is so, and the articles at hand are not all there are.
 */
async function ensureSiteHead({ state, publicSite, pause }: Context, complete: boolean): Promise<void> {
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    if ((await state.head(SITE_HEAD_KEY)) !== undefined) return;
    if ((await publicSite.head(OPML_PATH)) !== undefined) {
      // Another worker may have put the head and published the site since we looked.
      if (complete || (await state.head(SITE_HEAD_KEY)) !== undefined) return;
      throw new LostStateError();
    }
    const put = await state.put(SITE_HEAD_KEY, headContent(EMPTY_SITE), { ifAbsent: true });
    if (put.outcome === 'written') return;
    await pause(tries);
  }
  throw new ContentionError(`the list behind ${JSON.stringify(SITE_HEAD_KEY)}`, MAX_TRIES);
}

/**
 * Reads the object at a key, does the work, and puts what it leads to by compare-and-swap; from the beginning when
 * somebody else was first.
 */
async function swapUntilFirst<Result>(
  key: string,
  { state, pause }: Context,
  work: (object: StoredObject | undefined) => Promise<{ readonly content: Content; readonly result: Result }>,
): Promise<Result> {
  for (let tries = 1; tries <= MAX_TRIES; tries++) {
    const object = await state.get(key);
    const { content, result } = await work(object);
    const put = await state.put(
      key,
      content,
      object === undefined ? { ifAbsent: true } : { ifVersion: object.version },
    );
    if (put.outcome === 'written') return result;
    await pause(tries);
  }
  throw new ContentionError(`the list behind ${JSON.stringify(key)}`, MAX_TRIES);
}

/** Puts the documents that differ from what stands there: subscribers keep getting 304 for the others. */
export async function putDocuments(
  documents: readonly PublicDocument[],
  { publicSite }: Context,
  onDocument: RepublishOptions['onDocument'],
): Promise<void> {
  await endAll(
    documents.map(async ({ path, content }) => {
      if (await publicSite.holds(path, content)) return;
      await publicSite.put(path, content);
      onDocument?.(path);
    }),
  );
}

/** The categories above one, as its newest article names them; null when it has none. */
function pathOf(name: string, categories: readonly string[] | undefined): readonly string[] | null {
  return categories === undefined ? null : categories.slice(0, Math.max(0, categories.indexOf(name)));
}
