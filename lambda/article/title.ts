import type { PageFacts } from '../clean/clean.ts';
import { peelQuotes, quote, readPlainText, tidyText } from '../model/text.ts';
import { withoutDate } from './dates/path-date.ts';
import { fieldsOf, isNothing, textsOf } from './field-values.ts';
import { isIndex } from './folder-categories.ts';
import type { Fields } from './front-matter/fields.ts';
import { shorten } from './summary.ts';
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

/** Titles that nobody wrote as titles are cut to this many characters. */
const MAX_FOUND_TITLE = 300;

/** The title of a saved page or the first heading of a body, else the file's name without its ending. */
export function findTitle(page: PageFacts, key: string): string {
  const title = tidyText(page.title ?? '');
  // A headline that is a small part of a title is the name of the site.
  const headlines = (page.headlines ?? []).map(tidyText).filter((each) => each.length * 4 >= title.length);
  const headings = [tidyText(page.heading ?? ''), ...headlines].filter((each) => each !== '');
  // The title of a page often has the name of the site in it, the heading has not.
  const found = title === '' ? headings[0] : (headings.find((heading) => title.includes(heading)) ?? title);
  return shorten(found ?? readName(key), MAX_FOUND_TITLE);
}

/** The name of a file without its ending and the date before it; that of its folder, where the file has none of its own. */
function readName(key: string): string {
  const parts = key.split('/');
  const file = parts.pop() ?? '';
  const folder = parts.at(-1) ?? '';
  const name = isIndex(file) && folder !== '' ? folder : file.replace(/\.[a-z]{1,10}$/i, '');
  return peelQuotes(readPlainText(withoutDate(name)));
}
