import { readdirSync } from 'node:fs';
import { sep } from 'node:path';
import { articlePath, LISTING_FILES, listingPath, SITE } from '../../lambda/model/paths.ts';
import { standingPaths } from '../../lambda/protocol/archive/upkeep.ts';
import type { Derivations } from '../../lambda/protocol/derivations.ts';
import { listPrefix } from '../../lambda/protocol/entries.ts';
import { categoryHeadKey, type SiteHead } from '../../lambda/protocol/heads.ts';
import type { Output } from './output.ts';

/**
 * Whether every file of a site is still in its output folder: somebody may have deleted some. `published` are the ids of
 * its articles. Lists the names below `public/`, and looks only at files that seem to be missing.
 */
export async function isComplete(
  { publicFolder, publicSite, state }: Pick<Output, 'publicFolder' | 'publicSite' | 'state'>,
  { categories }: SiteHead,
  published: Iterable<string>,
  derivations: Derivations,
): Promise<boolean> {
  const names = namesBelow(publicFolder);
  const documents = await documentPaths(Object.keys(categories), derivations);
  const pages = [...published].map(articlePath);
  const archives = derivations.archives === undefined ? [] : await standingPaths({ state });
  for (const path of [...documents, ...pages, ...archives]) {
    if (!names.has(path) && (await publicSite.head(path)) === undefined) return false;
  }
  for (const [name, { path }] of Object.entries(categories)) {
    if ((await state.head(categoryHeadKey(name))) === undefined) return false;
    if (path === null) continue;
    const { objects } = await state.list(listPrefix({ kind: 'category', name }), { limit: 1 });
    if (objects.length === 0) return false;
  }
  return true;
}

/** The paths of all documents but archives and the pages of articles, whatever the documents hold. */
async function documentPaths(
  categories: readonly string[],
  { listingDocuments, overviewDocuments, staticDocuments }: Derivations,
): Promise<readonly string[]> {
  const example = { kind: 'category', name: 'x' } as const;
  const listing = new Set((await listingDocuments(example, [])).map(({ path }) => path));
  const files = LISTING_FILES.filter((file) => listing.has(listingPath(example, file)));
  const documents = [
    ...(await staticDocuments()),
    ...overviewDocuments([], []),
    ...(await listingDocuments(SITE, [])),
  ].map(({ path }) => path);
  const feeds = categories.flatMap((name) =>
    files.map((file) => listingPath({ kind: 'category', name }, file)),
  );
  return [...documents, ...feeds];
}

function namesBelow(folder: string): ReadonlySet<string> {
  try {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return new Set(sep === '/' ? paths : paths.map((path) => path.replaceAll(sep, '/')));
  } catch {
    return new Set();
  }
}
