import { HOME_PATH, SITE } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { wordsOf } from '../model/words.ts';
import { html } from './html.ts';
import { renderPage } from './page.ts';
import { renderSearchForm } from './search.ts';

/** The page for addresses where nothing is published. */
export function renderNotFoundPage(site: Site): string {
  const words = wordsOf(site);
  return renderPage(
    {
      kind: 'not-found',
      title: words.notFound,
      scopes: [SITE],
      content: (link) => html`<h1>${words.notFound}</h1>
<p>${words.notFoundHint}</p>
<p><a href="${link(HOME_PATH)}">${words.toHome}</a></p>
${renderSearchForm(link, site)}`,
    },
    site,
  );
}
