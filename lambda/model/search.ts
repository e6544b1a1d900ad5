/*
 * What the search page and its script share. It imports nothing, as it goes into the script for browsers.
 */

/** The page on which articles are searched for; its query parameter `q` is what to look for. */
export const SEARCH_PATH = 'search.html';

/** The prefix of all that the search page loads. */
export const SEARCH_FOLDER = 'search/';

/** Which shards there are, and how many articles each has. */
export const SEARCH_INDEX_PATH = `${SEARCH_FOLDER}index.json`;

/**
 * On Chinese sites, by which simplified characters traditional ones are found: one text of pairs, the traditional character
 * first, in GBK.
 */
export const SEARCH_CHARACTERS_PATH = `${SEARCH_FOLDER}characters.json`;

/** The path of the shard whose oldest articles are of a period, see `Period`: `search/2026-11.json`. */
export function searchShardPath(period: string): string {
  return `${SEARCH_FOLDER}${period === '' ? 'all' : period}.json`;
}

/** Whether a path is that of a shard or of the list of shards, which are made of the archive's leaves. */
export function isShardPath(path: string): boolean {
  return path.startsWith(SEARCH_FOLDER) && path !== SEARCH_CHARACTERS_PATH;
}

/** So much of a name of an author, a category or a tag is searched, in UTF-16 units. */
export const SEARCHED_NAME_LENGTH = 40;

/** The format of what is below {@link SEARCH_FOLDER}; a script knows one. */
export const SEARCH_FORMAT = 1;

/** The list of all shards. */
export interface SearchIndex {
  readonly format: number;
  /** How the shards are encoded, a label of the Encoding Standard. */
  readonly encoding: string;
  /**
   * By month, newest first: the month (or the longer period, where a shard begins with one), and after it the shards that
   * begin in that month, each as the rest of its oldest period, `=` and its number of articles, with spaces between them. A
   * day that comes right before the one to its left is left out: a list of thousands of days has to be small.
   */
  readonly shards: readonly (readonly [month: string, shards: string])[];
}

/** The articles of some periods beside one another, newest first. */
export interface SearchShard {
  /** The day of the newest article, in days since 1970-01-01. */
  readonly day: number;
  /** Names of authors, categories and tags. */
  readonly names: readonly string[];
  /** The author (-1: none) and the categories that articles have in common, as places in the names. */
  readonly groups: readonly (readonly number[])[];
  readonly articles: readonly SearchRow[];
}

/** One article: its id, by how many days it is older than the newest, title, summary, place of its group, and its tags' names. */
export type SearchRow = readonly [
  id: string,
  age: number,
  title: string,
  summary: string,
  group: number,
  ...tags: number[],
];

/** The rest of a period (`-25`) that is the day before another one of the same month (`-26`); undefined where there is none. */
export function dayBefore(rest: string): string | undefined {
  const [, day] = /^-(\d\d)$/.exec(rest) ?? [];
  return day === undefined || day === '01' ? undefined : `-${String(Number(day) - 1).padStart(2, '0')}`;
}
