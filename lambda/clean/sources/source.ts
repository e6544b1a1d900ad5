import type { CheerioAPI } from 'cheerio/slim';
import type { SourceElement } from '../parse/tree.ts';
import type { Embed } from '../players.ts';

/**
 * What is known of one source of articles: whose bodies it applies to, and what is in them. Everything but the name
 * is optional. Selectors are CSS. None has a `~` in it: for each of 100,000 siblings that looks at all the others.
 */
export interface Source {
  readonly name: string;
  /** Categories and authors of its articles; `新浪财经` covers `新浪财经－国內` as well. */
  readonly names: readonly string[];
  /** Hosts of the originals. A host covers its subdomains. */
  readonly hosts?: readonly string[];
  /** Selectors of advertisements, QR codes and the like; their pictures are never the article's. */
  readonly promotion?: readonly string[];
  /** Selectors of what belongs to the page and not to the article: players' controls, buttons, bylines. */
  readonly furniture?: readonly string[];
  /** Selectors of elements whose tags go and whose content stays. */
  readonly unwrap?: readonly string[];
  /** What other elements stand for: an element's name by selector, as in `{ 'p.subtitle': 'h3' }`. */
  readonly rename?: Readonly<Record<string, string>>;
  /** Comments that say something. */
  readonly comments?: readonly CommentReader[];
  /** The lines of an article that its editor's own comments set as headings. */
  readonly readHeadings?: (comment: string) => readonly string[];
  /** What data cannot express. */
  readonly rewrites?: readonly Rewrite[];
  /** Whole paragraphs of promotion, or lines between breaks, by their text, wherever they stand. */
  readonly phrases?: readonly RegExp[];
}

/** Reads the embedded videos out of a comment; `data` has its character references decoded. */
export interface CommentReader {
  readonly pattern: RegExp;
  readonly read: (data: string) => readonly Embed[];
}

/** Changes an element, by cheerio, before it is read. What it has to say goes by `remove`, which notes it. */
export interface Rewrite {
  readonly selector: string;
  readonly rewrite: (element: SourceElement, $: CheerioAPI, remove: (part: SourceElement) => void) => void;
}
