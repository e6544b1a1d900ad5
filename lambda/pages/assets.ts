import { isChinese } from '../model/language.ts';
import type { ListKind } from '../model/list-kinds.ts';
import { listRule, RULED_KINDS } from '../model/list-rules.ts';
import {
  FAVICON_PATH,
  FEED_STYLE_PATH,
  HOME_PATH,
  ICON_PATH,
  LARGE_ICON_PATH,
  listsPath,
  MANIFEST_PATH,
  NEWS_SITEMAP_PATH,
  NOT_FOUND_PATH,
  OPENSEARCH_PATH,
  publicUrl,
  ROBOTS_PATH,
  SCRIPT_PATH,
  SITEMAP_PATH,
  STYLE_PATH,
  SUBSCRIBE_PATH,
} from '../model/paths.ts';
import { SEARCH_CHARACTERS_PATH, SEARCH_PATH } from '../model/search.ts';
import type { Site } from '../model/site.ts';
import { renderFeedStyle } from './feed-style.ts';
import { renderFolderPage } from './folder-page.ts';
import { FAVICON, ICON, LARGE_ICON } from './icon.ts';
import { renderNotFoundPage } from './not-found.ts';
import { pageScript } from './script.ts';
import { renderOpenSearch, renderSearchPage } from './search.ts';
import { renderSearchCharacters } from './search-characters.ts';
import { STYLE } from './style.ts';
import { renderSubscribePage } from './subscribe.ts';

/** A public file that depends on the settings alone. */
export interface StaticAsset {
  readonly path: string;
  readonly body: string | Uint8Array;
}

/** The files that all pages and feeds share, and what a server or a crawler asks for by a fixed name. */
export function staticAssets(site: Site): readonly StaticAsset[] {
  return [
    { path: STYLE_PATH, body: STYLE },
    { path: SCRIPT_PATH, body: pageScript() },
    { path: FEED_STYLE_PATH, body: renderFeedStyle(site) },
    { path: FAVICON_PATH, body: FAVICON },
    { path: ICON_PATH, body: ICON },
    { path: LARGE_ICON_PATH, body: LARGE_ICON },
    { path: MANIFEST_PATH, body: renderManifest(site) },
    { path: SEARCH_PATH, body: renderSearchPage(site) },
    ...(isChinese(site.language) ? [{ path: SEARCH_CHARACTERS_PATH, body: renderSearchCharacters() }] : []),
    { path: OPENSEARCH_PATH, body: renderOpenSearch(site) },
    { path: NOT_FOUND_PATH, body: renderNotFoundPage(site) },
    { path: SUBSCRIBE_PATH, body: renderSubscribePage(site) },
    ...listedKinds(site).map((kind) => ({ path: listsPath(kind), body: renderFolderPage(kind, site) })),
    { path: ROBOTS_PATH, body: renderRobots(site) },
  ];
}

/** The kinds of lists that a site has. */
function listedKinds(site: Site): readonly ListKind[] {
  return ['category', ...RULED_KINDS.filter((kind) => listRule(kind, site) !== undefined)];
}

/**
 * Everything may be read (RFC 9309), also where search engines are to show none of it: whom this file kept out would never
 * see the pages' own `noindex`, and might list their addresses. The sitemap is where crawlers begin.
 */
function renderRobots(site: Site): string {
  const rules = 'User-agent: *\nAllow: /\n';
  if (site.robots === 'noindex') return `# Every page says "noindex".\n${rules}`;
  const maps = [SITEMAP_PATH, NEWS_SITEMAP_PATH].map((path) => `Sitemap: ${publicUrl(site, path)}\n`);
  return `${rules}\n${maps.join('')}`;
}

/** How the site stands on a home screen (W3C, Web Application Manifest). */
function renderManifest(site: Site): string {
  const manifest = {
    name: site.title,
    ...(site.description !== '' && { description: site.description }),
    lang: site.language,
    // Relative to this file.
    id: HOME_PATH,
    start_url: HOME_PATH,
    scope: './',
    display: 'minimal-ui',
    background_color: '#fbfbf9',
    theme_color: '#fbfbf9',
    icons: [
      { src: LARGE_ICON_PATH, sizes: '512x512', type: 'image/png' },
      { src: ICON_PATH, sizes: '144x144', type: 'image/png' },
      { src: FAVICON_PATH, sizes: 'any', type: 'image/svg+xml' },
    ],
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
