import { type Period, periodAbove } from '../../model/archive.ts';
import { parseEntryKey } from '../entries.ts';

/** A part of a list between two others: a day whose entries are known by name, or a leaf of which only their number is. */
export interface Span {
  readonly period: Period;
  readonly entries: number;
  /** In the order of the index, newest first. */
  readonly names?: readonly string[];
}

/** A leaf of a list, and what it is made of: spans in the order of the list. */
export interface CutLeaf {
  readonly period: Period;
  readonly entries: number;
  readonly spans: readonly Span[];
}

const LEVELS = ['year', 'month', 'day'] as const;

/**
 * Cuts a list into leaves: the largest spans of time that hold no more than so many entries. A day that holds more is cut
 * into parts by its entries, so that the cut is a function of the set of them, and a late one moves only its neighbours.
 *
 * @param spans newest first. A leaf of which only the number of entries is known has not changed, and nothing else in its
 * day has, so that it is cut no further.
 */
export function cutIntoLeaves(spans: readonly Span[], leafSize: number): readonly CutLeaf[] {
  const filled = spans.filter(({ entries }) => entries > 0);
  if (filled.length === 0) return [{ period: '', entries: 0, spans: [] }];
  return cut('', filled, 0, leafSize);
}

function cut(period: Period, spans: readonly Span[], depth: number, leafSize: number): readonly CutLeaf[] {
  const entries = spans.reduce((sum, span) => sum + span.entries, 0);
  if (entries <= leafSize) return [{ period, entries, spans }];
  const level = LEVELS[depth];
  if (level === undefined) return cutDay(period, spans, leafSize);
  const groups = Map.groupBy(spans, (span) => periodAbove(span.period, level));
  return [...groups].flatMap(([within, group]) => cut(within, group, depth + 1, leafSize));
}

/** The parts of a day that has too many entries: each is named by its oldest entry, so that new ones move nothing. */
function cutDay(day: Period, spans: readonly Span[], leafSize: number): readonly CutLeaf[] {
  if (spans.every(({ names }) => names === undefined)) {
    return spans.map((span) => ({ period: span.period, entries: span.entries, spans: [span] }));
  }
  const names = spans.flatMap((span) => span.names ?? []);
  return cutIntoParts(names, leafSize).map((part) => {
    const period = `${day}-${idOf(part.at(-1) ?? '')}`;
    return { period, entries: part.length, spans: [{ period: day, entries: part.length, names: part }] };
  });
}

/** From the oldest on: a part is closed by an entry that opens one once it is half full, or when it is full. */
function cutIntoParts(names: readonly string[], leafSize: number): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let part: string[] = [];
  for (const name of names.toReversed()) {
    const isHalfFull = part.length >= leafSize / 2;
    if (part.length >= leafSize || (isHalfFull && opensPart(idOf(name), leafSize))) {
      parts.push(part);
      part = [];
    }
    part.push(name);
  }
  parts.push(part);
  return parts.map((oldestFirst) => oldestFirst.reverse()).reverse();
}

/** One in a fifth of a leaf's entries opens a part, by its id alone, which is a hash. */
function opensPart(id: string, leafSize: number): boolean {
  const digits = 32 * id.charCodeAt(id.length - 2) + id.charCodeAt(id.length - 1);
  return digits % Math.ceil(leafSize / 5) === 0;
}

function idOf(name: string): string {
  return parseEntryKey(name)?.id ?? '';
}
