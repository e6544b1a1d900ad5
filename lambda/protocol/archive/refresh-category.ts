import pMap from 'p-map';
import { type Period, periodAbove } from '../../model/archive.ts';
import { Calendar } from '../../model/calendar.ts';
import type { NamedScope } from '../../model/list-kinds.ts';
import { SITE } from '../../model/paths.ts';
import { cutList, LEAF_SIZE, type NewLeaf, unpublishedLeaf, withNeighbours } from './leaves.ts';
import type { StoredLine } from './lines.ts';
import type { ArchivePublication } from './publish-list.ts';
import type { StoredLeaf } from './tree.ts';
import { dayOrLonger, spansOf, Units } from './units.ts';

/** A category may have thousands of leaves, and all of them have to come in one tick. */
const CONCURRENT_DIGESTS = 8;

/** The archive of a category before it is brought up to date. */
export interface StaleCategory {
  readonly scope: NamedScope<'category'>;
  readonly leaves: readonly StoredLeaf[];
  /** Those in which its articles have changed; `''`: all days. */
  readonly days: Iterable<Period>;
  /** The leaves of the site, which are up to date. */
  readonly site: readonly StoredLeaf[];
}

/**
 * What the archive of a category comes to. Of the days that have changed it takes what the site's archive says, so that
 * neither the index nor a record is read. Puts the digests of new leaves.
 */
export async function refreshCategory(
  { scope, leaves, days, site }: StaleCategory,
  { archives, digests, signal }: Pick<ArchivePublication, 'archives' | 'digests' | 'signal'>,
): Promise<readonly StoredLeaf[]> {
  const calendar = Calendar.of(archives.timeZone);
  const stale = new Set(days);
  const units = new Units(leaves, stale);
  const lines = new Map<string, StoredLine>();
  const isStale = (period: Period): boolean => periodsAround(period).some((around) => stale.has(around));
  for (const leaf of leaves) {
    if (!units.has(leaf)) continue;
    signal?.throwIfAborted();
    const known = await digests.read(scope, leaf.names);
    if (known === undefined) stale.add(dayOrLonger(leaf.period));
    for (const line of known ?? []) lines.set(line.name, line);
  }
  const dayOf = ({ line }: StoredLine): Period => calendar.dayAt(Date.parse(line.published));
  for (const [name, line] of lines) if (isStale(dayOf(line))) lines.delete(name);
  const aroundStale = new Set([...stale].flatMap(periodsAround));
  const sources = site.filter(({ period }) => {
    const day = dayOrLonger(period);
    return aroundStale.has(day) || isStale(day);
  });
  const takeOwn = async (leaf: StoredLeaf): Promise<void> => {
    signal?.throwIfAborted();
    for (const line of await digests.readLeaf(SITE, leaf)) {
      if (line.line.categories.includes(scope.name) && isStale(dayOf(line))) lines.set(line.name, line);
    }
  };
  await pMap(sources, takeOwn, { concurrency: CONCURRENT_DIGESTS });
  const sorted = [...lines.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  const byDay = Map.groupBy(sorted, dayOf);
  const names = new Map([...byDay].map(([day, ofDay]) => [day, ofDay.map(({ name }) => name)]));
  const spans = spansOf(leaves, units, names);
  const { order, fresh } = await cutList(scope, leaves, spans, archives.leafSize ?? LEAF_SIZE, digests);
  const taken = new Map<string, StoredLine>();
  for (const leaf of leaves) {
    if (units.has(leaf) || fresh.length === 0) continue;
    // A leaf that was not looked at may have been taken into a larger one.
    if (fresh.every(({ period }) => !leaf.period.startsWith(period))) continue;
    for (const line of await digests.readLeaf(scope, leaf)) taken.set(line.name, line);
  }
  const made = new Map<string, StoredLeaf>();
  const make = async (leaf: NewLeaf): Promise<void> => {
    const own = leaf.names.flatMap((name) => lines.get(name) ?? taken.get(name) ?? []);
    await digests.put(scope, leaf.hash, own);
    made.set(leaf.period, unpublishedLeaf(leaf, own));
  };
  await pMap(fresh, make, { concurrency: CONCURRENT_DIGESTS });
  const after = order.flatMap((leaf) => ('hash' in leaf ? (made.get(leaf.period) ?? []) : [leaf]));
  return withNeighbours(leaves, after);
}

/** A day or a longer period, and all that it is in. */
function periodsAround(period: Period): readonly Period[] {
  return ['', periodAbove(period, 'year'), periodAbove(period, 'month'), periodAbove(period, 'day')];
}
