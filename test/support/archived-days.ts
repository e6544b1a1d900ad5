import { Calendar } from '../../lambda/model/calendar.ts';
import { articleId } from '../../lambda/model/identity.ts';
import { cutIntoLeaves } from '../../lambda/protocol/archive/partition.ts';
import type { StoredLeaf } from '../../lambda/protocol/archive/tree.ts';
import { entryName } from '../../lambda/protocol/entries.ts';

const DAY_MS = 86_400_000;

const calendar = Calendar.of('UTC');

/** The leaves of a list with so many articles on each day, newest first; the oldest day is the first of March 2026. */
export function leavesOfDays(
  counts: readonly number[],
  leafSize: number,
): readonly Pick<StoredLeaf, 'period' | 'shown'>[] {
  const newest = Date.UTC(2026, 2, 0) + counts.length * DAY_MS;
  const spans = counts.map((entries, age) => {
    const day = newest - age * DAY_MS;
    const period = calendar.dayAt(day);
    // Only a day that is cut into parts is cut by its names.
    if (entries <= leafSize) return { period, entries };
    return {
      period,
      entries,
      names: Array.from({ length: entries }, (_, at) => nameOf(day, at, entries)),
    };
  });
  return cutIntoLeaves(spans, leafSize).map(({ period, entries }) => ({ period, shown: entries }));
}

/** The name of an entry of one of so many articles that come evenly on a day. */
function nameOf(day: number, at: number, entries: number): string {
  const time = day + Math.floor(((entries - 1 - at) / entries) * DAY_MS);
  const [fingerprint, writeId] = ['0'.repeat(20), '0'.repeat(12)];
  return entryName({ time, id: articleId(`${time}.md`), fingerprint, writeId });
}
