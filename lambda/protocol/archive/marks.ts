import { randomUUID } from 'node:crypto';
import type { Period } from '../../model/archive.ts';
import { Calendar } from '../../model/calendar.ts';
import { textContent } from '../../store/content.ts';
import { listAll, type ObjectInfo, type Store } from '../../store/store.ts';
import type { Derivations } from '../derivations.ts';
import { type IndexEntry, parseEntryKey } from '../entries.ts';

/** The keys of all marks begin with this; the days that they name follow. */
export const MARKS = 'archive/marks/';

/** Marks that something is unfinished which the trees know, and no day. */
export const UNFINISHED = 'unfinished';

/** Marks that there is news, which grows old without any change. */
export const NEWS = 'news';

/** A name in a path holds 255 bytes. */
const DAYS_PER_MARK = 20;

/** No worker lives longer than a quarter of this, in milliseconds: what it marked it has done by then, or nobody will. */
const MARK_LIFE_MS = 2 * 60 * 60 * 1000;

/** What marks are put with, see `Context`. */
interface Marking {
  readonly state: Pick<Store, 'put'>;
  readonly nonce?: () => string;
}

/** Days whose articles have changed, or were about to. */
export interface Mark extends ObjectInfo {
  readonly days: readonly Period[];
}

/**
 * Marks the days of articles before their index entries come or go, so that a tick looks at them afterwards: whoever dies
 * in between has left the mark. A day is marked once by a batch; those of articles that are worked on at the same time
 * share a mark.
 */
export class DayMarker {
  readonly #context: Marking;
  readonly #calendar: Calendar | undefined;
  readonly #marked = new Set<Period>();
  readonly #wanted = new Set<Period>();
  #putting: Promise<void> | undefined;

  constructor(context: Marking & { readonly derivations: Pick<Derivations, 'archives'> }) {
    const { archives } = context.derivations;
    this.#context = context;
    this.#calendar = archives && Calendar.of(archives.timeZone);
  }

  /** Returns once the days of these entries are marked; of others than those of the whole site, nothing is marked. */
  async mark(entries: readonly IndexEntry[]): Promise<void> {
    const calendar = this.#calendar;
    if (calendar === undefined) return;
    const days = new Set<Period>();
    for (const { list, name } of entries) {
      const time = list.kind === 'site' ? parseEntryKey(name)?.time : undefined;
      if (time !== undefined) days.add(calendar.dayAt(time));
    }
    const isMissing = (day: Period): boolean => !this.#marked.has(day);
    const missing = [...days].filter(isMissing);
    for (const day of missing) this.#wanted.add(day);
    while (missing.some(isMissing)) {
      this.#putting ??= this.#put();
      await this.#putting;
    }
  }

  async #put(): Promise<void> {
    try {
      const days = [...this.#wanted].slice(0, DAYS_PER_MARK).sort();
      for (const day of days) this.#wanted.delete(day);
      await putMark(days, this.#context);
      for (const day of days) this.#marked.add(day);
    } finally {
      this.#putting = undefined;
    }
  }
}

/** Puts one mark for some days. Its version differs each time, so that a mark put anew is not deleted for an older one. */
export async function putMark(
  days: readonly Period[],
  { state, nonce = randomUUID }: Marking,
): Promise<Pick<Mark, 'key' | 'version'>> {
  const key = `${MARKS}${days.join('+')}`;
  const put = await state.put(key, textContent(nonce()));
  return { key, version: put.outcome === 'written' ? put.version : '' };
}

/** Puts marks for any number of days. */
export async function putMarks(days: Iterable<Period>, context: Marking): Promise<void> {
  const sorted = [...new Set(days)].sort();
  for (let at = 0; at < sorted.length; at += DAYS_PER_MARK) {
    await putMark(sorted.slice(at, at + DAYS_PER_MARK), context);
  }
}

/** All marks: one LIST, and another for each thousand of them. */
export async function listMarks({
  state,
}: {
  readonly state: Pick<Store, 'list'>;
}): Promise<readonly Mark[]> {
  const marks: Mark[] = [];
  for await (const object of listAll(state, MARKS)) {
    const days = object.key.slice(MARKS.length).split('+');
    marks.push({ ...object, days: days.filter((day) => /^\d{4}-\d\d-\d\d$/.test(day)) });
  }
  return marks;
}

/** Whether all that was to come after a mark has come by a time, in milliseconds since the epoch. */
export function isSettled({ modified }: Mark, now: number): boolean {
  return modified < now - MARK_LIFE_MS;
}
