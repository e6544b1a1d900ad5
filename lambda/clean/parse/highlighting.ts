import type { SourceTag } from './source-tags.ts';

/** Elements within a line that highlighters and writers mark up code with. */
const INLINE = names(
  'a abbr acronym b bdi bdo big br cite code del dfn em font i ins kbd label mark nobr q rb rp rt rtc ruby s samp small span strike strong sub sup time tt u var wbr',
);

/** Elements that highlighters lay out lines of code with. */
const LAYOUT = names('div li ol p table tbody td th thead tr ul');

/** Elements that highlighters set beside the code: buttons to copy it, and their pictures. */
const BESIDE = names('button circle g line path polyline rect svg use');

/** Elements without content, which nothing closes. */
const VOID = names('br circle line path polyline rect use wbr');

/** Classes of elements that lay out lines of code. */
const LINE_CLASS =
  /(?:^|[\s"'_-])(?:code|gutter|hljs|highlight\w*|l\d*|lines?|lineno\w*|ln|numbers?|row|token|view-line)(?=$|[\s"'_-])/i;

/** What is known of a piece of code besides its tags. */
export interface CodeKind {
  /** Whether its language is one of tags. */
  readonly isMarkup: boolean;
  /** Whether it stands in a line, between the words of a sentence. */
  readonly isWithinSentence: boolean;
}

/** Classes that only highlighters write: their mark is certain, whatever else the code holds. */
const HIGHLIGHTER =
  /(?:^|[\s"'])(?:hljs-\w+|token \w|pl-[a-z]\d?|mtk\d+|cm-\w+|kwd|pln|pun|crayon-\w+|enlighter-\w+)(?=$|[\s"'])/;

/**
 * The tags in a piece of code that are its source: a scraper decoded the character references they were written with.
 * All others are the markup of a highlighter. Evidence that tags are source: some are of elements that nobody marks code
 * up with; nothing closes them; the language is one of tags; they have no class or style, but white space between them as a
 * writer sets it.
 */
export function findSource(
  tags: readonly SourceTag[],
  html: string,
  from: number,
  to: number,
  { isMarkup: isMarkupLanguage, isWithinSentence }: CodeKind,
): readonly SourceTag[] {
  const partners = findPartners(tags);
  const text = (start: number, end: number): string => html.slice(start, end);
  const isBeside = besideCode(tags, partners);
  const isForeign = (tag: SourceTag): boolean => {
    const name = tag.name.toLowerCase();
    if (isBeside(tag)) return false;
    if (!INLINE.has(name) && !LAYOUT.has(name)) return true;
    return !partners.has(tag) && !VOID.has(name);
  };
  const isEscaped = /&(?:lt|#60|#x3c);/i.test(text(from, to));
  const isSource =
    tags.some(isForeign) ||
    (isMarkupLanguage && !isEscaped) ||
    !isLaidOut(tags, partners, html, from, to, isWithinSentence);
  if (!isSource) return [];
  const spans = tags.filter((tag) => tag.kind === 'start' && isStyled(tag));
  const others = tags.filter(
    (tag) => tag.kind === 'start' && !isStyled(tag) && !VOID.has(tag.name.toLowerCase()),
  );
  const starts = new Set(tags.map(({ start }) => start));
  /** Whether a span begins with a bracket that is code. */
  const holdsBracket = ({ end }: SourceTag): boolean =>
    html.startsWith('&lt;', end) || (html.startsWith('<', end) && !starts.has(end));
  const isHighlighted =
    spans.some(({ attributes }) => HIGHLIGHTER.test(attributes)) ||
    (spans.length > others.length && (isMarkupLanguage ? spans.some(holdsBracket) : spans.every(isMark)));
  const keepsBreaks = !text(from, to).includes('\n');
  return tags.filter((tag) => {
    if (isBeside(tag)) return false;
    if (tag.name.toLowerCase() === 'br') return !keepsBreaks;
    if (isForeign(tag)) return true;
    const opener = tag.kind === 'end' ? partners.get(tag) : tag;
    return !(isHighlighted && opener !== undefined && isStyled(opener) && isMark(opener));
  });
}

/** The end tag of each start tag, and the start tag of each end tag, as they nest. */
function findPartners(tags: readonly SourceTag[]): ReadonlyMap<SourceTag, SourceTag> {
  const partners = new Map<SourceTag, SourceTag>();
  const open = new Map<string, SourceTag[]>();
  for (const tag of tags) {
    const name = tag.name.toLowerCase();
    if (tag.kind === 'start') {
      const same = open.get(name) ?? [];
      same.push(tag);
      open.set(name, same);
    } else if (tag.kind === 'end') {
      const opener = open.get(name)?.pop();
      if (opener === undefined) continue;
      partners.set(opener, tag);
      partners.set(tag, opener);
    }
  }
  return partners;
}

/** Tells what is in a button or a picture with a class, which highlighters put beside the code. */
function besideCode(
  tags: readonly SourceTag[],
  partners: ReadonlyMap<SourceTag, SourceTag>,
): (tag: SourceTag) => boolean {
  const beside = new Set<SourceTag>();
  let end = 0;
  for (const tag of tags) {
    const partner = partners.get(tag);
    const begins =
      tag.kind === 'start' &&
      /^(?:button|svg)$/i.test(tag.name) &&
      /\sclass\s*=/.test(tag.attributes) &&
      partner !== undefined;
    if (begins && tag.start >= end) end = partner.end;
    if (tag.start < end && (BESIDE.has(tag.name.toLowerCase()) || INLINE.has(tag.name.toLowerCase())))
      beside.add(tag);
  }
  return (tag) => beside.has(tag);
}

/** Whether the elements of layout among the tags lay out lines of code, so that nobody wrote them. */
function isLaidOut(
  tags: readonly SourceTag[],
  partners: ReadonlyMap<SourceTag, SourceTag>,
  html: string,
  from: number,
  to: number,
  isWithinSentence: boolean,
): boolean {
  const layout = tags.filter(({ name }) => LAYOUT.has(name.toLowerCase()));
  const starts = layout.filter(({ kind }) => kind === 'start');
  if (starts.length === 0) return true;
  if (starts.some(({ attributes }) => LINE_CLASS.test(attributes))) return true;
  if (isWithinSentence) return false;
  let at = from;
  let depth = 0;
  for (const tag of layout) {
    if (!partners.has(tag)) return false;
    const between = html.slice(at, tag.start);
    // Text beside the lines is no line; a line feed between them is a writer's.
    if (depth === 0 && between.trim() !== '') return false;
    if (between.trim() === '' && between.includes('\n')) return false;
    // Nor does a highlighter set what a line holds on lines of its own.
    if (depth > 0 && /^[ \t]*\n\s*</.test(between)) return false;
    depth += tag.kind === 'start' ? 1 : -1;
    at = tag.end;
  }
  return html.slice(at, to).trim() === '';
}

/** Whether highlighters write such a tag, rather than who writes a page. */
function isMark({ name, attributes }: SourceTag): boolean {
  return INLINE.has(name.toLowerCase()) || LINE_CLASS.test(attributes);
}

function isStyled({ attributes }: SourceTag): boolean {
  return /(?:^|\s)(?:class|style)\s*=/i.test(attributes);
}

function names(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
