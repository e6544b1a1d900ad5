import { FEED_STYLE_PATH, ICON_PATH, type ListingFile, publicUrl } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { documentUrl, MEDIA_TYPES } from './documents.ts';
import { encodeContent } from './encoded-content.ts';
import type { FeedItem } from './feed-item.ts';
import {
  type Attributes,
  type Extension,
  extension,
  Feed,
  type Item,
  Slots,
  type Written,
  writeRss,
  xmlElement,
  xmlText,
  xmlTextElement,
} from './feed-library.ts';
import { escapeHtml, lineText } from './feed-text.ts';
import { categoryText, type FeedModel, GENERATOR, NEVER_UPDATED } from './model.ts';
import { type DatedItem, WrittenItems } from './written-items.ts';

/** Minutes between two visits of a reader. An unchanged feed costs it a 304, and a hub tells of a change at once. */
const TIME_TO_LIVE = 60;

/** What the list is published as besides RSS, its page first. */
const OTHER_FILES = ['index.html', 'atom.xml', 'feed.json'] as const satisfies ListingFile[];

/** Of extensions that `feed` declares no namespace for. */
const NAMESPACES = { 'xmlns:media': 'http://search.yahoo.com/mrss/' };

/** RSS 2.0 with the modules content, Dublin Core, Atom and Media RSS. */
export function renderRss(model: FeedModel, site: Site): Buffer {
  const items = model.articles.map((item) => ({ item, date: new Date(item.published) }));
  return written.assemble(items, (some) => writeItems(some, model, site));
}

const written = new WrittenItems();

function writeItems(items: readonly DatedItem[], model: FeedModel, site: Site): Written {
  const { scope } = model;
  const copyright = lineText(site.copyright ?? '');
  const slots = new Slots();
  const feed = new Feed({
    title: xmlText(model.title),
    link: documentUrl(scope, 'index.html', site),
    description: xmlText(model.description),
    updated: new Date(model.updated ?? NEVER_UPDATED),
    generator: GENERATOR,
    language: site.language,
    ttl: TIME_TO_LIVE,
    image: xmlText(publicUrl(site, ICON_PATH)),
    stylesheet: publicUrl(site, FEED_STYLE_PATH),
    feedLinks: { rss: documentUrl(scope, 'rss.xml', site) },
    ...(copyright === '' ? {} : { copyright: xmlText(copyright) }),
  });
  const link = (rel: string, file: ListingFile): Attributes => ({
    rel,
    type: MEDIA_TYPES[file],
    href: documentUrl(scope, file, site),
  });
  const links = [link('self', 'rss.xml'), ...OTHER_FILES.map((file) => link('alternate', file))];
  if (site.hub !== undefined) links.push({ rel: 'hub', href: site.hub });
  feed.addExtension(extension('_attributes', NAMESPACES));
  feed.addExtension(extension('atom:link', links.map(xmlElement)));
  if (scope.kind === 'category') feed.addCategory(xmlText(categoryText(scope.name)));
  for (const dated of items) feed.addItem(renderItem(dated, slots, site));
  return writeRss(feed, slots);
}

function renderItem({ item, date }: DatedItem, slots: Slots, site: Site): Item {
  return {
    title: item.title,
    id: item.guid,
    link: item.url,
    date,
    description: escapeHtml(item.summary),
    content: slots.content(encodeContent(item)),
    category: item.terms.map(({ name, scheme }) => ({ name: xmlText(name), domain: xmlText(scheme) })),
    extensions: itemExtensions(item, site),
  };
}

function itemExtensions(item: FeedItem, site: Site): Extension[] {
  const { author, editor, image, language } = item;
  // The title of `feed` is a CDATA section, which readers take for HTML.
  const extensions = [extension('title', xmlTextElement(item.title))];
  if (language !== undefined && language !== site.language) {
    extensions.push(extension('_attributes', { 'xml:lang': language }));
  }
  // An RSS author is an e-mail address.
  if (author !== undefined) extensions.push(extension('dc:creator', xmlTextElement(author)));
  if (editor !== undefined) extensions.push(extension('dc:contributor', xmlTextElement(editor)));
  if (item.changed !== item.published) {
    extensions.push(extension('atom:updated', xmlTextElement(item.changed)));
  }
  if (item.link !== undefined) {
    const page = { rel: 'related', type: MEDIA_TYPES['index.html'], href: item.pageUrl };
    extensions.push(extension('atom:link', xmlElement(page)));
  }
  // Not an enclosure, which would have to tell the picture's type and length.
  if (image !== undefined) {
    extensions.push(extension('media:content', xmlElement({ url: image, medium: 'image' })));
    extensions.push(extension('media:thumbnail', xmlElement({ url: image })));
  }
  return extensions;
}
