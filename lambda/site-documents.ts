import { deriveArticle } from './article/pipeline.ts';
import { renderArchive, renderAtom } from './feeds/atom.ts';
import { renderJsonFeed } from './feeds/json-feed.ts';
import { feedModel } from './feeds/model.ts';
import { renderOpml } from './feeds/opml.ts';
import { renderRss } from './feeds/rss.ts';
import { archivePath, articlePath, HOME_PATH, listingPath, OPML_PATH, SITEMAP_PATH } from './model/paths.ts';
import type { Site } from './model/site.ts';
import { renderArticlePage } from './pages/article.ts';
import { renderCategoryPage } from './pages/category.ts';
import { renderHomePage } from './pages/home.ts';
import { renderSitemap } from './pages/sitemap.ts';
import type { Derivations, PublicDocument } from './protocol/derivations.ts';

/** A new article is to be seen within seconds, so feeds are asked for again after a minute; a 304 costs little. */
const FEED_CACHING = 'public, max-age=60';
const PAGE_CACHING = 'public, max-age=300';
const ASSET_CACHING = 'public, max-age=3600';

const HTML = 'text/html; charset=utf-8';

/** Browsers show the media types of RSS and Atom as plain text; as XML, a feed is shown by its style sheet. */
const XML = 'application/xml; charset=utf-8';

/** The derivations of a site: what is published of its articles, and how it looks. */
export function siteDerivations(site: Site): Derivations {
  return {
    derive: (upload) => deriveArticle(upload, site),

    articlePage: (article) =>
      textDocument(articlePath(article.id), HTML, PAGE_CACHING, renderArticlePage(article, site)).content,

    listingDocuments: (scope, articles, history) => {
      const model = feedModel(scope, articles, site);
      const feeds = [
        textDocument(listingPath(scope, 'rss.xml'), XML, FEED_CACHING, renderRss(model, site)),
        textDocument(listingPath(scope, 'atom.xml'), XML, FEED_CACHING, renderAtom(model, site, history)),
        textDocument(
          listingPath(scope, 'feed.json'),
          'application/feed+json; charset=utf-8',
          FEED_CACHING,
          renderJsonFeed(model, site),
        ),
      ];
      if (scope.kind === 'site') return feeds;
      const page = renderCategoryPage({ scope, articles }, site);
      return [...feeds, textDocument(listingPath(scope, 'index.html'), HTML, FEED_CACHING, page)];
    },

    ...(site.history && {
      archiveDocument: (scope, id, { articles, previous }) => {
        const archive = renderArchive(feedModel(scope, articles, site), site, id, previous);
        return textDocument(archivePath(scope, id), XML, PAGE_CACHING, archive).content;
      },
    }),

    overviewDocuments: (categories, newest) => [
      textDocument(HOME_PATH, HTML, FEED_CACHING, renderHomePage({ categories, newest }, site)),
      textDocument(OPML_PATH, 'text/x-opml; charset=utf-8', FEED_CACHING, renderOpml(categories, site)),
      textDocument(SITEMAP_PATH, XML, PAGE_CACHING, renderSitemap({ categories, newest }, site)),
    ],

    staticDocuments: async () => {
      // Loaded when the code or the settings are new, and then once.
      const { staticAssets } = await import('./pages/assets.ts');
      return staticAssets(site).map(({ path, contentType, body }) =>
        textDocument(path, contentType, ASSET_CACHING, body),
      );
    },
  };
}

function textDocument(
  path: string,
  contentType: string,
  cacheControl: string,
  text: string | Uint8Array,
): PublicDocument {
  const body = typeof text === 'string' ? Buffer.from(text) : text;
  return { path, content: { contentType, cacheControl, body } };
}
