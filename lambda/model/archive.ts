import type { Scope } from './list-kinds.ts';
import { archiveFolder } from './paths.ts';

/** What the archives, the search and the site maps know of an article. Plain data: it is stored between two ticks. */
export interface ArchiveLine {
  readonly id: string;
  /** ISO 8601 in UTC, as in an article. */
  readonly published: string;
  readonly updated?: string;
  /** Plain text. */
  readonly title: string;
  /** Plain text, the beginning of the summary: {@link MAX_LINE_SUMMARY} characters at most. */
  readonly summary: string;
  readonly author?: string;
  /** A BCP 47 tag, where the article names its language. */
  readonly language?: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
}

/** In characters (UTF-16). */
export const MAX_LINE_SUMMARY = 60;

/**
 * A span of a list's articles, in the site's time zone: all of them (the empty text), a year (`2026`), a month (`2026-11`),
 * a day (`2026-11-26`), or a part of a day that has too many (`2026-11-26-<id>`, the article that opens it).
 */
export type Period = string;

/** A span whose articles stand on one page: the largest that has no more than a page may hold. */
export interface ArchiveLeaf {
  readonly period: Period;
  /** How many articles it has. */
  readonly count: number;
  /** When the last of them was published or updated, where that is known: ISO 8601 in UTC. */
  readonly changed?: string;
}

/** When an article was published, or updated last: ISO 8601 in UTC. */
export function changeOf({ published, updated }: Pick<ArchiveLine, 'published' | 'updated'>): string {
  return updated ?? published;
}

/** When the last of some articles changed; undefined where there is none. */
export function lastChangeOf(
  articles: readonly Pick<ArchiveLine, 'published' | 'updated'>[],
): string | undefined {
  return articles.map(changeOf).sort().at(-1);
}

/** What the page of a leaf shows. */
export interface ArchivePage {
  readonly leaf: ArchiveLeaf;
  /** In the order in which they are read, newest first. A story that came under several keys is there once. */
  readonly lines: readonly ArchiveLine[];
  /** The leaves beside it in its list. */
  readonly newer?: Period;
  readonly older?: Period;
}

/** The path of the page of a span: `archive/2026-11.html`, `feeds/金融/archive/index.html` for all articles. */
export function archivePagePath(scope: Scope, period: Period): string {
  return `${archiveFolder(scope)}${period === '' ? 'index' : period}.html`;
}

/** The path of the site map of a leaf of the whole site. */
export function leafSitemapPath(period: Period): string {
  return `sitemap-${period === '' ? 'all' : period}.xml`;
}

/** Whether a path is that of a site map of a leaf, of whatever period. */
export function isLeafSitemapPath(path: string): boolean {
  return /^sitemap-(?:all|\d{4}[-0-9a-z]*)\.xml$/.test(path);
}

/** Whether a path is that of a page of some list's archive. A category that is named `archive` has a page of its own. */
export function isArchivePagePath(path: string): boolean {
  return /^(?:feeds\/[^/]+\/)?archive\/(?:index|\d{4}[-0-9a-z]*)\.html$/.test(path);
}

/** The fragment at which a list's `archive/index.html` shows a month, wherever its articles stand: `2026-11`. */
export function monthAnchor(period: Period): string {
  return period.slice(0, 'yyyy-mm'.length);
}

/** The period of some level that a day or a shorter period is in; itself where it is no shorter. */
export function periodAbove(period: Period, level: 'year' | 'month' | 'day'): Period {
  return period.slice(0, LEVELS[level]);
}

/** How many characters name a period of a level. */
const LEVELS = { year: 'yyyy'.length, month: 'yyyy-mm'.length, day: 'yyyy-mm-dd'.length } as const;

/** Whether a period is a day, or a part of one. */
export function isWithinMonth(period: Period): boolean {
  return period.length > LEVELS.month;
}
