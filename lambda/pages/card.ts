import { webAddress } from '../model/addresses.ts';
import type { Article } from '../model/article.ts';
import { clip } from '../model/clip.ts';
import type { NamedScope } from '../model/list-kinds.ts';
import { Memo } from '../model/memo.ts';
import { articlePath, listingPath } from '../model/paths.ts';
import { SEARCH_PATH, SEARCHED_NAME_LENGTH } from '../model/search.ts';
import type { Site } from '../model/site.ts';
import { scopeTitle } from '../model/titles.ts';
import { type Html, html } from './html.ts';
import { articleAttributes } from './language.ts';
import type { Link } from './links.ts';
import { renderTime } from './time.ts';

/** What a card shows beside its category. */
interface CardOptions {
  readonly showCategory: boolean;
}

/** An article stands in several lists, and its card is the same in each: neither an article nor a site ever changes. */
const cards = new WeakMap<Site, Memo<Html>>();

/** As many ways as lists show an article, by where their pages stand. */
const MOST_CARDS = 4;

/** One article of a list: picture, first category if asked for, title, author, date, summary. Made once. */
export function renderCard(article: Article, link: Link, site: Site, options: CardOptions): Html {
  const known = cards.get(site) ?? new Memo<Html>(MOST_CARDS);
  cards.set(site, known);
  const key = `${link('')} ${options.showCategory}`;
  return known.of(article, key, () => drawCard(article, link, site, options));
}

function drawCard(article: Article, link: Link, site: Site, { showCategory }: CardOptions): Html {
  const { id, title, summary, author, published, categories } = article;
  const picture = webAddress(article.image);
  const category = showCategory ? categories[0] : undefined;
  const language = articleAttributes(article, site);
  return html`<article class="card">
${picture && renderPicture(picture)}
<div>
${category !== undefined && html`<p class="kicker">${renderCategoryLink(category, link, site)}</p>`}
<h3${language}><a href="${link(articlePath(id))}">${title}</a></h3>
<p class="byline">
${author !== undefined && html`<span><bdi>${author}</bdi></span>`}
<span>${renderTime(published, site)}</span>
</p>
${summary !== '' && html`<p class="summary"${language}>${summary}</p>`}
</div>
</article>`;
}

/** A link to the page of a category. */
export function renderCategoryLink(name: string, link: Link, site: Site): Html {
  const scope = { kind: 'category', name } as const;
  return renderListLink(scope, scopeTitle(scope, site), link);
}

/** A link to the page of a list under some text. */
export function renderListLink(scope: NamedScope, text: string, link: Link): Html {
  return html`<a href="${link(listingPath(scope, 'index.html'))}"><bdi>${text}</bdi></a>`;
}

/** A link to what the search finds of a name. */
export function renderSearchLink(name: string, text: string, link: Link): Html {
  const query = new URLSearchParams({ q: clip(name, SEARCHED_NAME_LENGTH) });
  return html`<a href="${link(SEARCH_PATH)}?${String(query)}"><bdi>${text}</bdi></a>`;
}

/** Decorative: the title beside it says what the article is about. */
function renderPicture(address: string): Html {
  return html`<img class="picture" src="${address}" alt="" loading="lazy" decoding="async" referrerpolicy="no-referrer">`;
}
