import type { Scope } from './paths.ts';
import type { Site } from './site.ts';

/** What a list of articles is called: the title that the settings give a category, else its name. */
export function scopeTitle(scope: Scope, site: Site): string {
  if (scope.kind === 'site') return site.title;
  return categorySettings(scope.name, site)?.title ?? scope.name;
}

/** What the settings say that a category is about. */
export function categoryDescription(name: string, site: Site): string | undefined {
  return categorySettings(name, site)?.description;
}

function categorySettings(name: string, site: Site) {
  return Object.hasOwn(site.categories, name) ? site.categories[name] : undefined;
}
