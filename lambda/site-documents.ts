import { readPicture, readRecording } from './article/media/media.ts';
import { deriveArticle } from './article/pipeline.ts';
import { renderArchive, renderAtom } from './feeds/atom.ts';
import { renderJsonFeed } from './feeds/json-feed.ts';
import { feedModel } from './feeds/model.ts';
import { renderOpml } from './feeds/opml.ts';
import { renderRss } from './feeds/rss.ts';
import { isArchivePagePath, isLeafSitemapPath, leafSitemapPath } from './model/archive.ts';
import { sortCategories } from './model/category-order.ts';
import { growTree } from './model/category-tree.ts';
import {
  archivePath,
  articlePath,
  HOME_PATH,
  listingPath,
  NEWEST_SITEMAP_PATH,
  OPML_PATH,
  SITEMAP_PATH,
} from './model/paths.ts';
import { SEARCH_INDEX_PATH, searchShardPath } from './model/search.ts';
import { cacheControlOf, contentTypeOf } from './model/serving.ts';
import type { Site } from './model/site.ts';
import { renderArchiveOverview, renderArchivePage } from './pages/archive.ts';
import { archiveLine } from './pages/archive-line.ts';
import { renderArticlePage } from './pages/article.ts';
import { renderCategoryPage } from './pages/category.ts';
import { withColouredCode } from './pages/code.ts';
import { renderHomePage } from './pages/home.ts';
import { renderSearchIndex, renderSearchShard } from './pages/search-documents.ts';
import { renderLeafSitemap, renderNewestSitemap, renderSitemapIndex } from './pages/sitemap.ts';
import type { ArchiveDerivations, Derivations, PublicDocument } from './protocol/derivations.ts';

/** The derivations of a site: what is published of its articles, and how it looks. */
export function siteDerivations(site: Site): Derivations {
  return {
    derive: (upload) => deriveArticle(upload, site),
    readMedia: (key, { body }) => readPicture(key, body),
    readBulky: readRecording,

    articlePage: async (article) => {
      const page = renderArticlePage(await withColouredCode(article), site);
      return document(articlePath(article.id), page).content;
    },

    listingDocuments: (scope, articles, history) => {
      const model = feedModel(scope, articles, site);
      const feeds = [
        document(listingPath(scope, 'rss.xml'), renderRss(model, site)),
        document(listingPath(scope, 'atom.xml'), renderAtom(model, site, history)),
        document(listingPath(scope, 'feed.json'), renderJsonFeed(model, site)),
      ];
      if (scope.kind === 'site') return feeds;
      const page = renderCategoryPage(scope, articles, site);
      return [...feeds, document(listingPath(scope, 'index.html'), page)];
    },

    ...(site.history && {
      archiveDocument: (scope, id, { articles, previous }) => {
        const archive = renderArchive(feedModel(scope, articles, site), site, id, previous);
        return document(archivePath(scope, id), archive).content;
      },
    }),

    overviewDocuments: (places, newest) => {
      const categories = growTree(sortCategories(places, site));
      return [
        document(HOME_PATH, renderHomePage({ categories, newest }, site)),
        document(OPML_PATH, renderOpml(categories, site)),
        document(NEWEST_SITEMAP_PATH, renderNewestSitemap({ categories, newest }, site)),
      ];
    },

    staticDocuments: async () => {
      // Nearly all invocations find these documents published.
      const { staticAssets } = await import('./pages/assets.ts');
      return staticAssets(site).map(({ path, body }) => document(path, body));
    },

    archives: archiveDerivations(site),
  };
}

/** The pages on which all articles are found, and what is made of the same lists for machines. */
function archiveDerivations(site: Site): ArchiveDerivations {
  return {
    timeZone: site.timeZone,
    line: archiveLine,
    isDocument: (path) => isArchivePagePath(path) || isLeafSitemapPath(path),

    leafDocuments: (scope, page) => {
      const { path, text } = renderArchivePage(scope, page, site);
      if (scope.kind === 'category') return [document(path, text)];
      const { leaf, lines } = page;
      return [
        document(path, text),
        document(leafSitemapPath(leaf.period), renderLeafSitemap(lines, site)),
        document(searchShardPath(leaf.period), renderSearchShard(leaf, lines, site)),
      ];
    },

    overviewDocuments: (scope, leaves) => {
      const pages = renderArchiveOverview(scope, leaves, site).map(({ path, text }) => document(path, text));
      if (scope.kind === 'category') return pages;
      return [
        ...pages,
        document(SITEMAP_PATH, renderSitemapIndex(leaves, site)),
        document(SEARCH_INDEX_PATH, renderSearchIndex(leaves, site)),
      ];
    },
  };
}

function document(path: string, text: string | Uint8Array): PublicDocument {
  const body = typeof text === 'string' ? Buffer.from(text) : text;
  return { path, content: { contentType: contentTypeOf(path), cacheControl: cacheControlOf(path), body } };
}
