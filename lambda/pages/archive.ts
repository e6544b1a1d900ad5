import {
  type ArchiveLeaf,
  type ArchiveLine,
  type ArchivePage,
  archivePagePath,
  isWithinMonth,
  monthAnchor,
  type Period,
  periodAbove,
} from '../model/archive.ts';
import type { Scope } from '../model/list-kinds.ts';
import { articlePath, HOME_PATH, SITE } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { scopeTitle } from '../model/titles.ts';
import { type Words, wordsOf } from '../model/words.ts';
import { renderCategoryLink } from './card.ts';
import { type Html, html } from './html.ts';
import { articleAttributes } from './language.ts';
import type { Link } from './links.ts';
import { renderPage } from './page.ts';
import { clockTimeOf, dayOf, renderTime } from './time.ts';

/** A page of an archive, and where it stands. */
export interface RenderedPage {
  readonly path: string;
  readonly text: string;
}

/** The page of a leaf: its articles by month, and the ways to those before and after. */
export function renderArchivePage(scope: Scope, page: ArchivePage, site: Site): RenderedPage {
  const words = wordsOf(site);
  const { leaf, lines, newer, older } = page;
  return renderArchive(scope, leaf.period, titleOf(page, site), site, (link) => {
    const months = Map.groupBy(lines, ({ published }) => monthAnchor(dayOf(published, site)));
    return html`<p class="count">${words.countArticles(leaf.count)}</p>
${lines.length === 0 && html`<p class="empty">${scope.kind === 'site' ? words.noArticles : words.noArticlesInCategory}</p>`}
${[...months].map(
  ([month, articles]) => html`<section aria-labelledby="${month}">
<h2 id="${month}">${formatPeriod(month, words)}</h2>
<ul class="lines">
${articles.map((line) => renderLine(line, scope, link, site))}
</ul>
</section>`,
)}
${renderNeighbours(scope, newer, older, link, words)}`;
  });
}

/** What is in place of the index of an archive, or of its only page, before the first tick after its first article. */
export function renderArchivePlaceholder(scope: Scope, site: Site): RenderedPage {
  const words = wordsOf(site);
  return renderArchive(
    scope,
    '',
    words.archive,
    site,
    () => html`<p class="empty">${words.archivePending}</p>`,
  );
}

/** The pages that lead to the leaves of a list, newest first: its index, unless that is the only leaf, and months. */
export function renderArchiveOverview(
  scope: Scope,
  leaves: readonly ArchiveLeaf[],
  site: Site,
): readonly RenderedPage[] {
  if (leaves.some(({ period }) => period === '')) return [];
  const months = [...groupBy(leaves, 'month')].filter(([, days]) =>
    days.some(({ period }) => isWithinMonth(period)),
  );
  return [
    renderIndex(scope, leaves, site),
    ...months.map(([month, days]) => renderMonth(scope, month, days, site)),
  ];
}

/** All years, with a place for each of their months that other pages can link to for ever. */
function renderIndex(scope: Scope, leaves: readonly ArchiveLeaf[], site: Site): RenderedPage {
  const words = wordsOf(site);
  return renderArchive(
    scope,
    '',
    words.archive,
    site,
    (link) => html`<p class="count">${words.countArticles(sumOf(leaves))}</p>
${[...groupBy(leaves, 'year')].map(([year, ofYear]) => renderYear(scope, year, ofYear, link, words))}`,
  );
}

function renderYear(
  scope: Scope,
  year: Period,
  leaves: readonly ArchiveLeaf[],
  link: Link,
  words: Words,
): Html {
  const count = words.countArticles(sumOf(leaves));
  const isLeaf = leaves.some(({ period }) => period === year);
  const heading = formatPeriod(year, words);
  const months = [...groupBy(leaves, 'month')];
  return html`<section aria-labelledby="y${year}">
<h2 id="y${year}">${isLeaf ? html`<a href="${link(archivePagePath(scope, year))}">${heading}</a>` : heading} <span class="count">${count}</span></h2>
${
  isLeaf
    ? html`${monthsOf(year).map((month) => html`<span id="${month}"></span>`)}`
    : html`<ul class="months">
${months.map(
  ([month, ofMonth]) =>
    html`<li id="${month}"><a href="${link(archivePagePath(scope, month))}">${formatPeriod(month, words)}</a> <span class="count">${words.countArticles(sumOf(ofMonth))}</span></li>`,
)}
</ul>`
}
</section>`;
}

/** The days of a month that is too large for one page. */
function renderMonth(scope: Scope, month: Period, leaves: readonly ArchiveLeaf[], site: Site): RenderedPage {
  const words = wordsOf(site);
  return renderArchive(
    scope,
    month,
    formatPeriod(month, words),
    site,
    (link) => html`<p class="count">${words.countArticles(sumOf(leaves))}</p>
<ul class="months">
${[...groupBy(leaves, 'day')].map(([day, parts]) => renderDay(scope, day, parts, link, words))}
</ul>`,
  );
}

