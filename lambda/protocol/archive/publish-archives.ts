import type { Period } from '../../model/archive.ts';
import type { NamedScope, Scope } from '../../model/list-kinds.ts';
import { SITE } from '../../model/paths.ts';
import type { Context, RepublishOptions } from '../context.ts';
import { listPrefix } from '../entries.ts';
import { SITE_HEAD_KEY } from '../heads.ts';
import { readHandovers, removeHandovers } from './handovers.ts';
import { underLease } from './lease.ts';
import { Digests, MissingDigestError } from './lines.ts';
import { isSettled, listMarks, NEWS, putMark, UNFINISHED } from './marks.ts';
import { publishNews } from './news.ts';
import {
  type ArchivePublication,
  publishTree,
  withDocumentsUnderWay,
  withLeaves,
  withUnknownDocuments,
} from './publish-list.ts';
import { refreshCategory } from './refresh-category.ts';
import { type RefreshedSite, refreshSite } from './refresh-site.ts';
import {
  listCategoryTrees,
  readTree,
  type StoredLeaf,
  type StoredTree,
  swapTree,
  type Tree,
  treeKey,
} from './tree.ts';

/** How archives are brought up to date. */
export interface ArchiveOptions {
  /** Nothing is begun once this is aborted; what was not done is done by the next. */
  readonly signal?: AbortSignal;
  /** Nobody else works on the site. */
  readonly isAlone?: boolean;
  /** Everything is made anew and compared with what is there; else only what is marked. */
  readonly whole?: boolean;
  /** A site without archives gets them, though no day is marked. Costs a HEAD. */
  readonly begins?: boolean;
  readonly onDocument?: RepublishOptions['onDocument'];
}

/** What became of the archives. */
export type ArchiveReport =
  /** Nothing is marked, the site has no archives, or its state is lost. */
  | 'nothing to do'
  | 'done'
  /** Another tick is working on them; the marks stay. */
  | 'under way';

/**
 * Brings the archives up to date: those of the site and of the categories whose articles have changed in the days that
 * are marked, and what leads to them. Without a mark it costs one LIST.
 *
 * @throws the reason of the signal; and ContentionError where somebody else has worked on the archives meanwhile.
 */
export async function publishArchives(
  context: Context,
  { signal, isAlone = false, whole = false, begins = false, onDocument }: ArchiveOptions = {},
): Promise<ArchiveReport> {
  const { state, derivations, now } = context;
  if (derivations.archives === undefined) return 'nothing to do';
  const start = now();
  const marks = await listMarks(context);
  const isNew = begins && (await state.head(treeKey(SITE))) === undefined;
  if (marks.length === 0 && !whole && !isNew) return 'nothing to do';
  if ((await state.head(SITE_HEAD_KEY)) === undefined) return 'nothing to do';
  const archives = await derivations.archives.load();
  const days = new Set(whole ? [''] : marks.flatMap((mark) => mark.days));
  const work = async (): Promise<void> => {
    // So that the next tick goes on if this comes to no end.
    const own = marks.length === 0 ? await putMark([UNFINISHED], context) : undefined;
    const handovers = await readHandovers(context);
    const handed = handovers.lines;
    const publication = { context, archives, digests: new Digests(context), handed, signal, onDocument };
    await withoutMissing((missing) => publishAll(days, whole, missing, publication), SITE);
    await removeHandovers(handovers, context);
    for (const mark of marks) {
      if (isAlone || isSettled(mark, start)) await state.delete(mark.key, { ifVersion: mark.version });
    }
    // News grows old without any change.
    if (await publishNews(publication, start)) await putMark([NEWS], context);
    if (own !== undefined) await state.delete(own.key, { ifVersion: own.version });
  };
  if (isAlone) await work();
  else if (!(await underLease(context, work))) return 'under way';
  return 'done';
}

/**
 * The site first: its tree then remembers which days of which categories have changed until these are published, so that
 * one who dies in between is made up for by the next.
 */
async function publishAll(
  marked: ReadonlySet<Period>,
  whole: boolean,
  missing: ReadonlySet<Period>,
  publication: ArchivePublication,
): Promise<void> {
  const { signal } = publication;
  const found = await openTree(SITE, whole, missing, publication);
  const days = new Set([...marked, ...found.broken, ...(found.tree.leaves.length === 0 ? [''] : [])]);
  const site = await refreshSite(found.tree.leaves, days, publication);
  const owed = await categoriesOwed(site, found, whole, publication);
  const next: Tree = {
    ...withLeaves(found.tree, site.leaves),
    owed: Object.fromEntries([...owed].sort().map(([name, periods]) => [name, [...periods].sort()])),
  };
  const stored = await saveTree(SITE, found, next, publication);
  for (const [name, periods] of owed) {
    signal?.throwIfAborted();
    const scope = { kind: 'category', name } as const;
    await withoutMissing(
      (lost) => publishCategory(scope, periods, stored.tree.leaves, whole, lost, publication),
      scope,
    );
  }
  if (!isPublished(stored.tree)) await publishTree(SITE, stored, found.stands.leaves, publication);
}

