import { archivePagePath } from '../model/archive.ts';
import type { Article } from '../model/article.ts';
import type { CategoryBranch } from '../model/category-tree.ts';
import { kindTitle, type ListGroup } from '../model/list-rules.ts';
import { Memo } from '../model/memo.ts';
import { HOME_PATH, listingPath, OPML_PATH, SITE, SUBSCRIBE_PATH } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { scopeTitle } from '../model/titles.ts';
import { wordsOf } from '../model/words.ts';
import { renderCard, renderCategoryLink, renderListLink } from './card.ts';
import { renderAddresses, renderFormats } from './feed-links.ts';
import { type Html, html } from './html.ts';
import type { Link } from './links.ts';
import { FEEDS_ANCHOR, listsAnchor, NEWEST_ANCHOR, renderPage, SUBSCRIBE_ANCHOR } from './page.ts';
import { describeSite } from './structured-data.ts';

/** What the home page shows. */
export interface HomeModel {
  readonly categories: readonly CategoryBranch[];
  /** The lists of tags and authors, where there are any. */
  readonly groups?: readonly ListGroup[];
  /** The newest first; only the first {@link NEWEST_ON_HOME} are shown. */
  readonly newest: readonly Article[];
  /** Whether the archive has more. */
  readonly hasOlder?: boolean;
}

/** A lead story, and columns that fill about one screen. */
export const NEWEST_ON_HOME = 13;

/** The home page: the newest articles as a front page, then every category with its feeds. */
export function renderHomePage(model: HomeModel, site: Site): string {
  return renderPage(
    {
      path: HOME_PATH,
      kind: 'home',
      title: site.title,
      description: site.description,
      scopes: [SITE],
      structuredData: describeSite(site),
      content: (link) => html`${renderNewest(model, link, site)}\n${renderFeeds(model, link, site)}`,
    },
    site,
  );
}

function renderNewest({ newest, hasOlder = false }: HomeModel, link: Link, site: Site): Html {
  const words = wordsOf(site);
  const cards = newest
    .slice(0, NEWEST_ON_HOME)
    .map((article) => renderCard(article, link, site, { showCategory: true }));
  return html`<section class="newest" aria-labelledby="${NEWEST_ANCHOR}">
<h2 id="${NEWEST_ANCHOR}">${words.newest}</h2>
${cards.length === 0 ? html`<p class="empty">${words.noArticles}</p>` : html`<div class="front">\n${cards}\n</div>`}
${(hasOlder || newest.length > NEWEST_ON_HOME) && html`<p class="more"><a href="${link(archivePagePath(SITE, ''))}">${words.archive}</a></p>`}
</section>`;
}

function renderFeeds({ categories, groups = [] }: HomeModel, link: Link, site: Site): Html {
  const words = wordsOf(site);
  return html`<section class="directory" aria-labelledby="${FEEDS_ANCHOR}">
<h2 id="${FEEDS_ANCHOR}">${words.feeds}</h2>
<p class="hint">${words.homeHint} <a href="${link(OPML_PATH)}">${words.subscriptionList}</a> <a href="${link(SUBSCRIBE_PATH)}">${words.howToSubscribe}</a></p>
<h3>${words.allArticles}</h3>
${renderAddresses(SITE, link, site)}
<h3>${words.categories}</h3>
${categories.length === 0 && html`<p class="empty">${words.noCategories}</p>`}
${renderBranches(categories, link, site)}
${groups.map((group) => renderGroup(group, link, site))}
</section>`;
}

/** So many lists of a kind are named on the home page, which is written with each upload; the others in the subscription list. */
const SHOWN_OF_GROUP = 200;

/** The links to the pages of tags or of authors, which have the addresses of their feeds. */
function renderGroup({ kind, names }: ListGroup, link: Link, site: Site): Html {
  const links = names.slice(0, SHOWN_OF_GROUP).map((name) => renderListLink({ kind, name }, name, link));
  return html`<h3 id="${listsAnchor(kind)}">${kindTitle(kind, site)}</h3>
<p class="tags">${links.map((each) => html`${each} `)}${names.length > SHOWN_OF_GROUP && html`<a href="${link(OPML_PATH)}">${wordsOf(site).subscriptionList}</a>`}</p>`;
}

function renderBranches(branches: readonly CategoryBranch[], link: Link, site: Site): Html | undefined {
  if (branches.length === 0) return undefined;
  const entries = branches.map(
    ({ name, below }) => html`<li>
${renderEntry(name, link, site)}
${renderBranches(below, link, site)}
</li>`,
  );
  return html`<ul>\n${entries}\n</ul>`;
}

/** The page is written with each upload, and names all categories. */
const entries = new Memo<Html>(1000);

/** The links to a category's page and feeds. */
function renderEntry(name: string, link: Link, site: Site): Html {
  return entries.of(site, `${link('')} ${name}`, () => drawEntry(name, link, site));
}

function drawEntry(name: string, link: Link, site: Site): Html {
  const scope = { kind: 'category', name } as const;
  const { of, subscribe } = wordsOf(site);
  const page = link(listingPath(scope, 'index.html'));
  return html`<div class="entry">${renderCategoryLink(name, link, site)}
<span class="formats"><a href="${page}#${SUBSCRIBE_ANCHOR}" aria-label="${of(scopeTitle(scope, site), subscribe)}">${subscribe}</a></span>
${renderFormats(scope, link, site)}</div>`;
}