function renderDay(scope: Scope, day: Period, parts: readonly ArchiveLeaf[], link: Link, words: Words): Html {
  const date = formatPeriod(day, words);
  const pages = parts.map(({ period }, at) => {
    const label = parts.length === 1 ? date : String(parts.length - at);
    return html`<a href="${link(archivePagePath(scope, period))}"${parts.length > 1 && html` aria-label="${words.of(date, label)}"`}>${label}</a>`;
  });
  return html`<li>${parts.length > 1 && html`<span>${date}</span>`}
${pages}
<span class="count">${words.countArticles(sumOf(parts))}</span></li>`;
}

function renderArchive(
  scope: Scope,
  period: Period,
  title: string,
  site: Site,
  content: (link: Link) => Html,
): RenderedPage {
  const path = archivePagePath(scope, period);
  const words = wordsOf(site);
  const of = scopeTitle(scope, site);
  const name = scope.kind === 'site' ? title : words.of(of, title);
  const text = renderPage(
    {
      path,
      kind: 'archive',
      title: name,
      description: words.aboutArchive(site.title, name),
      scopes: scope.kind === 'site' ? [SITE] : [scope, SITE],
      content: (link) => html`<header class="section-head">
<p class="kicker">${renderWayUp(scope, period, link, site)}</p>
<h1>${title}</h1>
</header>
<div class="archives">
${content(link)}
</div>`,
    },
    site,
  );
  return { path, text };
}

/** Links to the list itself, to the index of its archive, and to the month that the page is in. */
function renderWayUp(scope: Scope, period: Period, link: Link, site: Site): Html {
  const words = wordsOf(site);
  const month = periodAbove(period, 'month');
  return html`${[
    scope.kind === 'site'
      ? html`<a href="${link(HOME_PATH)}">${site.title}</a>`
      : renderCategoryLink(scope.name, link, site),
    period !== '' && html`<a href="${link(archivePagePath(scope, ''))}">${words.archive}</a>`,
    isWithinMonth(period) &&
      html`<a href="${link(archivePagePath(scope, month))}">${formatPeriod(month, words)}</a>`,
  ]}`;
}

function renderLine(line: ArchiveLine, scope: Scope, link: Link, site: Site): Html {
  const { id, title, author, published, categories } = line;
  const language = articleAttributes(line, site);
  const category = scope.kind === 'site' ? categories[0] : undefined;
  return html`<li>
<a${language} href="${link(articlePath(id))}">${title}</a>
<span class="byline"><span>${renderTime(published, site)}</span>
${category !== undefined && html`<span>${renderCategoryLink(category, link, site)}</span>`}
${author !== undefined && author !== category && html`<span><bdi>${author}</bdi></span>`}</span>
</li>`;
}

function renderNeighbours(
  scope: Scope,
  newer: Period | undefined,
  older: Period | undefined,
  link: Link,
  words: Words,
): Html | undefined {
  if (newer === undefined && older === undefined) return undefined;
  return html`<nav class="neighbours" aria-label="${words.archive}">
${newer !== undefined && html`<a rel="prev" href="${link(archivePagePath(scope, newer))}">${words.newerArticles}</a>`}
${older !== undefined && html`<a rel="next" href="${link(archivePagePath(scope, older))}">${words.olderArticles}</a>`}
</nav>`;
}

/** What a leaf is called: its date; for a part of a day also the time of the day that its articles are of. */
function titleOf({ leaf: { period }, lines }: ArchivePage, site: Site): string {
  const words = wordsOf(site);
  if (period === '') return words.archive;
  const date = formatPeriod(periodAbove(period, 'day'), words);
  const [first, last] = [lines.at(-1), lines[0]];
  if (period === periodAbove(period, 'day') || first === undefined || last === undefined) return date;
  return `${date} ${clockTimeOf(first.published, site)}–${clockTimeOf(last.published, site)}`;
}

function formatPeriod(period: Period, words: Words): string {
  const [year = 0, month, day] = period.split('-').map(Number);
  return words.formatDate(year, month, day);
}

function groupBy(
  leaves: readonly ArchiveLeaf[],
  level: 'year' | 'month' | 'day',
): ReadonlyMap<Period, readonly ArchiveLeaf[]> {
  return Map.groupBy(leaves, ({ period }) => periodAbove(period, level));
}

function monthsOf(year: Period): readonly Period[] {
  return Array.from({ length: 12 }, (_, at) => `${year}-${String(at + 1).padStart(2, '0')}`);
}

function sumOf(leaves: readonly ArchiveLeaf[]): number {
  return leaves.reduce((sum, { count }) => sum + count, 0);
}
