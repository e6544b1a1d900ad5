import type { Article, Warning } from '../../model/article.ts';
import { quote } from '../../model/text.ts';
import { findByline } from './byline.ts';
import { type DateContext, formatDate, type ParsedDate, parseDate } from './parse-date.ts';
import { dateInFolders, dateInName } from './path-date.ts';

/** A point in time as front matter names it. */
export interface Instant {
  /** In milliseconds since the epoch, whole seconds. */
  readonly time: number;
  /** Whether it names an offset from Greenwich other than none, so that there is no doubt what it means. */
  readonly hasOffset?: boolean;
  /** Whether it names a day without a time. */
  readonly isDay?: boolean;
  /** Line of the file, counted from 1. */
  readonly line?: number;
}

/** Where an article may tell when it was published, beside its front matter. */
export interface DateSources {
  /** The dates of the page that it was saved as, as they are written, the most telling first. */
  readonly page: readonly string[];
  /** When the page was changed, likewise. */
  readonly changes: readonly string[];
  /** The lines above its text. */
  readonly opening: readonly string[];
  readonly key: string;
  /** The address of the original. */
  readonly link?: string;
}

/** When an article was published and changed, in milliseconds since the epoch, whole seconds. */
export interface Chronology {
  readonly published: number;
  /** How little `published` says, where the article does not state a time of its own. */
  readonly dated?: Article['dated'];
  /** Later than `published`. */
  readonly updated?: number;
  /** The article is not to be published before. */
  readonly heldUntil?: number;
  readonly warnings: readonly Warning[];
}

const DAY = 86_400_000;

/** Nobody waits longer to publish an article: a later date is a mistake of whoever wrote it. */
const LONGEST_WAIT = 100 * 365 * DAY;

/** Seconds since the epoch that are read as milliseconds come to a day before this one, for some decades to come. */
const END_OF_CONFUSION = 25 * DAY;

/** No article was published on the web before. */
const FIRST_ARTICLE = Date.UTC(1990, 0, 1);

/**
 * The instant that a date in front matter means; undefined for one at the beginning of computers' time, which is written
 * where there is none. Seconds that a program took for milliseconds are seconds again.
 */
export function toInstant(date: ParsedDate, { now }: DateContext): Omit<Instant, 'line'> | undefined {
  const { time, hasOffset, hasTime } = date;
  if (time < -DAY || time >= END_OF_CONFUSION) return { time, hasOffset, isDay: !hasTime };
  const seconds = time * 1000;
  return hasTime && seconds >= FIRST_ARTICLE && seconds <= now + DAY ? { time: seconds } : undefined;
}

/**
 * The dates of an article that was uploaded at `now`. Where front matter names none, it is the first of: that of the page
 * that it was, of a line under its title, of its name, of its folders, of its link's address, of its change, of the
 * upload. A date ahead holds the article until then, unless `future` publishes it at once; one less than a day ahead
 * without an offset is of a clock in another zone, and is taken for the time of the upload, as one is that lies more than
 * 100 years ahead.
 */
export function chooseDates(
  { published, updated }: { readonly published?: Instant; readonly updated?: Instant },
  sources: DateSources,
  context: DateContext & { readonly future: boolean },
): Chronology {
  const { now, future } = context;
  const upload = Math.floor(now / 1000) * 1000;
  const warnings: Warning[] = [];
  const clamp = ({ time, line }: Instant): number => {
    if (time <= now || future) return time;
    warnings.push({
      message: `${formatDate(time)} is later than the upload, whose time is taken instead`,
      ...(line !== undefined && { line }),
    });
    return upload;
  };
  const found = published
    ? undefined
    : (findElsewhere(sources, context, warnings) ?? takeChange(updated, warnings));
  const named = published ?? found;
  if (named === undefined) {
    warnings.push({
      message: 'the article names no date; it is dated to its upload, and moves with the next one',
    });
  }
  const isHeld = named !== undefined && !future && isAhead(named, now);
  const first = named === undefined ? upload : isHeld ? named.time : clamp(named);
  const isOwn = named !== undefined && first === named.time;
  const dated = isOwn ? howDated(named, found !== undefined) : 'upload';
  const changed = updated ?? findChange(sources.changes, context);
  const last = changed && (isHeld ? changed.time : clamp(changed));
  return {
    published: first,
    ...(dated !== undefined && { dated }),
    ...(last !== undefined && last > first && { updated: last }),
    ...(isHeld && { heldUntil: named.time }),
    warnings,
  };
}

/** When the article was changed, where nothing tells when it was published. */
function takeChange(updated: Instant | undefined, warnings: Warning[]): Instant | undefined {
  if (updated === undefined) return undefined;
  const { time, line } = updated;
  warnings.push({
    message: `the article only says when it was changed, and is dated to that: ${quote(formatDate(time))}`,
    ...(line !== undefined && { line }),
  });
  return updated;
}

function howDated({ isDay = false }: Instant, isFound: boolean): Article['dated'] {
  if (isFound) return 'found';
  return isDay ? 'day' : undefined;
}

function isAhead({ time, hasOffset = false }: Instant, now: number): boolean {
  return time <= now + LONGEST_WAIT && (time > now + DAY || (hasOffset && time > now));
}

/** The first date that the article tells outside of its front matter; a warning says where it stands. */
function findElsewhere(
  { page, opening, key, link }: DateSources,
  context: DateContext,
  warnings: Warning[],
): Instant | undefined {
  const find: readonly (readonly [where: string, find: () => ParsedDate | undefined])[] = [
    ['the page', () => findOnPage(page, context)],
    ['a line under the title', () => findByline(opening, context)],
    ['the name of the file', () => dateInName(key.slice(key.lastIndexOf('/') + 1), context)],
    ['the folder', () => dateInFolders(key, context)],
    ['the address of the original', () => (link === undefined ? undefined : dateInFolders(link, context))],
  ];
  for (const [where, findDate] of find) {
    const date = findDate();
    const instant = date && toInstant(date, context);
    if (instant === undefined) continue;
    warnings.push({
      message: `front matter names no date; that of ${where} was taken: ${quote(formatDate(instant.time))}`,
    });
    return instant;
  }
  return undefined;
}

/** When a page says that it was changed, where that is not ahead. */
function findChange(changes: readonly string[], context: DateContext): Instant | undefined {
  const date = findOnPage(changes, context);
  const instant = date && toInstant(date, context);
  return instant !== undefined && instant.time <= context.now ? instant : undefined;
}

function findOnPage(dates: readonly string[], context: DateContext): ParsedDate | undefined {
  for (const text of dates) {
    const date = parseDate(text, context);
    if (date !== undefined && date.time <= context.now + DAY) return date;
  }
  return undefined;
}
