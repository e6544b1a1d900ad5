import { html as markup, Parser, type ParserOptions, parse, TokenizerMode } from 'parse5';
import { adapter, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';

/** What the parser made of an upload: the tree before cleaning. */
export type SourceDocument = Htmlparser2TreeAdapterMap['document'];
export type SourceElement = Htmlparser2TreeAdapterMap['element'];
export type SourceNode = Htmlparser2TreeAdapterMap['childNode'];
export type SourceParent = Htmlparser2TreeAdapterMap['parentNode'];

/** Tell the kinds of nodes apart. */
export const isElement = adapter.isElementNode;
export const isText = adapter.isTextNode;
export const isComment = adapter.isCommentNode;

/** An input beyond the bounds of the cleaner; the message is the reason as a clause. */
export class CleaningLimitError extends Error {
  override readonly name = 'CleaningLimitError';
}

class DepthError extends CleaningLimitError {}

/** Browsers stop nesting at 512 as well; the walks of the cleaner recurse no deeper. */
const MAX_DEPTH = 512;

/** A book's worth of markup stays far below it, and it fits into the function's memory. */
const MAX_ELEMENTS = 250_000;

/** What the parser has built so far. It never waits, so that one count serves all that is parsed. */
let depth = 0;
let elements = 0;

/** One adapter for all that is parsed: with one for each, V8 finds other functions each time, and is slower by a fifth. */
const OPTIONS: ParserOptions<Htmlparser2TreeAdapterMap> = {
  scriptingEnabled: false,
  treeAdapter: {
    ...adapter,
    createElement(name, namespace, attributes) {
      if (++elements > MAX_ELEMENTS) {
        throw new CleaningLimitError(
          `it has more than ${MAX_ELEMENTS} elements once its nesting is put right`,
        );
      }
      return adapter.createElement(name, namespace, attributes);
    },
    onItemPush() {
      if (++depth > MAX_DEPTH) throw new DepthError(`its elements are nested more than ${MAX_DEPTH} deep`);
    },
    onItemPop() {
      depth--;
    },
  },
};

function withinBounds<Result>(build: () => Result): Result {
  depth = 0;
  elements = 0;
  return build();
}

/**
 * Parses a body as a browser does with scripts turned off. What an unclosed comment, `textarea` or the like has
 * swallowed is parsed as markup after all, and nesting too deep for the tree is flattened. Of a long comment that
 * nobody reads, only the beginning is kept. Throws {@link CleaningLimitError} when it still does not fit.
 */
export function parseBody(html: string, isRead: (comment: string) => boolean): SourceDocument {
  const input = html.includes('\0') ? html.replaceAll('\0', '') : html;
  let source = input.toWellFormed();
  let document = parseFlattened(source, isRead);
  for (let round = 0; round < SWALLOWING.size; round++) {
    const released = releaseSwallowed(document, source);
    if (released === undefined) break;
    source = released;
    document = parseFlattened(source, isRead);
  }
  return document;
}

/** Parses a whole page. Throws {@link CleaningLimitError}. */
export function parsePage(html: string): SourceDocument {
  return withinBounds(() => parse(html, OPTIONS));
}

function parseFlattened(html: string, isRead: (comment: string) => boolean): SourceDocument {
  try {
    return parseWithin(html, isRead);
  } catch (error) {
    if (error instanceof DepthError) return parseWithin(flatten(html), isRead);
    throw error;
  }
}

/** A comment longer than this is one to shorten, and what is left of it. */
const LONG_COMMENT = 1_000;
const SHORT_COMMENT = 400;

/**
 * The parser goes through comments character by character, and there are sites that leave a second copy of the whole
 * article in one. So it gets the text in pieces, and only the beginning of such a comment, as long as its state says
 * that it would take it for one. In the text of an element it may not: many pieces of one text take it too long.
 */
function parseWithin(html: string, isRead: (comment: string) => boolean): SourceDocument {
  return withinBounds(() => {
    const context = adapter.createElement('div', markup.NS.HTML, []);
    const parser = Parser.getFragmentParser(context, OPTIONS);
    let given = 0;
    for (const { start, end, text } of findComments(html)) {
      if (text.length < LONG_COMMENT || isRead(text)) continue;
      parser.tokenizer.write(html.slice(given, start), false);
      given = start;
      if (parser.tokenizer.state !== TokenizerMode.DATA) break;
      parser.tokenizer.write(`<!--${text.slice(0, SHORT_COMMENT)}-->`, false);
      given = end;
    }
    parser.tokenizer.write(html.slice(given), true);
    return parser.getFragment();
  });
}

interface Comment {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What is a comment if it is not within something else. */
function* findComments(html: string): Generator<Comment> {
  const ending = /--!?>/g;
  for (let start = html.indexOf('<!--'); start >= 0; start = html.indexOf('<!--', ending.lastIndex)) {
    const at = start + 4;
    ending.lastIndex = at;
    if (html.startsWith('>', at) || html.startsWith('->', at)) continue;
    const match = ending.exec(html);
    if (match === null) return;
    yield { start, end: ending.lastIndex, text: html.slice(at, match.index) };
  }
}

const FORMATTING_TAG =
  /<\/?(?:a|abbr|b|bdo|big|code|em|font|i|nobr|s|small|span|strike|strong|tt|u)(?:[\s/][^<>]*)?>/gi;
const CONTAINER_TAG = /<\/?(?:article|aside|center|div|footer|header|main|section)(?:[\s/][^<>]*)?>/gi;

/** Takes the tags out that only nest, so that the prose of a hopeless body survives in paragraphs. */
function flatten(html: string): string {
  return html.replace(FORMATTING_TAG, '').replace(CONTAINER_TAG, '<p>');
}

/** Elements whose content the tokenizer reads as text up to their end tag, or to the end of the file. */
const SWALLOWING: ReadonlySet<string> = new Set(
  'iframe noembed noframes plaintext script style textarea title xmp'.split(' '),
);

/** The input without the tag that swallowed its end; undefined when all is closed. */
function releaseSwallowed(document: SourceDocument, html: string): string | undefined {
  let last: SourceNode | undefined = document.children.at(-1);
  while (last !== undefined && isElement(last) && last.children.length > 0) last = last.children.at(-1);
  if (last === undefined) return undefined;
  if (isComment(last)) return releaseComment(html);
  const holder = isElement(last) ? last : last.parent;
  if (holder === null || !isElement(holder) || !SWALLOWING.has(holder.name)) return undefined;
  return releaseElement(html, holder.name);
}

function releaseComment(html: string): string | undefined {
  const closed = Math.max(html.lastIndexOf('-->'), html.lastIndexOf('--!>'));
  const open = html.indexOf('<!--', closed + 1);
  return open < 0 ? undefined : html.slice(0, open) + html.slice(open).replaceAll('<!--', '');
}

function releaseElement(html: string, name: string): string | undefined {
  let closed = -1;
  if (name !== 'plaintext') {
    for (const { index } of html.matchAll(new RegExp(`</${name}`, 'gi'))) closed = index;
  }
  const before = html.slice(0, closed + 1);
  const rest = html.slice(closed + 1);
  const opener = new RegExp(`<${name}(?:[\\s/][^<>]*)?>`, 'gi');
  const start = rest.search(opener);
  if (start < 0) return undefined;
  const swallowed = rest.slice(start).replace(opener, '');
  const holdsProse = name === 'plaintext' || name === 'textarea' || name === 'xmp' || name === 'title';
  const release = holdsProse ? 0 : Math.max(0, swallowed.search(/<[a-z/!]/i));
  return before + rest.slice(0, start) + swallowed.slice(release);
}
