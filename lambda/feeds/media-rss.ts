import { playerOf } from '../model/media.ts';
import { enclosuresOf, type FeedFile, isRecording } from './feed-files.ts';
import type { FeedItem } from './feed-item.ts';
import { type Attributes, element, type XmlLines } from './xml.ts';

/** The namespace of the prefix `media`. */
export const MEDIA_RSS = 'http://search.yahoo.com/mrss/';

/**
 * An item's picture and recordings in Media RSS (https://www.rssboard.org/media-rss). A picture is no enclosure, which
 * podcast clients take for a recording. What is not ours has neither length nor type: only its server knows them.
 */
export function generateMedia(item: FeedItem): XmlLines[] {
  const { image, files = [] } = item;
  const recordings = enclosuresOf(item)
    .filter(isRecording)
    .map((file) => element('media:content', describe(file, playerOf(file.type))));
  if (image === undefined) return recordings;
  const picture = files.find(({ url }) => url === image);
  const size = picture === undefined ? {} : sizeOf(picture);
  return [
    element(
      'media:content',
      picture === undefined ? { url: image, medium: 'image' } : describe(picture, 'image'),
    ),
    ...recordings,
    element('media:thumbnail', { url: image, ...size }),
  ];
}

function describe(file: FeedFile, medium: string | undefined): Attributes {
  const { url, type, length } = file;
  return { url, fileSize: `${length}`, type, medium, ...sizeOf(file) };
}

function sizeOf({ width, height }: FeedFile): Attributes {
  return width === undefined || height === undefined ? {} : { width: `${width}`, height: `${height}` };
}
