import * as v from 'valibot';
import type { Period } from '../../model/archive.ts';
import type { Scope } from '../../model/list-kinds.ts';
import { nameSegment } from '../../model/paths.ts';
import { jsonContent } from '../../store/content.ts';
import { listAll, type Store } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { INDEX } from '../entries.ts';
import { ContentionError, unlessCorrupt } from '../errors.ts';
import { parseState, type StateFormat } from '../state-format.ts';

/** Public documents by their paths, each with the mark of its bytes, see `page-mark.ts`. */
export type Documents = Readonly<Record<string, string>>;

const documents = v.record(v.string(), v.string());

const leaf = v.object({
  period: v.string(),
  entries: v.number(),
  shown: v.number(),
  names: v.string(),
  changed: v.exactOptional(v.string()),
  documents: v.optional(documents),
});

const tree = v.object({
  format: v.literal(1),
  category: v.nullable(v.string()),
  revision: v.string(),
  leaves: v.array(leaf),
  overview: documents,
  leaving: v.array(v.string()),
  owed: v.record(v.string(), v.array(v.string())),
});

const FORMAT: StateFormat<typeof tree> = { name: 'the tree of an archive', newest: 1, schema: tree };

/** A leaf of a list as it is stored. */
export interface StoredLeaf {
  readonly period: Period;
  /** How many entries it has, and how many articles it shows. */
  readonly entries: number;
  readonly shown: number;
  /** The hash of the names of its entries, which its digest stands under. */
  readonly names: string;
  /** When the last of what it shows was published or updated, as of its last publication: ISO 8601 in UTC. */
  readonly changed?: string;
  /** What is published of it; missing until all of that is. */
  readonly documents?: Documents | undefined;
}

/** What the archive of a list is made of, and how far it is published. */
export interface Tree {
  /** The category's name; null for the whole site. */
  readonly category: string | null;
  /** The code and settings by which its documents were made. */
  readonly revision: string;
  /** Newest first. */
  readonly leaves: readonly StoredLeaf[];
  /** The documents that lead to the leaves. */
  readonly overview: Documents;
  /** Paths of documents that belong to it no more, unless a leaf or the overview has taken them over. */
  readonly leaving: readonly string[];
  /** In the site's: the days of categories that have changed, and whose archives do not show it yet; `''` for all days. */
  readonly owed: Readonly<Record<string, readonly Period[]>>;
}

/** A tree, and the version under which it stands; undefined where it does not yet. */
export interface StoredTree {
  readonly tree: Tree;
  readonly version: string | undefined;
}

const TREES = 'archive/trees/';
const TREES_OF_CATEGORIES = `${TREES}category/`;

/** Where the tree of a list stands in the state bucket. */
export function treeKey(scope: Scope): string {
  return scope.kind === 'site'
    ? `${TREES}site.json`
    : `${TREES}${scope.kind}/${nameSegment(scope.name)}.json`;
}

/** Reads the tree of a list. One that cannot be read is as good as missing. @throws NewerStateError */
export async function readTree(state: Pick<Store, 'get'>, scope: Scope): Promise<StoredTree> {
  const where = treeKey(scope);
  const object = await state.get(where);
  const read = object && unlessCorrupt(() => parseState(where, object.body, FORMAT));
  const empty: Tree = {
    category: scope.kind === 'site' ? null : scope.name,
    revision: '',
    leaves: [],
    overview: {},
    leaving: [],
    owed: {},
  };
  return { tree: read ?? empty, version: object?.version };
}

/** The leaves of the list whose entries' keys begin with a prefix; none where its tree is missing or cannot be read. */
export async function readLeaves(state: Pick<Store, 'get'>, prefix: string): Promise<readonly StoredLeaf[]> {
  const where = `${TREES}${prefix.slice(INDEX.length, -1)}.json`;
  const object = await state.get(where);
  return (object && unlessCorrupt(() => parseState(where, object.body, FORMAT)))?.leaves ?? [];
}

/**
 * Replaces a tree by compare-and-swap.
 *
 * @throws ContentionError where somebody else has replaced it, which is to leave the archives alone while one is at work.
 */
export async function swapTree(
  { state }: Pick<Context, 'state'>,
  scope: Scope,
  { tree: next, version }: StoredTree,
): Promise<StoredTree> {
  const condition = version === undefined ? { ifAbsent: true as const } : { ifVersion: version };
  const put = await state.put(treeKey(scope), jsonContent({ format: 1, ...next }), condition);
  if (put.outcome === 'conflict')
    throw new ContentionError(`the archive ${JSON.stringify(treeKey(scope))}`, 1);
  return { tree: next, version: put.version };
}

/** The categories that have an archive, or had one. */
export async function listCategoryTrees(state: Pick<Store, 'get' | 'list'>): Promise<readonly Tree[]> {
  const trees: Tree[] = [];
  for await (const { key } of listAll(state, TREES_OF_CATEGORIES)) {
    const object = await state.get(key);
    const read = object && unlessCorrupt(() => parseState(key, object.body, FORMAT));
    if (read !== undefined) trees.push(read);
  }
  return trees;
}

/** The leaf that holds a day; for a day in parts, the first of them. */
export function leafOf(leaves: readonly StoredLeaf[], day: Period): StoredLeaf | undefined {
  return leaves.find(
    ({ period, entries }) => entries > 0 && (day.startsWith(period) || period.startsWith(day)),
  );
}
