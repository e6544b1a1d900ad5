import { articleId } from '../model/identity.ts';
import {
  ARTICLE_PAGES,
  archiveFolder,
  archivePathId,
  articlePath,
  articlePathId,
  CATEGORY_FEEDS,
  categorySegment,
  parseSegment,
  type Scope,
} from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import {
  INDEX_OF_BOUNDARIES,
  INDEX_OF_CATEGORIES,
  isSameAttempt,
  listPrefix,
  parseEntry,
  placeKey,
} from '../protocol/entries.ts';
import { CorruptStateError } from '../protocol/errors.ts';
import { CATEGORY_HEADS, parseCategoryHead, parseSiteHead, SITE_HEAD_KEY } from '../protocol/heads.ts';
import type { TouchedPlace } from '../protocol/lists.ts';
import {
  type ArticleRecord,
  feedPlacesOf,
  isDue,
  listsOf,
  parseRecord,
  placesOf,
  recordKey,
  stampOf,
  vouchesFor,
} from '../protocol/record.ts';
import { listAll, type ObjectInfo, type Store } from '../store/store.ts';
import type { KnownFile, KnownFiles } from './inventory.ts';

/** What of a file is missing or not as it should be: the first of these that is found. */
export type Damage = 'record' | 'entries' | 'page';

/** Entries of a category that are read for its name when its path segment does not tell. */
const MAX_READ_FOR_NAME = 100;

/** Greater than all that can follow in a key. */
const LAST = '\u{10ffff}';

/**
 * Compares one file with its record, and the record with the index and the article's page. Costs a HEAD of the file, a
 * GET of the record, a HEAD for each entry and a look at the page. Processing the key costs little more and also
 * mends, so that at a million articles all keys are better queued than examined.
 */
export async function examineFile(key: string, context: Context): Promise<Damage | undefined> {
  const { articles, state, publicSite, derivations, revision, now } = context;
  const file = await articles.head(key);
  const record = await readRecord(articleId(key), state);
  if (file === undefined && record === undefined) return undefined;
  if (record === undefined || record === 'damaged' || record.stamp !== stampOf(file, revision))
    return 'record';
  if (isDue(record.outcome, now())) return 'record';
  for (const place of placesOf(record)) {
    if ((await state.head(placeKey(place))) === undefined) return 'entries';
  }
  const path = articlePath(articleId(key));
  const { outcome } = record;
  const isRight =
    outcome.status === 'published'
      ? await publicSite.holds(path, derivations.articlePage(outcome.article))
      : (await publicSite.head(path)) === undefined;
  return isRight ? undefined : 'page';
}

/**
 * The entries of the index that no record vouches for. Lists the entries of categories and boundaries, and reads only
 * the records of files that have an entry which listing alone cannot explain. An entry may also be the first half of
 * what a worker is doing: leave young ones alone.
 */
export async function* findGarbage(
  context: Pick<Context, 'state'>,
  known: KnownFiles,
): AsyncGenerator<ObjectInfo> {
  yield* findSurplus(context, known);
  yield* findGarbageBelow(INDEX_OF_CATEGORIES, context, known);
  yield* findGarbageBelow(INDEX_OF_BOUNDARIES, context, known);
}

/** The garbage in the lists that were read for what is known; they need not be listed again. */
export async function* findSurplus(
  { state }: Pick<Context, 'state'>,
  known: KnownFiles,
  signal?: AbortSignal,
): AsyncGenerator<ObjectInfo> {
  for (const [id, file] of known) {
    if (typeof file === 'string' || file.entries.length === 0) continue;
    signal?.throwIfAborted();
    const record = await readRecord(id, state);
    if (record === 'damaged') continue;
    for (const key of file.entries) {
      if (record !== undefined && vouchesFor(record, key)) continue;
      const object = await state.head(key);
      if (object !== undefined) yield object;
    }
  }
}

/** The garbage among the entries of categories or boundaries below a prefix. */
export async function* findGarbageBelow(
  prefix: string,
  { state }: Pick<Context, 'state'>,
  known: KnownFiles,
  signal?: AbortSignal,
): AsyncGenerator<ObjectInfo> {
  for await (const object of listAll(state, prefix, signal)) {
    const id = parseEntry(object.key)?.id;
    if (id === undefined || isExplained(object.key, known.get(id))) continue;
    const record = await readRecord(id, state);
    if (record === undefined || (record !== 'damaged' && !vouchesFor(record, object.key))) yield object;
  }
}

/** Whether an entry of a file is of the attempt whose record, as far as listing tells, stands. */
export function isExplained(entryKey: string, file: KnownFile | undefined): boolean {
  return typeof file === 'string' && isSameAttempt(file, entryKey);
}

/**
 * The pages of articles that are not published: of files that are gone, rejected, or unknown. Reads a record for each
 * page, but for those of `published` articles, which need no look.
 */
export async function* findOrphanPages(
  { state, publicSite }: Pick<Context, 'state' | 'publicSite'>,
  isPublished: (id: string) => boolean = () => false,
  signal?: AbortSignal,
): AsyncGenerator<ObjectInfo> {
  for await (const object of listAll(publicSite, ARTICLE_PAGES, signal)) {
    const id = articlePathId(object.key);
    if (id === undefined || isPublished(id)) continue;
    const record = await readRecord(id, state);
    if (record === undefined || (record !== 'damaged' && record.outcome.status !== 'published')) yield object;
  }
}

