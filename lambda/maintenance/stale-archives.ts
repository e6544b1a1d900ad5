import type { Period } from '../model/archive.ts';
import { Calendar } from '../model/calendar.ts';
import { SITE } from '../model/paths.ts';
import { readLeaves } from '../protocol/archive/tree.ts';
import type { Context } from '../protocol/context.ts';
import { entryNameAt, indexOf, listPrefix, parseEntryKey } from '../protocol/entries.ts';
import { LeafCheck, type LeafPosition } from './leaf-check.ts';

/**
 * Which periods of the archives differ from the index, as those who list it for other reasons see: no entry is listed
 * once more for that. A tree is read before its entries are listed, so where both agree they did so at one time, and
 * whoever changes the index marks the day for the next tick.
 */
export class StaleArchives {
  readonly calendar: Calendar;
  readonly #state: Context['state'];
  /** By the prefixes of the lists. */
  readonly #periods = new Map<string, Set<Period>>();

  private constructor(state: Context['state'], timeZone: string) {
    this.#state = state;
    this.calendar = Calendar.of(timeZone);
  }

  /** Undefined for a site without archives. */
  static of({ state, derivations }: Pick<Context, 'state' | 'derivations'>): StaleArchives | undefined {
    const { archives } = derivations;
    return archives && new StaleArchives(state, archives.timeZone);
  }

  /**
   * Opens the check of a list, which all of its entries have to be shown to, or those after where another check stopped.
   * Undefined where it has no archive.
   */
  async open(prefix: string, from?: LeafPosition): Promise<LeafCheck | undefined> {
    if (prefix !== listPrefix(SITE) && !prefix.startsWith(indexOf('category'))) return undefined;
    return new LeafCheck(await readLeaves(this.#state, prefix), this.calendar, from);
  }

  /** Takes what differs in a list. */
  add(prefix: string, periods: Iterable<Period>): void {
    this.#periods.set(prefix, (this.#periods.get(prefix) ?? new Set()).union(new Set(periods)));
  }

  /** Takes note that an entry was removed that its leaf may hold. */
  addRemoved(key: string): void {
    const prefix = key.slice(0, -entryNameAt(key).length);
    const time = parseEntryKey(key)?.time;
    if (time !== undefined) this.add(prefix, [this.calendar.dayAt(time)]);
  }

  /** All that was found so far. */
  found(): Readonly<Record<string, readonly Period[]>> {
    return Object.fromEntries([...this.#periods].map(([prefix, periods]) => [prefix, [...periods]]));
  }

  /** What differs in a list; undefined where nobody has shown its entries. */
  periodsOf(prefix: string): readonly Period[] | undefined {
    const periods = this.#periods.get(prefix);
    return periods && [...periods];
  }
}
