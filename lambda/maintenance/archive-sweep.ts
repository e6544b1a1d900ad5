import type { Period } from '../model/archive.ts';
import { Calendar } from '../model/calendar.ts';
import type { NamedScope } from '../model/list-kinds.ts';
import { SITE } from '../model/paths.ts';
import { underLease } from '../protocol/archive/lease.ts';
import { hashOfNames } from '../protocol/archive/lines.ts';
import { putMark, putMarks, UNFINISHED } from '../protocol/archive/marks.ts';
import { withLeaves } from '../protocol/archive/publish-list.ts';
import { readTree, type StoredLeaf, type StoredTree, swapTree, type Tree } from '../protocol/archive/tree.ts';
import { dayOrLonger } from '../protocol/archive/units.ts';
import { findOrphanDigests, findOrphanDocuments, listDocuments } from '../protocol/archive/upkeep.ts';
import type { Context } from '../protocol/context.ts';
import { entryNameAt, listPrefix, parseEntryKey } from '../protocol/entries.ts';
import { isDocumentOf } from '../protocol/page-mark.ts';
import { listAll, type ObjectInfo } from '../store/store.ts';
import { findLists } from './named-lists.ts';

/** What a sweep found of the archives. */
export interface ArchiveFindings {
  /** Archives that the next tick has to look at. */
  readonly stale: number;
  /** Documents that belonged to no archive; removed. */
  readonly removed: number;
}

/**
 * Compares the archives with the index and with the public bucket by listing both, and leaves what differs to the next
 * tick. Removes the documents and digests of no archive that `isOld` holds for. Does nothing while somebody else is at work
 * on the archives.
 *
 * Costs a LIST for each thousand of entries and of documents of lists, and a GET for each category.
 */
export async function sweepArchives(
  context: Context,
  isOld: (object: ObjectInfo) => boolean,
  signal: AbortSignal,
): Promise<ArchiveFindings> {
  const { archives } = context.derivations;
  let findings = { stale: 0, removed: 0 };
  if (archives === undefined) return findings;
  await underLease(context, async () => {
    const { stale, isKnown } = await markStale(context, Calendar.of(archives.timeZone), signal);
    let removed = 0;
    // What seems to belong to nothing may be of an archive whose tree is lost.
    const orphans = isKnown ? findOrphanDocuments(context, signal, isOld) : [];
    for await (const { key, version } of orphans) {
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

/** Has the next tick look at all archives that differ. @returns how many there are, and whether all have a tree. */
async function markStale(
  context: Context,
  calendar: Calendar,
  signal: AbortSignal,
): Promise<{ readonly stale: number; readonly isKnown: boolean }> {
  const { state, revision } = context;
  const site = await readTree(state, SITE);
  if (site.tree.leaves.length === 0) {
    await putMark([UNFINISHED], context);
    return { stale: 1, isKnown: false };
  }
  const versions = new Map<string, string>();
  for await (const { key, version } of listDocuments(context, signal)) versions.set(key, version);
  const names = listAll(state, listPrefix(SITE), signal);
  const days = await findStalePeriods(site.tree.leaves, names, calendar);
  const owed = new Map(Object.entries(site.tree.owed));
  let stale = 0;
  let isKnown = true;
  for await (const { scope, stored, periods } of sweepCategories(context, calendar, signal)) {
    const next = withoutStale(stored.tree, versions);
    if (next !== stored.tree) await swapTree(context, scope, { ...stored, tree: next });
    const hasTree = next.leaves.length > 0;
    isKnown &&= hasTree;
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
    days.map((period) => `${period}-01-01`.slice(0, 'yyyy-mm-dd'.length)),
    context,
  );
  return { stale: stale + days.length, isKnown };
}

/** Every category with its tree, and the periods in which that differs from the index. */
async function* sweepCategories(
  context: Context,
  calendar: Calendar,
  signal: AbortSignal,
): AsyncGenerator<{
  readonly scope: NamedScope<'category'>;
  readonly stored: StoredTree;
  readonly periods: readonly Period[];
}> {
  for (const { kind, name } of (await findLists(context)).scopes) {
    if (kind !== 'category') continue;
    signal.throwIfAborted();
    const scope = { kind, name };
    const stored = await readTree(context.state, scope);
    const entries = listAll(context.state, listPrefix(scope), signal);
    yield { scope, stored, periods: await findStalePeriods(stored.tree.leaves, entries, calendar) };
  }
}

/** A tree of which those documents are unknown that are not what stands in public. */
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

/** The periods of leaves that do not hold the entries of a list, and days of entries that no leaf holds. */
async function findStalePeriods(
  leaves: readonly StoredLeaf[],
  entries: AsyncIterable<ObjectInfo>,
  calendar: Calendar,
): Promise<readonly Period[]> {
  const stale = new Set<Period>();
  const groups = [...Map.groupBy(leaves, ({ period }) => dayOrLonger(period))].map(([period, parts]) => ({
    period,
    parts,
    range:
      period === ''
        ? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
        : calendar.rangeOf(period),
  }));
  let at = 0;
  let names: string[] = [];
  const close = (): void => {
    const group = groups[at++];
    if (group !== undefined && !holds(group.parts, names)) stale.add(group.period);
    names = [];
  };
  for await (const { key } of entries) {
    const time = parseEntryKey(key)?.time;
    if (time === undefined) continue;
    while (at < groups.length && time < (groups[at]?.range.from ?? 0)) close();
    const group = groups[at];
    if (group === undefined || time >= group.range.to) stale.add(calendar.dayAt(time));
    else names.push(entryNameAt(key));
  }
  while (at < groups.length) close();
  return [...stale];
}

/** Whether leaves beside one another hold exactly these entries. */
function holds(leaves: readonly StoredLeaf[], names: readonly string[]): boolean {
  let from = 0;
  for (const leaf of leaves) {
    const own = names.slice(from, from + leaf.entries);
    from += leaf.entries;
    if (hashOfNames(own) !== leaf.names) return false;
  }
  return from === names.length;
}
