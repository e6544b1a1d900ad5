import type { Article } from '../model/article.ts';
import { listTree } from '../model/category-tree.ts';
import { escapeXml } from '../model/markup.ts';
import { articlePath, HOME_PATH, listingUrl, publicUrl } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import type { HomeModel } from './home.ts';

/** The most addresses that a sitemap may hold (sitemaps.org). */
const MAX_ADDRESSES = 50_000;

/**
 * The sitemap (sitemaps.org 0.9): the home page, the newest articles, every category's page. It lists no more than the
 * home page, so that it costs an upload one write, however large the site; crawlers find other articles through the
 * pages of categories while they are new.
 */
export function renderSitemap({ categories, newest }: HomeModel, site: Site): string {
  const home = renderAddress(publicUrl(site, HOME_PATH), latest(newest));
  const articles = newest.map((article) =>
    renderAddress(publicUrl(site, articlePath(article.id)), changed(article)),
  );
  const listings = listTree(categories).map((name) =>
    renderAddress(listingUrl(site, { kind: 'category', name }, 'index.html')),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${[home, ...articles, ...listings].slice(0, MAX_ADDRESSES).join('\n')}
</urlset>
`;
}

function renderAddress(address: string, modified?: string): string {
  // The protocol wants apostrophes escaped, too.
  const location = `<loc>${escapeXml(address).replaceAll("'", '&apos;')}</loc>`;
  return `<url>${location}${modified === undefined ? '' : `<lastmod>${modified}</lastmod>`}</url>`;
}

function latest(articles: readonly Article[]): string | undefined {
  return articles.map(changed).sort().at(-1);
}

function changed({ published, updated }: Article): string {
  return updated ?? published;
}
