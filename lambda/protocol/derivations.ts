import type { Article, Derivation, Upload } from '../model/article.ts';
import type { Scope } from '../model/paths.ts';
import type { Content } from '../store/store.ts';
import type { Archive } from './history/archives.ts';

/**
 * The pure functions of the chain article → record → documents. The protocol (`republish.ts`) decides when each is
 * applied and where its result stands; equal arguments give equal bytes.
 */
export interface Derivations {
  /** What an upload comes to. */
  derive(upload: Upload): Promise<Derivation>;
  /** The page of an article. */
  articlePage(article: Article): Content;
  /**
   * The feeds of a category or of the whole site, and the category's page; `articles` are its newest, and `history`
   * is the id of its newest archive.
   */
  listingDocuments(scope: Scope, articles: readonly Article[], history?: string): readonly PublicDocument[];
  /**
   * One archive of a category or of the whole site, by the id of the article that opens it. Without it, no history
   * is kept.
   */
  archiveDocument?(scope: Scope, id: string, archive: Archive): Content;
  /** The documents that name every category: home page, subscription list. */
  overviewDocuments(
    categories: readonly CategoryPlace[],
    newest: readonly Article[],
  ): readonly PublicDocument[];
  /** The documents that depend on the code and the settings alone: style sheet, icon, not-found page. */
  staticDocuments(): Promise<readonly PublicDocument[]>;
}

/** A document and its path in the public bucket. */
export interface PublicDocument {
  readonly path: string;
  readonly content: Content;
}

/** A category that holds articles, and where it stands among the others. */
export interface CategoryPlace {
  readonly name: string;
  /** The categories above it, outermost first, as its newest article names them: topic, source. */
  readonly path: readonly string[];
}
