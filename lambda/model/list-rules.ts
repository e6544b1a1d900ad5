import type { ListKind, NamedScope } from './list-kinds.ts';
import type { ListRule, Site } from './site.ts';
import { wordsOf } from './words.ts';

/** The kinds of lists that a site has by its settings alone. */
export const RULED_KINDS = ['tag', 'author'] as const;

/** One of these kinds. */
export type RuledKind = (typeof RULED_KINDS)[number];

/** The setting that says which lists of a kind there are. */
export function listRule(kind: RuledKind, { tagFeeds, authorFeeds }: Site): ListRule | undefined {
  return kind === 'tag' ? tagFeeds : authorFeeds;
}

/** Whether a site has a list of this name. */
export function isListed({ kind, name }: NamedScope<RuledKind>, site: Site): boolean {
  const rule = listRule(kind, site);
  return typeof rule === 'object' ? rule.includes(name) : rule !== undefined;
}

/** The fewest articles with which a list gets feeds; infinite where the settings have no such list any more. */
export function leastArticles({ kind, name }: NamedScope, site: Site): number {
  if (kind === 'category') return 0;
  if (!isListed({ kind, name }, site)) return Number.POSITIVE_INFINITY;
  const rule = listRule(kind, site);
  return typeof rule === 'number' ? rule : 0;
}

/** The lists of tags, or those of authors, in the order in which they are shown. */
export interface ListGroup {
  readonly kind: RuledKind;
  readonly names: readonly string[];
}

/** What all lists of a kind are called. */
export function kindTitle(kind: ListKind, site: Site): string {
  const { categories, tags, authors } = wordsOf(site);
  return { category: categories, tag: tags, author: authors }[kind];
}
