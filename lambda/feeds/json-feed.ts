import { HOME_PATH, ICON_PATH, publicUrl } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { wordsOf } from '../model/words.ts';
import { documentUrl } from './documents.ts';
import { encodeJsonContent } from './encoded-content.ts';
import type { FeedItem } from './feed-item.ts';
import {
  type Extension,
  extension,
  Feed,
  type Item,
  Slots,
  type Written,
  writeJsonFeed,
} from './feed-library.ts';
import type { FeedModel } from './model.ts';
import { type DatedItem, WrittenItems } from './written-items.ts';

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function renderJsonFeed(model: FeedModel, site: Site): Buffer {
  const items = model.articles.map((item) => ({ item, date: new Date(item.changed) }));
  return written.assemble(items, (some) => writeItems(some, model, site));
}

const written = new WrittenItems();

function writeItems(items: readonly DatedItem[], model: FeedModel, site: Site): Written {
  const { scope } = model;
  const icon = publicUrl(site, ICON_PATH);
  const slots = new Slots();
  const feed = new Feed({
    title: model.title,
    description: model.description,
    link: documentUrl(scope, 'index.html', site),
    feedLinks: { json: documentUrl(scope, 'feed.json', site) },
    image: icon,
  });
  // The version of `feed` is 1.0, which has neither `language` nor `authors`.
  feed.addExtension(extension('version', 'https://jsonfeed.org/version/1.1'));
  feed.addExtension(extension('user_comment', wordsOf(site).feedNotice));
  feed.addExtension(extension('favicon', icon));
  feed.addExtension(extension('language', site.language));
  if (site.hub !== undefined) feed.addExtension(extension('hubs', [{ type: 'WebSub', url: site.hub }]));
  for (const dated of items) feed.addItem(renderItem(dated, slots, site));
  return writeJsonFeed(feed, slots);
}

function renderItem({ item, date }: DatedItem, slots: Slots, site: Site): Item {
  const { image } = item;
  return {
    id: item.guid,
    title: item.title,
    link: item.url,
    date,
    published: new Date(item.published),
    description: item.summary,
    content: slots.content(encodeJsonContent(item)),
    category: item.terms.map(({ name }) => ({ name })),
    ...(image === undefined ? {} : { image }),
    extensions: itemExtensions(item, site),
  };
}

function itemExtensions({ author, language, link, pageUrl }: FeedItem, site: Site): Extension[] {
  const extensions: Extension[] = [];
  if (author !== undefined) extensions.push(extension('authors', [{ name: author }]));
  if (language !== undefined && language !== site.language) {
    extensions.push(extension('language', language));
  }
  if (link !== undefined) {
    extensions.push(extension('_republished', { about: publicUrl(site, HOME_PATH), url: pageUrl }));
  }
  return extensions;
}
