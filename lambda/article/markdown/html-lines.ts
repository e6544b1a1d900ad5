import { isHtmlElement } from './html-names.ts';

/** The next line that is not blank, as far as its tag. */
const LINE_OF_HTML = /\s*<(?:!|\/?([a-z][a-z0-9]*(?:[:-][a-z0-9]+)*)(?=[\s/>]))/iy;

/**
 * Whether a text is HTML throughout because each of its lines begins with a tag, as those of most uploads do: an outline
 * of its blocks, for which more has to be loaded, would say the same.
 */
export function beginsLinesWithTags(text: string): boolean {
  let at = 0;
  while (at < text.length) {
    // Most lines are paragraphs.
    if (text.startsWith('<p>', at)) {
      at = endOfLine(text, at) + 1;
      continue;
    }
    LINE_OF_HTML.lastIndex = at;
    const [whole, name] = LINE_OF_HTML.exec(text) ?? [];
    if (whole === undefined) return at > 0 && text.slice(at).trim() === '' && holdsNoMarkdown(text);
    if (name !== undefined && !/[:-]/.test(name) && !isHtmlElement(name)) return false;
    const start = LINE_OF_HTML.lastIndex;
    const end = name === 'style' ? text.indexOf('</style', start) : start;
    if (end < 0) return false;
    at = endOfLine(text, end) + 1;
  }
  return holdsNoMarkdown(text);
}

/** Whether a text lacks what strong words, links and old line ends are written with: a search that takes no time. */
function holdsNoMarkdown(text: string): boolean {
  return !text.includes('**') && !text.includes('](') && !(text.includes('\r') && /\r(?!\n)/.test(text));
}

function endOfLine(text: string, from: number): number {
  const feed = text.indexOf('\n', from);
  return feed < 0 ? text.length : feed;
}
