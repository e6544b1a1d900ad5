import { wallTimeAt } from '../model/clock.ts';
import type { Site } from '../model/site.ts';
import { wordsOf } from '../model/words.ts';
import { type Html, html } from './html.ts';

/** A `<time>` element that shows an ISO 8601 instant on the clock of the site's time zone. */
export function renderTime(instant: string, site: Site): Html {
  return html`<time datetime="${instant}">${wordsOf(site).formatTime(wallTimeAt(Date.parse(instant), site.timeZone))}</time>`;
}

/** The day of an ISO 8601 instant in the site's time zone: `2025-09-08`. */
export function dayOf(instant: string, site: Site): string {
  const { year, month, day } = wallTimeAt(Date.parse(instant), site.timeZone);
  const pad = (number: number, digits: number): string => String(number).padStart(digits, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** The time of the day of an ISO 8601 instant in the site's time zone: `08:05`. */
export function clockTimeOf(instant: string, site: Site): string {
  const { hour, minute } = wallTimeAt(Date.parse(instant), site.timeZone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
