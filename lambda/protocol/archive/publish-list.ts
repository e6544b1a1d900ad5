import pMap from 'p-map';
import type { Scope } from '../../model/list-kinds.ts';
import type { Context, RepublishOptions } from '../context.ts';
import type { ArchiveDerivations, PublicDocument } from '../derivations.ts';
import { putDocuments, putNewDocuments, remove } from '../documents.ts';
import { markOfDocument } from '../page-mark.ts';
import { type Digests, digestKey, shownLines } from './lines.ts';
import { type Documents, type StoredLeaf, type StoredTree, swapTree, type Tree } from './tree.ts';

/** What the publication of all lists of one tick shares. */
export interface ArchivePublication {
  readonly context: Context;
  readonly archives: ArchiveDerivations;
  readonly digests: Digests;
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
  const { context, archives, signal, onDocument } = publication;
  const { tree } = stored;
  const known = new Set(before.map(({ period }) => period));
  const leaves = await pMap(
    tree.leaves,
    async (leaf, at) => {
      if (leaf.documents !== undefined) return leaf;
      signal?.throwIfAborted();
      const documents = await renderLeaf(scope, tree, at, publication);
      if (known.has(leaf.period)) await putDocuments(documents, context, onDocument);
      else await putNewDocuments(documents, context, onDocument);
      return { ...leaf, documents: marksOf(documents) };
    },
    { concurrency: CONCURRENT_LEAVES },
  );
  const counts = leaves.map(({ period, shown }) => ({ period, count: shown }));
  const leading = archives.overviewDocuments(scope, counts);
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

/** The documents of a leaf, as its digest and its neighbours say. */
async function renderLeaf(
  scope: Scope,
  { leaves }: Tree,
  at: number,
  { archives, digests }: ArchivePublication,
): Promise<readonly PublicDocument[]> {
  const leaf = leaves[at];
  if (leaf === undefined) return [];
  const lines = await digests.readLeaf(scope, leaf);
  const [newer, older] = [leaves[at - 1]?.period, leaves[at + 1]?.period];
  return archives.leafDocuments(scope, {
    leaf: { period: leaf.period, count: leaf.shown },
    lines: shownLines(lines),
    ...(newer !== undefined && { newer }),
    ...(older !== undefined && { older }),
  });
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
  const counts = tree.leaves.map(({ period, shown }) => ({ period, count: shown }));
  const underWay = [
    ...tree.leaves
      .filter(({ documents }) => documents === undefined)
      .flatMap(({ period }) => archives.leafDocuments(scope, { leaf: { period, count: 0 }, lines: [] })),
    ...(counts.length === 0 ? [] : archives.overviewDocuments(scope, counts)),
  ];
  const leaving = new Set([...tree.leaving, ...underWay.map(({ path }) => path)]);
  return { ...tree, leaving: [...leaving].sort() };
}
