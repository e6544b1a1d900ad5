import { Feed } from 'feed';
import { SharedPieces } from '../model/body.ts';
import { Memo } from '../model/memo.ts';
import { HOME_PATH, ICON_PATH, listingUrl, publicUrl } from '../model/paths.ts';
import type { Site } from '../model/site.ts';
import { wordsOf } from '../model/words.ts';
import { enclosuresOf, isRecording } from './feed-files.ts';
import type { FeedItem } from './feed-item.ts';
import type { FeedModel } from './feed-model.ts';
import { writeOnce } from './written-items.ts';

/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function renderJsonFeed(model: FeedModel, site: Site): SharedPieces {
  const { scope, title, description } = model;
  const start = starts.of(site, JSON.stringify([scope, title, description]), () => writeStart(model, site));
  const items = model.items.flatMap((item, place) => [
    place === 0 ? NOTHING : COMMA,
    writeItem(item, site, 0),
  ]);
  return new SharedPieces([start, ...items, Buffer.from(items.length === 0 ? ']\n}\n' : '\n    ]\n}\n')]);
}

const starts = new Memo<Buffer>(1000);

/** The document up to its first item. */
function writeStart(model: FeedModel, site: Site): Buffer {
  const empty = JSON.stringify({ ...generateHead(model, site), items: [] }, null, 4);
  return Buffer.from(empty.slice(0, -']\n}'.length));
}

const NOTHING = Buffer.alloc(0);
const COMMA = Buffer.from(',');

/** What `feed` writes of a list, which is of version 1.0, and what is new in 1.1. */
function generateHead({ scope, title, description }: FeedModel, site: Site): object {
  const icon = publicUrl(site, ICON_PATH);
  const feed = new Feed({
    title,
    description,
    link: listingUrl(site, scope, 'index.html'),
    feedLinks: { json: listingUrl(site, scope, 'feed.json') },
    image: icon,
  });
  const { items, ...head }: Record<string, unknown> = JSON.parse(feed.json1());
  return {
    ...head,
    version: 'https://jsonfeed.org/version/1.1',
    user_comment: wordsOf(site).feedNotice,
    favicon: icon,
    language: site.language,
    hubs: site.hub === undefined ? undefined : [{ type: 'WebSub', url: site.hub }],
  };
}

const writeItem = writeOnce((item, site) => {
  const json = JSON.stringify(generateItem(item, site), null, 4);
  return `\n${json}`.replaceAll('\n', '\n        ');
});

function generateItem(item: FeedItem, site: Site): object {
  const { guid, content, url, pageUrl, title, summary, image, changed, published, terms, author, language } =
    item;
  return {
    id: guid,
    content_html: content,
    url,
    title,
    summary,
    image,
    date_modified: new Date(changed).toISOString(),
    date_published: new Date(published).toISOString(),
    tags: terms.map(({ name }) => name),
    authors: author === undefined ? undefined : [{ name: author }],
    language,
    attachments: attachmentsOf(item),
    _republished: url === pageUrl ? undefined : { about: publicUrl(site, HOME_PATH), url: pageUrl },
  };
}

/** What is for players and downloads; how long a recording plays is said of the first. */
function attachmentsOf(item: FeedItem): readonly object[] | undefined {
  const enclosures = enclosuresOf(item);
  if (enclosures.length === 0) return undefined;
  return enclosures.map(({ url, type, length }, place) => ({
    url,
    mime_type: type,
    size_in_bytes: length,
    duration_in_seconds: place === 0 && isRecording({ type }) ? item.episode?.duration : undefined,
  }));
}
