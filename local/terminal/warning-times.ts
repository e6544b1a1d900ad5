import type { Site } from '../../lambda/model/site.ts';
import { clockTimeOf, dayOf } from '../../lambda/pages/time.ts';

/** The date that a warning tells an article's, or a field's, to be: of what an uploader wrote, none is at these places. */
const TOLD =
  /(?<=^front matter names no date; that of [a-z ]{1,40} was taken: "|^the article only says when it was changed, and is dated to that: "|" was read as |^)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ(?="?$| is later than the upload, whose time is taken instead$)/;

/** An instant on the clock of a site's time zone: `2025-09-08 08:05`. */
export function timeOf(instant: string, site: Site): string {
  return `${dayOf(instant, site)} ${clockTimeOf(instant, site)}`;
}

/** A warning with its date on the clock of the site's time zone, by which a page shows it, too. */
export function onClock(message: string, site: Site): string {
  return message.replace(TOLD, (instant) => timeOf(instant, site));
}
