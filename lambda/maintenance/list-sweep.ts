import { pMapIterable } from 'p-map';
import { LIST_FOLDERS, LIST_KINDS, type NamedScope, type Scope } from '../model/list-kinds.ts';
import { archiveFolder, archivePathId, isArchivePath, SITE } from '../model/paths.ts';
import type { Context } from '../protocol/context.ts';
import { listPrefix, parseEntryKey } from '../protocol/entries.ts';
import { findList, type SiteHead } from '../protocol/heads.ts';
import { isOrphan } from '../protocol/history/upkeep.ts';
import { isPublishedAsEmpty } from '../protocol/list-documents.ts';
import { listAll, type ObjectInfo } from '../store/store.ts';
import { findHeads } from './named-lists.ts';

/** Four documents are looked at of each. */
const CONCURRENT_LISTS = 16;

type StateAndSite = Pick<Context, 'state' | 'publicSite'>;

/** The lists that stand in public, or should. */
export interface PublicLists {
  readonly site: SiteHead | undefined;
  /** All lists with names that have a head or documents. */
  readonly scopes: readonly NamedScope[];
  /** Archives with the lists whose folders they are in. */
  readonly archives: readonly { readonly of: Scope; readonly object: ObjectInfo }[];
}

/** Finds all lists that stand in public: a LIST for each thousand of their documents, and one for the heads. */
export async function findPublicLists(
  { state, publicSite }: StateAndSite,
  signal: AbortSignal,
): Promise<PublicLists> {
  const { site, lists } = await findHeads(state);
  const archives: PublicLists['archives'][number][] = [];
  for await (const object of listAll(publicSite, archiveFolder(SITE), signal))
    archives.push({ of: SITE, object });
  for (const kind of LIST_KINDS) {
    for await (const object of listAll(publicSite, LIST_FOLDERS[kind], signal)) {
      const [, segment = '', file] = object.key.split('/', 3);
      const of = file === undefined ? undefined : lists.find(kind, segment);
      if (of !== undefined && isArchivePath(object.key)) archives.push({ of, object });
    }
  }
  return { site, scopes: [...lists.values()], archives };
}

/**
 * The lists with names that hold no article, and whose documents or place in the overview do not say so; `inhabited` are the
 * prefixes of the entries of those that hold one. Costs a HEAD of each document of an empty list.
 */
export async function* findStaleEmptyLists(
  { site, scopes }: PublicLists,
  inhabited: ReadonlySet<string>,
  context: Pick<Context, 'publicSite' | 'derivations'>,
  signal: AbortSignal,
): AsyncGenerator<Scope> {
  const isStale = async (scope: NamedScope): Promise<boolean> => {
    signal.throwIfAborted();
    const known = site && findList(site, scope);
    // The site knows no list of a tag or an author that never had feeds.
    const isKnownEmpty = known === undefined ? scope.kind !== 'category' : known.path === null;
    return site === undefined || !isKnownEmpty || !(await isPublishedAsEmpty(scope, context));
  };
  const empty = scopes.filter((scope) => !inhabited.has(listPrefix(scope)));
  const look = async (scope: NamedScope) => ({ scope, stale: await isStale(scope) });
  // Other settings can empty the lists of all tags at once.
  for await (const { scope, stale } of pMapIterable(empty, look, { concurrency: CONCURRENT_LISTS })) {
    if (stale) yield scope;
  }
}

/** The archives whose opening article is not in their list: a LIST of a list's boundaries, and a record for each of them. */
export async function* findOrphanArchives(
  { archives }: PublicLists,
  { state }: Pick<Context, 'state'>,
  signal: AbortSignal,
): AsyncGenerator<ObjectInfo> {
  let prefix: string | undefined;
  let openings: ReadonlySet<string> = new Set();
  for (const { of, object } of archives) {
    const id = archivePathId(of, object.key);
    if (id === undefined) continue;
    const boundaries = listPrefix({ kind: 'boundaries', of });
    if (boundaries !== prefix) {
      prefix = boundaries;
      openings = await listIds(boundaries, state, signal);
    }
    if (!openings.has(id) && (await isOrphan(id, of, state))) yield object;
  }
}

async function listIds(
  prefix: string,
  state: Context['state'],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { key } of listAll(state, prefix, signal)) {
    const id = parseEntryKey(key)?.id;
    if (id !== undefined) ids.add(id);
  }
  return ids;
}
