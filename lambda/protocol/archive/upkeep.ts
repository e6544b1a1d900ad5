import { CATEGORY_FEEDS, type Scope, SITE } from '../../model/paths.ts';
import { listAll, type ObjectInfo } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { DIGESTS, digestKey } from './lines.ts';
import { listCategoryTrees, readTree, type Tree } from './tree.ts';

/** The trees of all lists, that of the site first. */
export async function readTrees({ state }: Pick<Context, 'state'>): Promise<readonly Tree[]> {
  return [(await readTree(state, SITE)).tree, ...(await listCategoryTrees(state))];
}

/** The paths of all documents that archives are published as. */
export async function standingPaths(context: Pick<Context, 'state'>): Promise<ReadonlySet<string>> {
  const trees = await readTrees(context);
  return new Set(
    trees.flatMap(({ leaves, overview }) => [
      ...Object.keys(overview),
      ...leaves.flatMap(({ documents = {} }) => Object.keys(documents)),
    ]),
  );
}

/** The documents of archives that belong to no list any more. Lists the public bucket but for the pages of articles. */
export async function* findOrphanDocuments(
  context: Pick<Context, 'state' | 'publicSite' | 'derivations'>,
  signal?: AbortSignal,
): AsyncGenerator<ObjectInfo> {
  const archives = await context.derivations.archives?.load();
  if (archives === undefined) return;
  const standing = await standingPaths(context);
  for (const prefix of [...PREFIXES, CATEGORY_FEEDS]) {
    for await (const object of listAll(context.publicSite, prefix, signal)) {
      if (archives.isDocument(object.key) && !standing.has(object.key)) yield object;
    }
  }
}

/** What the paths of documents of the whole site's archive begin with. */
const PREFIXES = ['archive/', 'search/', 'sitemap-'];

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
