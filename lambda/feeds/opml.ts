import type { CategoryBranch } from '../model/category-tree.ts';
import type { Scope } from '../model/list-kinds.ts';
import { kindTitle, type ListGroup } from '../model/list-rules.ts';
import { Memo } from '../model/memo.ts';
import { listingUrl, SITE } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { listTitle } from './feed-model.ts';
import { widenBrackets } from './feed-text.ts';
import { element, textElement, type XmlLines } from './xml.ts';

/**
 * The subscription list in OPML 2.0 (http://opml.org/spec2.opml): the whole site, then every category, and a folder of tags
 * and one of authors.
 */
export function renderOpml(
  categories: readonly CategoryBranch[],
  site: Site,
  groups: readonly ListGroup[] = [],
): string {
  const opml = element('opml', { version: '2.0' }, [
    element('head', {}, [textElement('title', outlineText(SITE, site))]),
    element('body', {}, [
      generateFeed(SITE, site),
      ...categories.map((category) => generateCategory(category, site)),
      ...groups.map((group) => generateGroup(group, site)),
    ]),
  ]);
  return ['<?xml version="1.0" encoding="utf-8"?>', ...opml, ''].join('\n');
}

/**
 * The feed of a category. One with others below it is a folder that begins with its own feed, because many readers do
 * not look for feeds below a feed.
 */
function generateCategory({ name, below }: CategoryBranch, site: Site): XmlLines {
  const scope: Scope = { kind: 'category', name };
  const feed = generateFeed(scope, site);
  if (below.length === 0) return feed;
  const inner = below.map((category) => generateCategory(category, site));
  return element('outline', { text: outlineText(scope, site) }, [feed, ...inner]);
}

function generateGroup(group: ListGroup, site: Site): XmlLines {
  const { kind, names } = group;
  const feeds = names.map((name) => generateFeed({ kind, name }, site));
  return element('outline', { text: kindTitle(group.kind, site) }, feeds);
}

/** The list is written with each upload, and names all feeds. */
const feeds = new Memo<XmlLines>(5000);

function generateFeed(scope: Scope, site: Site): XmlLines {
  const key = scope.kind === 'site' ? scope.kind : `${scope.kind} ${scope.name}`;
  return feeds.of(site, key, () => generateOutline(scope, site));
}

function generateOutline(scope: Scope, site: Site): XmlLines {
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
    .replace(/ ?&(?=[^ ])/g, ' & ')
    .trim();
}
