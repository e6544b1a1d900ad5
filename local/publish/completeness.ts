import { readdirSync } from 'node:fs';
import { sep } from 'node:path';
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

function namesBelow(folder: string): ReadonlySet<string> {
  try {
    const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return new Set(sep === '/' ? paths : paths.map((path) => path.replaceAll(sep, '/')));
  } catch {
    return new Set();
  }
}
