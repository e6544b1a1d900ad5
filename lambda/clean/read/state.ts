import type { TexToMathml } from '../formulas/tex.ts';
import type { Measurements } from '../parse/measure.ts';
import type { SourceElement, SourceNode } from '../parse/tree.ts';
import type { RemovalLog } from '../removals.ts';
import type { CommentReader } from '../sources/source.ts';
import type { Anchors } from './anchors.ts';
import type { Composer } from './composer.ts';

/** What the reader needs to know about an article. */
export interface ReadingContext {
  /** Prefix of the ids within the body. */
  readonly id: string;
  /** The original's address. */
  readonly link?: string;
  /** The address that relative ones lead from. */
  readonly base?: string;
  readonly placeholderHosts: readonly string[];
}

/** What every handler gets. */
export interface State {
  readonly context: ReadingContext;
  /** Puts the clean blocks together. */
  readonly composer: Composer;
  /** The elements of the body that its own links lead to. */
  readonly anchors: Anchors;
  readonly measurements: Measurements;
  readonly removals: RemovalLog;
  /** What the article's sources say in comments. */
  readonly comments: readonly CommentReader[];
  /** Makes MathML of TeX; loaded for an article with a formula that has none. */
  readonly texToMathml: TexToMathml | undefined;
  /** Reads nodes into the place that the composer is at. */
  readonly readNodes: (nodes: readonly SourceNode[]) => void;
}

/** Reads an element. */
export type Handler = (state: State, element: SourceElement) => void;
