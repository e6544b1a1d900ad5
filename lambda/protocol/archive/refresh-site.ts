import pMap from 'p-map';
import { isWithinMonth, type Period } from '../../model/archive.ts';
import { Calendar } from '../../model/calendar.ts';
import { SITE } from '../../model/paths.ts';
import type { Context } from '../context.ts';
import type { ArchiveDerivations } from '../derivations.ts';
import { listPrefix, parseEntryKey } from '../entries.ts';
import { vouchesFor } from '../record.ts';
import { recordOfEntry } from '../stored-record.ts';
import { withBundles } from './bundles.ts';
import { cutList, LEAF_SIZE, type NewLeaf, unpublishedLeaf, withNeighbours } from './leaves.ts';
import { type Digests, type StoredLine, storedLineOf } from './lines.ts';
import type { ArchivePublication } from './publish-list.ts';
import type { StoredLeaf } from './tree.ts';
import { dayOrLonger, listNames, spansOf, Units } from './units.ts';

const CONCURRENT_READS = 16;

/** What the site's archive comes to, and the days of categories that have changed with it. */
export interface RefreshedSite {
  readonly leaves: readonly StoredLeaf[];
  readonly owed: ReadonlyMap<string, ReadonlySet<Period>>;
  /** What some leaf held is not known any more, so that any category may have lost articles in these days. */
  readonly unknown: ReadonlySet<Period>;
}

/**
 * What the archive of the whole site comes to where the articles of some days have changed (`''`: of all days): lists
 * their entries, and reads the records of those that no digest knows. Puts the digests of new leaves.
 */
export async function refreshSite(
  leaves: readonly StoredLeaf[],
  days: Iterable<Period>,
  publication: Omit<ArchivePublication, 'onDocument'>,
): Promise<RefreshedSite> {
  const { context, archives, digests, signal } = publication;
  const calendar = Calendar.of(archives.timeZone);
  const units = new Units(leaves, days);
  const byDay = await listNames(context.state, leaves, units, calendar, signal);
  const refresh = new Refresh(publication, calendar, leaves);
  for (;;) {
    const spans = spansOf(leaves, units, byDay);
    const { order, fresh } = await cutList(SITE, leaves, spans, archives.leafSize ?? LEAF_SIZE, digests);
    const made = new Map<NewLeaf, StoredLeaf>();
    const garbage = new Set<string>();
    const ids = countIds(fresh.flatMap(({ names }) => names));
    // From the oldest on, as the parts of a day are cut.
    for (const leaf of fresh.toReversed()) {
      signal?.throwIfAborted();
      const { lines, unvouched } = await refresh.linesOf(leaf, ids);
      for (const name of unvouched) garbage.add(name);
      if (unvouched.length === 0) made.set(leaf, unpublishedLeaf(leaf, lines));
    }
    if (garbage.size > 0) {
      // Without them the list may have to be cut elsewhere.
      for (const [day, names] of byDay)
        byDay.set(
          day,
          names.filter((name) => !garbage.has(name)),
        );
      continue;
    }
    const after = order.flatMap((leaf) => ('hash' in leaf ? (made.get(leaf) ?? []) : [leaf]));
    const names = new Set([...byDay.values(), ...fresh.map((leaf) => leaf.names)].flat());
    await refresh.noteRemoved(after, names);
    const bundled = withBundles(leaves, withNeighbours(leaves, after), archives);
    return { leaves: bundled, owed: refresh.owed, unknown: refresh.unknown };
  }
}

class Refresh {
  readonly owed = new Map<string, Set<Period>>();
  readonly unknown = new Set<Period>();
  readonly #context: Context;
  readonly #archives: ArchiveDerivations;
  readonly #digests: Digests;
  readonly #handed: ArchivePublication['handed'];
  readonly #calendar: Calendar;
  readonly #before: readonly StoredLeaf[];
  /** The parts of days as they were, by the day and the id of the entry that opened each. */
  readonly #parts: ReadonlyMap<string, StoredLeaf>;
  /** The part, as it was, that the walk through the parts of a day has come to. */
  #part: StoredLeaf | undefined;

  constructor(
    { context, archives, digests, handed }: Omit<ArchivePublication, 'onDocument' | 'signal'>,
    calendar: Calendar,
    before: readonly StoredLeaf[],
  ) {
    this.#context = context;
    this.#archives = archives;
    this.#digests = digests;
    this.#handed = handed;
    this.#calendar = calendar;
    this.#before = before;
    this.#parts = new Map(before.filter(isPart).map((leaf) => [leaf.period, leaf]));
  }

