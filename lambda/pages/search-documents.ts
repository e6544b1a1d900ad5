import { type ArchiveLeaf, type ArchiveLine, monthAnchor } from '../model/archive.ts';
import { clip } from '../model/clip.ts';
import { wallTimeAt } from '../model/clock.ts';
import { isChinese } from '../model/language.ts';
import {
  dayBefore,
  SEARCH_FORMAT,
  SEARCHED_NAME_LENGTH,
  type SearchIndex,
  type SearchRow,
  type SearchShard,
} from '../model/search.ts';
import type { Site } from '../model/site.ts';
import { scopeTitle } from '../model/titles.ts';
import { encodeJsonInGbk, GBK } from './gbk.ts';

/**
 * What an article may take in its shard on average, in bytes: the shards with the newest 2,000 articles, which hold up to
 * 299 more, the list of shards and the table of characters are 300,000 bytes at most.
 */
export const BYTES_PER_ARTICLE = 117;

/** Likewise, where one shard holds all articles, which are 300 at most. */
const BYTES_PER_ARTICLE_ALONE = 1_000;

/** What a shard may take besides, in bytes. */
export const BYTES_PER_SHARD = 60;

/** What a shard keeps of each article: texts in characters, and how many categories and tags. */
interface Limits {
  readonly summary: number;
  readonly title: number;
  readonly names: number;
}

/** What there is room for, and how little of each may be left: what comes first gives way first. */
const MOST: Limits = { summary: 60, title: 200, names: 16 };
const LEAST: Limits = { summary: 0, title: 20, names: 0 };
const GIVES_WAY = ['summary', 'title', 'names'] as const;

const DAY_MS = 86_400_000;

/**
 * What the search knows of the articles of a bundle of leaves, which are given newest first; see {@link SearchShard}. Chinese sites have
 * it in GBK.
 */
export function renderSearchShard(
  { period }: ArchiveLeaf,
  lines: readonly ArchiveLine[],
  site: Site,
): Uint8Array {
  const encode = encodingOf(site) === GBK ? encodeJsonInGbk : (json: string) => Buffer.from(json);
  const perArticle = period === '' ? BYTES_PER_ARTICLE_ALONE : BYTES_PER_ARTICLE;
  const room = BYTES_PER_SHARD + perArticle * lines.length;
  const days = lines.map(({ published }) => dayNumber(published, site));
  const render = (limits: Limits): Uint8Array => encode(JSON.stringify(shardOf(lines, days, limits, site)));
  const fits = (limits: Limits): boolean => render(limits).length <= room;
  let limits = MOST;
  for (const each of GIVES_WAY) {
    if (fits(limits)) break;
    const most = largest(LEAST[each], MOST[each], (number) => fits({ ...limits, [each]: number }));
    limits = { ...limits, [each]: most };
  }
  return render(limits);
}

/** The list of all shards, for bundles that are given newest first; see {@link SearchIndex}. */
export function renderSearchIndex(bundles: readonly ArchiveLeaf[], site: Site): string {
  const months = new Map<string, { readonly rest: string; readonly count: number }[]>();
  for (const { period, count } of bundles) {
    const month = monthAnchor(period);
    const shards = months.get(month) ?? [];
    months.set(month, shards);
    shards.push({ rest: period.slice(month.length), count });
  }
  const index: SearchIndex = {
    format: SEARCH_FORMAT,
    encoding: encodingOf(site),
    shards: [...months].map(([month, shards]) => [
      month,
      shards
        .map(({ rest, count }, at) => {
          const follows = at > 0 && rest === dayBefore(shards[at - 1]?.rest ?? '');
          return `${follows ? '' : rest}=${count}`;
        })
        .join(' '),
    ]),
  };
  return JSON.stringify(index);
}

function encodingOf({ language }: Site): string {
  return isChinese(language) ? GBK : 'utf-8';
}

function shardOf(
  lines: readonly ArchiveLine[],
  days: readonly number[],
  limits: Limits,
  site: Site,
): SearchShard {
  const names = new Places();
  const groups = new Places();
  const newest = days.length === 0 ? 0 : Math.max(...days);
  const placeOf = (name: string): number => names.place(clip(name, SEARCHED_NAME_LENGTH));
  const articles = lines.map(({ id, title, summary, author, categories, tags }, at): SearchRow => {
    const group = [
      author === undefined || limits.names === 0 ? -1 : placeOf(author),
      ...categories
        .slice(0, limits.names)
        .map((name) => placeOf(scopeTitle({ kind: 'category', name }, site))),
    ];
    const shown = clip(title, limits.title);
    return [
      id,
      newest - (days[at] ?? newest),
      shown.length < title.length ? `${shown}…` : shown,
      clip(withoutTitle(summary, title), limits.summary),
      groups.place(JSON.stringify(group)),
      ...tags.slice(0, limits.names).map(placeOf),
    ];
  });
  return { day: newest, names: names.all, groups: groups.all.map((group) => JSON.parse(group)), articles };
}

/** Texts in the order in which they were first asked for. */
class Places {
  readonly #places = new Map<string, number>();

  place(text: string): number {
    const place = this.#places.get(text) ?? this.#places.size;
    this.#places.set(text, place);
    return place;
  }

  get all(): readonly string[] {
    return [...this.#places.keys()];
  }
}

/** What a summary says beyond the title with which it may begin. */
function withoutTitle(summary: string, title: string): string {
  return summary.startsWith(title) ? summary.slice(title.length).trimStart() : summary;
}

/** The day of an ISO 8601 instant in the site's time zone, in days since 1970-01-01. */
function dayNumber(instant: string, site: Site): number {
  const { year, month, day } = wallTimeAt(Date.parse(instant), site.timeZone);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** The largest whole number of a range that fits; its first where none does. */
function largest(first: number, last: number, fits: (number: number) => boolean): number {
  let [low, high] = [first, last];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
