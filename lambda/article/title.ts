import { peelQuotes, quote, readPlainText } from '../model/text.ts';
import { fieldsOf, isNothing, textsOf } from './field-values.ts';
import type { Fields } from './front-matter/fields.ts';
import type { Warn } from './warnings.ts';

/** The title that front matter names, as one line. */
export function readTitle(fields: Fields, warn: Warn): string | undefined {
  for (const { value, line } of fieldsOf(fields, ['title'])) {
    for (const text of textsOf(value)) {
      const title = toTitle(text);
      if (!isNothing(title)) return title;
      if (title !== '') warn(`${quote(title)} is no title`, line);
    }
  }
  return undefined;
}

/** A title as it is shown: without the marks of HTML and Markdown, its character references decoded, once. */
function toTitle(text: string): string {
  const title = readPlainText(withoutMarkup(text));
  return /^["']{3}.*["']{3}$/.test(title) ? peelQuotes(title) : title;
}

/** Ends of elements within a line. What else looks like a tag is part of a title: `<script>`, `List<User>`. */
const END_TAG =
  /<\/(a|abbr|b|bdi|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|tt|u|var)>/gi;
const TAG = /<\/?([a-z]{1,6})(?:\s[^<>]*)?>/gi;
const LINE_BREAK = /(?<! )<br ?\/?>(?! )/gi;
const STRONG = /(?<![\w*])\*\*(?![\s*])([^*]{1,200})\*\*(?![\w*])/g;
const LINK = /(?<!!)\[([^[\]]+)\]\(https?:[^()\s]*\)/gi;

function withoutMarkup(text: string): string {
  if (!/[<*[]/.test(text)) return text;
  const ended = new Set([...text.matchAll(END_TAG)].map(([, name = '']) => name.toLowerCase()));
  return text
    .replace(TAG, (tag, name: string) => (ended.has(name.toLowerCase()) ? '' : tag))
    .replace(LINE_BREAK, ' ')
    .replace(STRONG, '$1')
    .replace(LINK, '$1');
}
