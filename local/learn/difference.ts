import type { Removal } from '../../lambda/clean/clean.ts';
import { readCleanedLines } from './cleaned-lines.ts';
import type { Derived } from './derived.ts';

/** What differs between two ways to clean one article. */
export interface Difference {
  /** Lines, and addresses of pictures, that are there now and would not be there then; each is cut to an excerpt. */
  readonly gone: readonly string[];
  /** … that would be there then and are not there now. */
  readonly come: readonly string[];
  /** What would be removed then and is not now, by its rule. */
  readonly removals: readonly { readonly rule: string; readonly text: string }[];
  /** What would become of the file, where that is not the same. */
  readonly status?: { readonly before: string; readonly after: string };
  /** Whether the published article would differ at all, be it in markup alone. */
  readonly isChanged: boolean;
}

/** Longer lines are shown in part. */
const EXCERPT_LENGTH = 400;

/** Of one article, so many differences are told. */
const MAX_TOLD = 200;

/** Compares what an upload comes to now and then. */
export function findDifference(now: Derived, then: Derived): Difference {
  const [before, after] = [contentOf(now), contentOf(then)];
  const isChanged =
    now.derivation.status !== then.derivation.status ||
    JSON.stringify(now.article ?? null) !== JSON.stringify(then.article ?? null);
  if (!isChanged) return { gone: [], come: [], removals: [], isChanged };
  const known = countEach(now.removals.map(keyOf));
  return {
    gone: subtract(before, after),
    come: subtract(after, before),
    removals: then.removals
      .filter((removal) => !takeOne(known, keyOf(removal)))
      .slice(0, MAX_TOLD)
      .map(({ rule, text, addresses: [address = ''] }) => ({ rule, text: shorten(text.trim() || address) })),
    ...(now.derivation.status !== then.derivation.status && {
      status: { before: now.derivation.status, after: then.derivation.status },
    }),
    isChanged,
  };
}

function contentOf({ cleaned, article }: Derived): readonly string[] {
  if (cleaned === undefined || article === undefined) return [];
  return [...cleaned.text.split('\n').filter((line) => line !== ''), ...readCleanedLines(cleaned).pictures];
}

function subtract(lines: readonly string[], others: readonly string[]): readonly string[] {
  const counts = countEach(others);
  return lines
    .filter((line) => !takeOne(counts, line))
    .slice(0, MAX_TOLD)
    .map(shorten);
}

function shorten(line: string): string {
  return line.length <= EXCERPT_LENGTH ? line : `${line.slice(0, EXCERPT_LENGTH)}…`.toWellFormed();
}

function countEach(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Takes one of a value out of its count; returns whether there was one. */
function takeOne(counts: Map<string, number>, value: string): boolean {
  const count = counts.get(value) ?? 0;
  if (count > 0) counts.set(value, count - 1);
  return count > 0;
}

function keyOf({ rule, text, addresses }: Removal): string {
  return `${rule}\0${text}\0${addresses.join('\0')}`;
}
