import type { Scope } from './list-kinds.ts';
import type { PodcastSettings, Site } from './site.ts';
import { wordsOf } from './words.ts';

/**
 * The title of a list: the site's, or the one that the settings give a category, else the name. Those of tags and of authors
 * look like none of a category, as a reader shows them side by side.
 */
export function scopeTitle(scope: Scope, site: Site): string {
  switch (scope.kind) {
    case 'site':
      return site.title;
    case 'category':
      return categorySettings(scope.name, site)?.title ?? scope.name;
    case 'tag':
      return `#${scope.name}`;
    case 'author':
      return wordsOf(site).ofAuthor(scope.name);
  }
}

/** The description that the settings give a list: some give one to a category. */
export function scopeDescription(scope: Scope, site: Site): string | undefined {
  if (scope.kind === 'site') return site.description;
  return scope.kind === 'category' ? categorySettings(scope.name, site)?.description : undefined;
}

/** What the settings say of a list as a podcast. */
export function podcastSettings(scope: Scope, site: Site): PodcastSettings | undefined {
  return scope.kind === 'category' ? categorySettings(scope.name, site)?.podcast : undefined;
}

function categorySettings(name: string, site: Site) {
  return Object.hasOwn(site.categories, name) ? site.categories[name] : undefined;
}
