import * as v from 'valibot';
import type { PlacedCategory } from '../model/category-tree.ts';
import { type ByKind, byKind, type ListKind, type NamedScope } from '../model/list-kinds.ts';
import { nameSegment } from '../model/paths.ts';
import { jsonContent } from '../store/content.ts';
import type { Content } from '../store/store.ts';
import { parseState, type StateFormat } from './state-format.ts';

/** The format of heads, but for that of a site which knows lists of tags or authors. */
const HEAD_FORMAT = 1;

/** The format that a version which knows of no tags and authors would forget them from. */
const HEAD_FORMAT_WITH_TAGS = 2;

const knownList = v.object({
  generation: v.number(),
  path: v.nullable(v.array(v.string())),
});

const knownLists = v.record(v.string(), knownList);

const siteHead = v.object({
  format: v.picklist([HEAD_FORMAT, HEAD_FORMAT_WITH_TAGS]),
  generation: v.number(),
  revision: v.string(),
  categories: knownLists,
  tags: v.exactOptional(knownLists),
  authors: v.exactOptional(knownLists),
});

const listHead = v.object({
  format: v.literal(HEAD_FORMAT),
  name: v.string(),
  generation: v.number(),
});

const SITE_HEAD: StateFormat<typeof siteHead> = {
  name: "the head of the site's list",
  newest: HEAD_FORMAT_WITH_TAGS,
  schema: siteHead,
};

const LIST_HEAD: StateFormat<typeof listHead> = {
  name: 'the head of a list',
  newest: HEAD_FORMAT,
  schema: listHead,
};

/**
 * The head of a list that has a name. Whoever publishes the list reads the head before its inputs and replaces it by
 * compare-and-swap after its documents: two publications of one list never overlap unnoticed.
 */
export interface ListHead {
  readonly name: string;
  /** Counts publications, so that no two heads of a list have the same bytes. */
  readonly generation: number;
}

/** The head of the whole site's list; it also knows every other list that ever had feeds. */
export interface SiteHead {
  readonly generation: number;
  /** The revision of code and settings from which the static documents in the public bucket were made. */
  readonly revision: string;
  readonly lists: KnownLists;
}

/** What is known of the lists of each kind, by their names. */
export type KnownLists = ByKind<Readonly<Record<string, KnownList>>>;

/** What the overview says of a list. */
export interface KnownList {
  /** The generation of the list that this was learned from; of two, the later one is right. */
  readonly generation: number;
  /** The categories above a category, and nothing for other lists; null when it has no article any more, or too few. */
  readonly path: readonly string[] | null;
}

/** A list, and what became known of it. */
export interface LearnedList extends KnownList {
  readonly scope: NamedScope;
  /** Whether it has enough articles for feeds. */
  readonly hasFeeds: boolean;
}

/** The head of a site that has published nothing. */
export const EMPTY_SITE: SiteHead = { generation: 0, revision: '', lists: byKind(() => ({})) };

/** The key of the site's head. */
export const SITE_HEAD_KEY = 'heads/site.json';

/** The keys of the heads of all lists of a kind begin with this; the path segment of the name follows. */
export function headsOf(kind: ListKind): string {
  return `heads/${kind}/`;
}

/** Where the head of a list stands. */
export function headKey({ kind, name }: NamedScope): string {
  return `${headsOf(kind)}${nameSegment(name)}.json`;
}

/** What the site's head knows of a list. */
export function findList({ lists }: SiteHead, { kind, name }: NamedScope): KnownList | undefined {
  return Object.hasOwn(lists[kind], name) ? lists[kind][name] : undefined;
}

/** What the site's head knows of all lists after some of them were published. */
export function mergeLists(known: KnownLists, published: Iterable<LearnedList>): KnownLists {
  const learned = [...published];
  return byKind((kind) => {
    const merged = new Map(Object.entries(known[kind]));
    for (const { scope, generation, path } of learned) {
      if (scope.kind !== kind) continue;
      const before = merged.get(scope.name);
      if (before === undefined || before.generation < generation)
        merged.set(scope.name, { generation, path });
    }
    return Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** The lists that hold articles, by kind. */
export function presentLists(known: KnownLists): ByKind<readonly PlacedCategory[]> {
  return byKind((kind) =>
    Object.entries(known[kind]).flatMap(([name, { path }]) => (path === null ? [] : [{ name, path }])),
  );
}

/** The head of a list as it is stored. */
export function listHeadContent({ name, generation }: ListHead): Content {
  return jsonContent({ format: HEAD_FORMAT, name, generation });
}

/** The head of the site as it is stored. */
export function siteHeadContent({ generation, revision, lists }: SiteHead): Content {
  const { category: categories, tag: tags, author: authors } = lists;
  const head = { generation, revision, categories };
  if (Object.keys({ ...tags, ...authors }).length === 0) return jsonContent({ format: HEAD_FORMAT, ...head });
  return jsonContent({ format: HEAD_FORMAT_WITH_TAGS, ...head, tags, authors });
}

/** @throws CorruptStateError @throws NewerStateError */
export function parseListHead(where: string, body: Uint8Array): ListHead {
  return parseState(where, body, LIST_HEAD);
}

/** @throws CorruptStateError @throws NewerStateError */
export function parseSiteHead(where: string, body: Uint8Array): SiteHead {
  const { generation, revision, categories, tags = {}, authors = {} } = parseState(where, body, SITE_HEAD);
  return { generation, revision, lists: { category: categories, tag: tags, author: authors } };
}
