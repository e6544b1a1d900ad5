import { archivePath, FEED_STYLE_PATH, ICON_PATH, publicUrl, type Scope, SITE } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { documentUrl, MEDIA_TYPES } from './documents.ts';
import { encodeContent } from './encoded-content.ts';
import type { FeedItem } from './feed-item.ts';
import {
  Feed,
  type Item,
  Slots,
  titleInLanguage,
  type Written,
  writeAtom,
  writeElement,
  xmlText,
} from './feed-library.ts';
import { escapeHtml, lineText } from './feed-text.ts';
import { categoryText, type FeedModel, GENERATOR, listTitle, NEVER_UPDATED } from './model.ts';
import { type DatedItem, WrittenItems } from './written-items.ts';

/**
 * Atom 1.0 (RFC 4287) with Media RSS for the pictures. `history` is the id of the newest archive, to which the feed
 * links (RFC 5005, section 4).
 */
export function renderAtom(model: FeedModel, site: Site, history?: string): Buffer {
  const self = documentUrl(model.scope, 'atom.xml', site);
  return renderDocument(model, site, {
    self,
    elements: previousArchive(model.scope, history, site),
    root: {},
  });
}

/**
 * An archive of a list as an archived feed (RFC 5005, section 4): it has the id of the feed that it continues, and
 * links to it. `id` is that of the article that opens it, `previous` that of the next older one.
 */
export function renderArchive(model: FeedModel, site: Site, id: string, previous?: string): Buffer {
  const { scope } = model;
  const current = documentUrl(scope, 'atom.xml', site);
  return renderDocument(model, site, {
    self: publicUrl(site, archivePath(scope, id)),
    elements: [
      writeElement('fh:archive', {}),
      writeElement('link', { rel: 'current', type: MEDIA_TYPES['atom.xml'], href: current }),
      ...previousArchive(scope, previous, site),
    ],
    root: { 'xmlns:fh': 'http://purl.org/syndication/history/1.0' },
  });
}

function previousArchive(scope: Scope, id: string | undefined, site: Site): readonly string[] {
  if (id === undefined) return [];
  const href = publicUrl(site, archivePath(scope, id));
  return [writeElement('link', { rel: 'prev-archive', type: MEDIA_TYPES['atom.xml'], href })];
}

/** What tells one document of a feed from another. */
interface AtomDocument {
  readonly self: string;
  /** Elements of the feed that `feed` has no option for, written. */
  readonly elements: readonly string[];
  /** Attributes of the root. */
  readonly root: Readonly<Record<string, string>>;
}

const written = new WrittenItems();

function renderDocument(model: FeedModel, site: Site, document: AtomDocument): Buffer {
  return written.assemble(datedItems(model.articles), (some) => writeItems(some, model, site, document));
}

function writeItems(
  items: readonly DatedItem[],
  model: FeedModel,
  site: Site,
  { self, elements, root }: AtomDocument,
): Written {
  const { scope } = model;
  const home = documentUrl(scope, 'index.html', site);
  const copyright = lineText(site.copyright ?? '');
  const slots = new Slots();
  const feed = new Feed({
    id: xmlText(documentUrl(scope, 'atom.xml', site)),
    title: xmlText(model.title),
    description: xmlText(model.description),
    updated: new Date(model.updated ?? NEVER_UPDATED),
    generator: GENERATOR,
    // The author of articles that name none.
    author: { name: xmlText(listTitle(SITE, site)), link: home },
    favicon: xmlText(publicUrl(site, ICON_PATH)),
    stylesheet: publicUrl(site, FEED_STYLE_PATH),
    feedLinks: { atom: self },
    ...(site.hub === undefined ? {} : { hub: site.hub }),
    copyright: slots.elements([
      // The only alternate: readers such as Newsboat take any for the page, whatever its type.
      writeElement('link', { rel: 'alternate', type: MEDIA_TYPES['index.html'], href: home }),
      ...elements,
      ...(copyright === '' ? [] : [writeElement('rights', {}, copyright)]),
    ]),
  });
  if (scope.kind === 'category') feed.addCategory(xmlText(categoryText(scope.name)));
  for (const dated of items) feed.addItem(renderEntry(dated, slots, site));
  const media = { 'xmlns:media': 'http://search.yahoo.com/mrss/', 'xml:lang': site.language };
  return writeAtom(feed, { ...root, ...media }, slots);
}

function renderEntry({ item, date }: DatedItem, slots: Slots, site: Site): Item {
  const { author, editor, language } = item;
  const title = escapeHtml(item.title);
  const elements = entryElements(item);
  return {
    id: item.guid,
    title: language === undefined || language === site.language ? title : titleInLanguage(title, language),
    link: item.url,
    date,
    published: new Date(item.published),
    description: escapeHtml(item.summary),
    content: slots.content(encodeContent(item)),
    category: item.terms.map(({ name, label, scheme }) => ({
      name: xmlText(label),
      term: xmlText(name),
      scheme,
    })),
    ...(author === undefined ? {} : { author: [{ name: xmlText(author) }] }),
    ...(editor === undefined ? {} : { contributor: [{ name: xmlText(editor) }] }),
    ...(elements.length === 0 ? {} : { copyright: slots.elements(elements) }),
  };
}

/** What an entry has that `feed` has no option for. */
function entryElements({ link, pageUrl, image }: FeedItem): string[] {
  const elements: string[] = [];
  if (link !== undefined) {
    const page = { rel: 'related', type: MEDIA_TYPES['index.html'], href: pageUrl };
    elements.push(writeElement('link', page));
  }
  if (image !== undefined) {
    elements.push(writeElement('media:content', { url: image, medium: 'image' }));
    elements.push(writeElement('media:thumbnail', { url: image }));
  }
  return elements;
}

/**
 * The items and when each was last changed. Those of one second are set apart by milliseconds, in the order of the feed:
 * readers sort by this time, and the Feed Validation Service warns of two entries that have the same.
 */
function datedItems(items: readonly FeedItem[]): DatedItem[] {
  const ofSecond = new Map<string, number>();
  const dated: DatedItem[] = [];
  for (const item of items.toReversed()) {
    const { changed } = item;
    const before = ofSecond.get(changed) ?? 0;
    ofSecond.set(changed, before + 1);
    dated.push({ item, date: new Date(Date.parse(changed) + before) });
  }
  return dated.toReversed();
}
