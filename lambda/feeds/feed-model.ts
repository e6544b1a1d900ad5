import type { Article } from '../model/article.ts';
import type { Scope } from '../model/list-kinds.ts';
import { nameSegment, SITE } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { scopeDescription, scopeTitle } from '../model/titles.ts';
import { wordsOf } from '../model/words.ts';
import { fitContents } from './content-budget.ts';
import { type FeedItem, feedItem } from './feed-item.ts';
import { nameText } from './feed-text.ts';

/** What the feeds of a list say, in every format. */
export interface FeedModel {
  readonly scope: Scope;
  readonly title: string;
  readonly description: string;
  readonly copyright?: string;
  /** Newest first. */
  readonly items: readonly FeedItem[];
  /** The latest change of an item, ISO 8601 in UTC. */
  readonly updated: string;
}

/** The update time of a feed without items: validators call anything before 1990 implausible. */
const NEVER_UPDATED = '2000-01-01T00:00:00Z';

/** What generated the documents. */
export const GENERATOR = 'Feed Republisher';

/** The model of a list's feeds. Articles come newest first, no more than a feed should hold. */
export function feedModel(scope: Scope, articles: readonly Article[], site: Site): FeedModel {
  const items = articles.map((article) => feedItem(article, site));
  const updated = items
    .map(({ changed }) => changed)
    .toSorted()
    .at(-1);
  const copyright = nameText(site.copyright ?? '');
  return {
    scope,
    ...describe(scope, site),
    ...(copyright !== '' && { copyright }),
    items: fitContents(items, site),
    updated: updated ?? NEVER_UPDATED,
  };
}

/** The title of a list, never empty, as feeds need one. */
export function listTitle(scope: Scope, site: Site): string {
  const title = nameText(scopeTitle(scope, site));
  if (title !== '') return title;
  return scope.kind === 'site' ? site.baseUrl : categoryText(scope.name);
}

/** The name of a category; one without anything to show is shown as in its address. */
export function categoryText(name: string): string {
  return nameText(name) || encodeURIComponent(nameSegment(name));
}

function describe(scope: Scope, site: Site): Pick<FeedModel, 'title' | 'description'> {
  const siteTitle = listTitle(SITE, site);
  if (scope.kind === 'site') {
    return { title: siteTitle, description: nameText(site.description) || siteTitle };
  }
  const name = listTitle(scope, site);
  const description = nameText(scopeDescription(scope, site) ?? '');
  const words = wordsOf(site);
  return { title: words.of(name, siteTitle), description: description || words.of(name, words.newest) };
}
