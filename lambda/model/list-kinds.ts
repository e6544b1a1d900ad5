/** The kinds of lists that have names, in the order in which they are shown: all lists but that of the whole site. */
export const LIST_KINDS = ['category', 'tag', 'author'] as const;

/** One of these kinds. */
export type ListKind = (typeof LIST_KINDS)[number];

/** The scope of a list that has a name. Two of one name and of different kinds are different lists. */
export interface NamedScope<Kind extends ListKind = ListKind> {
  readonly kind: Kind;
  readonly name: string;
}

/** What a list of articles covers: those of one category, tag or author, or the whole site. */
export type Scope = { readonly kind: 'site' } | NamedScope;

/** Something of each kind of lists. */
export type ByKind<Value> = Readonly<Record<ListKind, Value>>;

/**
 * Prefix of the public documents of all lists of a kind; the path segment of the name follows. None is within another, so
 * that no name of one kind leads to the documents of another.
 */
export const LIST_FOLDERS: ByKind<string> = { category: 'feeds/', tag: 'tags/', author: 'authors/' };

/** Makes something of each kind of lists. */
export function byKind<Value>(make: (kind: ListKind) => Value): ByKind<Value> {
  return { category: make('category'), tag: make('tag'), author: make('author') };
}

/** Whether a list is one that a feed is made of, and not one of the index alone. */
export function isScope(list: { readonly kind: string }): list is Scope {
  return list.kind === 'site' || LIST_KINDS.some((kind) => kind === list.kind);
}
