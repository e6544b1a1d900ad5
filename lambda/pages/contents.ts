import { decodeHTMLStrict } from 'entities/decode';
import { mapTags, readAttribute, withAttribute } from '../model/markup.ts';
import type { Words } from '../model/words.ts';
import { type Html, html } from './html.ts';

/** A heading of an article that its table of contents leads to. */
export interface Heading {
  /** The fragment of its place on the page. */
  readonly id: string;
  readonly text: string;
  readonly level: number;
}

/** A content whose headings have places, and these headings in order. */
export interface OutlinedContent {
  readonly content: string;
  readonly headings: readonly Heading[];
}

/** Fewer headings are seen at a glance. */
const FEWEST_HEADINGS = 3;

/** In characters (UTF-16). */
const MAX_ID_TEXT = 60;

/** What holds headings that are not the article's own. */
const APART: ReadonlySet<string> = new Set(['blockquote', 'table', 'details', 'li', 'dd', 'figure']);

/**
 * Gives the headings of a cleaned content places that a table of contents leads to. A place is named after its heading,
 * so that it stays when another heading comes before it; of several with one text, the later ones are numbered.
 */
export function outlineContent(content: string): OutlinedContent {
  const texts = readHeadings(content);
  if (texts.length < FEWEST_HEADINGS) return { content, headings: [] };
  const taken = new Set(Array.from(content.matchAll(/ id="([^"]*)"/g), ([, id = '']) => id));
  const numbers = new Map<string, number>();
  const headings: Heading[] = [];
  let next = 0;
  let at = 0;
  const outlined = mapTags(content, (tag) => {
    at = content.indexOf(tag.source, at) + tag.source.length;
    const heading = texts[next];
    if (heading === undefined || heading.at !== at) return tag.source;
    next++;
    const own = readAttribute(tag, 'id');
    const id = own ?? freeId(heading.text, taken, numbers);
    headings.push({ id, text: heading.text, level: heading.level });
    return own === undefined ? withAttribute(tag, 'id', id) : tag.source;
  });
  return { content: outlined, headings };
}

/** The table of contents of an article with enough headings, closed until it is wanted; nothing for any other. */
export function renderContents(headings: readonly Heading[], words: Words): Html | undefined {
  if (headings.length < FEWEST_HEADINGS) return undefined;
  const top = headings.reduce((highest, { level }) => Math.min(highest, level), 6);
  return html`<nav class="contents" aria-label="${words.contents}">
<details>
<summary>${words.contents}</summary>
<ol>
${headings.map(
  ({ id, text, level }) =>
    html`<li${level > top && html` class="below"`}><a href="#${encodeURIComponent(id)}">${text}</a></li>`,
)}
</ol>
</details>
</nav>`;
}

interface PlacedHeading extends Omit<Heading, 'id'> {
  /** Where the heading's content begins. */
  readonly at: number;
}

/** The headings with text that stand in nothing but the article. */
function readHeadings(content: string): readonly PlacedHeading[] {
  const headings: PlacedHeading[] = [];
  let at = 0;
  let depth = 0;
  let start = 0;
  mapTags(content, ({ name, isEnd, source }) => {
    const before = content.indexOf(source, at);
    at = before + source.length;
    if (APART.has(name)) depth += isEnd ? -1 : 1;
    if (!/^h[1-6]$/.test(name) || depth > 0) return '';
    if (!isEnd) start = at;
    else {
      const text = plainText(content.slice(start, before));
      if (text !== '') headings.push({ text, level: Number(name.slice(1)), at: start });
    }
    return '';
  });
  return headings;
}

function plainText(markup: string): string {
  return decodeHTMLStrict(mapTags(markup, () => ''))
    .replace(/\s+/g, ' ')
    .trim();
}

/** An id that nothing has. `numbers` tells how far each was numbered, so that many headings of one text take no longer. */
function freeId(text: string, taken: Set<string>, numbers: Map<string, number>): string {
  const name = text.slice(0, MAX_ID_TEXT).toWellFormed().replace(/\s/g, '-');
  let number = numbers.get(name) ?? 1;
  const idOf = (): string => (number === 1 ? `h-${name}` : `h-${name}-${number}`);
  while (taken.has(idOf())) number++;
  const id = idOf();
  numbers.set(name, number);
  taken.add(id);
  return id;
}
