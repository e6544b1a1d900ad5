import * as v from 'valibot';
import { categorySegment } from '../model/paths.ts';
import type { Content } from '../store/store.ts';
import { parseState, type StateFormat, stateContent } from './state-format.ts';

/** The format of the heads that this version writes. */
export const HEAD_FORMAT = 1;

const category = v.object({
  generation: v.number(),
  path: v.nullable(v.array(v.string())),
});

const siteHead = v.object({
  format: v.literal(HEAD_FORMAT),
  generation: v.number(),
  revision: v.string(),
  categories: v.record(v.string(), category),
});

const categoryHead = v.object({
  format: v.literal(HEAD_FORMAT),
  name: v.string(),
  generation: v.number(),
});

const SITE_HEAD: StateFormat<typeof siteHead> = {
  name: "the head of the site's list",
  newest: HEAD_FORMAT,
  schema: siteHead,
};

const CATEGORY_HEAD: StateFormat<typeof categoryHead> = {
  name: "the head of a category's list",
  newest: HEAD_FORMAT,
  schema: categoryHead,
};

/**
 * The head of a category's list. Whoever publishes the list reads the head before its inputs and replaces it by
 * compare-and-swap after its documents: two publications of one list never overlap unnoticed.
 */
export interface CategoryHead {
  readonly format: typeof HEAD_FORMAT;
  readonly name: string;
  /** Counts publications, so that no two heads of a list have the same bytes. */
  readonly generation: number;
}

/** The head of the whole site's list; it also knows every category that was ever published. */
export interface SiteHead {
  readonly format: typeof HEAD_FORMAT;
  readonly generation: number;
  /** The revision of the code and settings whose static documents stand in the public bucket. */
  readonly revision: string;
  readonly categories: Readonly<Record<string, KnownCategory>>;
}

/** What the overview says of a category. */
export interface KnownCategory {
  /** The publication of the category that this was learned from: of two, the later one is right. */
  readonly generation: number;
  /** The categories above it; null when no article is in it any more. */
  readonly path: readonly string[] | null;
}

export const SITE_HEAD_KEY = 'heads/site.json';

/** The keys of all heads of categories begin with this; the category's path segment follows. */
export const CATEGORY_HEADS = 'heads/category/';

/** Where the head of a category's list stands. */
export function categoryHeadKey(name: string): string {
  return `${CATEGORY_HEADS}${categorySegment(name)}.json`;
}

/** What the site's head knows of a category. */
export function findCategory({ categories }: SiteHead, name: string): KnownCategory | undefined {
  return Object.hasOwn(categories, name) ? categories[name] : undefined;
}

/** What the site's head knows of the categories after some of them were published. */
export function mergeCategories(
  known: SiteHead['categories'],
  published: ReadonlyMap<string, KnownCategory>,
): SiteHead['categories'] {
  const merged = new Map(Object.entries(known));
  for (const [name, category] of published) {
    const before = merged.get(name);
    if (before === undefined || before.generation < category.generation) merged.set(name, category);
  }
  return Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A head as it is stored. */
export function headContent(head: CategoryHead | SiteHead): Content {
  return stateContent(head);
}

/** @throws CorruptStateError @throws NewerStateError */
export function parseCategoryHead(where: string, body: Uint8Array): CategoryHead {
  return parseState(where, body, CATEGORY_HEAD);
}

/** @throws CorruptStateError @throws NewerStateError */
export function parseSiteHead(where: string, body: Uint8Array): SiteHead {
  return parseState(where, body, SITE_HEAD);
}
