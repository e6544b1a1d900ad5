import type { Period } from '../model/archive.ts';
import type { Calendar } from '../model/calendar.ts';
import { hashOfNames } from '../protocol/archive/lines.ts';
import type { StoredLeaf } from '../protocol/archive/tree.ts';
import { dayOrLonger } from '../protocol/archive/units.ts';
import { entryNameAt, parseEntryKey } from '../protocol/entries.ts';

/** The leaves of a day, or one of a longer period, and when it begins and ends in milliseconds since the epoch. */
interface Group {
  readonly period: Period;
  readonly leaves: readonly StoredLeaf[];
  readonly range: { readonly from: number; readonly to: number };
}

/** How far a list was compared: the time of the last entry, and how many of its group's entries came before. */
export interface LeafPosition {
  /** In milliseconds since the epoch. */
  readonly time: number;
  readonly compared: number;
}

/**
 * Compares the leaves of an archive with the entries of its list, which whoever lists them shows to it newest first. Holds
 * the names of one leaf in memory.
 */
export class LeafCheck {
  readonly #groups: readonly Group[];
  readonly #calendar: Calendar;
  readonly #stale = new Set<Period>();
  #names: string[] = [];
  /** Where it is: the group, and how many of its leaves and entries were compared. */
  #at = 0;
  #leaf = 0;
  #compared = 0;
  #time = Number.POSITIVE_INFINITY;

  /** @param from where another check of the list has stopped, which will be shown no more entries. */
  constructor(leaves: readonly StoredLeaf[], calendar: Calendar, from?: LeafPosition) {
    this.#calendar = calendar;
    const groups = Map.groupBy(leaves, ({ period }) => dayOrLonger(period));
    this.#groups = [...groups].map(([period, parts]) => ({
      period,
      leaves: parts,
      range:
        period === ''
          ? { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY }
          : calendar.rangeOf(period),
    }));
    if (from === undefined) this.#passEmpty();
    else this.#goTo(from);
  }

  /** How far the check has come; undefined where another one could not continue from here. */
  get position(): LeafPosition | undefined {
    return this.#names.length > 0 ? undefined : { time: this.#time, compared: this.#compared };
  }

  /** The periods that were found so far. */
  get stale(): ReadonlySet<Period> {
    return this.#stale;
  }

  /** Shows it the next entry of the list. */
  see(key: string): void {
    const time = parseEntryKey(key)?.time;
    if (time === undefined) return;
    this.#time = time;
    while (this.#at < this.#groups.length && time < (this.#group?.range.from ?? 0)) this.#close();
    const group = this.#group;
    const leaf = group?.leaves[this.#leaf];
    if (group === undefined || time >= group.range.to) this.#stale.add(this.#calendar.dayAt(time));
    else if (leaf === undefined) this.#stale.add(group.period);
    else {
      this.#names.push(entryNameAt(key));
      if (this.#names.length < leaf.entries) return;
      this.#compare(group, leaf);
      this.#passEmpty();
    }
  }

  /** The periods of leaves that do not hold the entries of the list, and days of entries that no leaf holds. */
  end(): ReadonlySet<Period> {
    while (this.#at < this.#groups.length) this.#close();
    return this.#stale;
  }

  get #group(): Group | undefined {
    return this.#groups[this.#at];
  }

  #close(): void {
    const group = this.#group;
    if (group !== undefined && this.#leaf < group.leaves.length) this.#stale.add(group.period);
    this.#at++;
    this.#leaf = 0;
    this.#compared = 0;
    this.#names = [];
    this.#passEmpty();
  }

  /** The groups before have been compared; if this one was cut anew meanwhile, it counts as stale. */
  #goTo({ time, compared }: LeafPosition): void {
    this.#time = time;
    const at = this.#groups.findIndex(({ range }) => range.from <= time);
    this.#at = at === -1 ? this.#groups.length : at;
    for (const leaf of this.#group?.leaves ?? []) {
      if (this.#compared >= compared && leaf.entries > 0) break;
      this.#compared += leaf.entries;
      this.#leaf++;
    }
    if (this.#group === undefined || this.#compared === compared) return;
    this.#stale.add(this.#group.period);
    this.#leaf = this.#group.leaves.length;
  }

  #compare(group: Group, leaf: StoredLeaf): void {
    if (hashOfNames(this.#names) !== leaf.names) this.#stale.add(group.period);
    this.#compared += this.#names.length;
    this.#leaf++;
    this.#names = [];
  }

  /** A leaf without entries waits for none. */
  #passEmpty(): void {
    for (;;) {
      const group = this.#group;
      const leaf = group?.leaves[this.#leaf];
      if (group === undefined || leaf === undefined || leaf.entries > 0) return;
      this.#compare(group, leaf);
    }
  }
}
