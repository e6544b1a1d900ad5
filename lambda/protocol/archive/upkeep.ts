import { LIST_FOLDERS, type Scope } from '../../model/list-kinds.ts';
import { SITE } from '../../model/paths.ts';
import { listAll, type ObjectInfo } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { DIGESTS, digestKey } from './lines.ts';
import { listCategoryTrees, readTree, type Tree } from './tree.ts';

/** The trees of all lists, that of the site first. */
async function readTrees({ state }: Pick<Context, 'state'>): Promise<readonly Tree[]> {
  return [(await readTree(state, SITE)).tree, ...(await listCategoryTrees(state))];
}

/** The paths of all documents that archives are published as. */
export async function standingPaths(context: Pick<Context, 'state'>): Promise<ReadonlySet<string>> {
  return new Set(pathsOf(await readTrees(context)));
}

function pathsOf(trees: readonly Tree[]): readonly string[] {
  return trees.flatMap(({ leaves, overview }) => [
    ...Object.keys(overview),
    ...leaves.flatMap(({ documents = {} }) => Object.keys(documents)),
  ]);
}

/** All public documents that may be of archives. Lists the public bucket except for the pages of articles. */
export async function* listDocuments(
  { publicSite, derivations }: Pick<Context, 'publicSite' | 'derivations'>,
  signal?: AbortSignal,
): AsyncGenerator<ObjectInfo> {
  const archives = await derivations.archives?.load();
  if (archives === undefined) return;
  for (const prefix of PREFIXES) {
    for await (const object of listAll(publicSite, prefix, signal)) {
      if (archives.isDocument(object.key)) yield object;
    }
  }
}

/** What the paths of documents of archives begin with. */
const PREFIXES = ['archive/', 'search/', 'sitemap', LIST_FOLDERS.category];

/**
 * The documents that belong to no archive any more, of those for which `isWanted` holds. Those that a tree still has to put
 * anew or to remove are its own; and a site without a tree, as one of an older release, has not been published yet.
 */
export async function* findOrphanDocuments(
  context: Pick<Context, 'state' | 'publicSite' | 'derivations'>,
  signal?: AbortSignal,
  isWanted: (object: ObjectInfo) => boolean = () => true,
): AsyncGenerator<ObjectInfo> {
  if (context.derivations.archives === undefined) return;
  const found: ObjectInfo[] = [];
  for await (const object of listDocuments(context, signal)) if (isWanted(object)) found.push(object);
  const [site, ...others] = await readTrees(context);
  if (site === undefined || site.leaves.length === 0) return;
  const trees = [site, ...others];
  const own = new Set([...pathsOf(trees), ...trees.flatMap(({ leaving }) => leaving)]);
  for (const object of found) if (!own.has(object.key)) yield object;
}

/** The digests that no tree names. */
export async function* findOrphanDigests(
  context: Pick<Context, 'state'>,
  signal?: AbortSignal,
): AsyncGenerator<ObjectInfo> {
  const named = new Set<string>();
  for (const { category, leaves } of await readTrees(context)) {
    const scope: Scope = category === null ? SITE : { kind: 'category', name: category };
    for (const { names } of leaves) named.add(digestKey(scope, names));
  }
  for await (const object of listAll(context.state, DIGESTS, signal)) {
    if (!named.has(object.key)) yield object;
  }
}
