import { isHtmlSpace, legalText } from '../model/characters.ts';

/** White space that HTML collapses, except for one space between words. */
const UNEVEN_SPACE = /[\t\n\f\r]| {2}/;

/** What is not for certain a character of words or their punctuation. */
const OTHER_THAN_WORDS = /[^!#-%'-;=?-~\u00a1-\ud7ff\uff00-\uffef]/;

/** What indents a paragraph or pads its end: white space of every kind, ideographic and invisible included. */
const BLANK = /[\s\u200b\u2060\u3164]/;
const INK = /[^\s\u200b\u2060\u3164]/;

/**
 * Whether a text is nothing but words, as those of Chinese mostly are: one look tells that nothing of it is illegal, white
 * space of HTML, or escaped.
 */
export function isWordsOnly(text: string): boolean {
  return !OTHER_THAN_WORDS.test(text);
}

/** Text of an attribute on one line. */
export function readLabel(value: string | undefined): string {
  return value === undefined ? '' : legalText(value).replace(/\s+/g, ' ').trim();
}

/**
 * One space for every run of white space; none where a line of Chinese or Japanese was merely wrapped. Without an expression
 * for the run, as megabytes of white space can fill an engine's stack.
 */
export function collapseSpace(text: string): string {
  if (!UNEVEN_SPACE.test(text)) return text;
  let collapsed = '';
  let copied = 0;
  let at = 0;
  while (at < text.length) {
    if (!isHtmlSpace(text.charCodeAt(at))) {
      at++;
      continue;
    }
    const start = at;
    let isWrapped = false;
    for (; at < text.length && isHtmlSpace(text.charCodeAt(at)); at++) {
      isWrapped ||= text.charCodeAt(at) === 0x0a || text.charCodeAt(at) === 0x0d;
    }
    const joins = isWrapped && joinsWithoutSpace(text.charCodeAt(start - 1), text.charCodeAt(at));
    collapsed += text.slice(copied, start) + (joins ? '' : ' ');
    copied = at;
  }
  return collapsed + text.slice(copied);
}

/**
 * Whether an empty line parts two that would otherwise become one word: no text is wrapped like that, but the fields of a
 * template are.
 */
export function areApart(lines: readonly string[]): boolean {
  let before = '';
  let isParted = false;
  for (const line of lines) {
    const text = line.trim();
    if (text === '') {
      isParted = before !== '';
      continue;
    }
    if (isParted && joinsWithoutSpace(before.charCodeAt(before.length - 1), text.charCodeAt(0))) return true;
    before = text;
    isParted = false;
  }
  return false;
}

/** Text without the indent of a paragraph: white space of every kind. */
export function trimLeadingBlank(text: string): string {
  let start = 0;
  while (isBlankCode(text.charCodeAt(start))) start++;
  return text.slice(start);
}

/** Text without the white space of every kind at its end; in linear time, however much there is within. */
export function trimTrailingBlank(text: string): string {
  let end = text.length;
  while (end > 0 && isBlankCode(text.charCodeAt(end - 1))) end--;
  return text.slice(0, end);
}

/** Whether a code unit is white space; letters, ideographs and the punctuation of both are told at a glance. */
function isBlankCode(code: number): boolean {
  if ((code > 0x20 && code < 0xa0) || (code > 0x3000 && code < 0x3164)) return false;
  return !(code > 0x3164 && code < 0xfeff) && BLANK.test(String.fromCharCode(code));
}

/** Whether a reader sees nothing of a text. */
export function isBlank(text: string): boolean {
  return !INK.test(text);
}

/** Whether a line may be wrapped between two characters without a space: both are of a script that has none. */
export function joinsWithoutSpace(before: number, after: number): boolean {
  return (isIdeographic(before) && isUnspaced(after)) || (isUnspaced(before) && isIdeographic(after));
}

/** Han, kana, and the full-width forms and punctuation that go with them. */
function isIdeographic(code: number): boolean {
  return (
    (code >= 0x2e80 && code <= 0x9fff) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xff00 && code <= 0xffef)
  );
}

/** An ideographic character, or the quotation marks, dashes and dots that Chinese shares with other scripts. */
function isUnspaced(code: number): boolean {
  return isIdeographic(code) || code === 0x2014 || (code >= 0x2018 && code <= 0x201d) || code === 0x2026;
}
