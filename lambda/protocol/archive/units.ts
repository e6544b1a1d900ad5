import type { Period } from '../../model/archive.ts';
import type { Calendar } from '../../model/calendar.ts';
import type { Scope } from '../../model/list-kinds.ts';
import { SITE } from '../../model/paths.ts';
import type { Store } from '../../store/store.ts';
import { entryNameAt, listPrefix, parseEntryKey, positionOfTime } from '../entries.ts';
import type { Span } from './partition.ts';
import { leafOf, type StoredLeaf } from './tree.ts';

/**
 * What has to be looked at where some days have changed: the leaves that hold them, by their periods, and days that are in
 * no leaf yet. A day in parts is one unit; `''` is everything.
 */
export class Units {
  readonly periods: ReadonlySet<Period>;

  constructor(leaves: readonly StoredLeaf[], days: Iterable<Period>) {
    const periods = new Set<Period>();
    for (const day of days) {
      const period = day === '' ? '' : (leafOf(leaves, day)?.period ?? day);
      periods.add(dayOrLonger(period));
    }
    this.periods = periods.has('') ? new Set(['']) : periods;
  }

  /** Whether a leaf is in one of them. */
  has({ period }: Pick<StoredLeaf, 'period'>): boolean {
    return this.periods.has('') || this.periods.has(dayOrLonger(period));
  }
}

/** The parts of a list, newest first: those of days whose names are known, and the leaves that were not looked at. */
export function spansOf(
  leaves: readonly StoredLeaf[],
  units: Units,
  namesByDay: ReadonlyMap<Period, readonly string[]>,
): readonly Span[] {
  const untouched = leaves
    .filter((leaf) => !units.has(leaf))
    .map(({ period, entries }): Span => ({ period, entries }));
  const touched = [...namesByDay].map(([period, names]): Span => ({ period, entries: names.length, names }));
  // The parts of a day stay in their order, which is that of time.
  return [...untouched, ...touched].sort((a, b) => {
    const [x, y] = [dayOrLonger(a.period), dayOrLonger(b.period)];
    return x === y ? 0 : x < y ? 1 : -1;
  });
}

/** The names of the site's entries in these units, newest first, by day. Units beside one another are listed together. */
export async function listNames(
  state: Pick<Store, 'list'>,
  leaves: readonly StoredLeaf[],
  units: Units,
  calendar: Calendar,
  signal: AbortSignal | undefined,
): Promise<Map<Period, string[]>> {
  const byDay = new Map<Period, string[]>();
  let day: { readonly period: Period; readonly from: number } | undefined;
  for (const run of runsOf(leaves, units)) {
    const to = run.newest === '' ? undefined : calendar.rangeOf(run.newest).to;
    const from = run.oldest === '' ? undefined : calendar.rangeOf(run.oldest).from;
    for await (const name of listBetween(state, SITE, from, to, signal)) {
      const time = parseEntryKey(name)?.time ?? 0;
      // They come newest first.
      if (day === undefined || time < day.from) {
        const period = calendar.dayAt(time);
        day = { period, from: calendar.rangeOf(period).from };
      }
      const names = byDay.get(day.period);
      if (names === undefined) byDay.set(day.period, [name]);
      else names.push(name);
    }
    day = undefined;
  }
  return byDay;
}

/** Runs of units without another leaf between them, newest first. */
function runsOf(
  leaves: readonly StoredLeaf[],
  units: Units,
): readonly { readonly newest: Period; readonly oldest: Period }[] {
  const others = leaves.filter((leaf) => leaf.entries > 0 && !units.has(leaf)).map(({ period }) => period);
  const places = [
    ...[...units.periods].map((period) => ({ period, isUnit: true })),
    ...others.map((period) => ({ period: dayOrLonger(period), isUnit: false })),
  ].sort((a, b) => (a.period < b.period ? 1 : -1));
  const runs: { newest: Period; oldest: Period }[] = [];
  let run: { newest: Period; oldest: Period } | undefined;
  for (const { period, isUnit } of places) {
    if (!isUnit) run = undefined;
    else if (run !== undefined) run.oldest = period;
    else {
      run = { newest: period, oldest: period };
      runs.push(run);
    }
  }
  return runs;
}

/** The names of a list's entries from a time on and before another, newest first. */
async function* listBetween(
  state: Pick<Store, 'list'>,
  scope: Scope,
  from: number | undefined,
  to: number | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<string> {
  const prefix = listPrefix(scope);
  let after = to === undefined ? undefined : prefix + positionOfTime(to - 1);
  for (;;) {
    signal?.throwIfAborted();
    const { objects, more } = await state.list(prefix, after === undefined ? {} : { after });
    for (const { key } of objects) {
      const entry = parseEntryKey(key);
      if (entry === undefined) continue;
      if (from !== undefined && entry.time < from) return;
      yield entryNameAt(key);
    }
    const last = objects.at(-1)?.key;
    if (!more || last === undefined) return;
    after = last;
  }
}

/** Parts of a day are looked at together. */
export function dayOrLonger(period: Period): Period {
  return period.slice(0, 'yyyy-mm-dd'.length);
}
