import { categorySegment } from '../model/paths.ts';
import type { Content } from '../store/store.ts';
import { CorruptStateError } from './errors.ts';
import { parseStateObject } from './record.ts';

/** The format of the heads that this version writes. */
export const HEAD_FORMAT = 1;

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
  /** The publication of the category that this was learned from: of two the later one is true. */
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

/** Merges what publications of categories have taught into what the site's head knew. */
export function mergeCategories(
  known: SiteHead['categories'],
  learned: ReadonlyMap<string, KnownCategory>,
): SiteHead['categories'] {
  const merged = new Map(Object.entries(known));
  for (const [name, category] of learned) {
    const before = merged.get(name);
    if (before === undefined || before.generation < category.generation) merged.set(name, category);
  }
  return Object.fromEntries([...merged].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A head as it is stored. */
export function headContent(head: CategoryHead | SiteHead): Content {
  return { body: Buffer.from(JSON.stringify(head)), contentType: 'application/json; charset=utf-8' };
}

/** @throws CorruptStateError @throws NewerStateError */
export function parseCategoryHead(where: string, body: Uint8Array): CategoryHead {
  const value = parseStateObject(where, body, HEAD_FORMAT);
  if (
    'name' in value &&
    typeof value.name === 'string' &&
    'generation' in value &&
    typeof value.generation === 'number'
  ) {
    return { format: HEAD_FORMAT, name: value.name, generation: value.generation };
  }
  throw new CorruptStateError(where, "is not the head of a category's list");
}

/** @throws CorruptStateError @throws NewerStateError */
export function parseSiteHead(where: string, body: Uint8Array): SiteHead {
  const value = parseStateObject(where, body, HEAD_FORMAT);
  if (
    'generation' in value &&
    typeof value.generation === 'number' &&
    'revision' in value &&
    typeof value.revision === 'string' &&
    'categories' in value &&
    typeof value.categories === 'object' &&
    value.categories !== null
  ) {
    const categories = new Map<string, KnownCategory>();
    for (const [name, category] of Object.entries(value.categories)) {
      if (!isKnownCategory(category))
        throw new CorruptStateError(where, "is not the head of the site's list");
      categories.set(name, category);
    }
    const { generation, revision } = value;
    return { format: HEAD_FORMAT, generation, revision, categories: Object.fromEntries(categories) };
  }
  throw new CorruptStateError(where, "is not the head of the site's list");
}

function isKnownCategory(value: unknown): value is KnownCategory {
  return (
    typeof value === 'object' &&
    value !== null &&
    'generation' in value &&
    typeof value.generation === 'number' &&
    'path' in value &&
    (value.path === null ||
      (Array.isArray(value.path) && value.path.every((name) => typeof name === 'string')))
  );
}