/** The entries of a list whose articles open its archives. Costs a record for each thirty-two articles of the list. */
export async function* findOpenings(
  { state }: Pick<Context, 'state'>,
  scope: Scope,
): AsyncGenerator<TouchedPlace> {
  const prefix = listPrefix(scope);
  for await (const { key } of listAll(state, listPrefix({ kind: 'boundaries', of: scope }))) {
    const record = await readRecord(parseEntry(key)?.id ?? '', state);
    if (record === undefined || record === 'damaged' || !vouchesFor(record, key)) continue;
    yield* feedPlacesOf(record).filter(({ list }) => listPrefix(list) === prefix);
  }
}

/** The archives of a list which no article opens that is in it. Reads a record for each archive. */
export async function* findOrphanArchives(
  { state, publicSite }: Pick<Context, 'state' | 'publicSite'>,
  scope: Scope,
): AsyncGenerator<ObjectInfo> {
  const isSame = (list: Scope): boolean => listPrefix(list) === listPrefix(scope);
  for await (const object of listAll(publicSite, archiveFolder(scope))) {
    const id = archivePathId(scope, object.key);
    const record = id === undefined ? undefined : await readRecord(id, state);
    if (id === undefined || record === 'damaged') continue;
    const isOpen = record?.opens && listsOf(record).some(isSame);
    if (!isOpen) yield object;
  }
}

/** The categories that have entries, a head or feeds. */
export interface FoundCategories {
  readonly names: readonly string[];
  /** Folders of feeds whose category nobody can name any more, as their path segment is a shortened one. */
  readonly unknown: readonly string[];
}

/**
 * Finds all categories that hold articles or did once. Costs a LIST and a record for each of them, however many
 * articles they hold.
 */
export async function findCategories({
  state,
  publicSite,
}: Pick<Context, 'state' | 'publicSite'>): Promise<FoundCategories> {
  const names = new Map<string, string>();
  const add = (name: string): void => void names.set(categorySegment(name), name);
  const site = await state.get(SITE_HEAD_KEY);
  const head = site && (await readable(() => parseSiteHead(SITE_HEAD_KEY, site.body)));
  Object.keys(head?.categories ?? {}).forEach(add);
  for await (const { key } of listAll(state, CATEGORY_HEADS)) {
    const segment = key.slice(CATEGORY_HEADS.length, -'.json'.length);
    if (names.has(segment)) continue;
    const object = await state.get(key);
    const name = object && (await readable(() => parseCategoryHead(key, object.body).name));
    if (name !== undefined && categorySegment(name) === segment) add(name);
  }
  for await (const { segment } of listFolders(state, INDEX_OF_CATEGORIES)) {
    const name = names.get(segment) ?? parseSegment(segment) ?? (await nameInRecords(segment, state));
    if (name !== undefined) add(name);
  }
  const unknown: string[] = [];
  for await (const { segment } of listFolders(publicSite, CATEGORY_FEEDS)) {
    const name = names.get(segment) ?? parseSegment(segment);
    if (name === undefined) unknown.push(`${CATEGORY_FEEDS}${segment}/`);
    else add(name);
  }
  return { names: [...names.values()], unknown };
}

/** A record; undefined where none stands. */
export async function readRecord(
  id: string,
  state: Pick<Store, 'get'>,
): Promise<ArticleRecord | 'damaged' | undefined> {
  const where = recordKey(id);
  const object = await state.get(where);
  if (object === undefined) return undefined;
  return (await readable(() => parseRecord(where, object.body))) ?? 'damaged';
}

/** The name of a category whose path segment is a shortened one, from a record of an article that is or was in it. */
async function nameInRecords(
  segment: string,
  state: Pick<Store, 'get' | 'list'>,
): Promise<string | undefined> {
  const page = await state.list(`${INDEX_OF_CATEGORIES}${segment}/`, { limit: MAX_READ_FOR_NAME });
  for (const { key } of page.objects) {
    const record = await readRecord(parseEntry(key)?.id ?? '', state);
    if (record === undefined || record === 'damaged') continue;
    for (const { list } of [...placesOf(record), ...record.former]) {
      if (list.kind === 'category' && categorySegment(list.name) === segment) return list.name;
    }
  }
  return undefined;
}

/** What follows a prefix up to the next slash, each once, and the first key with it: one LIST, whatever stands below. */
export async function* listFolders(
  store: Pick<Store, 'list'>,
  prefix: string,
  signal?: AbortSignal,
): AsyncGenerator<{ readonly segment: string; readonly first: string }> {
  let after: string | undefined;
  for (;;) {
    signal?.throwIfAborted();
    const page = await store.list(prefix, after === undefined ? { limit: 1 } : { limit: 1, after });
    const key = page.objects[0]?.key;
    if (key === undefined) return;
    const end = key.indexOf('/', prefix.length);
    if (end === -1) after = key;
    else {
      yield { segment: key.slice(prefix.length, end), first: key };
      after = key.slice(0, end + 1) + LAST;
    }
  }
}

/** What is read, or undefined where it is damaged. */
async function readable<Value>(read: () => Value): Promise<Value | undefined> {
  try {
    return read();
  } catch (error) {
    if (error instanceof CorruptStateError) return undefined;
    throw error;
  }
}