  /**
   * The lines of a leaf that is to be, whose digest is put where all of its entries are vouched for. `ids` says how many
   * entries there are of each article in all such leaves.
   */
  async linesOf(
    leaf: NewLeaf,
    ids: ReadonlyMap<string | undefined, number>,
  ): Promise<{ readonly lines: readonly StoredLine[]; readonly unvouched: readonly string[] }> {
    const known = new Map<string, StoredLine>();
    for (const source of this.#sourcesOf(leaf)) {
      for (const line of (await this.#digests.read(SITE, source.names)) ?? []) known.set(line.name, line);
    }
    // One that was put by a tick which came no further.
    const stored = await this.#digests.read(SITE, leaf.hash);
    const made = new Map(stored?.map((line) => [line.name, line]));
    const lines = await pMap(
      leaf.names,
      async (name) => {
        // Of two entries of one article at most one counts, whatever was known of the other.
        const isOnly = ids.get(parseEntryKey(name)?.id) === 1;
        const line = isOnly ? (known.get(name) ?? made.get(name) ?? this.#handed.get(name)) : undefined;
        return line ?? this.#readLine(name);
      },
      { concurrency: CONCURRENT_READS },
    );
    const found = lines.filter((line) => line !== undefined);
    const unvouched = leaf.names.filter((_, at) => lines[at] === undefined);
    if (unvouched.length > 0) return { lines: found, unvouched };
    for (const line of found) if (!known.has(line.name)) this.#owe(line);
    if (stored === undefined) await this.#digests.put(SITE, leaf.hash, found);
    return { lines: found, unvouched };
  }

  /** Notes what was in the leaves that are no more, and is in no leaf now. */
  async noteRemoved(after: readonly StoredLeaf[], names: ReadonlySet<string>): Promise<void> {
    const stands = new Set(after.map(({ period, names: hash }) => `${period}\n${hash}`));
    for (const leaf of this.#before) {
      if (stands.has(`${leaf.period}\n${leaf.names}`)) continue;
      const lines = await this.#digests.read(SITE, leaf.names);
      if (lines === undefined) this.unknown.add(dayOrLonger(leaf.period));
      for (const line of lines ?? []) if (!names.has(line.name)) this.#owe(line);
    }
  }

  #owe({ line: { categories, published } }: StoredLine): void {
    const day = this.#calendar.dayAt(Date.parse(published));
    for (const name of categories) {
      const days = this.owed.get(name);
      if (days === undefined) this.owed.set(name, new Set([day]));
      else days.add(day);
    }
  }

  /** The leaves, as they were, that are likely to hold entries of a leaf that is to be. */
  #sourcesOf({ period, names }: NewLeaf): readonly StoredLeaf[] {
    const day = dayOrLonger(period);
    const wholes = this.#before.filter(
      (leaf) => !isPart(leaf) && (leaf.period.startsWith(day) || day.startsWith(leaf.period)),
    );
    if (this.#parts.size === 0) return wholes;
    const sources = new Set(wholes);
    for (const name of names.toReversed()) {
      const entry = parseEntryKey(name);
      if (entry === undefined) continue;
      const within = isWithinMonth(period) ? day : this.#calendar.dayAt(entry.time);
      if (this.#part !== undefined && dayOrLonger(this.#part.period) !== within) this.#part = undefined;
      this.#part = this.#parts.get(`${within}-${entry.id}`) ?? this.#part;
      if (this.#part !== undefined) sources.add(this.#part);
    }
    return [...sources];
  }

  async #readLine(name: string): Promise<StoredLine | undefined> {
    const entry = `${listPrefix(SITE)}${name}`;
    const record = await recordOfEntry(entry, this.#context.state);
    if (record?.outcome.status !== 'published' || !vouchesFor(record, entry)) return undefined;
    return storedLineOf(name, record.outcome.article, this.#archives);
  }
}

function isPart({ period }: Pick<StoredLeaf, 'period'>): boolean {
  return dayOrLonger(period) !== period;
}

/** How many entries there are of each article. */
function countIds(names: readonly string[]): ReadonlyMap<string | undefined, number> {
  const counts = new Map<string | undefined, number>();
  for (const name of names) {
    const id = parseEntryKey(name)?.id;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}
