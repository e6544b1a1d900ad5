import { type ListingFile, listingPath, listingUrl, publicUrl, type Scope, SITE } from '../model/paths.ts';
import { LISTING_TYPES } from '../model/serving.ts';
import type { Site } from '../model/site.ts';
import { scopeTitle } from '../model/titles.ts';
import { wordsOf } from '../model/words.ts';
import { type Html, html } from './html.ts';
import type { Link } from './links.ts';

const FORMATS = [
  { file: 'rss.xml', label: 'RSS' },
  { file: 'atom.xml', label: 'Atom' },
  { file: 'feed.json', label: 'JSON' },
] as const satisfies readonly { readonly file: ListingFile; readonly label: string }[];

/** The feeds that a feed reader finds when it is given a page's address (RSS autodiscovery): the nearest first. */
export function renderAlternates(scopes: readonly Scope[], site: Site): Html {
  const { of } = wordsOf(site);
  return html`${scopes.map((scope) =>
    FORMATS.map(
      ({ file, label }) =>
        html`<link rel="alternate" type="${LISTING_TYPES[file]}" title="${of(scopeTitle(scope, site), label)}" href="${listingUrl(site, scope, file)}">`,
    ),
  )}`;
}

/** The links to the feeds of a category or of the whole site, one beside the other. */
export function renderFormats(scope: Scope, link: Link, site: Site): Html {
  const words = wordsOf(site);
  const name = scope.kind === 'site' ? words.allArticles : scopeTitle(scope, site);
  return html`<span class="formats">${FORMATS.map(
    ({ file, label }) =>
      html`<a href="${link(listingPath(scope, file))}" type="${LISTING_TYPES[file]}" aria-label="${words.of(name, label)}">${label}</a>`,
  )}</span>`;
}

/** The addresses of a scope's feeds, to be copied into a feed reader: a click selects the whole of one. */
export function renderAddresses(scope: Scope, link: Link, site: Site): Html {
  return html`<dl class="addresses">
${FORMATS.map(({ file, label }) => {
  const path = listingPath(scope, file);
  return html`<div><dt><a href="${link(path)}" type="${LISTING_TYPES[file]}">${label}</a></dt> <dd>${publicUrl(site, path)}</dd></div>`;
})}
</dl>`;
}

/** The scopes of an article's categories and of the site, the nearest first. */
export function feedScopes(categories: readonly string[]): readonly Scope[] {
  return [...categories.map((name): Scope => ({ kind: 'category', name })), SITE];
}
