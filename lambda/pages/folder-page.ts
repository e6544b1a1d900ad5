import type { ListKind } from '../model/list-kinds.ts';
import { kindTitle } from '../model/list-rules.ts';
import { HOME_PATH, listsPath, publicUrl, SITE } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { wordsOf } from '../model/words.ts';
import { html } from './html.ts';
import { listsAnchor, renderPage } from './page.ts';

/**
 * The page of the folder of all lists of a kind, for people who shorten the address of one: it leads to the home page at
 * once, which names them, so that it is written with new settings only.
 */
export function renderFolderPage(kind: ListKind, site: Site): string {
  const title = kindTitle(kind, site);
  return renderPage(
    {
      path: listsPath(kind),
      kind: 'not-found',
      title,
      canonical: publicUrl(site, HOME_PATH),
      forwardTo: (link) => `${link(HOME_PATH)}#${listsAnchor(kind)}`,
      scopes: [SITE],
      content: (link) => html`<h1>${title}</h1>
<p><a href="${link(HOME_PATH)}#${listsAnchor(kind)}">${wordsOf(site).toHome}</a></p>`,
    },
    site,
  );
}
