import { archivePagePath } from '../model/archive.ts';
import { isChinese } from '../model/language.ts';
import { escapeXml } from '../model/markup.ts';
import { HOME_PATH, ICON_PATH, publicUrl, SITE } from '../model/paths.ts';
import { SEARCH_CHARACTERS_PATH, SEARCH_INDEX_PATH, SEARCH_PATH } from '../model/search.ts';
import type { Site } from '../model/site.ts';
import { wordsOf } from '../model/words.ts';
import { type Html, html, raw } from './html.ts';
import { pageLanguage } from './language.ts';
import type { Link } from './links.ts';
import { FEEDS_ANCHOR, renderPage } from './page.ts';

/** Longer than any query, in characters. */
const MAX_QUERY = 100;

/** The page on which articles are searched for. What is found comes from the script; without it the page says where to look. */
export function renderSearchPage(site: Site): string {
  const words = wordsOf(site);
  return renderPage(
    {
      path: SEARCH_PATH,
      kind: 'search',
      title: words.search,
      description: words.searchLabel,
      scopes: [SITE],
      preload: isChinese(site.language) ? [SEARCH_INDEX_PATH, SEARCH_CHARACTERS_PATH] : [SEARCH_INDEX_PATH],
      content: (link) => html`<header class="section-head">
<h1>${words.search}</h1>
</header>
${renderSearchForm(link, site)}
<noscript><p class="hint">${words.searchNeedsScript}</p></noscript>
<p class="hint">${words.searchHint} <a href="${link(archivePagePath(SITE, ''))}">${words.archive}</a> <a href="${link(HOME_PATH)}#${FEEDS_ANCHOR}">${words.categories}</a></p>
<section class="articles" aria-labelledby="results">
<h2 id="results">${words.searchResults}</h2>
<p id="search-status" role="status"></p>
<ol id="search-results" lang="${pageLanguage(site)}"${isChinese(site.language) && raw(' data-characters')} data-searching="${words.searching}" data-failed="${words.searchFailed}" data-missing="${words.searchMissing}" data-found="${words.searchFound}" data-found-in-all="${words.searchFoundInAll}" data-more="${words.searchMore}" data-older="${words.searchOlder}" data-retry="${words.searchRetry}"></ol>
<button id="search-more" type="button" hidden></button>
</section>`,
    },
    site,
  );
}

/** A form that leads to the search page, by a query in its address. */
export function renderSearchForm(link: Link, site: Site): Html {
  const words = wordsOf(site);
  return html`<form class="search-form" role="search" action="${link(SEARCH_PATH)}">
<label for="q">${words.searchLabel}</label>
<p><input id="q" name="q" type="search" maxlength="${MAX_QUERY}" autocomplete="off" enterkeyhint="search" required> <button>${words.search}</button></p>
</form>`;
}

/** By this browsers offer the search in their address bar (OpenSearch 1.1). */
export function renderOpenSearch(site: Site): string {
  const name = [...site.title].slice(0, MAX_SHORT_NAME).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${escapeXml(name)}</ShortName>
<Description>${escapeXml(wordsOf(site).searchLabel)}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image width="144" height="144" type="image/png">${escapeXml(publicUrl(site, ICON_PATH))}</Image>
<Url type="text/html" template="${escapeXml(publicUrl(site, SEARCH_PATH))}?q={searchTerms}"/>
</OpenSearchDescription>
`;
}

/** In characters, as OpenSearch says. */
const MAX_SHORT_NAME = 16;
