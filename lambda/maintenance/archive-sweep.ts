import { pMapIterable } from 'p-map';
import type { Period } from '../model/archive.ts';
import type { NamedScope, Scope } from '../model/list-kinds.ts';
import { archiveFolder, SITE } from '../model/paths.ts';
import { underLease } from '../protocol/archive/lease.ts';
import { putMark, putMarks, UNFINISHED } from '../protocol/archive/marks.ts';
import { withLeaves } from '../protocol/archive/publish-list.ts';
import { readTree, type StoredTree, swapTree, type Tree } from '../protocol/archive/tree.ts';
import { findOrphanDigests, findOrphanDocuments, listDocuments } from '../protocol/archive/upkeep.ts';
import type { Context } from '../protocol/context.ts';
import { listPrefix } from '../protocol/entries.ts';
import { isDocumentOf } from '../protocol/page-mark.ts';
import { listAll, type ObjectInfo } from '../store/store.ts';
import { LeafCheck } from './leaf-check.ts';
import { findLists } from './named-lists.ts';
import type { StaleArchives } from './stale-archives.ts';

/** Trees that are read at the same time. */
const CONCURRENT_TREES = 8;

/** A leaf of everything holds its days. */
const ANY_YEAR = '2000';

/** What a sweep found of the archives. */
export interface ArchiveFindings {
  /** Archives that the next tick has to look at. */
  readonly stale: number;
  /** Documents that belonged to no archive; removed. */
  readonly removed: number;
}

/**
 * Compares the archives with the public bucket by listing it, and leaves to the next tick what differs there, and what was
 * found to differ from the index. Removes the documents and digests of no archive that `isOld` holds for. Does nothing while
 * somebody else is at work on the archives.
 *
 * Costs a LIST for each thousand documents of lists, and a GET for each category.
 */
export async function sweepArchives(
  context: Context,
  found: StaleArchives,
  isOld: (object: ObjectInfo) => boolean,
  signal: AbortSignal,
): Promise<ArchiveFindings> {
  let findings = { stale: 0, removed: 0 };
  await underLease(context, async () => {
    const { stale, unknown } = await markStale(context, found, signal);
    let removed = 0;
    // What seems to belong to nothing may be of an archive whose tree is lost.
    const isWanted = (object: ObjectInfo): boolean =>
      isOld(object) && !unknown.some((folder) => object.key.startsWith(folder));
    for await (const { key, version } of findOrphanDocuments(context, signal, isWanted)) {
      await context.publicSite.delete(key, { ifVersion: version });
      removed++;
    }
    for await (const digest of findOrphanDigests(context, signal)) {
      if (isOld(digest)) await context.state.delete(digest.key, { ifVersion: digest.version });
    }
    findings = { stale, removed };
  });
  return findings;
}

/** Has the next tick look at all archives that differ. @returns how many there are, and the folders of those without a tree. */
async function markStale(
  context: Context,
  found: StaleArchives,
  signal: AbortSignal,
): Promise<{ readonly stale: number; readonly unknown: readonly string[] }> {
  const { state, revision } = context;
  const site = await readTree(state, SITE);
  if (site.tree.leaves.length === 0) {
    await putMark([UNFINISHED], context);
    return { stale: 1, unknown: [''] };
  }
  const versions = new Map<string, string>();
  for await (const { key, version } of listDocuments(context, signal)) versions.set(key, version);
  const days = await findStalePeriods(SITE, site.tree, found, context, signal);
  const owed = new Map(Object.entries(site.tree.owed));
  let stale = 0;
  const unknown: string[] = [];
  for await (const { scope, stored, periods } of await sweepCategories(context, found, signal)) {
    const next = withoutStale(stored.tree, versions);
    if (next !== stored.tree) await swapTree(context, scope, { ...stored, tree: next });
    const hasTree = next.leaves.length > 0;
    if (!hasTree) unknown.push(archiveFolder(scope));
    const isCurrent = next === stored.tree && stored.tree.revision === revision && hasTree;
    if (isCurrent && periods.length === 0) continue;
    stale++;
    owed.set(scope.name, [...new Set([...(owed.get(scope.name) ?? []), ...periods])].sort());
  }
  const next = { ...withoutStale(site.tree, versions), owed: Object.fromEntries([...owed].sort()) };
  const isSame = JSON.stringify(next) === JSON.stringify(site.tree);
  if (!isSame) await swapTree(context, SITE, { ...site, tree: next });
  if (!isSame || next.revision !== revision) {
    await putMark([UNFINISHED], context);
    stale++;
  }
  // A day of each leaf is enough to have it looked at.
  await putMarks(
    days.map((period) => `${period === '' ? ANY_YEAR : period}-01-01`.slice(0, 'yyyy-mm-dd'.length)),
    context,
  );
  return { stale: stale + days.length, unknown };
}

/** A category with its tree, and the periods in which that differs from the index. */
interface SweptCategory {
  readonly scope: NamedScope<'category'>;
  readonly stored: StoredTree;
  readonly periods: readonly Period[];
}

/** Every category, in order; some of their trees are read at the same time. */
async function sweepCategories(
  context: Context,
  found: StaleArchives,
  signal: AbortSignal,
): Promise<AsyncIterable<SweptCategory>> {
  const names = (await findLists(context)).scopes
    .filter(({ kind }) => kind === 'category')
    .map(({ name }) => name);
  const look = async (name: string): Promise<SweptCategory> => {
    signal.throwIfAborted();
    const scope = { kind: 'category', name } as const;
    const stored = await readTree(context.state, scope);
    return { scope, stored, periods: await findStalePeriods(scope, stored.tree, found, context, signal) };
  };
  return pMapIterable(names, look, { concurrency: CONCURRENT_TREES });
}

/** What differs of a list; one that nobody has listed yet, as it has no entries, is listed now. */
async function findStalePeriods(
  scope: Scope,
  { leaves }: Tree,
  found: StaleArchives,
  { state }: Pick<Context, 'state'>,
  signal: AbortSignal,
): Promise<readonly Period[]> {
  const prefix = listPrefix(scope);
  const known = found.periodsOf(prefix);
  if (known !== undefined) return known;
  const check = new LeafCheck(leaves, found.calendar);
  for await (const { key } of listAll(state, prefix, signal)) check.see(key);
  return [...check.end()];
}

/** A tree of which those documents are unknown that are not what is in public. */
function withoutStale(tree: Tree, versions: ReadonlyMap<string, string>): Tree {
  const isRight = ([path, mark]: readonly [string, string]): boolean => {
    const version = versions.get(path);
    return version !== undefined && isDocumentOf(mark, version);
  };
  const leaves = tree.leaves.map((leaf) => {
    const { documents, ...rest } = leaf;
    return documents === undefined || Object.entries(documents).every(isRight) ? leaf : rest;
  });
  const overview = Object.fromEntries(Object.entries(tree.overview).filter(isRight));
  const isSame =
    leaves.every((leaf, at) => leaf === tree.leaves[at]) &&
    Object.keys(overview).length === Object.keys(tree.overview).length;
  if (isSame) return tree;
  // What is missing of the overview counts as leaving until it is put.
  const missing = Object.keys(tree.overview).filter((path) => !Object.hasOwn(overview, path));
  const next = withLeaves(tree, leaves);
  return { ...next, overview, leaving: [...new Set([...next.leaving, ...missing])].sort() };
}
