import type { Article } from '../model/article.ts';
import { listingPath, OPML_PATH, type Scope, SITE } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { categoryDescription, scopeTitle } from '../model/titles.ts';
import { wordsOf } from '../model/words.ts';
import { renderCard } from './card.ts';
import { renderAddresses } from './feed-links.ts';
import { type Html, html } from './html.ts';
import type { Link } from './links.ts';
import { renderPage, SUBSCRIBE_ANCHOR } from './page.ts';
import { describeListing } from './structured-data.ts';

/** What the page of a category shows. */
export interface PageModel {
  readonly scope: Scope;
  /** The newest first. */
  readonly articles: readonly Article[];
}

/** The page of a category: how to subscribe, and its newest articles. It may have none left. */
export function renderCategoryPage(model: PageModel, site: Site): string {
  const { scope, articles } = model;
  const description = descriptionOf(scope, site);
  return renderPage(
    {
      path: listingPath(scope, 'index.html'),
      kind: 'category',
      title: scopeTitle(scope, site),
      ...(description !== undefined && { description }),
      scopes: scope.kind === 'site' ? [SITE] : [scope, SITE],
      structuredData: describeListing(scope, articles, site),
      content: (link) => renderListing(model, link, site),
    },
    site,
  );
}

function renderListing({ scope, articles }: PageModel, link: Link, site: Site): Html {
  const words = wordsOf(site);
  const description = descriptionOf(scope, site);
  return html`<header class="section-head">
<h1><bdi>${scopeTitle(scope, site)}</bdi></h1>
${description && html`<p>${description}</p>`}
</header>
<section class="subscribe" aria-labelledby="${SUBSCRIBE_ANCHOR}">
<h2 id="${SUBSCRIBE_ANCHOR}">${words.subscribe}</h2>
${renderAddresses(scope, link, site)}
<p class="hint">${words.subscribeHint} <a href="${link(OPML_PATH)}">${words.subscriptionList}</a></p>
</section>
<section class="articles" aria-labelledby="articles">
<h2 id="articles">${words.newest}</h2>
${articles.length === 0 && html`<p class="empty">${words.noArticlesInCategory}</p>`}
${articles.map((article) => renderCard(article, link, site, { showCategory: false }))}
</section>`;
}

function descriptionOf(scope: Scope, site: Site): string | undefined {
  return scope.kind === 'site' ? site.description : categoryDescription(scope.name, site);
}
