import type { Scope } from '../model/list-kinds.ts';
import { Memo } from '../model/memo.ts';
import { type ListingFile, listingPath, listingUrl, publicUrl, readableUrl, SITE } from '../model/paths.ts';
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

/** Most pages have those of a few lists, of some 500 bytes each. */
const alternates = new Memo<Html>(1000);

/** Links by which feed readers find the feeds of a page (RSS autodiscovery), nearest first. */
export function renderAlternates(scopes: readonly Scope[], site: Site): Html {
  return html`${scopes.map((scope) => {
    const key = scope.kind === 'site' ? scope.kind : `${scope.kind} ${scope.name}`;
    return alternates.of(site, key, () => renderAlternatesOf(scope, site));
  })}`;
}

function renderAlternatesOf(scope: Scope, site: Site): Html {
  const { of } = wordsOf(site);
  return html`${FORMATS.map(
    ({ file, label }) =>
      html`<link rel="alternate" type="${LISTING_TYPES[file]}" title="${of(scopeTitle(scope, site), label)}" href="${listingUrl(site, scope, file)}">`,
  )}`;
}

/** Links to the feeds of a list, side by side. */
export function renderFormats(scope: Scope, link: Link, site: Site): Html {
  const words = wordsOf(site);
  const name = scope.kind === 'site' ? words.allArticles : scopeTitle(scope, site);
  return html`<span class="formats">${FORMATS.map(
    ({ file, label }) =>
      html`<a href="${link(listingPath(scope, file))}" type="${LISTING_TYPES[file]}" aria-label="${words.of(name, label)}">${label}</a>`,
  )}</span>`;
}

/** The addresses of a list's feeds to copy into a feed reader: a click selects one. */
export function renderAddresses(scope: Scope, link: Link, site: Site): Html {
  return html`<dl class="addresses">
${FORMATS.map(({ file, label }) => {
  const path = listingPath(scope, file);
  return html`<div><dt><a href="${link(path)}" type="${LISTING_TYPES[file]}">${label}</a></dt> <dd>${renderAddress(publicUrl(site, path), site)}</dd></div>`;
})}
</dl>`;
}

/** An address to copy, shown readable: a click selects all of it, and a script puts a button beside it. */
export function renderAddress(address: string, site: Site): Html {
  const { copy, copied } = wordsOf(site);
  const shown = readableUrl(address);
  return html`<bdi class="address"${shown !== address && html` data-text="${address}"`} data-copy="${copy}" data-copied="${copied}">${shown}</bdi>`;
}

/** Links that add a feed to a reader: those of which the reader tells how they are made. */
export function renderReaderLinks(feed: string, site: Site): Html {
  const encoded = encodeURIComponent(feed);
  const readers = [
    // Registered with IANA; NetNewsWire, Reeder and others take it.
    { name: wordsOf(site).installedReader, address: `feed:${feed}` },
    { name: 'Folo', address: `follow://add?url=${encoded}` },
    { name: 'Inoreader', address: `https://www.inoreader.com/?add_feed=${encoded}` },
    { name: 'Feedly', address: `https://feedly.com/i/subscription/feed/${encoded}` },
    { name: 'The Old Reader', address: `https://theoldreader.com/feeds/subscribe?url=${encoded}` },
  ];
  return html`<span class="readers">${readers.map(({ name, address }) => html`<a href="${address}" rel="nofollow">${name}</a>`)}</span>`;
}

/** The lists that hold an article of these categories, nearest first. */
export function feedScopes(categories: readonly string[]): readonly Scope[] {
  return [...categories.map((name): Scope => ({ kind: 'category', name })), SITE];
}