/** The days of the categories whose archives are to be published, `''` for all of them. */
async function categoriesOwed(
  site: RefreshedSite,
  { tree, isOutdated }: OpenedTree,
  whole: boolean,
  { context: { state } }: ArchivePublication,
): Promise<ReadonlyMap<string, ReadonlySet<Period>>> {
  const owed = new Map(Object.entries(tree.owed).map(([name, periods]) => [name, new Set(periods)]));
  const add = (name: string, periods: ReadonlySet<Period>): unknown =>
    owed.set(name, new Set([...(owed.get(name) ?? []), ...periods]));
  for (const [name, periods] of site.owed) add(name, periods);
  if (isOutdated || site.unknown.size > 0) {
    for (const { category } of await listCategoryTrees(state)) {
      if (category !== null) add(category, whole ? new Set(['']) : site.unknown);
    }
  }
  return owed;
}

async function publishCategory(
  scope: NamedScope<'category'>,
  days: ReadonlySet<Period>,
  site: readonly StoredLeaf[],
  whole: boolean,
  missing: ReadonlySet<Period>,
  publication: ArchivePublication,
): Promise<void> {
  const found = await openTree(scope, whole, missing, publication);
  const stale = new Set([...days, ...found.broken]);
  const leaves = await refreshCategory({ scope, leaves: found.tree.leaves, days: stale, site }, publication);
  const stored = await saveTree(scope, found, withLeaves(found.tree, leaves), publication);
  if (!isPublished(stored.tree)) await publishTree(scope, stored, found.stands.leaves, publication);
}

/** Does some work on a list again when the digest of one of its leaves was missing, which is then made anew. */
async function withoutMissing(
  work: (missing: ReadonlySet<Period>) => Promise<void>,
  scope: Scope,
): Promise<void> {
  const missing = new Set<Period>();
  for (;;) {
    try {
      return await work(missing);
    } catch (error) {
      const isOurs = error instanceof MissingDigestError && listPrefix(error.scope) === listPrefix(scope);
      if (!isOurs || missing.has(error.period)) throw error;
      missing.add(error.period);
    }
  }
}

/** The tree of a list as it is to be worked on. */
interface OpenedTree {
  /** What is in the state bucket. */
  readonly stands: Tree;
  readonly version: string | undefined;
  /** The same, except for what is not known any more: documents of another revision, and what broken leaves hold. */
  readonly tree: Tree;
  readonly isOutdated: boolean;
  /** The leaves that are to be published and whose digests are missing. */
  readonly broken: ReadonlySet<Period>;
}

async function openTree(
  scope: Scope,
  whole: boolean,
  missing: ReadonlySet<Period>,
  { context: { state, revision }, archives, digests }: ArchivePublication,
): Promise<OpenedTree> {
  const { tree: stands, version } = await readTree(state, scope);
  const isOutdated = whole || stands.revision !== revision;
  const known = isPublished(stands) ? stands : withDocumentsUnderWay(scope, stands, archives);
  const tree = isOutdated ? withUnknownDocuments(known, revision) : known;
  const broken = new Set(missing);
  for (const { period, names, entries, documents } of tree.leaves) {
    if (documents !== undefined || entries === 0) continue;
    if ((await digests.read(scope, names)) === undefined) broken.add(period);
  }
  const leaves = tree.leaves.map((leaf) => (broken.has(leaf.period) ? { ...leaf, names: '' } : leaf));
  return { stands, version, tree: { ...tree, leaves }, isOutdated, broken };
}

/** Puts a tree where it differs from what is there. */
async function saveTree(
  scope: Scope,
  { stands, version }: OpenedTree,
  next: Tree,
  { context }: ArchivePublication,
): Promise<StoredTree> {
  if (JSON.stringify(next) === JSON.stringify(stands)) return { tree: next, version };
  return swapTree(context, scope, { tree: next, version });
}

/** Whether everything stands that a tree says. */
function isPublished({ leaves, leaving, owed }: Tree): boolean {
  const isOwed = Object.keys(owed).length > 0;
  return leaves.every(({ documents }) => documents !== undefined) && leaving.length === 0 && !isOwed;
}
