/**
 * Control characters, what XML 1.0 forbids or reads as something else (a carriage return), what Unicode reserves for
 * internal use, and what validators take for damage (C1 controls, U+FFFD).
 */
const UNWANTED = /[^\P{Cc}\t\n]|[\ufdd0-\ufdef\ufffd-\uffff]/u;
const UNWANTED_AND_LONE = /[^\P{Cc}\t\n]|[\p{Cs}\ufdd0-\ufdef\ufffd-\uffff]/gu;

/** What a URI may hold (RFC 2396, as the Feed Validation Service reads it); browsers leave more as it is. */
const NOT_IN_A_URI = /[^\w;/?:@&=+$.\-!~*'()%,#]/g;

/** The text without the characters that no feed can carry; everything else is as it was, to the code unit. */
export function legalText(text: string): string {
  return text.isWellFormed() && !UNWANTED.test(text) ? text : text.replace(UNWANTED_AND_LONE, '');
}

/** A title or name: legal text on one line. Ideographic and other wide spaces inside it are part of the text. */
export function lineText(text: string): string {
  return legalText(text.replaceAll('\r', '\n'))
    .replace(/[\t\n ]+/g, ' ')
    .trim();
}

/** Plain text as HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (character) => HTML_ESCAPES[character] ?? character);
}

const HTML_ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The address in ASCII, percent-encoded, when it is an absolute one of the web; feeds link to nothing else. */
export function webAddress(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(legalText(address));
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const [, authority = '', rest = ''] = /^(\w+:\/\/[^/]*)(.*)$/s.exec(url.href) ?? [];
  return authority + rest.replace(NOT_IN_A_URI, encodeURIComponent);
}
