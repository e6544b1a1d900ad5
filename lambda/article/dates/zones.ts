import { wallTimeAt } from '../../model/clock.ts';

const DAY = 86_400_000;

/** Abbreviations of RFC 822 and others that mean one thing, in minutes east of Greenwich. `CST` does not. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ...(['z', 'ut', 'utc', 'gmt'] as const).map((name) => [name, 0] as const),
  ['est', -300],
  ['edt', -240],
  ['cdt', -300],
  ['mst', -420],
  ['mdt', -360],
  ['pst', -480],
  ['pdt', -420],
  ['cet', 60],
  ['cest', 120],
  ['hkt', 480],
  ['sgt', 480],
  ['jst', 540],
  ['kst', 540],
  ['北京时间', 480],
  ['北京時間', 480],
]);

/** How far a zone with this abbreviation is ahead of Greenwich, in minutes. */
export function offsetOfZone(name: string): number | undefined {
  return ZONES.get(name.toLowerCase());
}

/** A zone by its name in the IANA database; undefined where there is none. */
export function parseZoneName(text: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/**
 * The instant of a wall-clock time in a zone (IANA), both in milliseconds, the former as if it were UTC. Where the clocks
 * skip or repeat an hour, the choice is that of Temporal's `compatible`.
 */
export function instantOf(local: number, timeZone: string): number {
  const before = offsetAt(local - DAY, timeZone);
  const after = offsetAt(local + DAY, timeZone);
  if (before === after) return local - before;
  const candidates = [before, after]
    .filter((offset) => offsetAt(local - offset, timeZone) === offset)
    .map((offset) => local - offset);
  // In a gap neither holds, and the clock is read as if it had not yet been set forward.
  return candidates.length > 0 ? Math.min(...candidates) : local - before;
}

/** The wall-clock time of an instant in a zone, as if it were UTC; both in milliseconds. */
export function localTimeOf(instant: number, timeZone: string): number {
  return instant + offsetAt(instant, timeZone);
}

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const { year, month, day, hour, minute, second } = wallTimeAt(instant, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
}
