import type { Site } from '../model/site.ts';
import { type LocalTime, wordsOf } from '../model/words.ts';
import { type Html, html } from './html.ts';

/** A `<time>` element that shows an ISO 8601 instant on the clock of the site's time zone. */
export function renderTime(instant: string, site: Site): Html {
  return html`<time datetime="${instant}">${wordsOf(site).formatTime(localTime(instant, site.timeZone))}</time>`;
}

/** The day of an ISO 8601 instant in the site's time zone: `2025-09-08`. */
export function dayOf(instant: string, site: Site): string {
  const { year, month, day } = localTime(instant, site.timeZone);
  const pad = (number: number, digits: number): string => String(number).padStart(digits, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Making a formatter costs a hundred times as much as using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** Only numbers come from `Intl`: how it words a date differs between versions of its locale data. */
function localTime(instant: string, timeZone: string): LocalTime {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    clocks.set(timeZone, clock);
  }
  const parts = clock.formatToParts(new Date(instant));
  const number = (wanted: keyof LocalTime) => Number(parts.find(({ type }) => type === wanted)?.value);
  return {
    year: number('year'),
    month: number('month'),
    day: number('day'),
    hour: number('hour'),
    minute: number('minute'),
  };
}
