import type { FeedItem } from './feed-item.ts';

/** Encoding the contents takes longer than all else about a feed, and each of them stands in several feeds. */
const encoded = new WeakMap<FeedItem, Buffer>();
const encodedForJson = new WeakMap<FeedItem, Buffer>();

/** An item's content in UTF-8. */
export function encodeContent(item: FeedItem): Buffer {
  const bytes = encoded.get(item) ?? Buffer.from(item.content);
  encoded.set(item, bytes);
  return bytes;
}

/** An item's content in UTF-8 as it stands in a JSON string, without the quotes. */
export function encodeJsonContent(item: FeedItem): Buffer {
  const bytes = encodedForJson.get(item) ?? Buffer.from(JSON.stringify(item.content).slice(1, -1));
  encodedForJson.set(item, bytes);
  return bytes;
}
