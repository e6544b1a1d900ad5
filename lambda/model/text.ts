import { decodeHTMLStrict } from 'entities/decode';
import { legalText } from './characters.ts';

/** Characters that only control where a line breaks and in which direction it runs. */
const CONTROLLING = /[\u200b\u202a-\u202e\u2066-\u2069]/g;

/** White space but U+3000, which a Chinese name may hold on purpose. */
const WHITE_SPACE = /[\t\n \u00a0\u2028\u2029]+/g;

/** What a text has to be tidied for. Nearly all are ideographs, ASCII and the punctuation of both, a space at a time. */
const UNTIDY = /[^ -~\u2010-\u2027\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e]|^ | (?: |$)/;

/** One line of legal text in NFC, trimmed, its white space collapsed. */
export function tidyText(text: string): string {
  if (!UNTIDY.test(text)) return text;
  return legalText(text).replace(CONTROLLING, '').normalize('NFC').replace(WHITE_SPACE, ' ').trim();
}

/** Plain text as front matter holds it: character references are decoded once, then the text is tidied. */
export function readPlainText(text: string): string {
  return tidyText(text.includes('&') ? decodeHTMLStrict(text) : text);
}

/** Words of an uploader for use in a message: one printable line in quotes, at most `length` characters of it. */
export function quote(text: string, length = 60): string {
  const tidy = tidyText(text.slice(0, 1000));
  const characters = [...tidy];
  return `"${characters.length > length ? `${characters.slice(0, length).join('')}…` : tidy}"`;
}

const QUOTES = new Set(['"', "'"]);

/**
 * Peels off the quotes that a generator put around a text without escaping the quotes within: `"""'a'"""` is `a`,
 * `''a' b'` is `'a' b`; a double quote that nothing closes goes. Quotes that belong to the text stay: `"a" and "b"`.
 */
export function peelQuotes(text: string): string {
  let start = 0;
  let end = text.length;
  while (end - start >= 2) {
    const mark = text.charAt(start);
    if (!QUOTES.has(mark) || text.charAt(end - 1) !== mark || !wraps(text, mark, start, end)) break;
    start++;
    end--;
  }
  const peeled = text.slice(start, end).trim();
  return peeled.startsWith('"') && !peeled.includes('"', 1) ? peeled.slice(1) : peeled;
}

/** Whether the marks at both ends of `text[start, end)` belong together, and not each to a quotation of its own. */
function wraps(text: string, mark: string, start: number, end: number): boolean {
  if (end - start === 2 || QUOTES.has(text.charAt(start + 1)) || QUOTES.has(text.charAt(end - 2)))
    return true;
  const next = text.indexOf(mark, start + 1);
  if (next === end - 1) return true;
  let within = 0;
  for (let at = next; at < end - 1; at = text.indexOf(mark, at + 1)) within++;
  return within % 2 === 1 || /[\s\p{P}]/u.test(text.charAt(next - 1));
}
