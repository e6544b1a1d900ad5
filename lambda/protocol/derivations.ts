import type { ArchiveLeaf, ArchiveLine, ArchivePage } from '../model/archive.ts';
import type { Article, Derivation, Upload } from '../model/article.ts';
import type { Body } from '../model/body.ts';
import type { PlacedCategory } from '../model/category-tree.ts';
import type { ByKind, NamedScope, Scope } from '../model/list-kinds.ts';
import type { Companion, MediaContent } from '../model/media.ts';
import type { Content, StoredObject } from '../store/store.ts';
import type { Archive } from './history/archives.ts';

/**
 * The pure functions from uploads to articles, and from articles to documents: equal arguments give equal bytes. The
 * protocol decides when each is called and where its result goes.
 */
export interface Derivations {
  /** Makes an article of an upload, or says why not. */
  derive(upload: Upload): Promise<Derivation>;
  /** What the bytes of an uploaded picture come to. Where it is missing, nothing but articles is published. */
  readMedia?(key: string, picture: Pick<StoredObject, 'body' | 'size'>): Promise<MediaContent | Companion>;
  /** Makes a public file of a recording or a document, which is never held in memory. */
  readBulky?(key: string, file: BulkyFile): Promise<Companion>;
  /** The page of an article. */
  articlePage(article: Article): Promise<Content>;
  /** The feeds of a list, and its page if it is not the whole site's; `articles` are its newest. */
  listingDocuments(
    scope: Scope,
    articles: readonly Article[],
    older?: OlderArticles,
  ): Promise<readonly PublicDocument[]>;
  /**
   * One archive of a list, by the id of the article that opens it. Where it is missing, the
   * site keeps no history.
   */
  archiveDocument?(scope: Scope, id: string, archive: Archive): Content<Body>;
  /** What is published of lists that have too few articles for feeds. Where it is missing, all lists have feeds. */
  readonly smallLists?: SmallLists;
  /** The documents that name every list that has articles and feeds: home page, subscription list, site map. */
  overviewDocuments(
    lists: ByKind<readonly PlacedCategory[]>,
    newest: readonly Article[],
    older?: Pick<OlderArticles, 'hasOlder'>,
  ): readonly PublicDocument[];
  /** The documents that depend on the code and the settings alone: style sheet, icon, not-found page. */
  staticDocuments(): Promise<readonly PublicDocument[]>;
  /** What is in the archives. Where it is missing, the site has none. */
  readonly archives?: Archives;
}

/** What a list has beyond its newest articles. */
export interface OlderArticles {
  /** Whether it may have any; without, it has none. */
  readonly hasOlder?: boolean;
  /** The id of the newest archive of its history. */
  readonly history?: string;
}

/** What is published of lists that have too few articles for feeds. */
export interface SmallLists {
  /** The fewest articles with which a list gets feeds; a category has them with none. A list that had feeds keeps them. */
  least(scope: NamedScope): number;
  /** The page of a list that has fewer articles, and has some. */
  page(scope: NamedScope, articles: readonly Article[]): Promise<PublicDocument>;
}

/** What batches have to know of archives, and the way to the rest, which only a tick needs. */
export interface Archives {
  /** The zone in which days begin and end: a name of the IANA database. */
  readonly timeZone: string;
  /** A batch of fewer articles hands nothing over to the tick; a dozen where it is missing. */
  readonly smallestHandover?: number;
  /** What the archives know of an article. */
  line(article: Article): ArchiveLine;
  /** What is in place of the first page of a list's archive, which pages link to, until a tick makes that. */
  placeholder(scope: Scope): Promise<PublicDocument>;
  load(): Promise<ArchiveDerivations>;
}

/** The pure functions from articles to the pages on which all of them are found, which the tick puts. */
export interface ArchiveDerivations extends Pick<Archives, 'timeZone' | 'line'> {
  /** The most articles that stand on one page; 300 where it is missing. */
  readonly leafSize?: number;
  /** The most articles of leaves that share the documents of a bundle, if it is not one leaf; as many as in a leaf where it is missing. */
  readonly bundleSize?: number;
  /** Whether a path may be that of a document of some archive, of whatever list and leaf. */
  isDocument(path: string): boolean;
  /**
   * The documents of one leaf of a list: its page, and for the whole site what else is made of the same articles. The
   * only leaf of a list, whose period is the empty text, has the path of the list's index.
   */
  leafDocuments(scope: Scope, page: ArchivePage): readonly PublicDocument[];
  /**
   * The documents that leaves of the whole site beside one another have in common, by the period of the oldest, which the
   * paths depend on; `lines` are newest first. Where it is missing, there are none.
   */
  bundleDocuments?(bundle: ArchiveLeaf, lines: readonly ArchiveLine[]): readonly PublicDocument[];
  /**
   * The documents that lead to the leaves of a list, which are given newest first: its index and the pages of months, and
   * for the whole site what else names all leaves or bundles. There is at least one leaf, if only one without articles.
   */
  overviewDocuments(
    scope: Scope,
    leaves: readonly ArchiveLeaf[],
    bundles: readonly ArchiveLeaf[],
  ): readonly PublicDocument[];
  /** The document of the articles of the last two days, newest first; there may be none. Missing where a site has no such document. */
  newsDocument?(lines: readonly ArchiveLine[]): PublicDocument;
}

/** What is known of a file that is published as it is. */
export interface BulkyFile {
  /** In bytes. */
  readonly length: number;
  /** Of all of its bytes, in hexadecimal digits. */
  readonly sha256: string;
  /** Its first bytes. */
  readonly opening: Uint8Array;
}

/** A document and its path in the public bucket. */
export interface PublicDocument<Bytes extends Body = Body> {
  readonly path: string;
  readonly content: Content<Bytes>;
}
