import { escapeHtml, legalText } from './feed-text.ts';

/** A tag of serialised HTML, where quotes enclose every attribute's value and `<` in text is a reference. */
const TAG = /<(\/?)([a-z][a-z\d]*)((?:\s[^\s"=>]+="[^"]*")*)>/g;

/** What a feed cannot have as a page has it. */
const NEEDS_ADAPTING = /\shref="#|<(?:audio|video)\s/;

/**
 * An article's cleaned content for feeds. Links within the article (footnotes) lead to our page of it. Recordings
 * come with a link, because many readers show no player, and without `controls`, which validators take for a risk.
 */
export function feedContent(content: string, pageUrl: string): string {
  const legal = legalText(content);
  const adapted = NEEDS_ADAPTING.test(legal) ? adaptTags(legal, pageUrl) : legal;
  return adapted.includes(']]>') ? adapted.replaceAll(']]>', ']]&gt;') : adapted;
}

function adaptTags(content: string, pageUrl: string): string {
  let source: string | undefined;
  return content.replace(TAG, (tag: string, slash: string, name: string, attributes: string) => {
    if (name === 'a') return tag.replace(/\shref="#/, () => ` href="${escapeHtml(pageUrl)}#`);
    if (name !== 'audio' && name !== 'video') return tag;
    if (slash !== '') return source === undefined ? tag : `${tag} ${recordingLink(source)}`;
    source = /\ssrc="([^"]*)"/.exec(attributes)?.[1];
    return tag.replace(/\scontrols="[^"]*"/, '');
  });
}

/** A link to a recording, named after its file. The address is an attribute's value as it is written. */
function recordingLink(address: string): string {
  const path = address.replace(/[?#].*/s, '');
  const name = path.slice(path.lastIndexOf('/') + 1).replaceAll('&amp;', '&');
  return `<a href="${address}">▶ ${escapeHtml(legalText(decode(name)))}</a>`;
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
