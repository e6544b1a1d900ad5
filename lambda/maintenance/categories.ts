import { CATEGORY_FEEDS, categorySegment, parseSegment } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import { INDEX_OF_CATEGORIES } from '../protocol/entries.ts';
import { unlessCorrupt } from '../protocol/errors.ts';
import {
  CATEGORY_HEADS,
  parseCategoryHead,
  parseSiteHead,
  SITE_HEAD_KEY,
  type SiteHead,
} from '../protocol/heads.ts';
import { entriesOf } from '../protocol/record.ts';
import { recordOfEntry } from '../protocol/stored-record.ts';
import { listAll, type Store } from '../store/store.ts';

/** The categories that have entries, a head or feeds. */
export interface FoundCategories {
  readonly names: readonly string[];
  /** Folders of feeds whose category nobody can name any more, as their path segment is a shortened one. */
  readonly unknown: readonly string[];
}

/** Records that are read for the name of a category whose path segment does not tell. */
const MAX_READ_FOR_NAME = 100;

/** Greater than all that can follow in a key. */
const LAST = '\u{10ffff}';

/**
 * Finds all categories that hold articles or did once. Costs a LIST and a record for each of them, however many
 * articles they hold.
 */
export async function findCategories({
  state,
  publicSite,
}: Pick<Context, 'state' | 'publicSite'>): Promise<FoundCategories> {
  const { names } = await findHeads(state);
  for await (const { segment } of listFolders(state, INDEX_OF_CATEGORIES)) {
    const name = names.get(segment) ?? parseSegment(segment) ?? (await nameInRecords(segment, state));
    if (name !== undefined) names.set(segment, name);
  }
  const unknown: string[] = [];
  for await (const { segment } of listFolders(publicSite, CATEGORY_FEEDS)) {
    const name = names.get(segment) ?? parseSegment(segment);
    if (name === undefined) unknown.push(`${CATEGORY_FEEDS}${segment}/`);
    else names.set(segment, name);
  }
  return { names: [...names.values()], unknown };
}

/** What the heads know. */
export interface FoundHeads {
  /** Undefined where it is missing or corrupt. */
  readonly site: SiteHead | undefined;
  /** The names of categories, by their path segments. */
  readonly names: Map<string, string>;
}

/** Reads the head of the site, and of those of categories what it does not know. */
export async function findHeads(state: Pick<Store, 'get' | 'list'>): Promise<FoundHeads> {
  const names = new Map<string, string>();
  const object = await state.get(SITE_HEAD_KEY);
  const site = object && unlessCorrupt(() => parseSiteHead(SITE_HEAD_KEY, object.body));
  for (const name of Object.keys(site?.categories ?? {})) names.set(categorySegment(name), name);
  for await (const { key } of listAll(state, CATEGORY_HEADS)) {
    const segment = key.slice(CATEGORY_HEADS.length, -'.json'.length);
    if (names.has(segment)) continue;
    const object = await state.get(key);
    const name = object && unlessCorrupt(() => parseCategoryHead(key, object.body).name);
    if (name !== undefined && categorySegment(name) === segment) names.set(segment, name);
  }
  return { site, names };
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

/** The name of a category whose path segment is a shortened one, from a record of an article that is or was in it. */
async function nameInRecords(
  segment: string,
  state: Pick<Store, 'get' | 'list'>,
): Promise<string | undefined> {
  const page = await state.list(`${INDEX_OF_CATEGORIES}${segment}/`, { limit: MAX_READ_FOR_NAME });
  for (const { key } of page.objects) {
    const record = await recordOfEntry(key, state);
    if (record === undefined) continue;
    for (const { list } of [...entriesOf(record), ...record.former]) {
      if (list.kind === 'category' && categorySegment(list.name) === segment) return list.name;
    }
  }
  return undefined;
}
