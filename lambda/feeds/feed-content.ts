import { decodePercents } from '../model/addresses.ts';
import {
  escapeAttribute,
  escapeText,
  type MarkupTag,
  mapTags,
  readAttribute,
  withAttribute,
  withoutAttribute,
} from '../model/markup.ts';
import { feedText } from './feed-text.ts';

/**
 * An article's cleaned content for feeds. Links within the article (footnotes) lead to our page of it. Recordings
 * come with a link, because many readers show no player, and without `controls`, which validators take for a risk.
 */
export function feedContent(content: string, pageUrl: string): string {
  let recording: MarkupTag | undefined;
  const adapted = mapTags(feedText(content), (tag) => {
    if (tag.name === 'a') {
      const target = readAttribute(tag, 'href');
      return target?.startsWith('#') ? withAttribute(tag, 'href', pageUrl + target) : tag.source;
    }
    if (tag.name !== 'audio' && tag.name !== 'video') return tag.source;
    if (tag.isEnd) return recording === undefined ? tag.source : `${tag.source} ${recordingLink(recording)}`;
    recording = tag;
    return withoutAttribute(tag, 'controls');
  });
  return adapted.replaceAll(']]>', ']]&gt;');
}

/** A link to a recording, named by its title or after its file. */
function recordingLink(recording: MarkupTag): string {
  const address = readAttribute(recording, 'src') ?? '';
  const path = address.replace(/[?#].*/s, '');
  const name =
    readAttribute(recording, 'title') ?? feedText(decodePercents(path.slice(path.lastIndexOf('/') + 1)));
  return `<a href="${escapeAttribute(address)}">▶ ${escapeText(name)}</a>`;
}
