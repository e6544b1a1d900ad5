import pMap from 'p-map';
import type { Article } from '../model/article.ts';
import { archivePath, OPML_PATH, type Scope, SITE } from '../model/paths.ts';
import type { Content, StoredObject } from '../store/store.ts';
import type { Context, RepublishOptions } from './context.ts';
import type { PublicDocument } from './derivations.ts';
import { type List, listPrefix } from './entries.ts';
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
} from './heads.ts';
import { findTouchedArchives, readArchive } from './history/archives.ts';
import { type Repeat, readListing } from './listing.ts';
import { endAll } from './requests.ts';
import type { SeenEntries } from './seen-entries.ts';
import { rememberArchive } from './update-record.ts';

/** Each try fails only when another worker has published the same list meanwhile, and so got further. */
const MAX_TRIES = 40;

const CONCURRENT_LISTS = 4;

/** What came of the publication of lists. */
export interface PublishedLists {
  readonly failures: ListFailures;
  /** The stories that came under several keys. */
  readonly repeats: readonly Repeat[];
}

/** The lists that could not be published, by their index prefix. */
export type ListFailures = ReadonlyMap<string, { readonly error: unknown }>;

/** A list that is to be published: because of an entry that came or went, or of an archive, or as it is. */
export interface TouchedPlace {
  readonly list: List;
  readonly entry?: string;
  readonly archive?: string;
}

/** What the publication of every list of a batch shares. */
interface Run {
  readonly context: Context;
  readonly seen: SeenEntries;
  /** The records are those of all articles there are, so that the site's head may be missing. */
  readonly complete: boolean;
  readonly onDocument: RepublishOptions['onDocument'];
  readonly repeats: Map<string, Repeat>;
}

/** A list that has feeds, its entries that came or went, and archives that are to be looked at. */
interface TouchedList {
  readonly scope: Scope;
  readonly entries: string[];
  readonly archives: Set<string>;
}

/**
 * Publishes the feeds, the page and the touched archives of each category among the places, then those of the whole
 * site and the overview of all categories. One list that fails does not stop the others.
 */
export async function publishLists(
  places: readonly TouchedPlace[],
  context: Context,
  seen: SeenEntries,
  { signal, complete = false, overview = false, onDocument }: RepublishOptions,
): Promise<PublishedLists> {
  const run = { context, seen, complete, onDocument, repeats: new Map<string, Repeat>() };
  const failures = new Map<string, { readonly error: unknown }>();
  const attempt = async (scope: Scope, publish: () => Promise<void>): Promise<void> => {
    try {
      signal?.throwIfAborted();
      await publish();
    } catch (error) {
      failures.set(listPrefix(scope), { error });
    }
  };
  const lists = touchedLists(places);
  const site = lists.find(({ scope }) => scope.kind === 'site');
  if (!overview && site === undefined) return { failures, repeats: [] };

  const learned = new Map<string, KnownCategory>();
  await attempt(SITE, async () => {
    await ensureSiteHead(context, complete);
    const publish = async (list: TouchedList): Promise<void> => {
      const { scope } = list;
      if (scope.kind !== 'category') return;
      await attempt(scope, async () => {
        learned.set(scope.name, await publishCategory(scope.name, list, run));
      });
    };
    await pMap(lists, publish, { concurrency: CONCURRENT_LISTS });
    // A new head that lacks a category would hide that the rebuild has not come to its end.
    const whole = { ...run, complete: complete && failures.size === 0 };
    await publishSite(site ?? { scope: SITE, entries: [], archives: new Set() }, learned, whole);
  });
  return { failures, repeats: [...run.repeats.values()] };
}

/** The places by their lists; those that have no feeds are left out. */
function touchedLists(places: readonly TouchedPlace[]): readonly TouchedList[] {
  const lists = new Map<string, TouchedList>();
  for (const { list, entry, archive } of places) {
    if (list.kind !== 'site' && list.kind !== 'category') continue;
    const prefix = listPrefix(list);
    const touched = lists.get(prefix) ?? { scope: list, entries: [], archives: new Set() };
    lists.set(prefix, touched);
    if (entry !== undefined) touched.entries.push(entry);
    if (archive !== undefined) touched.archives.add(archive);
  }
  return [...lists.values()];
}

