import type { FeedItem } from './feed-item.ts';
import { element, type XmlLines } from './xml.ts';

/** The namespace of the prefix `media`. */
export const MEDIA_RSS = 'http://search.yahoo.com/mrss/';

/**
 * An item's picture in Media RSS. Not as an enclosure, which would have to tell its type and length, and which podcast
 * clients take for a recording.
 */
export function generatePicture({ image }: FeedItem): XmlLines[] {
  if (image === undefined) return [];
  return [
    element('media:content', { url: image, medium: 'image' }),
    element('media:thumbnail', { url: image }),
  ];
}
