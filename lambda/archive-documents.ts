import { isArchivePagePath, isLeafSitemapPath, leafSitemapPath } from './model/archive.ts';
import { NEWS_SITEMAP_PATH, SITEMAP_PATH } from './model/paths.ts';
import { isShardPath, SEARCH_INDEX_PATH, searchShardPath } from './model/search.ts';
import type { Site } from './model/site.ts';
import { renderArchiveOverview, renderArchivePage } from './pages/archive.ts';
import { archiveLine } from './pages/archive-line.ts';
import { renderSearchIndex, renderSearchShard } from './pages/search-documents.ts';
import { renderLeafSitemap, renderNewsSitemap, renderSitemapIndex } from './pages/sitemap.ts';
import type { ArchiveDerivations } from './protocol/derivations.ts';
import { document } from './public-document.ts';

/** The pages on which all articles are found, and what is made of the same lists for machines. */
export function archiveDerivations(site: Site): ArchiveDerivations {
  return {
    timeZone: site.timeZone,
    line: archiveLine,
    isDocument: (path) =>
      isArchivePagePath(path) || isLeafSitemapPath(path) || path === SITEMAP_PATH || isShardPath(path),

    leafDocuments: (scope, page) => {
      const { path, text } = renderArchivePage(scope, page, site);
      if (scope.kind !== 'site') return [document(path, text)];
      const { leaf, lines } = page;
      return [document(path, text), document(leafSitemapPath(leaf.period), renderLeafSitemap(lines, site))];
    },

    bundleDocuments: (bundle, lines) => [
      document(searchShardPath(bundle.period), renderSearchShard(bundle, lines, site)),
    ],

    overviewDocuments: (scope, leaves, bundles) => {
      const pages = renderArchiveOverview(scope, leaves, site).map(({ path, text }) => document(path, text));
      if (scope.kind !== 'site') return pages;
      return [
        ...pages,
        document(SITEMAP_PATH, renderSitemapIndex(leaves, site)),
        document(SEARCH_INDEX_PATH, renderSearchIndex(bundles, site)),
      ];
    },

    newsDocument: (lines) => document(NEWS_SITEMAP_PATH, renderNewsSitemap(lines, site)),
  };
}
