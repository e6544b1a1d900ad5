import type { Site } from '../model/site.ts';
import type { FeedItem } from './feed-item.ts';

/**
 * A function that writes items in UTF-8, each of them once: an item stands in several lists, and neither it nor its site
 * ever changes. `time` is that of the item's last change, in milliseconds since the epoch.
 */
export function writeOnce(
  write: (item: FeedItem, site: Site, time: number) => string,
): (item: FeedItem, site: Site, time: number) => Uint8Array {
  const written = new WeakMap<FeedItem, { readonly time: number; readonly bytes: Uint8Array }>();
  return (item, site, time) => {
    const known = written.get(item);
    if (known?.time === time) return known.bytes;
    const bytes = Buffer.from(write(item, site, time));
    written.set(item, { time, bytes });
    return bytes;
  };
}
