import { createHash } from 'node:crypto';
import type { Warning } from '../../lambda/model/article.ts';
import { mediaKindOf } from '../../lambda/model/media.ts';
import { articlePath, FAVICON_PATH, HOME_PATH, listingPath, STYLE_PATH } from '../../lambda/model/paths.ts';
import type { Site } from '../../lambda/model/site.ts';
import { type Html, html, raw } from '../../lambda/pages/html.ts';
import { linksFrom } from '../../lambda/pages/links.ts';
import { dayOf } from '../../lambda/pages/time.ts';
import { formatCount } from '../../lib/words/count.ts';
import { type CommandWords, wordsIn } from '../../lib/words/words.ts';
import type { FileReport } from '../publish/file-reports.ts';
import { rejectionText, sentence } from '../terminal/file-text.ts';
import { showText } from '../terminal/terminal.ts';
import { onClock } from '../terminal/warning-times.ts';

/** Where the local server shows the report; no public file has such a name. */
export const REPORT_PATH = '_report';

/** Published files on one page of the report. */
const PAGE_SIZE = 200;

const STYLE = `
.report main { padding: 2.25rem 0; }
.report h1 { font-size: clamp(1.875rem, 1.4rem + 2.2vw, 2.75rem); }
.report h1 + p { max-width: 44em; margin-top: .5rem; color: var(--soft); }
.report section { margin-top: 2.25rem; padding-top: 1.25rem; border-top: 1px solid var(--ink); }
.report section h2 { margin-bottom: .35rem; font-size: 1.25rem; }
.report li { padding: .6rem 0; border-top: 1px solid var(--rule); }
.report li:first-child { border-top: 0; }
.report .file { color: var(--soft); font: .8125rem/1.7 ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", "Liberation Mono", monospace; }
.report .formats { margin-inline-start: .8em; }
.report .pages { display: flex; gap: 1.5rem; margin-top: 1rem; }
`;

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'self' 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** What the report tells. */
export interface ReportModel {
  /** The name of the folder that the files are in, without the path to it. */
  readonly folder: string;
  readonly files: readonly FileReport[];
  /** Which page of the published files, counted from 1. */
  readonly page: number;
}

type Of<Status extends FileReport['status']> = FileReport & { readonly status: Status };

/** The page that tells, file by file, what became of a folder of articles; what needs attention comes first. */
export function renderReportPage({ folder, files, page }: ReportModel, site: Site): string {
  const words = wordsIn(site.language);
  const { report: say } = words.site;
  const section = <File extends FileReport>(
    title: string,
    of: readonly File[],
    renderItem: (file: File) => Html,
  ) => renderSection(say.counted(title, formatCount(of.length)), of, renderItem);
  const sorted = files.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const failed = sorted.filter((file): file is Of<'failed'> => file.status === 'failed');
  const setAside = sorted.filter((file): file is Of<'set aside'> => file.status === 'set aside');
  const rejected = sorted.filter((file): file is Of<'rejected'> => file.status === 'rejected');
  // Files beside articles are told of by the articles.
  const skipped = sorted.filter(
    (file): file is Of<'skipped'> => file.status === 'skipped' && mediaKindOf(file.key) === undefined,
  );
  const held = sorted.filter((file): file is Of<'held'> => file.status === 'held');
  const published = sorted
    .filter((file): file is Of<'published'> => file.status === 'published')
    .toSorted((a, b) => (a.published === b.published ? 0 : a.published < b.published ? 1 : -1));
  const warned = published
    .filter(({ warnings }) => warnings.length > 0)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const link = linksFrom(REPORT_PATH);
  return String(html`<!doctype html>
<html lang="${words.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${say.title} · ${site.title}</title>
<link rel="icon" type="image/svg+xml" href="${link(FAVICON_PATH)}">
<link rel="stylesheet" href="${link(STYLE_PATH)}">
<style>${raw(STYLE)}</style>
</head>
<body class="report">
<a class="skip" href="#content">${say.skip}</a>
<header class="masthead">
<a class="brand" href="${link(HOME_PATH)}"><img src="${link(FAVICON_PATH)}" alt="" width="28" height="28"> ${site.title}</a>
</header>
<main id="content" tabindex="-1">
<h1>${say.heading}</h1>
<p>${describeCounts({ published, held, rejected, skipped, setAside, failed }, say)}${say.inFolder[0]}<bdi>${folder}</bdi>${say.inFolder[1]}</p>
${section(say.failed, failed, ({ key, reason }) => html`${renderFile(key)}<p>${sentence(reason, words)}${say.willTry}</p>`)}${section(say.setAside, setAside, ({ key, reason }) => html`${renderFile(key)}<p>${sentence(reason, words)}${say.willTryChanged}</p>`)}${section(say.rejected, rejected, (file) => renderRejected(file, site, words))}${section(say.warned, warned, ({ key, id, title, warnings }) => html`<p><a href="${link(articlePath(id))}">${title}</a></p>${renderFile(key)}${renderWarnings(warnings, site, words)}`)}${section(say.held, held, ({ key, until, warnings }) => html`${renderFile(key)}<p>${say.heldUntil(dayOf(until, site))}</p>${renderWarnings(warnings, site, words)}`)}${section(say.skipped, skipped, ({ key, reason }) => html`${renderFile(key)}<p>${sentence(reason, words)}</p>`)}${renderPublished(published, page, site, words)}</main>
</body>
</html>
`);
}

