import { type PageFacts, readFragmentFacts, readPageFacts } from './page-facts.ts';
import { parseSource } from './parser.ts';
import { isElement, type SourceDocument, type SourceElement, type SourceParent } from './tree.ts';

/** A body as the parser understood it. Cleaning takes the tree apart. */
export interface ParsedBody {
  readonly document: SourceDocument;
  /** What holds the article: the `body` of a page, or the document itself. */
  readonly root: SourceParent;
  /** Whether it is a whole document, in which the article has to be found. */
  readonly isPage: boolean;
  readonly facts: PageFacts;
  /** The lines that stand above the article in the page that it was found in, and its first ones. */
  readonly opening?: readonly string[];
  /** Of its source, in UTF-16 units. */
  readonly length: number;
  /** The long comments, of which the tree holds the beginning alone. */
  readonly comments: readonly string[];
  /** Whether its source has delimiters of formulas in TeX. */
  readonly holdsTex: boolean;
}

/**
 * Parses an article's body, whether it is a fragment or a whole page. Of a long comment that `isRead` does not ask
 * for, only the beginning is kept. Throws a `CleaningLimitError` for input beyond the cleaner's bounds.
 */
export function parseBody(html: string, isRead: (comment: string) => boolean): ParsedBody {
  const comments: string[] = [];
  const onShortened = (comment: string) => comments.push(comment);
  const { length } = html;
  const holdsTex = html.includes('$') || (html.includes('\\') && /\\[([]/.test(html));
  if (!isPage(html)) {
    const document = parseSource(html, { isPage: false, isRead, onShortened });
    const facts = readFragmentFacts(document);
    return { document, root: document, isPage: false, facts, length, comments, holdsTex };
  }
  const document = parseSource(html, { isPage: true, isRead, onShortened });
  const root = findBody(document) ?? document;
  return { document, root, isPage: true, facts: readPageFacts(document), length, comments, holdsTex };
}

/** Whether a text is a whole HTML document, whatever comments stand above it. */
export function isPage(text: string): boolean {
  let at = skipSpace(text, 0);
  while (text.startsWith('<!--', at)) {
    const end = text.indexOf('-->', at);
    if (end < 0) return false;
    at = skipSpace(text, end + 3);
  }
  return /^<(?:!doctype|html|head|body)[\s>]/i.test(text.slice(at, at + 10));
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text.charAt(at))) at++;
  return at;
}

function findBody(document: SourceDocument): SourceElement | undefined {
  const html = findChild(document, 'html');
  return html && findChild(html, 'body');
}

function findChild(parent: SourceParent, name: string): SourceElement | undefined {
  for (const child of parent.children) if (isElement(child) && child.name === name) return child;
  return undefined;
}
