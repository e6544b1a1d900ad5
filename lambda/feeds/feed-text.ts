import { webAddress } from '../model/addresses.ts';
import { legalText } from '../model/characters.ts';
import { tidyText } from '../model/text.ts';

/** What a URI may hold (RFC 2396, as the Feed Validation Service reads it); browsers leave more as it is. */
const NOT_IN_A_URI = /[^\w;/?:@&=+$.\-!~*'()%,#]/g;

/** Legal text without the sign of a lost character, U+FFFD, which validators take for a wrong encoding. */
export function feedText(text: string): string {
  return legalText(text).replaceAll('\ufffd', '');
}

/** A title, or another line of text. */
export function lineText(text: string): string {
  return tidyText(text.replaceAll('\ufffd', ''));
}

/**
 * The name of a list: a line in which nothing reads as a tag. Clients differ in whether they take names for HTML, and
 * validators warn of it; so angle brackets are full-width where there is a tag.
 */
export function nameText(text: string): string {
  const line = lineText(text);
  return /<[/!?a-z]/i.test(line) ? widenBrackets(line) : line;
}

/** The text with full-width angle brackets, which are never those of a tag. */
export function widenBrackets(text: string): string {
  return text.replaceAll('<', '＜').replaceAll('>', '＞');
}

/** An absolute address of the web in ASCII, percent-encoded; feeds link to nothing else. */
export function feedAddress(address: string | undefined): string | undefined {
  const url = webAddress(address);
  if (url === undefined) return undefined;
  const [, authority = '', rest = ''] = /^(\w+:\/\/[^/]*)(.*)$/s.exec(url) ?? [];
  return authority + rest.replace(NOT_IN_A_URI, encodeURIComponent);
}
