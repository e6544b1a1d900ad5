import pMap from 'p-map';
import { type ArchivePage, lastChangeOf } from '../../model/archive.ts';
import type { Scope } from '../../model/list-kinds.ts';
import type { Context, RepublishOptions } from '../context.ts';
import type { ArchiveDerivations, PublicDocument } from '../derivations.ts';
import { putDocuments, putNewDocuments, remove } from '../documents.ts';
import { markOfDocument } from '../page-mark.ts';
import { type Bundle, bundlesIn, outlineOf } from './bundles.ts';
import { type Digests, digestKey, type StoredLine, shownLines } from './lines.ts';
import { type Documents, type StoredLeaf, type StoredTree, swapTree, type Tree } from './tree.ts';

/** What the publication of all lists of one tick shares. */
export interface ArchivePublication {
  readonly context: Context;
  readonly archives: ArchiveDerivations;
  readonly digests: Digests;
  /** What batches have handed over, by the names of the entries. */
  readonly handed: ReadonlyMap<string, StoredLine>;
  readonly signal: AbortSignal | undefined;
  readonly onDocument: RepublishOptions['onDocument'];
}

const CONCURRENT_LEAVES = 4;

/**
 * Makes the public documents of a list what its tree says, then notes in the tree that they are. The tree stands before
 * its documents are put: whoever dies in between leaves it to the next to put all that may be wrong.
 *
 * @param before the leaves that had digests when the tree was read.
 */
export async function publishTree(
  scope: Scope,
  stored: StoredTree,
  before: readonly StoredLeaf[],
  publication: ArchivePublication,
): Promise<StoredTree> {
  const { context, archives, digests, signal, onDocument } = publication;
  const { tree } = stored;
  const known = new Set(before.map(({ period }) => period));
  const bundles = bundlesIn(scope, tree.leaves, archives);
  const leaves = await pMap(
    tree.leaves,
    async (leaf, at) => {
      if (leaf.documents !== undefined) return leaf;
      signal?.throwIfAborted();
      const page = await pageOf(scope, leaf, [tree.leaves[at - 1], tree.leaves[at + 1]], digests);
      const documents = [
        ...archives.leafDocuments(scope, page),
        ...(await renderBundle(scope, bundles.get(leaf.period), publication)),
      ];
      if (known.has(leaf.period)) await putDocuments(documents, context, onDocument);
      else await putNewDocuments(documents, context, onDocument);
      const changed = lastChangeOf(page.lines);
      return { ...leaf, ...(changed !== undefined && { changed }), documents: marksOf(documents) };
    },
    { concurrency: CONCURRENT_LEAVES },
  );
  const leading = overviewOf(scope, leaves, archives);
  const overview = marksOf(leading);
  const changed = leading.filter(({ path }) => overview[path] !== tree.overview[path]);
  await putDocuments(changed, context, onDocument);
  const standing = new Set([overview, ...leaves.map(({ documents = {} }) => documents)].flatMap(Object.keys));
  for (const path of new Set([...tree.leaving, ...Object.keys(tree.overview)])) {
    if (!standing.has(path)) await remove(path, context.publicSite);
  }
  const next: Tree = { ...tree, leaves, overview, leaving: [], owed: {} };
  const swapped = await swapTree(context, scope, { tree: next, version: stored.version });
  const kept = new Set(leaves.map(({ names }) => names));
  for (const { names } of before) if (!kept.has(names)) await context.state.delete(digestKey(scope, names));
  return swapped;
}

/** What the page of a leaf shows, as its digest and its neighbours say. */
async function pageOf(
  scope: Scope,
  leaf: StoredLeaf,
  [newer, older]: readonly [StoredLeaf | undefined, StoredLeaf | undefined],
  digests: Digests,
): Promise<ArchivePage> {
  const lines = await digests.readLeaf(scope, leaf);
  return {
    leaf: { period: leaf.period, count: leaf.shown },
    lines: shownLines(lines),
    ...(newer && { newer: newer.period }),
    ...(older && { older: older.period }),
  };
}

/** The documents that a leaf carries for its bundle, if it is the one that does. */
async function renderBundle(
  scope: Scope,
  bundle: Bundle | undefined,
  { archives, digests }: ArchivePublication,
): Promise<readonly PublicDocument[]> {
  if (bundle === undefined) return [];
  const lines = await pMap(bundle, async (leaf) => shownLines(await digests.readLeaf(scope, leaf)), {
    concurrency: CONCURRENT_LEAVES,
  });
  return archives.bundleDocuments?.(outlineOf(bundle), lines.flat()) ?? [];
}

function overviewOf(
  scope: Scope,
  leaves: readonly StoredLeaf[],
  archives: ArchiveDerivations,
): readonly PublicDocument[] {
  const outlines = leaves.map(({ period, shown, changed }) => ({
    period,
    count: shown,
    ...(changed !== undefined && { changed }),
  }));
  const bundles = [...bundlesIn(scope, leaves, archives).values()].map(outlineOf);
  return archives.overviewDocuments(scope, outlines, bundles);
}

function marksOf(documents: readonly PublicDocument[]): Documents {
  return Object.fromEntries(documents.map(({ path, content }) => [path, markOfDocument(content)]));
}

/** A tree with other leaves, whose documents that belong to no leaf any more are to leave. */
export function withLeaves(tree: Tree, leaves: readonly StoredLeaf[]): Tree {
  const pathsOf = (of: readonly StoredLeaf[]): string[] =>
    of.flatMap(({ documents = {} }) => Object.keys(documents));
  const standing = new Set(pathsOf(leaves));
  const leaving = new Set([...tree.leaving, ...pathsOf(tree.leaves).filter((path) => !standing.has(path))]);
  return { ...tree, leaves, leaving: [...leaving].sort() };
}

/** A tree all of whose documents are to be looked at. */
export function withUnknownDocuments(tree: Tree, revision: string): Tree {
  const leaves = tree.leaves.map(({ documents: _, ...leaf }) => leaf);
  const leaving = new Set([...withLeaves(tree, leaves).leaving, ...Object.keys(tree.overview)]);
  return { ...tree, revision, leaves, overview: {}, leaving: [...leaving].sort() };
}

/** A tree of which some documents may stand that it does not name, as whoever put them came no further. */
export function withDocumentsUnderWay(scope: Scope, tree: Tree, archives: ArchiveDerivations): Tree {
  const bundles = bundlesIn(scope, tree.leaves, archives);
  const underWay = [
    ...tree.leaves
      .filter(({ documents }) => documents === undefined)
      .flatMap(({ period }) => {
        const leaf = { period, count: 0 };
        const carried = bundles.has(period) ? archives.bundleDocuments?.(leaf, []) : undefined;
        return [...archives.leafDocuments(scope, { leaf, lines: [] }), ...(carried ?? [])];
      }),
    ...(tree.leaves.length === 0 ? [] : overviewOf(scope, tree.leaves, archives)),
  ];
  const leaving = new Set([...tree.leaving, ...underWay.map(({ path }) => path)]);
  return { ...tree, leaving: [...leaving].sort() };
}
