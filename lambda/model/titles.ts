import type { Scope } from './list-kinds.ts';
import type { PodcastSettings, Site } from './site.ts';

/** The title of a list: the site's, or the one that the settings give a category, else the category's name. */
export function scopeTitle(scope: Scope, site: Site): string {
  if (scope.kind === 'site') return site.title;
  return categorySettings(scope.name, site)?.title ?? scope.name;
}

/** The description that the settings give a category. */
export function categoryDescription(name: string, site: Site): string | undefined {
  return categorySettings(name, site)?.description;
}

/** What the settings say of a list as a podcast. */
export function podcastSettings(scope: Scope, site: Site): PodcastSettings | undefined {
  return scope.kind === 'site' ? undefined : categorySettings(scope.name, site)?.podcast;
}

function categorySettings(name: string, site: Site) {
  return Object.hasOwn(site.categories, name) ? site.categories[name] : undefined;
}
