import { listingUrl, type Scope, SITE } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { widenBrackets } from './feed-text.ts';
import { listTitle } from './model.ts';
import { element, textElement, type XmlLines } from './xml.ts';

/** A category of the subscription list. */
export interface CategoryOutline {
  readonly name: string;
  /** The categories above it, outermost first: topic, source. */
  readonly path: readonly string[];
}

/**
 * The subscription list in OPML 2.0: the whole site, then every category once. A category with others below it is a
 * folder that begins with its own feed, because many readers do not look for feeds below a feed.
 */
export function renderOpml(categories: readonly CategoryOutline[], site: Site): string {
  const below = groupByParent(categories);
  const outlines = (parent: string | undefined): XmlLines[] =>
    (below.get(parent) ?? []).map((name) => {
      const scope: Scope = { kind: 'category', name };
      const feed = feedOutline(scope, site);
      const inner = outlines(name);
      return inner.length === 0
        ? feed
        : element('outline', { text: outlineText(scope, site) }, [feed, ...inner]);
    });
  const opml = element('opml', { version: '2.0' }, [
    element('head', {}, [textElement('title', outlineText(SITE, site))]),
    element('body', {}, [feedOutline(SITE, site), ...outlines(undefined)]),
  ]);
  return ['<?xml version="1.0" encoding="utf-8"?>', ...opml, ''].join('\n');
}

function feedOutline(scope: Scope, site: Site): XmlLines {
  const title = outlineText(scope, site);
  return element('outline', {
    text: title,
    title,
    type: 'rss',
    version: 'RSS2',
    xmlUrl: listingUrl(site, scope, 'rss.xml'),
    htmlUrl: listingUrl(site, scope, 'index.html'),
  });
}

/**
 * The title of a list in which nothing reads as HTML: an outline's text may hold HTML (OPML 2.0), so validators take it
 * for that, while most readers show it as it is.
 */
function outlineText(scope: Scope, site: Site): string {
  return widenBrackets(listTitle(scope, site))
    .replace(/ ?&(?=\S)/g, ' & ')
    .trim();
}

/**
 * The names of the categories below each one; those on the outermost level are below undefined. The parent of a
 * category is the nearest one of its path that is listed. Paths may contradict each other, as each comes from another
 * article: a category that would come to stand below itself stands on the outermost level.
 */
function groupByParent(categories: readonly CategoryOutline[]): Map<string | undefined, string[]> {
  const paths = new Map(categories.map(({ name, path }) => [name, path]));
  const parents = new Map<string, string>();
  for (const [name, path] of paths) {
    const parent = path.findLast((above) => above !== name && paths.has(above));
    if (parent !== undefined && !isBelow(parent, name, parents)) parents.set(name, parent);
  }
  return Map.groupBy(paths.keys(), (name) => parents.get(name));
}

function isBelow(name: string, other: string, parents: ReadonlyMap<string, string>): boolean {
  for (let above: string | undefined = name; above !== undefined; above = parents.get(above)) {
    if (above === other) return true;
  }
  return false;
}
