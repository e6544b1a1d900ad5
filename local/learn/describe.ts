import { addTo, lineAt, type Place } from './places.ts';
import type { Line, Profile } from './profile.ts';

/** So many examples are shown of each thing, and so many characters of each. */
const MAX_EXAMPLES = 3;
const EXAMPLE_LENGTH = 120;

/** Some different lines, those that stand most often first. */
export function examplesOf(lines: readonly Line[]): readonly string[] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) addTo(groups, line.picture?.address ?? line.text, line);
  return [...groups]
    .filter(([text]) => text !== '')
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, MAX_EXAMPLES)
    .map(([text]) => shorten(text));
}

/** Some different texts. */
export function shortenEach(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].slice(0, MAX_EXAMPLES).map((text) => shorten(text.replaceAll('\n', ' · ')));
}

function shorten(text: string): string {
  return text.length <= EXAMPLE_LENGTH ? text : `${text.slice(0, EXAMPLE_LENGTH)}…`.toWellFormed();
}

/** The lines at places. */
export function linesAt(places: readonly Place[], profiles: readonly Profile[]): readonly Line[] {
  return places.flatMap((place) => lineAt(profiles, place) ?? []);
}

/** How much stands at places. */
export function inkOf(places: readonly Place[], profiles: readonly Profile[]): number {
  return linesAt(places, profiles).reduce((sum, { ink }) => sum + ink, 0);
}
