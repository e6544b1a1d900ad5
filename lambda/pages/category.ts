import { archivePagePath } from '../model/archive.ts';
import type { Article } from '../model/article.ts';
import type { NamedScope } from '../model/list-kinds.ts';
import { listingPath, listingUrl, SITE, SUBSCRIBE_PATH } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { categoryDescription, scopeTitle } from '../model/titles.ts';
import { wordsOf } from '../model/words.ts';
import { renderCard } from './card.ts';
import { renderAddress, renderFormats, renderReaderLinks } from './feed-links.ts';
import { type Html, html } from './html.ts';
import type { Link } from './links.ts';
import { renderPage, SUBSCRIBE_ANCHOR } from './page.ts';
import { renderQrCode } from './qr-code.ts';
import { describeCategory } from './structured-data.ts';

/** What the page of a category shows. */
export interface CategoryModel {
  /** Its newest, newest first. It may have none left. */
  readonly articles: readonly Article[];
  /** Whether its archive has more. */
  readonly hasOlder?: boolean;
}

/** The page of a category: how to subscribe, and its newest articles. */
export function renderCategoryPage(scope: NamedScope, model: CategoryModel, site: Site): string {
  const title = scopeTitle(scope, site);
  return renderPage(
    {
      path: listingPath(scope, 'index.html'),
      kind: 'category',
      title,
      description: categoryDescription(scope.name, site) ?? wordsOf(site).aboutCategory(title),
      scopes: [scope, SITE],
      structuredData: describeCategory(scope, model.articles, site),
      content: (link) => renderListing(scope, model, link, site),
    },
    site,
  );
}

function renderListing(
  scope: NamedScope,
  { articles, hasOlder = false }: CategoryModel,
  link: Link,
  site: Site,
): Html {
  const words = wordsOf(site);
  const description = categoryDescription(scope.name, site);
  return html`<header class="section-head">
<h1><bdi>${scopeTitle(scope, site)}</bdi></h1>
${description && html`<p>${description}</p>`}
</header>
${renderSubscription(scope, link, site)}
<section class="articles" aria-labelledby="articles">
<h2 id="articles">${words.newest}</h2>
${articles.length === 0 && html`<p class="empty">${words.noArticlesInCategory}</p>`}
${articles.map((article) => renderCard(article, link, site, { showCategory: false }))}
${hasOlder && html`<p class="more"><a href="${link(archivePagePath(scope, ''))}">${words.olderArticles}</a></p>`}
</section>`;
}

/** How to subscribe, in a line: the page is written often and read for its articles. */
function renderSubscription(scope: NamedScope, link: Link, site: Site): Html {
  const words = wordsOf(site);
  const feed = listingUrl(site, scope, 'rss.xml');
  return html`<section class="subscribe" aria-labelledby="${SUBSCRIBE_ANCHOR}">
<h2 id="${SUBSCRIBE_ANCHOR}">${words.subscribe}</h2>
<p>${renderAddress(feed, site)}</p>
${renderFormats(scope, link, site)}
<details>
<summary>${words.addAtOnce} · ${words.qrCode}</summary>
<p>${renderReaderLinks(feed, site)}</p>
${renderQrCode(feed, words.of(scopeTitle(scope, site), words.qrCode))}
</details>
<a href="${link(SUBSCRIBE_PATH)}">${words.howToSubscribe}</a>
</section>`;
}
