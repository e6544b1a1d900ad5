import type { CheerioAPI } from 'cheerio/slim';
import type { SourceRule } from '../../model/source-rule.ts';
import type { SourceElement } from '../parse/tree.ts';
import type { Embed } from '../players.ts';

/** A source whose rule is ready for use, with what only code can do for it. */
export interface Source extends Omit<SourceRule, 'phrases' | 'sections'>, SourceCode {
  readonly phrases: readonly RegExp[];
  readonly sections: readonly RegExp[];
}

/** What data cannot say of a source. */
export interface SourceCode {
  /** Comments that say something. */
  readonly comments?: readonly CommentReader[];
  /** The lines of an article that its editor's own comments set as headings. */
  readonly readHeadings?: (comment: string) => readonly string[];
  /** Changes of elements. */
  readonly rewrites?: readonly Rewrite[];
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
