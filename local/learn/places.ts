import type { Line, Profile } from './profile.ts';
import type { Template } from './template.ts';

/** A line of one of the articles. */
export interface Place {
  /** The article's number, and that of the line in it. */
  readonly article: number;
  readonly line: number;
}

/** A line that stands in several articles, in places with other numbers or names in it. */
export interface Repeat {
  readonly template: Template;
  /** Of a picture. */
  readonly address?: string;
  /** Of a line that is one link, and whose text differs. */
  readonly href?: string;
  /** Of a line of links that differ: what it says besides. */
  readonly label?: string;
  readonly places: readonly Place[];
  /** In how many articles it stands. */
  readonly articles: number;
}

/** The line at a place. */
export function lineAt(profiles: readonly Profile[], place: Place | undefined): Line | undefined {
  return place && profiles[place.article]?.lines[place.line];
}

/** The text at a place, as readers see it. */
export function textAt(profiles: readonly Profile[], place: Place | undefined): string {
  return lineAt(profiles, place)?.text ?? '';
}

/** A place as a number: no article has as many lines. */
export function numberOf({ article, line }: Place): number {
  return article * 10_000 + line;
}

/** In how many articles places are. */
export function countArticles(places: readonly Place[]): number {
  return new Set(places.map(({ article }) => article)).size;
}

/** So many of several are nearly all. */
const NEARLY_ALL = 0.8;

/** Whether nearly all of several pass a test. */
export function areNearlyAll<Each>(several: readonly Each[], test: (each: Each) => boolean): boolean {
  return several.filter(test).length >= several.length * NEARLY_ALL;
}

/** Adds a value to a list in a map. */
export function addTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
