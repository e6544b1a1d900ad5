import { LIST_FOLDERS, LIST_KINDS, type ListKind, type NamedScope } from '../model/list-kinds.ts';
import { nameSegment, parseSegment } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import { indexOf, listPrefix } from '../protocol/entries.ts';
import { unlessCorrupt } from '../protocol/errors.ts';
import { headsOf, parseListHead, parseSiteHead, SITE_HEAD_KEY, type SiteHead } from '../protocol/heads.ts';
import { entriesOf } from '../protocol/record.ts';
import { recordOfEntry } from '../protocol/stored-record.ts';
import { listAll, type Store } from '../store/store.ts';

/** The lists that have a name and entries, a head or feeds. */
export interface FoundLists {
  readonly scopes: readonly NamedScope[];
  /** Folders of feeds whose list nobody can name any more, as their path segment is a shortened one. */
  readonly unknown: readonly string[];
}

/** Records that are read for the name of a list whose path segment does not tell. */
const MAX_READ_FOR_NAME = 100;

/** Greater than all that can follow in a key. */
const LAST = '\u{10ffff}';

/** Lists by their kinds and path segments. */
export class ListsBySegment {
  readonly #scopes = new Map<string, NamedScope>();

  get(kind: ListKind, segment: string): NamedScope | undefined {
    return this.#scopes.get(`${kind}/${segment}`);
  }

  add(kind: ListKind, segment: string, name: string): NamedScope {
    const scope = { kind, name };
    this.#scopes.set(`${kind}/${segment}`, scope);
    return scope;
  }

  /** The list that a segment stands for, which is added where the segment itself tells its name. */
  find(kind: ListKind, segment: string): NamedScope | undefined {
    const known = this.get(kind, segment);
    if (known !== undefined) return known;
    const name = parseSegment(segment);
    return name === undefined ? undefined : this.add(kind, segment, name);
  }

  values(): Iterable<NamedScope> {
    return this.#scopes.values();
  }
}

/**
 * Finds all lists with names that hold articles or did once. Costs a LIST and a record for each of them, however many
 * articles they hold.
 */
export async function findLists({
  state,
  publicSite,
}: Pick<Context, 'state' | 'publicSite'>): Promise<FoundLists> {
  const { lists } = await findHeads(state);
  const unknown: string[] = [];
  for (const kind of LIST_KINDS) {
    for await (const { segment } of listFolders(state, indexOf(kind))) {
      if (lists.find(kind, segment) !== undefined) continue;
      const name = await nameInRecords(kind, segment, state);
      if (name !== undefined) lists.add(kind, segment, name);
    }
    for await (const { segment } of listFolders(publicSite, LIST_FOLDERS[kind])) {
      if (lists.find(kind, segment) === undefined) unknown.push(`${LIST_FOLDERS[kind]}${segment}/`);
    }
  }
  return { scopes: [...lists.values()], unknown };
}

/**
 * Tells the lists that a sweep looks at each night by the prefixes of their entries: those that have feeds. Of the others
 * there may be one for each word that ever was a tag.
 */
export async function findNightly(state: Pick<Store, 'get'>): Promise<(prefix: string) => boolean> {
  const object = await state.get(SITE_HEAD_KEY);
  const site = object && unlessCorrupt(() => parseSiteHead(SITE_HEAD_KEY, object.body));
  if (site === undefined) return () => true;
  const nightly = new Set<string>();
  for (const kind of LIST_KINDS) {
    for (const name of Object.keys(site.lists[kind])) nightly.add(listPrefix({ kind, name }));
  }
  return (prefix) => prefix.startsWith(indexOf('category')) || nightly.has(prefix);
}

/** What the heads know. */
export interface FoundHeads {
  /** Undefined where it is missing or corrupt. */
  readonly site: SiteHead | undefined;
  readonly lists: ListsBySegment;
}

/** Reads the head of the site, and of those of other lists what neither it nor their keys tell. */
export async function findHeads(state: Pick<Store, 'get' | 'list'>): Promise<FoundHeads> {
  const lists = new ListsBySegment();
  const object = await state.get(SITE_HEAD_KEY);
  const site = object && unlessCorrupt(() => parseSiteHead(SITE_HEAD_KEY, object.body));
  for (const kind of LIST_KINDS) {
    for (const name of Object.keys(site?.lists[kind] ?? {})) lists.add(kind, nameSegment(name), name);
    for await (const { key } of listAll(state, headsOf(kind))) {
      const segment = key.slice(headsOf(kind).length, -'.json'.length);
      if (lists.find(kind, segment) !== undefined) continue;
      const object = await state.get(key);
      const name = object && unlessCorrupt(() => parseListHead(key, object.body).name);
      if (name !== undefined && nameSegment(name) === segment) lists.add(kind, segment, name);
    }
  }
  return { site, lists };
}

/** A folder of objects. */
export interface Folder {
  /** What follows the prefix up to the next slash. */
  readonly segment: string;
  /** The first key in it. */
  readonly first: string;
}

/** The folders of entries of all lists that have names: one LIST each. */
export async function* listFoldersOfEntries(
  store: Pick<Store, 'list'>,
  signal: AbortSignal,
): AsyncGenerator<Folder> {
  for (const kind of LIST_KINDS) yield* listFolders(store, indexOf(kind), signal);
}

/** The folders below a prefix: one LIST each, whatever stands in them. */
export async function* listFolders(
  store: Pick<Store, 'list'>,
  prefix: string,
  signal?: AbortSignal,
): AsyncGenerator<Folder> {
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

/** The name of a list whose path segment is a shortened one, from a record of an article that is or was in it. */
async function nameInRecords(
  kind: ListKind,
  segment: string,
  state: Pick<Store, 'get' | 'list'>,
): Promise<string | undefined> {
  const prefix = `${indexOf(kind)}${segment}/`;
  const page = await state.list(prefix, { limit: MAX_READ_FOR_NAME });
  for (const { key } of page.objects) {
    const record = await recordOfEntry(key, state);
    if (record === undefined) continue;
    for (const { list } of [...entriesOf(record), ...record.former]) {
      if ('name' in list && listPrefix(list) === prefix) return list.name;
    }
  }
  return undefined;
}