type ReportWords = CommandWords['site']['report'];

function describeCounts(
  lists: Readonly<Record<keyof ReportWords['counts'], readonly FileReport[]>>,
  { counts: tell, noFiles, comma }: ReportWords,
): string {
  const statuses = ['published', 'held', 'rejected', 'skipped', 'setAside', 'failed'] as const;
  const counts = statuses.flatMap((status) => {
    const { length } = lists[status];
    return length === 0 ? [] : [tell[status](length)];
  });
  return counts.length === 0 ? noFiles : counts.join(comma);
}

function renderSection<File extends FileReport>(
  title: string,
  files: readonly File[],
  renderItem: (file: File) => Html,
): Html {
  if (files.length === 0) return html``;
  return html`<section>
<h2>${title}</h2>
<ul>
${files.map((file) => html`<li>${renderItem(file)}</li>\n`)}</ul>
</section>
`;
}

function renderRejected({ key, rejection, warnings }: Of<'rejected'>, site: Site, words: CommandWords): Html {
  return html`${renderFile(key)}<p>${renderLine(rejection.line, words)}${rejectionText(rejection, words)}</p>${renderWarnings(warnings, site, words)}`;
}

function renderWarnings(warnings: readonly Warning[], site: Site, words: CommandWords): Html {
  return html`${warnings.map(({ message, line }) => html`<p>${renderLine(line, words)}${sentence(onClock(message, site), words)}</p>`)}`;
}

function renderFile(key: string): Html {
  return html`<p class="file"><bdi>${showText(key)}</bdi></p>`;
}

function renderLine(line: number | undefined, { site }: CommandWords): Html | undefined {
  return line === undefined ? undefined : html`<b>${site.report.line(line)}</b>${site.space}`;
}

function renderPublished(
  published: readonly Of<'published'>[],
  page: number,
  site: Site,
  { site: { report: say } }: CommandWords,
): Html {
  const link = linksFrom(REPORT_PATH);
  const pages = Math.max(1, Math.ceil(published.length / PAGE_SIZE));
  const current = page >= 1 ? Math.min(Math.floor(page), pages) : 1;
  const shown = published.slice((current - 1) * PAGE_SIZE, current * PAGE_SIZE);
  const renderCategory = (name: string): Html => {
    const scope = { kind: 'category', name } as const;
    const title = site.categories[name]?.title ?? name;
    return html`<a href="${link(listingPath(scope, 'index.html'))}"><bdi>${title}</bdi></a> <span class="formats"><a href="${link(listingPath(scope, 'rss.xml'))}">RSS</a> <a href="${link(listingPath(scope, 'atom.xml'))}">Atom</a> <a href="${link(listingPath(scope, 'feed.json'))}">JSON</a></span>`;
  };
  const renderItem = ({ key, id, title, published: date, categories }: Of<'published'>): Html =>
    html`<p><a href="${link(articlePath(id))}">${title}</a></p>${renderFile(key)}<p class="byline"><time datetime="${date}">${dayOf(date, site)}</time> ${categories.map((name) => html`<span>${renderCategory(name)}</span> `)}</p>`;
  const list = renderSection(say.counted(say.published, formatCount(published.length)), shown, renderItem);
  if (pages === 1) return list;
  return html`${list}<nav class="pages" aria-label="${say.pages}">
${current > 1 && html`<a href="?page=${current - 1}">${say.newer}</a>`}
<span>${say.page(current, pages)}</span>
${current < pages && html`<a href="?page=${current + 1}">${say.older}</a>`}
</nav>
`;
}
