import { archivePagePath } from '../model/archive.ts';
import type { Article } from '../model/article.ts';
import type { NamedScope, Scope } from '../model/list-kinds.ts';
import { leastArticles } from '../model/list-rules.ts';
import { Memo } from '../model/memo.ts';
import { listingPath, listingUrl, SITE, SUBSCRIBE_PATH } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { scopeDescription, scopeTitle } from '../model/titles.ts';
import { wordsOf } from '../model/words.ts';
import { renderCard, renderSearchLink } from './card.ts';
import { renderAddress, renderFormats, renderReaderLinks } from './feed-links.ts';
import { type Html, html } from './html.ts';
import type { Link } from './links.ts';
import { renderPage, SUBSCRIBE_ANCHOR } from './page.ts';
import { renderQrCode } from './qr-code.ts';
import { describeList } from './structured-data.ts';

/** What the page of a list shows. */
export interface ListModel {
  /** Its newest, newest first. It may have none left. */
  readonly articles: readonly Article[];
  /** Whether it has more. */
  readonly hasOlder?: boolean;
}

/** The page of a category, a tag or an author: how to subscribe, and its newest articles. */
export function renderListPage(scope: NamedScope, model: ListModel, site: Site): string {
  return render(scope, model, [scope, SITE], (link) => renderSubscription(scope, link, site), site);
}

/** The page of a list that has too few articles for feeds. */
export function renderSmallListPage(scope: NamedScope, articles: readonly Article[], site: Site): string {
  const least = leastArticles(scope, site);
  const hint = html`<div class="subscribe"><p class="hint">${wordsOf(site).feedsFrom(least)}</p></div>`;
  return render(scope, { articles }, [SITE], () => (Number.isFinite(least) ? hint : html``), site);
}

function render(
  scope: NamedScope,
  model: ListModel,
  scopes: readonly Scope[],
  renderHint: (link: Link) => Html,
  site: Site,
): string {
  const title = scopeTitle(scope, site);
  const words = wordsOf(site);
  return renderPage(
    {
      path: listingPath(scope, 'index.html'),
      kind: 'category',
      title,
      description:
        scopeDescription(scope, site) ??
        (scope.kind === 'category' ? words.aboutCategory(title) : words.aboutList(title)),
      scopes,
      structuredData: describeList(scope, model.articles, site),
      content: (link) => renderListing(scope, model, renderHint(link), link, site),
    },
    site,
  );
}

function renderListing(
  scope: NamedScope,
  { articles, hasOlder = false }: ListModel,
  hint: Html,
  link: Link,
  site: Site,
): Html {
  const words = wordsOf(site);
  const description = scopeDescription(scope, site);
  const none = scope.kind === 'category' ? words.noArticlesInCategory : words.noArticlesInList;
  return html`<header class="section-head">
<h1><bdi>${scopeTitle(scope, site)}</bdi></h1>
${description && html`<p>${description}</p>`}
</header>
${hint}
<section class="articles" aria-labelledby="articles">
<h2 id="articles">${words.newest}</h2>
${articles.length === 0 && html`<p class="empty">${none}</p>`}
${articles.map((article) => renderCard(article, link, site, { showCategory: false }))}
${hasOlder && html`<p class="more">${renderOlder(scope, link, site)}</p>`}
</section>`;
}

/** The way to all articles of a list: the search finds those of tags and authors, which have no archives of their own. */
function renderOlder(scope: NamedScope, link: Link, site: Site): Html {
  const words = wordsOf(site);
  if (scope.kind !== 'category') return renderSearchLink(scope.name, words.searchOlder, link);
  return html`<a href="${link(archivePagePath(scope, ''))}">${words.olderArticles}</a>`;
}

/** A QR code takes as long to draw as all else on a page; with the rest it is some 10 KB. */
const subscriptions = new Memo<Html>(200);

/** How to subscribe, in a line: the page is written often and read for its articles. */
function renderSubscription(scope: NamedScope, link: Link, site: Site): Html {
  const key = `${link('')} ${scope.kind} ${scope.name}`;
  return subscriptions.of(site, key, () => renderWaysIn(scope, link, site));
}

function renderWaysIn(scope: NamedScope, link: Link, site: Site): Html {
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
