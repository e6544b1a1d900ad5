import { LIST_FOLDERS, type ListKind, type Scope } from '../model/list-kinds.ts';
import {
  FAVICON_PATH,
  HOME_PATH,
  ICON_PATH,
  LARGE_ICON_PATH,
  MANIFEST_PATH,
  OPENSEARCH_PATH,
  OPML_PATH,
  publicUrl,
  SCRIPT_PATH,
  SITE,
  STYLE_PATH,
  SUBSCRIBE_PATH,
} from '../model/paths.ts';
import { SEARCH_PATH } from '../model/search.ts';
import type { Site } from '../model/site.ts';
import { wordsOf } from '../model/words.ts';
import { renderAlternates, renderFormats } from './feed-links.ts';
import { type Html, html } from './html.ts';
import { pageLanguage } from './language.ts';
import { type Link, linksFrom, linksFromAnywhere } from './links.ts';
import { renderStructuredData, type StructuredData } from './structured-data.ts';

/** The section of the home page that shows the newest articles. */
export const NEWEST_ANCHOR = 'newest';

/** Its section of all feeds, which other pages link to. */
export const FEEDS_ANCHOR = 'feeds';

/** The part of it that names the lists of a kind. */
export function listsAnchor(kind: ListKind): string {
  return kind === 'category' ? FEEDS_ANCHOR : LIST_FOLDERS[kind].replace('/', '');
}

/** The section of a category's page that tells how to subscribe. */
export const SUBSCRIBE_ANCHOR = 'subscribe';

/**
 * One script and one form, both our own, and no frames; pictures and recordings of articles may come from any host. The
 * script makes no markup of text.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "style-src 'self'",
  "img-src 'self' https: http: data:",
  "manifest-src 'self'",
  'media-src https: http:',
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** What differs from page to page. */
export interface Page {
  /** Its public path; a page without one is served at any address. */
  readonly path?: string;
  /** Decides on the masthead and the style. */
  readonly kind: 'home' | 'category' | 'article' | 'archive' | 'how-to' | 'search' | 'not-found';
  /** Where search engines find what the page shows, if that is elsewhere. */
  readonly canonical?: string;
  /** Plain text, without the site's title. */
  readonly title: string;
  /** Plain text. */
  readonly description?: string;
  /** The lists whose feeds the page announces, nearest first. */
  readonly scopes: readonly Scope[];
  /** The address of a picture for link previews; without one they show the site's mark. */
  readonly image?: string;
  /** More Open Graph properties, as `<meta>` elements. */
  readonly properties?: Html;
  readonly structuredData?: StructuredData;
  /** Where the page leads to at once. */
  readonly forwardTo?: (link: Link) => string;
  /** What the script loads at once, by their paths. */
  readonly preload?: readonly string[];
  readonly content: (link: Link) => Html;
}

/** A whole document around the content of a page: head, masthead, footer. */
export function renderPage(page: Page, site: Site): string {
  const words = wordsOf(site);
  const link = page.path === undefined ? linksFromAnywhere(site) : linksFrom(page.path);
  return String(html`<!doctype html>
<html lang="${pageLanguage(site)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${CONTENT_SECURITY_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
${page.forwardTo && html`<meta http-equiv="refresh" content="0; url=${page.forwardTo(link)}">`}
<title>${page.kind === 'home' ? page.title : words.of(page.title, site.title)}</title>
${renderDescription(page, site)}
<link rel="icon" type="image/png" sizes="144x144" href="${link(ICON_PATH)}">
<link rel="icon" sizes="any" type="image/svg+xml" href="${link(FAVICON_PATH)}">
<link rel="apple-touch-icon" sizes="512x512" href="${link(LARGE_ICON_PATH)}">
<link rel="manifest" href="${link(MANIFEST_PATH)}">
<link rel="search" type="application/opensearchdescription+xml" title="${site.title}" href="${link(OPENSEARCH_PATH)}">
<link rel="stylesheet" href="${link(STYLE_PATH)}">
${page.preload?.map((path) => html`<link rel="preload" as="fetch" crossorigin href="${link(path)}">`)}
<script src="${link(SCRIPT_PATH)}" defer></script>
${renderAlternates(page.scopes, site)}
${page.structuredData && renderStructuredData(page.structuredData)}
</head>
<body class="${page.kind}">
<a class="skip" href="#content">${words.skipToContent}</a>
${page.kind === 'home' ? renderNameplate(link, site) : renderMasthead(link, site)}
<main id="content" tabindex="-1">
${page.content(link)}
</main>
<footer class="colophon">
<p>${site.copyright ?? site.title}</p>
<p>${words.allArticles} ${renderFormats(SITE, link, site)} <a href="${link(OPML_PATH)}">${words.subscriptionList}</a></p>
</footer>
</body>
</html>
`);
}

/** Metadata for search engines and link previews; a page without an address of its own is not indexed. */
function renderDescription(
  { path, kind, canonical, title, description, image, properties }: Page,
  site: Site,
): Html {
  if (path === undefined) return html`<meta name="robots" content="noindex">`;
  const address = publicUrl(site, path);
  return html`${[
    site.robots === 'noindex' && html`<meta name="robots" content="noindex">`,
    description && html`<meta name="description" content="${description}">`,
    html`<link rel="canonical" href="${canonical ?? address}">`,
    html`<meta property="og:type" content="${kind === 'article' ? 'article' : 'website'}">`,
    html`<meta property="og:title" content="${title}">`,
    description && html`<meta property="og:description" content="${description}">`,
    html`<meta property="og:url" content="${address}">`,
    html`<meta property="og:site_name" content="${site.title}">`,
    html`<meta property="og:locale" content="${site.language.replaceAll('-', '_')}">`,
    html`<meta property="og:image" content="${image ?? publicUrl(site, LARGE_ICON_PATH)}">`,
    html`<meta name="twitter:card" content="${image === undefined ? 'summary' : 'summary_large_image'}">`,
    properties,
  ]}`;
}

/** The head of the home page, like that of a newspaper's front page. */
function renderNameplate(link: Link, site: Site): Html {
  const words = wordsOf(site);
  return html`<header class="nameplate">
<img src="${link(FAVICON_PATH)}" alt="" width="48" height="48">
<h1>${site.title}</h1>
${site.description && html`<p>${site.description}</p>`}
<nav aria-label="${words.siteNavigation}">
<a href="#${NEWEST_ANCHOR}">${words.newest}</a>
<a href="#${FEEDS_ANCHOR}">${words.feeds}</a>
<a href="${link(SEARCH_PATH)}">${words.search}</a>
<a class="subscribe-link" href="${link(SUBSCRIBE_PATH)}">${words.subscribe}</a>
</nav>
</header>`;
}

function renderMasthead(link: Link, site: Site): Html {
  const words = wordsOf(site);
  const home = link(HOME_PATH);
  return html`<header class="masthead">
<a class="brand" href="${home}"><img src="${link(FAVICON_PATH)}" alt="" width="28" height="28"> ${site.title}</a>
<nav aria-label="${words.siteNavigation}">
<a href="${home}#${NEWEST_ANCHOR}">${words.newest}</a>
<a href="${home}#${FEEDS_ANCHOR}">${words.feeds}</a>
<a href="${link(SEARCH_PATH)}">${words.search}</a>
<a class="subscribe-link" href="${link(SUBSCRIBE_PATH)}">${words.subscribe}</a>
</nav>
</header>`;
}
