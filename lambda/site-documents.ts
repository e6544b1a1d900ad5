import { deriveArticle } from './article/pipeline.ts';
import { renderArchive, renderAtom } from './feeds/atom.ts';
import { feedModel } from './feeds/feed-model.ts';
import { renderJsonFeed } from './feeds/json-feed.ts';
import { renderOpml } from './feeds/opml.ts';
import { renderRss } from './feeds/rss.ts';
import { groupLists, sortCategories } from './model/category-order.ts';
import { growTree } from './model/category-tree.ts';
import { leastArticles } from './model/list-rules.ts';
import {
  archivePath,
  articlePath,
  HOME_PATH,
  listingPath,
  NEWEST_SITEMAP_PATH,
  OPML_PATH,
} from './model/paths.ts';
import type { Site } from './model/site.ts';
import { archiveLine } from './pages/archive-line.ts';
import { renderArticlePage } from './pages/article.ts';
import { withColouredCode } from './pages/code.ts';
import { renderHomePage } from './pages/home.ts';
import { renderNewestSitemap } from './pages/sitemap.ts';
import type { Derivations } from './protocol/derivations.ts';
import { document, documentOf } from './public-document.ts';

/** The derivations of a site: what is published of its articles, and how it looks. */
export function siteDerivations(site: Site): Derivations {
  return {
    derive: (upload) => deriveArticle(upload, site),
    // Few articles bring files of their own.
    readMedia: async (key, { body }) => (await import('./article/media/media.ts')).readPicture(key, body),
    readBulky: async (key, file) => (await import('./article/media/media.ts')).readRecording(key, file),

    articlePage: async (article) => {
      const page = renderArticlePage(await withColouredCode(article), site);
      return document(articlePath(article.id), page).content;
    },

    listingDocuments: async (scope, articles, older = {}) => {
      const model = feedModel(scope, articles, site);
      const feeds = [
        documentOf(listingPath(scope, 'rss.xml'), renderRss(model, site)),
        documentOf(listingPath(scope, 'atom.xml'), renderAtom(model, site, older.history)),
        documentOf(listingPath(scope, 'feed.json'), renderJsonFeed(model, site)),
      ];
      if (scope.kind === 'site') return feeds;
      // What draws QR codes is no part of the start.
      const { renderListPage } = await import('./pages/list-page.ts');
      const page = renderListPage(scope, { articles, ...older }, site);
      return [...feeds, document(listingPath(scope, 'index.html'), page)];
    },

    smallLists: {
      least: (scope) => leastArticles(scope, site),
      page: async (scope, articles) => {
        const { renderSmallListPage } = await import('./pages/list-page.ts');
        return document(listingPath(scope, 'index.html'), renderSmallListPage(scope, articles, site));
      },
    },

    ...(site.history && {
      archiveDocument: (scope, id, { articles, previous }) => {
        const archive = renderArchive(feedModel(scope, articles, site), site, id, previous);
        return documentOf(archivePath(scope, id), archive).content;
      },
    }),

    overviewDocuments: (lists, newest, { hasOlder = false } = {}) => {
      const categories = growTree(sortCategories(lists.category, site));
      const groups = groupLists(lists, site);
      return [
        document(HOME_PATH, renderHomePage({ categories, groups, newest, hasOlder }, site)),
        document(OPML_PATH, renderOpml(categories, site, groups)),
        document(NEWEST_SITEMAP_PATH, renderNewestSitemap({ categories, groups, newest }, site)),
      ];
    },

    staticDocuments: async () => {
      // Nearly all invocations find these documents published.
      const { staticAssets } = await import('./pages/assets.ts');
      return staticAssets(site).map(({ path, body }) => document(path, body));
    },

    archives: {
      timeZone: site.timeZone,
      line: archiveLine,
      placeholder: async (scope) => {
        const { path, text } = (await import('./pages/archive.ts')).renderArchivePlaceholder(scope, site);
        return document(path, text);
      },
      // Only a tick puts them.
      load: async () => (await import('./archive-documents.ts')).archiveDerivations(site),
    },
  };
}
