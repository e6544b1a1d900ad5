import { Feed } from 'feed';
import type { SharedPieces } from '../model/body.ts';
import type { Scope } from '../model/list-kinds.ts';
import { escapeText } from '../model/markup.ts';
import { ICON_PATH, type ListingFile, listingUrl, publicUrl } from '../model/paths.ts';
import { LISTING_TYPES } from '../model/serving.ts';
import type { Site } from '../model/site.ts';
import { enclosuresOf, isRecording } from './feed-files.ts';
import type { FeedItem, ItemTerm } from './feed-item.ts';
import { categoryText, type FeedModel, GENERATOR } from './feed-model.ts';
import { generateMedia, MEDIA_RSS } from './media-rss.ts';
import { generateEpisode, generatePodcast, PODCAST } from './podcast.ts';
import { writeOnce } from './written-items.ts';
import { element, htmlElement, indent, textElement, type XmlLines } from './xml.ts';
import { ANY_TIME, assembleXml, headsOnce, headText, linesWithin } from './xml-feed.ts';

/** Minutes between two visits of a reader. An unchanged feed costs it a 304, and a hub tells of a change at once. */
const TIME_TO_LIVE = 60;

/** What the list is published as besides RSS, its page first. */
const OTHER_FILES = ['index.html', 'atom.xml', 'feed.json'] as const satisfies ListingFile[];

const ROOT = {
  version: '2.0',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
};
const CHANNEL = { 'xmlns:media': MEDIA_RSS };

/** RSS 2.0 (https://www.rssboard.org/rss-specification) with the modules content, Dublin Core, Atom and Media RSS. */
export function renderRss(model: FeedModel, site: Site): SharedPieces {
  const podcast = generatePodcast(model.scope, site);
  const isPodcast = podcast.length > 0 || model.items.some(({ episode }) => episode !== undefined);
  const channel = element('channel', { ...CHANNEL, ...(isPodcast && PODCAST) }, [
    headOf(model, site),
    ...generateLinks(model.scope, site),
    ...podcast,
  ]);
  const items = model.items.map((item) => writeItem(item, site, 0));
  return assembleXml(element('rss', ROOT, [channel]), 2, items, site);
}

const headOf = headsOnce(generateHead, (time) => `<lastBuildDate>${time.toUTCString()}</lastBuildDate>`);

function generateHead({ scope, title, description, copyright }: FeedModel, site: Site): XmlLines {
  const feed = new Feed({
    title: headText(title),
    link: listingUrl(site, scope, 'index.html'),
    description: headText(description),
    updated: ANY_TIME,
    generator: GENERATOR,
    language: site.language,
    ttl: TIME_TO_LIVE,
    image: publicUrl(site, ICON_PATH),
    ...(copyright !== undefined && { copyright: headText(copyright) }),
  });
  if (scope.kind !== 'site') feed.addCategory(headText(categoryText(scope.name)));
  return linesWithin('channel', feed.rss2());
}

function generateLinks(scope: Scope, site: Site): XmlLines[] {
  const link = (rel: string, file: ListingFile) =>
    element('atom:link', { rel, type: LISTING_TYPES[file], href: listingUrl(site, scope, file) });
  const links = [link('self', 'rss.xml'), ...OTHER_FILES.map((file) => link('alternate', file))];
  if (site.hub !== undefined) links.push(element('atom:link', { rel: 'hub', href: site.hub }));
  return links;
}

const writeItem = writeOnce((item) => `\n${indent(generateItem(item), 2).join('\n')}`);

function generateItem(item: FeedItem): XmlLines {
  const { title, url, guid, published, changed, summary, content, terms, author, editor, language } = item;
  return element('item', { 'xml:lang': language }, [
    textElement('title', title),
    textElement('link', url),
    textElement('guid', guid, { isPermaLink: 'false' }),
    textElement('pubDate', new Date(published).toUTCString()),
    htmlElement('description', escapeText(summary)),
    htmlElement('content:encoded', content),
    ...terms.map(generateCategory),
    // An RSS author is an e-mail address.
    author === undefined ? undefined : textElement('dc:creator', author),
    editor === undefined ? undefined : textElement('dc:contributor', editor),
    language === undefined ? undefined : textElement('dc:language', language),
    changed === published ? undefined : textElement('atom:updated', changed),
    generatePageLink(item),
    generateEnclosure(item),
    ...generateMedia(item),
    ...generateEpisode(item),
  ]);
}

function generateCategory({ name, scheme }: ItemTerm): XmlLines {
  return textElement('category', name, { domain: scheme });
}

/** The one enclosure that an item has: podcast clients read no second one. */
function generateEnclosure(item: FeedItem): XmlLines | undefined {
  const recording = enclosuresOf(item).find(isRecording);
  if (recording === undefined) return undefined;
  const { url, type, length } = recording;
  return element('enclosure', { url, length: `${length}`, type });
}

/** The link to our page, where the item leads elsewhere. */
function generatePageLink({ url, pageUrl }: FeedItem): XmlLines | undefined {
  if (url === pageUrl) return undefined;
  return element('atom:link', { rel: 'related', type: LISTING_TYPES['index.html'], href: pageUrl });
}
