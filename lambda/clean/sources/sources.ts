import { isHostWithin } from '../hosts.ts';
import { cnbeta } from './cnbeta.ts';
import { dockone } from './dockone.ts';
import { juejin } from './juejin.ts';
import { oschina } from './oschina.ts';
import { sinaFinance } from './sina-finance.ts';
import type { Source } from './source.ts';
import { woshipm } from './woshipm.ts';
import { zaker } from './zaker.ts';
import { zhihu } from './zhihu.ts';

/** Every known source, by name. */
export const SOURCES: readonly Source[] = [
  cnbeta,
  dockone,
  juejin,
  oschina,
  sinaFinance,
  woshipm,
  zaker,
  zhihu,
];

/** Whether any source reads a comment. */
export function isReadComment(comment: string): boolean {
  return COMMENTS.some(({ pattern }) => pattern.test(comment));
}

/** The lines that a comment sets as headings, whatever source an article names: a site's editor marks its own. */
export function readHeadings(comment: string): readonly string[] {
  return SOURCES.flatMap((source) => source.readHeadings?.(comment) ?? []);
}

const COMMENTS = SOURCES.flatMap(({ comments = [] }) => comments);

/** The sources of an article: every one that its categories, its author or its address name. */
export function findSources(article: {
  readonly categories: readonly string[];
  readonly author?: string;
  readonly link?: string;
}): readonly Source[] {
  const names = article.author === undefined ? article.categories : [...article.categories, article.author];
  const host = article.link === undefined ? undefined : URL.parse(article.link)?.hostname;
  return SOURCES.filter(
    (source) =>
      names.some((name) => source.names.some((known) => isNameWithin(name, known))) ||
      (host !== undefined && source.hosts?.some((known) => isHostWithin(host, known))),
  );
}

/** A channel's name is its source's, a dash of any width, and its own. */
function isNameWithin(name: string, known: string): boolean {
  return name === known || (name.startsWith(known) && /^\s*[-－—–_|·]/.test(name.slice(known.length)));
}
