import type { Site } from '../../lambda/model/site.ts';
import { clockTimeOf, dayOf } from '../../lambda/pages/time.ts';
import type { Reason } from '../../lib/words/en/reasons.ts';
import { withValues } from '../../lib/words/words.ts';

/** The warnings that tell the date of an article or of a field, and which of their values that is. */
const DATED: readonly (readonly [Reason, at: number])[] = [
  ['front matter names no date; that of {} was taken: {}', 1],
  ['the article only says when it was changed, and is dated to that: {}', 0],
  ['{} was read as {}', 1],
  ['{} is later than the upload, whose time is taken instead', 0],
];

/** A value that is a date, and nothing else. */
const INSTANT = /^("?)(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\1$/;

/** An instant on the clock of a site's time zone: `2025-09-08 08:05`. */
export function timeOf(instant: string, site: Site): string {
  return `${dayOf(instant, site)} ${clockTimeOf(instant, site)}`;
}

/** A warning with its date on the clock of the site's time zone, by which a page shows it, too. */
export function onClock(message: string, site: Site): string {
  const show = (value: string) =>
    value.replace(INSTANT, (_, mark: string, instant: string) => `${mark}${timeOf(instant, site)}${mark}`);
  for (const [reason, dated] of DATED) {
    const shown = withValues(message, reason, (value, at) => (at === dated ? show(value) : value));
    if (shown !== undefined) return shown;
  }
  return message;
}
