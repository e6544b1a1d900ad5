import {
  dayBefore,
  SEARCH_CHARACTERS_PATH,
  SEARCH_FORMAT,
  SEARCH_INDEX_PATH,
  type SearchIndex,
  type SearchShard,
  searchShardPath,
} from '../../model/search.ts';
import { type Characters, matches, type Query, readCharacters } from './search-text.ts';

/** An article that was found. */
export interface Hit {
  readonly id: string;
  /** In days since 1970-01-01. */
  readonly day: number;
  readonly title: string;
  readonly summary: string;
  readonly author: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
}

/** Gives a document of the site, decoded and parsed; asked again, it loads only what has failed. */
export type Load = (path: string, encoding?: string) => Promise<unknown>;

/** A shard that can be asked for. */
export interface ShardReference {
  readonly path: string;
  /** How many articles it has. */
  readonly count: number;
}

/** All shards, newest first. */
export interface Shards {
  readonly encoding: string;
  readonly references: readonly ShardReference[];
}

/** Loads the list of all shards. Throws where this script is older or newer than the list. */
export async function loadIndex(load: Load): Promise<Shards> {
  const index = await load(SEARCH_INDEX_PATH);
  if (!isIndex(index)) throw new Error(`${SEARCH_INDEX_PATH} is not in format ${SEARCH_FORMAT}`);
  const { encoding, shards } = index;
  const references: ShardReference[] = [];
  for (const [month, rest] of shards) {
    let before: string | undefined;
    for (const shard of rest.split(' ')) {
      const [written = '', count] = shard.split('=');
      const suffix = written === '' ? (dayBefore(before ?? '') ?? '') : written;
      references.push({ path: searchShardPath(month + suffix), count: Number(count) });
      before = suffix;
    }
  }
  return { encoding, references };
}

/** The format vouches for the rest. */
function isIndex(value: unknown): value is SearchIndex {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === SEARCH_FORMAT;
}

/** What the list names is a shard, in the format of the list, unless a server answers with something else. */
function isShard(value: unknown): value is SearchShard {
  return typeof value === 'object' && value !== null && 'articles' in value;
}

/** Loads the table of characters. */
export async function loadCharacters(load: Load): Promise<Characters> {
  return readCharacters(String(await load(SEARCH_CHARACTERS_PATH, 'gbk')));
}

/** The articles of a shard in which all words are found. */
export function searchShard(shard: SearchShard, query: Query): readonly Hit[] {
  const hits: Hit[] = [];
  const nameOf = (place: number): string => shard.names[place] ?? '';
  const isName = (name: string): boolean => name !== '';
  for (const [id, age, title, summary, group, ...tagPlaces] of shard.articles) {
    const [author = -1, ...categoryPlaces] = shard.groups[group] ?? [];
    const hit: Hit = {
      id,
      day: shard.day - age,
      title,
      summary,
      author: nameOf(author),
      categories: categoryPlaces.map(nameOf).filter(isName),
      tags: tagPlaces.map(nameOf).filter(isName),
    };
    const text = [title, summary, hit.author, ...hit.categories, ...hit.tags].join('\n');
    // What is no id could lead anywhere.
    if (/^[0-9a-z]{20}$/.test(id) && matches(text, query)) hits.push(hit);
  }
  return hits;
}

/** So many articles are on their way while others are looked through. */
const AHEAD = 600;

/** A search on its way through the shards, newest first. */
export interface Search {
  /** How many articles were looked through, and how many there are. */
  readonly searched: () => number;
  readonly total: number;
  /**
   * What is found in the next shard; undefined after the last one. `limit` is how many articles may be loaded ahead. If it
   * fails, another call tries the same shard again.
   */
  readonly next: (limit: number) => Promise<readonly Hit[] | undefined>;
}

/** Begins to look for words; nothing is loaded before it is asked for. */
export function openSearch(query: Query, { encoding, references }: Shards, load: Load): Search {
  let at = 0;
  let searched = 0;

  async function next(limit: number): Promise<readonly Hit[] | undefined> {
    const shard = references[at];
    if (shard === undefined) return undefined;
    // The first shard has the line to itself, so that its articles are there early.
    const most = at === 0 ? 1 : Math.min(AHEAD, limit);
    let ahead = 0;
    for (const { path, count } of references.slice(at)) {
      if (ahead >= most) break;
      ahead += count;
      // Whoever comes to this shard meets its failure; until then nobody has to.
      load(path, encoding).catch(() => {});
    }
    const loaded = await load(shard.path, encoding);
    if (!isShard(loaded)) throw new Error(`${shard.path} is no shard`);
    at++;
    searched += shard.count;
    return searchShard(loaded, query);
  }

  return { searched: () => searched, total: references.reduce((sum, { count }) => sum + count, 0), next };
}
