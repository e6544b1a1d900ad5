import {
  type ArchiveLeaf,
  type ArchiveLine,
  changeOf,
  lastChangeOf,
  leafSitemapPath,
} from '../model/archive.ts';
import { listTree } from '../model/category-tree.ts';
import { isChinese, isTraditional } from '../model/language.ts';
import { escapeXml } from '../model/markup.ts';
import { articlePath, HOME_PATH, listingUrl, NEWEST_SITEMAP_PATH, publicUrl } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import type { HomeModel } from './home.ts';

/** The most addresses that a sitemap may hold (sitemaps.org). */
const MAX_ADDRESSES = 50_000;

/**
 * The site map (sitemaps.org 0.9) that is written with each article: the home page, the newest articles, the page
 * of every list. It lists no more than the home page, so that it costs an upload one write, however large the site.
 */
export function renderNewestSitemap({ categories, groups = [], newest }: HomeModel, site: Site): string {
  const home = renderAddress(publicUrl(site, HOME_PATH), lastChangeOf(newest));
  const articles = newest.map((article) =>
    renderAddress(publicUrl(site, articlePath(article.id)), changeOf(article)),
  );
  const listings = listTree(categories).map((name) =>
    renderAddress(listingUrl(site, { kind: 'category', name }, 'index.html')),
  );
  const others = groups.flatMap(({ kind, names }) =>
    names.map((name) => renderAddress(listingUrl(site, { kind, name }, 'index.html'))),
  );
  return renderUrls([home, ...articles, ...listings, ...others]);
}

/** The site map of a leaf of the archive. */
export function renderLeafSitemap(lines: readonly ArchiveLine[], site: Site): string {
  return renderUrls(
    lines.map((line) => renderAddress(publicUrl(site, articlePath(line.id)), changeOf(line))),
  );
}

/** The most articles that a news site map may hold. */
const MAX_NEWS = 1000;

/**
 * The site map of news (schemas/sitemap-news/0.9): articles of the last two days, newest first. It may have none.
 *
 * @see https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
 */
export function renderNewsSitemap(lines: readonly ArchiveLine[], site: Site): string {
  const urls = lines
    .slice(0, MAX_NEWS)
    .map(
      ({ id, title, published, language = site.language }) =>
        `<url>${renderLocation(publicUrl(site, articlePath(id)))}<news:news><news:publication><news:name>${escapeXml(site.title)}</news:name><news:language>${newsLanguage(language)}</news:language></news:publication><news:publication_date>${published}</news:publication_date><news:title>${escapeXml(title)}</news:title></news:news></url>`,
    );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
${urls.map((url) => `${url}\n`).join('')}</urlset>
`;
}

/** The code of ISO 639; the schema tells only the two scripts of Chinese apart, by regions. */
function newsLanguage(tag: string): string {
  if (isChinese(tag)) return isTraditional(tag) ? 'zh-tw' : 'zh-cn';
  return tag.split('-', 1)[0] ?? tag;
}

/** The index of all site maps: of the newest articles, and of each leaf of the archive. */
export function renderSitemapIndex(leaves: readonly ArchiveLeaf[], site: Site): string {
  const maps = [
    // It changes more often than this index.
    { path: NEWEST_SITEMAP_PATH, changed: undefined },
    ...leaves.map(({ period, changed }) => ({ path: leafSitemapPath(period), changed })),
  ]
    .slice(0, MAX_ADDRESSES)
    .map(({ path, changed }) => `<sitemap>${renderChild(publicUrl(site, path), changed)}</sitemap>`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${maps.join('\n')}
</sitemapindex>
`;
}

function renderUrls(urls: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${urls.slice(0, MAX_ADDRESSES).join('\n')}
</urlset>
`;
}

function renderAddress(address: string, modified?: string): string {
  return `<url>${renderChild(address, modified)}</url>`;
}

/** Where something stands, and when it changed last. */
function renderChild(address: string, modified: string | undefined): string {
  return `${renderLocation(address)}${modified === undefined ? '' : `<lastmod>${modified}</lastmod>`}`;
}

/** The sitemap protocol wants apostrophes escaped, too. */
function renderLocation(address: string): string {
  return `<loc>${escapeXml(address).replaceAll("'", '&apos;')}</loc>`;
}
