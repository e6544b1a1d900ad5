import { html as markup, Parser, type ParserOptions } from 'parse5';
import { adapter, type Htmlparser2TreeAdapterMap } from 'parse5-htmlparser2-tree-adapter';
import { restoreCode } from './code-source.ts';
import { adoptAttributes, createElement } from './elements.ts';
import { buildTree } from './markup.ts';
import { releaseSwallowed, SWALLOWING } from './swallowed.ts';
import { isDeeperThan, type SourceDocument } from './tree.ts';

/** An input beyond the bounds of the cleaner; the message is the reason as a clause. */
export class CleaningLimitError extends Error {
  override readonly name = 'CleaningLimitError';
}

class DepthError extends CleaningLimitError {}

/** Browsers stop nesting at 512 as well. */
const MAX_DEPTH = 512;

/** The parser moves misplaced elements, so that the tree may become deeper than its own nesting ever was. */
const MAX_TREE_DEPTH = 1_000;

/** A book's worth of markup stays far below it, and it fits into the function's memory. */
const MAX_ELEMENTS = 250_000;

/** What the parser has built so far. It never waits, so that one count serves all that is parsed. */
let depth = 0;
let elements = 0;

/** One adapter for all documents: with a new one for each, calls are no longer monomorphic, and parsing takes a fifth longer. */
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
      return createElement(name, namespace, attributes);
    },
    adoptAttributes,
    onItemPush() {
      if (++depth > MAX_DEPTH) throw new DepthError(`its elements are nested more than ${MAX_DEPTH} deep`);
    },
    onItemPop() {
      depth--;
    },
  },
};

/** How an upload is parsed. */
export interface ParsingOptions {
  /** Whether it is a whole document, and not what is in a `body`. */
  readonly isPage: boolean;
  /** Whether somebody reads all of a long comment. */
  readonly isRead: (comment: string) => boolean;
  /** Gets all of a long comment of which the tree holds the beginning alone. */
  readonly onShortened?: (comment: string) => void;
}

/**
 * Parses HTML of legal characters as a browser does with scripts turned off, once its code is text again. What an unclosed comment, `textarea`
 * or the like has swallowed is parsed as markup after all, and nesting too deep for the tree is flattened. Of a long comment
 * that nobody reads, only the beginning is kept. Throws {@link CleaningLimitError} when it still does not fit.
 */
export function parseSource(html: string, options: ParsingOptions): SourceDocument {
  let source = restoreCode(html);
  let document = parseFlattened(source, options);
  for (let round = 0; round < SWALLOWING.size; round++) {
    const released = releaseSwallowed(document, source);
    if (released === undefined) break;
    source = released;
    document = parseFlattened(source, options);
  }
  return document;
}

function parseFlattened(html: string, options: ParsingOptions): SourceDocument {
  try {
    return parseWithin(html, options);
  } catch (error) {
    if (error instanceof DepthError) return parseWithin(flatten(html), options);
    throw error;
  }
}

/** A comment longer than this is one to shorten, and what is left of it. */
const LONG_COMMENT = 1_000;
const SHORT_COMMENT = 200;

function parseWithin(html: string, { isPage, isRead, onShortened }: ParsingOptions): SourceDocument {
  depth = 0;
  elements = 0;
  const parser = isPage
    ? new Parser<Htmlparser2TreeAdapterMap>(OPTIONS)
    : Parser.getFragmentParser(createElement('div', markup.NS.HTML, []), OPTIONS);
  buildTree(parser, html, (comment) => {
    if (comment.length < LONG_COMMENT || isRead(comment)) return comment;
    onShortened?.(comment);
    return comment.slice(0, SHORT_COMMENT);
  });
  const document = isPage ? parser.document : parser.getFragment();
  if (elements > MAX_TREE_DEPTH && isDeeperThan(document, MAX_TREE_DEPTH))
    throw new CleaningLimitError('its elements are nested too deep');
  return document;
}

const FORMATTING_TAG =
  /<\/?(?:a|abbr|b|bdo|big|code|em|font|i|nobr|s|small|span|strike|strong|tt|u)(?:[\s/][^<>]*)?>/gi;
const CONTAINER_TAG = /<\/?(?:article|aside|center|div|footer|header|main|section)(?:[\s/][^<>]*)?>/gi;

/** Takes the tags out that only nest, so that the prose of a hopeless body survives in paragraphs. */
function flatten(html: string): string {
  return html.replace(FORMATTING_TAG, '').replace(CONTAINER_TAG, '<p>');
}
