import { webAddress } from '../model/addresses.ts';
import { archivePagePath, monthAnchor } from '../model/archive.ts';
import type { Article } from '../model/article.ts';
import { articleLanguage } from '../model/article-language.ts';
import type { Scope } from '../model/list-kinds.ts';
import type { RuledKind } from '../model/list-rules.ts';
import { Memo } from '../model/memo.ts';
import { articlePath, HOME_PATH, SUBSCRIBE_PATH } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { scopeTitle } from '../model/titles.ts';
import { wordsOf } from '../model/words.ts';
import { renderCategoryLink, renderListLink, renderSearchLink } from './card.ts';
import { outlineContent, renderContents } from './contents.ts';
import { feedScopes, renderFormats } from './feed-links.ts';
import { type Html, html, raw } from './html.ts';
import { articleAttributes } from './language.ts';
import type { Link } from './links.ts';
import { renderPage } from './page.ts';
import { leadPicture, renderProse } from './prose.ts';
import { readingMinutes } from './reading-time.ts';
import { describeArticle } from './structured-data.ts';
import { dayOf, renderTime } from './time.ts';

/** Titles longer than this many characters are set smaller. */
const LONG_TITLE = 40;

/** Articles that take as many minutes or more have a table of contents. */
const LONG_READ = 3;

/** The section that leads to other articles. */
const MORE_ANCHOR = 'more';

/** The page of an article. It depends on the article alone: a neighbour never changes it. */
export function renderArticlePage(article: Article, site: Site): string {
  const original = site.canonical === 'own' ? undefined : webAddress(article.link);
  const image = webAddress(article.image);
  return renderPage(
    {
      path: articlePath(article.id),
      kind: 'article',
      ...(image !== undefined && { image }),
      ...(original !== undefined && { canonical: original }),
      title: article.title,
      description: article.summary,
      scopes: feedScopes(article.categories),
      properties: renderProperties(article),
      structuredData: describeArticle(article, site),
      content: (link) => renderStory(article, link, site),
    },
    site,
  );
}

function renderStory(article: Article, link: Link, site: Site): Html {
  const words = wordsOf(site);
  const { title, content, categories, tags } = article;
  const language = articleAttributes(article, site);
  const picture = leadPicture(article);
  const original = webAddress(article.link);
  const month = monthAnchor(dayOf(article.published, site));
  const minutes = readingMinutes(content);
  const outlined = minutes < LONG_READ ? { content, headings: [] } : outlineContent(content);
  return html`<article class="story">
<header>
${categories.length > 0 && html`<p class="kicker">${categories.map((name) => renderCategoryLink(name, link, site))}</p>`}
<h1${language}${[...title].length > LONG_TITLE && raw(' class="long"')}>${title}</h1>
${renderByline(article, minutes, link, site)}
</header>
${picture && html`<img class="lead-picture" src="${picture}" alt="" referrerpolicy="no-referrer">`}
${renderContents(outlined.headings, words)}
<div class="prose"${language}>
${raw(renderProse(outlined.content, { words, language: articleLanguage(article, site) }))}
</div>
<footer>
${original && html`<p class="original"><a href="${original}">${words.readOriginal}</a> <span>${new URL(original).hostname}</span></p>`}
${tags.length > 0 && html`<p class="tags"><span>${words.tags}</span> ${tags.map((tag) => renderNameLink('tag', tag, article, link))}</p>`}
<section aria-labelledby="${MORE_ANCHOR}">
<h2 id="${MORE_ANCHOR}">${words.moreArticles}</h2>
<ul class="feeds">
${feedScopes(categories).map((scope) => renderWays(scope, month, link, site))}
</ul>
<p class="hint"><a href="${link(SUBSCRIBE_PATH)}">${words.howToSubscribe}</a></p>
</section>
</footer>
</article>`;
}

/** Articles of one month and list have the same, of some 700 bytes. */
const ways = new Memo<Html>(2000);

/**
 * The ways from an article to others of a list: its page, the article's place in its archive, and its feeds. The place is
 * a month on a page that lists all of them: neighbours come and go without a change here.
 */
function renderWays(scope: Scope, month: string, link: Link, site: Site): Html {
  const name = scope.kind === 'site' ? '' : scope.name;
  const key = `${link('')} ${month} ${scope.kind} ${name}`;
  return ways.of(site, key, () => renderWaysOfMonth(scope, month, link, site));
}

function renderWaysOfMonth(scope: Scope, month: string, link: Link, site: Site): Html {
  const { archive, of, formatDate } = wordsOf(site);
  const [year, number] = month.split('-').map(Number);
  const place = `${link(archivePagePath(scope, ''))}#${month}`;
  const shown = of(archive, formatDate(year ?? 0, number));
  return html`<li>${renderScopeName(scope, link, site)} <a class="place" href="${place}" aria-label="${of(scopeName(scope, site), shown)}">${shown}</a> ${renderFormats(scope, link, site)}</li>`;
}

function renderByline(article: Article, minutes: number, link: Link, site: Site): Html {
  const words = wordsOf(site);
  const { author, editor, published, updated } = article;
  return html`<p class="byline">
${author !== undefined && html`<span class="author">${renderNameLink('author', author, article, link)}</span>`}
<span>${renderTime(published, site)}</span>
${updated !== undefined && html`<span>${words.updated} ${renderTime(updated, site)}</span>`}
${editor !== undefined && html`<span>${words.editor} <bdi>${editor}</bdi></span>`}
${minutes > 1 && html`<span>${words.readingTime(minutes)}</span>`}
</p>`;
}

/** A tag or an author: leads to the page of its list, where the article is in it, else to what the search finds of it. */
function renderNameLink(kind: RuledKind, name: string, { lists = [] }: Article, link: Link): Html {
  const list = lists.find((each) => each.kind === kind && each.name === name.normalize('NFC'));
  return list === undefined ? renderSearchLink(name, name, link) : renderListLink(list, name, link);
}

function renderScopeName(scope: Scope, link: Link, site: Site): Html {
  return scope.kind === 'site'
    ? html`<a href="${link(HOME_PATH)}">${scopeName(scope, site)}</a>`
    : renderCategoryLink(scope.name, link, site);
}

function scopeName(scope: Scope, site: Site): string {
  return scope.kind === 'site' ? wordsOf(site).allArticles : scopeTitle(scope, site);
}

/** The Open Graph properties that only articles have. */
function renderProperties({ published, updated, categories, tags }: Article): Html {
  return html`${[
    html`<meta property="article:published_time" content="${published}">`,
    updated !== undefined && html`<meta property="article:modified_time" content="${updated}">`,
    categories.length > 0 && html`<meta property="article:section" content="${categories[0]}">`,
    tags.map((tag) => html`<meta property="article:tag" content="${tag}">`),
  ]}`;
}
