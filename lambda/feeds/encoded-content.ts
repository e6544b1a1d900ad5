import type { FeedItem } from './feed-item.ts';

/** Encoding the contents takes longer than all else about a feed, and each of them stands in RSS and in Atom. */
const encoded = new WeakMap<FeedItem, Buffer>();

/** An item's content in UTF-8. */
export function encodeContent(item: FeedItem): Buffer {
  const bytes = encoded.get(item) ?? Buffer.from(item.content);
  encoded.set(item, bytes);
  return bytes;
}

/** An item's content in UTF-8 as it stands in a JSON string, without the quotes. */
export function encodeJsonContent({ content }: FeedItem): Buffer {
  return Buffer.from(JSON.stringify(content).slice(1, -1));
}
