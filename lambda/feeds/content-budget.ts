import { escapeText } from '../model/markup.ts';
import type { Site } from '../model/site.ts';
import { wordsOf } from '../model/words.ts';
import type { FeedItem } from './feed-item.ts';

/**
 * The content of a feed's items together, in UTF-16 units: at most 3 MB of UTF-8. The Feed Validation Service reads no
 * feed beyond 5 MB, and some readers none beyond a few.
 */
export const MAX_CONTENT = 1_000_000;

/** Each item that was shortened, which formats write once as they do any other. */
const shortened = new WeakMap<FeedItem, FeedItem>();

/** The items, newest first, with a summary instead of the content in those for whose content no room is left. */
export function fitContents(items: readonly FeedItem[], site: Site): FeedItem[] {
  let left = MAX_CONTENT;
  return items.map((item) => {
    if (item.content.length > left) return shorten(item, site);
    left -= item.content.length;
    return item;
  });
}

function shorten(item: FeedItem, site: Site): FeedItem {
  const short = shortened.get(item) ?? { ...item, content: summarize(item, site) };
  shortened.set(item, short);
  return short;
}

function summarize({ summary, pageUrl }: FeedItem, site: Site): string {
  return `<p>${escapeText(summary)}</p>\n<p><a href="${pageUrl}">${wordsOf(site).tooLong}</a></p>`;
}
