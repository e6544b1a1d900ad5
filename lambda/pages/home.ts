import type { Article } from '../model/article.ts';
import { HOME_PATH, listingPath, OPML_PATH, SITE } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { scopeTitle } from '../model/titles.ts';
import { wordsOf } from '../model/words.ts';
import { renderCard, renderCategoryLink } from './card.ts';
import { renderAddresses, renderFormats } from './feed-links.ts';
import { type Html, html } from './html.ts';
import type { Link } from './links.ts';
import { FEEDS_ANCHOR, NEWEST_ANCHOR, renderPage, SUBSCRIBE_ANCHOR } from './page.ts';
import { describeSite } from './structured-data.ts';

/** A category that has feeds. */
export interface HomeCategory {
  readonly name: string;
  /** The categories above it, the outermost first. */
  readonly path: readonly string[];
}

/** What the home page shows. */
export interface HomeModel {
  /** In the order in which they are shown; each stands below the categories of its path. */
  readonly categories: readonly HomeCategory[];
  /** The newest first; only the first {@link NEWEST_ON_HOME} are shown. */
  readonly newest: readonly Article[];
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

function renderNewest({ newest }: HomeModel, link: Link, site: Site): Html {
  const words = wordsOf(site);
  const cards = newest
    .slice(0, NEWEST_ON_HOME)
    .map((article) => renderCard(article, link, site, { showCategory: true }));
  return html`<section class="newest" aria-labelledby="${NEWEST_ANCHOR}">
<h2 id="${NEWEST_ANCHOR}">${words.newest}</h2>
${cards.length === 0 ? html`<p class="empty">${words.noArticles}</p>` : html`<div class="front">\n${cards}\n</div>`}
</section>`;
}

function renderFeeds({ categories }: HomeModel, link: Link, site: Site): Html {
  const words = wordsOf(site);
  const known = new Set(categories.map(({ name }) => name));
  return html`<section class="directory" aria-labelledby="${FEEDS_ANCHOR}">
<h2 id="${FEEDS_ANCHOR}">${words.feeds}</h2>
<p class="hint">${words.homeHint} <a href="${link(OPML_PATH)}">${words.subscriptionList}</a></p>
<h3>${words.allArticles}</h3>
${renderAddresses(SITE, link, site)}
<h3>${words.categories}</h3>
${categories.length === 0 && html`<p class="empty">${words.noCategories}</p>`}
${renderBranches(growTree(categories), known, link, site)}
</section>`;
}

/** A category in the tree; one that only stands in paths has no feeds to show there. */
interface Branch {
  readonly name: string;
  hasFeeds: boolean;
  readonly below: Map<string, Branch>;
}

function growTree(categories: readonly HomeCategory[]): ReadonlyMap<string, Branch> {
  const root = new Map<string, Branch>();
  for (const { name, path } of categories) {
    let level = root;
    for (const above of path) level = branchOf(level, above).below;
    branchOf(level, name).hasFeeds = true;
  }
  return root;
}

function branchOf(level: Map<string, Branch>, name: string): Branch {
  const branch = level.get(name) ?? { name, hasFeeds: false, below: new Map<string, Branch>() };
  level.set(name, branch);
  return branch;
}

function renderBranches(
  branches: ReadonlyMap<string, Branch>,
  known: ReadonlySet<string>,
  link: Link,
  site: Site,
): Html | undefined {
  if (branches.size === 0) return undefined;
  const entries = [...branches.values()].map(
    (branch) => html`<li>
${renderEntry(branch, known, link, site)}
${renderBranches(branch.below, known, link, site)}
</li>`,
  );
  return html`<ul>\n${entries}\n</ul>`;
}

/** The link and feeds of a category at its place; where it only stands above others, its name alone. */
function renderEntry({ name, hasFeeds }: Branch, known: ReadonlySet<string>, link: Link, site: Site): Html {
  const scope = { kind: 'category', name } as const;
  const { of, subscribe } = wordsOf(site);
  const title = scopeTitle(scope, site);
  const label = known.has(name) ? renderCategoryLink(name, link, site) : html`<bdi>${title}</bdi>`;
  if (!hasFeeds) return html`<div class="entry">${label}</div>`;
  const page = link(listingPath(scope, 'index.html'));
  return html`<div class="entry">${label}
<span class="formats"><a href="${page}#${SUBSCRIBE_ANCHOR}" aria-label="${of(title, subscribe)}">${subscribe}</a></span>
${renderFormats(scope, link, site)}</div>`;
}
