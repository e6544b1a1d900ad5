import { Feed } from 'feed';
import type { SharedPieces } from '../model/body.ts';
import type { Scope } from '../model/list-kinds.ts';
import { archivePath, ICON_PATH, listingPath, listingUrl, publicUrl, SITE } from '../model/paths.ts';
import { LISTING_TYPES } from '../model/serving.ts';
import type { Site } from '../model/site.ts';
import { enclosuresOf } from './feed-files.ts';
import type { FeedItem, ItemTerm } from './feed-item.ts';
import { categoryText, type FeedModel, GENERATOR, listTitle } from './feed-model.ts';
import { generateMedia, MEDIA_RSS } from './media-rss.ts';
import { writeOnce } from './written-items.ts';
import { element, htmlElement, indent, textElement, type XmlLines } from './xml.ts';
import { ANY_TIME, assembleXml, headsOnce, headText, linesWithin, withTime } from './xml-feed.ts';

/**
 * Atom 1.0 (RFC 4287) with Media RSS for the pictures. `history` is the id of the newest archive, to which the feed
 * links (RFC 5005, section 4).
 */
export function renderAtom(model: FeedModel, site: Site, history?: string): SharedPieces {
  const head = headOf(model, site);
  return renderDocument(model, site, head, {}, [generatePreviousLink(model.scope, history, site)]);
}

/**
 * An archive of a list as an archived feed (RFC 5005, section 4): it has the id of the feed that it continues, and
 * links to it. `id` is that of the article that opens it, `previous` that of the next older one.
 */
export function renderArchive(model: FeedModel, site: Site, id: string, previous?: string): SharedPieces {
  const { scope } = model;
  const namespace = { 'xmlns:fh': 'http://purl.org/syndication/history/1.0' };
  const head = withTime(generateHead(model, site, archivePath(scope, id)), model, writeTime);
  return renderDocument(model, site, head, namespace, [
    element('fh:archive'),
    generateLink('current', 'atom.xml', listingUrl(site, scope, 'atom.xml')),
    generatePreviousLink(scope, previous, site),
  ]);
}

/** A document with this head, with elements that tell how it is archived and the namespaces of these. */
function renderDocument(
  model: FeedModel,
  site: Site,
  head: XmlLines,
  namespaces: Readonly<Record<string, string>>,
  archiving: readonly (XmlLines | undefined)[],
): SharedPieces {
  const { scope, copyright, items } = model;
  const attributes = {
    xmlns: 'http://www.w3.org/2005/Atom',
    ...namespaces,
    'xmlns:media': MEDIA_RSS,
    'xml:lang': site.language,
  };
  const root = element('feed', attributes, [
    head,
    // The only alternate: readers such as Newsboat take any for the page, whatever its type.
    generateLink('alternate', 'index.html', listingUrl(site, scope, 'index.html')),
    ...archiving,
    copyright === undefined ? undefined : textElement('rights', copyright),
    scope.kind === 'site' ? undefined : element('category', { term: categoryText(scope.name) }),
  ]);
  const times = updateTimes(items);
  return assembleXml(
    root,
    1,
    items.map((item, place) => writeEntry(item, site, times[place] ?? 0)),
    site,
  );
}

const headOf = headsOnce(
  (model, site) => generateHead(model, site, listingPath(model.scope, 'atom.xml')),
  writeTime,
);

function writeTime(time: Date): string {
  return `<updated>${time.toISOString()}</updated>`;
}

/** The head of a document at a path. */
function generateHead({ scope, title, description }: FeedModel, site: Site, path: string): XmlLines {
  const feed = new Feed({
    id: listingUrl(site, scope, 'atom.xml'),
    title: headText(title),
    description: headText(description),
    updated: ANY_TIME,
    generator: GENERATOR,
    // The author of articles that name none.
    author: { name: headText(listTitle(SITE, site)), link: listingUrl(site, scope, 'index.html') },
    favicon: publicUrl(site, ICON_PATH),
    feedLinks: { atom: publicUrl(site, path) },
    ...(site.hub !== undefined && { hub: site.hub }),
  });
  return linesWithin('feed', feed.atom1());
}

function generateLink(rel: string, file: 'atom.xml' | 'index.html', href: string): XmlLines {
  return element('link', { rel, type: LISTING_TYPES[file], href });
}

/** The link to the archive of older articles that one with this id opens. */
function generatePreviousLink(scope: Scope, id: string | undefined, site: Site): XmlLines | undefined {
  if (id === undefined) return undefined;
  return generateLink('prev-archive', 'atom.xml', publicUrl(site, archivePath(scope, id)));
}

const writeEntry = writeOnce((item, _site, time) => `\n${indent(generateEntry(item, time)).join('\n')}`);

function generateEntry(item: FeedItem, time: number): XmlLines {
  const { title, guid, url, pageUrl, published, summary, content, author, editor, terms } = item;
  return element('entry', { 'xml:lang': item.language }, [
    textElement('title', title, { type: 'text' }),
    textElement('id', guid),
    element('link', { href: url }),
    textElement('updated', new Date(time).toISOString()),
    textElement('summary', summary, { type: 'text' }),
    htmlElement('content', content, { type: 'html' }),
    author === undefined ? undefined : generatePerson('author', author),
    ...terms.map(generateCategory),
    editor === undefined ? undefined : generatePerson('contributor', editor),
    textElement('published', new Date(published).toISOString()),
    url === pageUrl ? undefined : generateLink('related', 'index.html', pageUrl),
    ...enclosuresOf(item).map(({ url: href, type, length }) =>
      element('link', { rel: 'enclosure', type, href, length: `${length}` }),
    ),
    ...generateMedia(item),
  ]);
}

function generatePerson(role: 'author' | 'contributor', name: string): XmlLines {
  return element(role, {}, [textElement('name', name)]);
}

function generateCategory({ name, label, scheme }: ItemTerm): XmlLines {
  return element('category', { label, scheme, term: name });
}

/**
 * When each item was last changed, in milliseconds since the epoch. Those of one second are set apart by milliseconds, in
 * the order of the feed: readers sort by this time, and the Feed Validation Service warns of two entries that have the
 * same.
 */
function updateTimes(items: readonly FeedItem[]): number[] {
  const ofSecond = new Map<string, number>();
  const times: number[] = [];
  for (const { changed } of items.toReversed()) {
    const before = ofSecond.get(changed) ?? 0;
    ofSecond.set(changed, before + 1);
    times.push(Date.parse(changed) + before);
  }
  return times.reverse();
}
