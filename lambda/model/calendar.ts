import { wallTimeAt } from './clock.ts';

/** A span of time, in milliseconds since the epoch: from its first instant to that after its last. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

const HOUR_MS = 60 * 60 * 1000;

/** Clocks differ from that of UTC by less than this. */
const MAX_OFFSET_MS = 28 * HOUR_MS;

/** More days than a batch or a tick works on at the same time. */
const MAX_KNOWN = 10_000;

const calendars = new Map<string, Calendar>();

/**
 * The days of a time zone, as periods: `2026-11-26`. Each instant is in exactly one of them, also where a clock is set
 * back over midnight: a day begins when the clocks first show it, and ends where the next begins.
 */
export class Calendar {
  readonly #timeZone: string;
  readonly #starts = new Map<string, number>();
  /** By their instants: each list that an article is in asks for its day. */
  readonly #days = new Map<number, string>();

  private constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** @param timeZone a name of the IANA database. */
  static of(timeZone: string): Calendar {
    const known = calendars.get(timeZone);
    if (known !== undefined) return known;
    const calendar = new Calendar(timeZone);
    calendars.set(timeZone, calendar);
    return calendar;
  }

  /** The day of an instant, in milliseconds since the epoch. */
  dayAt(instant: number): string {
    const known = this.#days.get(instant);
    if (known !== undefined) return known;
    const day = this.#findDay(instant);
    if (this.#days.size >= MAX_KNOWN) this.#days.clear();
    this.#days.set(instant, day);
    return day;
  }

  /** The time of a year, a month or a day: `2026`, `2026-11`, `2026-11-26`. */
  rangeOf(period: string): TimeRange {
    const [year = '', month, day] = period.split('-');
    if (month === undefined) {
      return { from: this.#startOf(`${year}-01-01`), to: this.#startOf(`${yearAfter(year)}-01-01`) };
    }
    if (day === undefined) {
      const next = month === '12' ? `${yearAfter(year)}-01` : `${year}-${pad(Number(month) + 1, 2)}`;
      return { from: this.#startOf(`${period}-01`), to: this.#startOf(`${next}-01`) };
    }
    return { from: this.#startOf(`${year}-${month}-${day}`), to: this.#startOf(nextDay(period, 1)) };
  }

  #findDay(instant: number): string {
    const day = this.#shownAt(instant);
    if (instant < this.#startOf(day)) return nextDay(day, -1);
    const next = nextDay(day, 1);
    return instant < this.#startOf(next) ? day : next;
  }

  #shownAt(instant: number): string {
    const { year, month, day } = wallTimeAt(instant, this.#timeZone);
    return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  }

  /** The first instant at which the clocks show a day, or a later one where they skip it. */
  #startOf(day: string): number {
    const known = this.#starts.get(day);
    if (known !== undefined) return known;
    const midnight = Date.parse(`${day}T00:00:00Z`);
    let low = midnight - MAX_OFFSET_MS;
    let high = midnight + MAX_OFFSET_MS;
    // Mostly the clocks are as far from UTC as at noon.
    const { hour, minute, second } = wallTimeAt(midnight + 12 * HOUR_MS, this.#timeZone);
    const guess = midnight + (((12 - hour) * 60 - minute) * 60 - second) * 1000;
    if (this.#shownAt(guess) >= day && this.#shownAt(guess - 1) < day) [low, high] = [guess, guess];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#shownAt(middle) < day) low = middle + 1;
      else high = middle;
    }
    if (this.#starts.size >= MAX_KNOWN) this.#starts.clear();
    this.#starts.set(day, low);
    return low;
  }
}

/** The day of a period that names a day or a part of one. */
function nextDay(day: string, step: 1 | -1): string {
  const date = new Date(`${day.slice(0, 'yyyy-mm-dd'.length)}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + step);
  return date.toISOString().slice(0, 'yyyy-mm-dd'.length);
}

function yearAfter(year: string): string {
  return pad(Number(year) + 1, 4);
}

function pad(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}
