import { addTo, countArticles, lineAt, type Place } from './places.ts';
import type { Line, Profile } from './profile.ts';
import { supportOf } from './repeats.ts';
import type { Surroundings } from './surroundings.ts';

/** Of the path of an address, so many folders are looked at. */
const MAX_FOLDERS = 4;

/** Lines of links stand near an end if so many of them do. */
const MOST = 0.9;

/** Lines that are nothing but links to addresses that begin alike and end otherwise in each article. */
export interface LinkLines {
  /** What the addresses begin with, as a rule has it. */
  readonly prefix: string;
  readonly places: readonly Place[];
}

/**
 * The lines of links, of those that `isLeft`, that lead to one place from several articles and stand above or below the
 * text of nearly all; each line once, those of most articles first.
 */
export function findLinkLines(
  profiles: readonly Profile[],
  surroundings: Surroundings,
  isLeft: (place: Place) => boolean,
): readonly LinkLines[] {
  const byPrefix = new Map<string, Place[]>();
  for (const [article, { lines }] of profiles.entries()) {
    for (const [line, each] of lines.entries()) {
      for (const prefix of prefixesOf(each)) addTo(byPrefix, prefix, { article, line });
    }
  }
  const support = supportOf(profiles.length);
  const isAtEdge = (place: Place) => surroundings.isAtEnd(place) || surroundings.isAtStart(place);
  const found = [...byPrefix]
    .map(([prefix, places]) => ({ prefix, places, articles: countArticles(places) }))
    .filter(
      ({ places, articles }) => articles >= support && places.filter(isAtEdge).length >= places.length * MOST,
    )
    .sort((a, b) => b.articles - a.articles || b.prefix.length - a.prefix.length);
  const taken = new Set<Line>();
  return found.flatMap(({ prefix, places }) => {
    const isNew = (place: Place) => {
      const line = lineAt(profiles, place);
      return line !== undefined && !taken.has(line) && isLeft(place);
    };
    if (countArticles(places.filter(isNew)) < support) return [];
    for (const place of places) {
      const line = lineAt(profiles, place);
      if (line !== undefined) taken.add(line);
    }
    return [{ prefix, places }];
  });
}

/** What a rule could say of the address of a line: its host, and its host with some of its path. */
function prefixesOf({ kind, links, label }: Line): readonly string[] {
  const [href, ...others] = links;
  if (href === undefined || label !== undefined || (kind !== 'link' && kind !== 'picture')) return [];
  const own = foldersOf(href);
  return own.filter((prefix) => others.every((other) => foldersOf(other).includes(prefix)));
}

function foldersOf(href: string): readonly string[] {
  const url = URL.parse(href);
  if (url === null || !/^https?:$/.test(url.protocol) || !url.host.includes('.')) return [];
  const host = url.host.replace(/^www\./, '');
  const folders = url.pathname.split('/').slice(1, -1).slice(0, MAX_FOLDERS);
  const prefixes = [`${host}/`];
  for (const folder of folders) prefixes.push(`${prefixes.at(-1)}${folder}/`);
  const [parameter] = /^\?[\w-]+=/.exec(url.search) ?? [];
  if (parameter !== undefined) prefixes.push(`${host}${url.pathname}${parameter}`);
  return prefixes;
}
