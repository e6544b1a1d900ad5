import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { byKind, LIST_KINDS, type NamedScope } from '../../lambda/model/list-kinds.ts';
import { articlePath, LISTING_FILES, listingPath, SITE } from '../../lambda/model/paths.ts';
import { standingPaths } from '../../lambda/protocol/archive/upkeep.ts';
import type { Derivations } from '../../lambda/protocol/derivations.ts';
import { listPrefix } from '../../lambda/protocol/entries.ts';
import { headKey, type SiteHead } from '../../lambda/protocol/heads.ts';
import type { Output } from './output.ts';

/**
 * Whether every file of a site is still in its output folder: somebody may have deleted some. `published` are the ids of
 * its articles. Lists the names below `public/`, and looks only at files that seem to be missing.
 */
export async function isComplete(
  { publicFolder, publicSite, state }: Pick<Output, 'publicFolder' | 'publicSite' | 'state'>,
  { lists }: SiteHead,
  published: Iterable<string>,
  derivations: Derivations,
): Promise<boolean> {
  const names = namesBelow(publicFolder);
  const known = LIST_KINDS.flatMap((kind) =>
    Object.entries(lists[kind]).map(([name, { path }]) => ({ scope: { kind, name }, path })),
  );
  const documents = await documentPaths(
    known.map(({ scope }) => scope),
    derivations,
  );
  const pages = [...published].map(articlePath);
  const archives = derivations.archives === undefined ? [] : await standingPaths({ state });
  for (const path of [...documents, ...pages, ...archives]) {
    if (!names.has(path) && (await publicSite.head(path)) === undefined) return false;
  }
  for (const { scope, path } of known) {
    if ((await state.head(headKey(scope))) === undefined) return false;
    if (path === null) continue;
    const { objects } = await state.list(listPrefix(scope), { limit: 1 });
    if (objects.length === 0) return false;
  }
  return true;
}

const EMPTY = byKind(() => []);

/** The paths of all documents but archives and the pages of articles, whatever the documents hold. */
async function documentPaths(
  lists: readonly NamedScope[],
  { listingDocuments, overviewDocuments, staticDocuments }: Derivations,
): Promise<readonly string[]> {
  const example = { kind: 'category', name: 'x' } as const;
  const listing = new Set((await listingDocuments(example, [])).map(({ path }) => path));
  const files = LISTING_FILES.filter((file) => listing.has(listingPath(example, file)));
  const documents = [
    ...(await staticDocuments()),
    ...overviewDocuments(EMPTY, []),
    ...(await listingDocuments(SITE, [])),
  ].map(({ path }) => path);
  const feeds = lists.flatMap((scope) => files.map((file) => listingPath(scope, file)));
  return [...documents, ...feeds];
}

/** The paths of all files below a folder. Node's own walk asks the system about each of them once more. */
function namesBelow(root: string): ReadonlySet<string> {
  const names = new Set<string>();
  const folders = [''];
  try {
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
        if (entry.isDirectory()) folders.push(`${folder}${entry.name}/`);
        else names.add(`${folder}${entry.name}`);
      }
    }
  } catch {
    return new Set();
  }
  return names;
}
