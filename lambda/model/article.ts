import type { NamedScope } from './list-kinds.ts';
import type { RuledKind } from './list-rules.ts';
import type { Companion, MediaContent, MediaFile } from './media.ts';

/** One uploaded file as it stands in the articles bucket. */
export interface Upload {
  readonly key: string;
  /** At most {@link MAX_READ_BYTES} + 1 bytes; `size` tells how many there are. */
  readonly body: Uint8Array;
  readonly size: number;
  /** When it was uploaded, in milliseconds since the epoch. */
  readonly modified: number;
  /** What the relative addresses in it lead to, as they are written, where a file is there. */
  readonly companions?: Readonly<Record<string, Companion>>;
}

/** Larger uploads are rejected: 5 MiB holds a book's worth of text, and keeps a batch within the function's memory. */
export const MAX_UPLOAD_BYTES = 5 * 1024 * 1024;

/** The same for one that is large because pictures stand in it, which become files of their own. */
export const MAX_READ_BYTES = 16 * 1024 * 1024;

/** An article as subscribers see it, cleaned. Everything that pages and feeds show of it comes from here. */
export interface Article {
  /** The object key of the upload: the article's identity. */
  readonly key: string;
  /** Short hash of the key; names the record and the page. */
  readonly id: string;
  /** `urn:uuid:…`, version 5 of the key (RFC 9562). */
  readonly guid: string;
  /** Plain text, not empty. */
  readonly title: string;
  /** ISO 8601 in UTC, whole seconds: `2021-09-16T04:00:14Z`. */
  readonly published: string;
  /**
   * How little the date says, where the article does not state a time of its own: `day` is a date without a time,
   * `found` a date that was found outside of the front matter, `upload` the time of the upload.
   */
  readonly dated?: 'day' | 'found' | 'upload';
  /** Like `published`; only when front matter tells of a later change. */
  readonly updated?: string;
  /** The address of the original, where the article names one; http or https. */
  readonly link?: string;
  /** Plain text. */
  readonly author?: string;
  /** The editor in charge (责任编辑), read out of the body. Plain text. */
  readonly editor?: string;
  /** A BCP 47 tag, where the article names its language. */
  readonly language?: string;
  /** Plain text, one paragraph; the uploader's own description, or the beginning of the content. */
  readonly summary: string;
  /** Cleaned HTML: a fragment that parses to itself. */
  readonly content: string;
  /** The absolute address of the article's picture. */
  readonly image?: string;
  /** The uploaded and embedded files that it shows or links to, in order. */
  readonly media?: readonly MediaFile[];
  /** What front matter says of it as an episode of a podcast, where it has a recording of ours. */
  readonly episode?: Episode;
  /** Names in NFC, trimmed, in the article's order, each once. Every one of them has a feed. */
  readonly categories: readonly string[];
  /** Shown as categories of the item; only those in `lists` have a page and feeds. */
  readonly tags: readonly string[];
  /** The lists of its tags and of its author that the site has, each once; missing where it is in none. */
  readonly lists?: readonly NamedScope<RuledKind>[];
}

/** An episode of a podcast. */
export interface Episode {
  /** In seconds. */
  readonly duration?: number;
  readonly number?: number;
  readonly season?: number;
  /** `full`, `trailer` or `bonus`. */
  readonly type?: string;
  readonly explicit?: boolean;
}

/** Something that an uploader should know about a file that was published all the same. */
export interface Warning {
  readonly message: string;
  /** Line of the file, counted from 1. */
  readonly line?: number;
}

/** Why a file is not published, and what its uploader can do about it. */
export interface Rejection {
  /** What is wrong, as a clause: `the front matter never ends`. */
  readonly reason: string;
  /** What to do, as a sentence: `Close it with a line "---".` */
  readonly advice: string;
  /** Line of the file, counted from 1. */
  readonly line?: number;
}

/** An article that is dated ahead: to be published when its time comes, and not before. */
export interface HeldArticle {
  readonly status: 'held';
  /** ISO 8601 in UTC. */
  readonly until: string;
  readonly article: Article;
  readonly warnings: readonly Warning[];
}

/** What an article needs beside its own upload. */
export interface Needs {
  /** Relative addresses in it that other uploads may be at, as they are written. */
  readonly references?: readonly string[];
  /** Files that stood in the article itself, and are published beside it. */
  readonly embedded?: readonly MediaContent[];
}

/** What becomes of an upload, whatever the time. */
export type Derivation =
  | ({
      readonly status: 'published';
      readonly article: Article;
      readonly warnings: readonly Warning[];
    } & Needs)
  | (HeldArticle & Needs)
  /**
   * Not meant to be published: a draft (`draft: true`, `published: false`), a file that is no article (a picture
   * beside it, a folder's placeholder key). `reason` is a clause: `it is a draft`.
   */
  | { readonly status: 'skipped'; readonly reason: string; readonly warnings: readonly Warning[] }
  | { readonly status: 'rejected'; readonly rejection: Rejection; readonly warnings: readonly Warning[] };