/**
 * Publishes one category and tells what is now known of it. The head is read before the inputs and replaced after
 * the documents by compare-and-swap: if another worker published the list in between, its documents may be older or
 * newer than ours, so we begin again. Looking at the inputs a second time would hold the same, but never come to an
 * end in a category into which others keep publishing.
 */
async function publishCategory(name: string, list: TouchedList, run: Run): Promise<KnownCategory> {
  return swapUntilFirst(categoryHeadKey(name), run.context, async (object) => {
    const generation = (await generationOf(name, object, run)) + 1;
    const [newest] = await publishList(list, run);
    const head: CategoryHead = { format: HEAD_FORMAT, name, generation };
    return { content: headContent(head), result: { generation, path: pathOf(name, newest?.categories) } };
  });
}

/**
 * How often the category was published. Where its head is lost or damaged, the site's head remembers: a count that
 * began again would look older than what is known of the category, and be ignored.
 */
async function generationOf(
  name: string,
  object: StoredObject | undefined,
  { context, complete }: Run,
): Promise<number> {
  try {
    if (object !== undefined) return parseCategoryHead(object.key, object.body).generation;
  } catch (error) {
    if (!(error instanceof CorruptStateError)) throw error;
  }
  const site = await context.state.get(SITE_HEAD_KEY);
  if (site === undefined && complete) return 0;
  if (site === undefined) throw new LostStateError();
  return findCategory(parseSiteHead(SITE_HEAD_KEY, site.body), name)?.generation ?? 0;
}

/** Publishes the whole site's feeds and the overview, with what publishing the categories has taught. */
async function publishSite(
  list: TouchedList,
  learned: ReadonlyMap<string, KnownCategory>,
  run: Run,
): Promise<void> {
  const { derivations, revision } = run.context;
  await swapUntilFirst(SITE_HEAD_KEY, run.context, async (object) => {
    if (object === undefined && !run.complete) throw new LostStateError();
    const known = object === undefined ? EMPTY_SITE : parseSiteHead(SITE_HEAD_KEY, object.body);
    const categories = mergeCategories(known.categories, learned);
    const present = Object.entries(categories).flatMap(([name, { path }]) =>
      path === null ? [] : [{ name, path }],
    );
    const newest = await publishList(list, run);
    const overview = derivations.overviewDocuments(present, newest);
    const fixed = known.revision === revision ? [] : await derivations.staticDocuments();
    await putDocuments([...overview, ...fixed], run);
    const head: SiteHead = { format: HEAD_FORMAT, generation: known.generation + 1, revision, categories };
    return { content: headContent(head), result: undefined };
  });
}

/** Publishes what is derived from a list's own entries: its feeds and page, and the archives that were touched. */
async function publishList(list: TouchedList, run: Run): Promise<readonly Article[]> {
  const { state, publicSite, derivations, itemsPerFeed } = run.context;
  const { scope } = list;
  const keepsHistory = derivations.archiveDocument !== undefined;
  const listing = await readListing(state, scope, itemsPerFeed, run.seen, keepsHistory);
  for (const repeat of listing.repeats) run.repeats.set(`${repeat.shown}\n${repeat.hidden}`, repeat);
  await putDocuments(derivations.listingDocuments(scope, listing.articles, listing.boundary?.id), run);
  const touched = keepsHistory ? await findTouchedArchives(state, list, listing) : [];
  for (const { article, archive } of touched) {
    if (archive !== article) await rememberArchive(article, { list: scope, archive }, run.context);
    // Looked at in every further try as well: by then it may be none that the entries lead to.
    list.archives.add(archive);
  }
  for (const id of list.archives) {
    const archive = await readArchive(state, scope, id, run.seen);
    const content = archive && derivations.archiveDocument?.(scope, id, archive);
    const path = archivePath(scope, id);
    if (content === undefined) await publicSite.delete(path);
    else await putDocuments([{ path, content }], run);
  }
  return listing.articles;
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
  { context, onDocument }: Pick<Run, 'context' | 'onDocument'>,
): Promise<void> {
  await endAll(
    documents.map(async ({ path, content }) => {
      if (await context.publicSite.holds(path, content)) return;
      await context.publicSite.put(path, content);
      onDocument?.(path);
    }),
  );
}

/** The categories above one, as its newest article names them; null when it has none. */
function pathOf(name: string, categories: readonly string[] | undefined): readonly string[] | null {
  return categories === undefined ? null : categories.slice(0, Math.max(0, categories.indexOf(name)));
}
