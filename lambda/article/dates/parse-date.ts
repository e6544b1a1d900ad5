import { type DateFields, readFigures, readPrinted, readWords } from './words.ts';
import { instantOf, localTimeOf } from './zones.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** No article is older than this; a year below it is a slip of the pen. */
const FIRST_YEAR = 1000;

const LONGEST_DATE = 200;

/** What a date that does not say it itself is relative to. */
export interface DateContext {
  /** The zone of dates without one, by its name in the IANA database. */
  readonly timeZone: string;
  /** When the upload came, in milliseconds since the epoch: "yesterday" is the day before. */
  readonly now: number;
}

/** A date that was read. */
export interface ParsedDate {
  /** In milliseconds since the epoch, whole seconds. */
  readonly time: number;
  /** Whether it names how far its clock is from Greenwich, and that it is not there. */
  readonly hasOffset: boolean;
  /** Whether it tells the day, and not only the month or the year; whether it tells the time of day. */
  readonly hasDay: boolean;
  readonly hasTime: boolean;
  /** Whether it is told by when the upload came: "yesterday", a day without its year. */
  readonly isRelative: boolean;
  /** Whether there is more in the text than the date. */
  readonly hasOtherWords: boolean;
  /** What is in front of the date, and behind it. */
  readonly before: string;
  readonly after: string;
}

/**
 * The date in a text, whatever words stand around it; undefined for text that holds none, or one that does not exist.
 * Understood: RFC 822 and 5322, ISO 8601, `2021/3/21 16:45`, `2021年3月21日 下午4:45`, `May 1, 2024 at 12:30 PM`, a month
 * without a day, a day without a year, `昨天 08:00`, `3小时前`, seconds and milliseconds since the epoch.
 */
export function parseDate(text: string, context: DateContext): ParsedDate | undefined {
  if (text.length > LONGEST_DATE) return undefined;
  const printed = readPrinted(text);
  const date = printed && toDate(printed, context, '', '');
  if (date !== undefined) return date;
  const plain = withCommonYear(withFigures(text.normalize('NFKC').trim()));
  const epoch = parseEpoch(plain);
  if (epoch !== undefined) {
    return { ...EXACT, isRelative: false, time: epoch, hasOtherWords: false, before: '', after: '' };
  }
  return parseWhole(plain, context) ?? findDate(plain, context);
}

/** An instant that is told without a calendar. */
const EXACT = { hasOffset: false, hasDay: true, hasTime: true };

/** ISO 8601 in UTC with whole seconds, as articles hold their dates. */
export function formatDate(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

function parseEpoch(text: string): number | undefined {
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return Math.floor(Number(text)) * 1000;
  return /^\d{13}$/.test(text) ? Math.floor(Number(text) / 1000) * 1000 : undefined;
}

/** A text that is a date and nothing else. */
function parseWhole(text: string, context: DateContext): ParsedDate | undefined {
  const fields: DateFields = {};
  if (readWords(readFigures(text, fields), fields) !== '') return undefined;
  return toDate(fields, context, '', '');
}

/** The forms of a date that can be told from the words around it, the most telling first. */
const DATES: readonly RegExp[] = [
  /(?<!\d)\d{4}(?:[-/.]|\s?年\s?)\d{1,2}(?:[-/.]|\s?月\s?)\d{1,2}(?!\d)/,
  /(?<!\d)(?:19|20)\d{6}(?:T?\d{4}(?:\d\d)?)?(?!\d)/i,
  /(?<![a-z\d])(?:\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?\d{4}(?!\d)/i,
  /(?<![\d/.])\d{1,2}[/.]\d{1,2}[/.]\d{4}(?!\d)/,
  /(?<!\d)\d{4}\s?年\s?\d{1,2}\s?月/,
  /(?<![\d年])\d{1,2}\s?月\s?\d{1,2}\s?[日号號]/,
  /(?<![\d-])\d{1,2}-\d{1,2}(?=\s\d{1,2}:\d\d)/,
  /(?:今|昨|前)[天日]|今早|今晨|今晚|昨晚|(?<![a-z])(?:today|yesterday)(?![a-z])/i,
];

/** A date among other words: the first of the most telling form, and the time of day that is nearest behind it. */
function findDate(text: string, context: DateContext): ParsedDate | undefined {
  const ago = parseAgo(text, context);
  if (ago !== undefined) return ago;
  for (const pattern of DATES) {
    const start = pattern.exec(text)?.index;
    if (start === undefined) continue;
    const fields: DateFields = {};
    let after = readWords(readFigures(text.slice(start), fields), fields);
    const before = text.slice(0, start);
    if (fields.time === undefined) after = readTimeWithin(after, fields) ?? after;
    if (fields.time === undefined) readTimeWithin(before.slice(-20), fields);
    // A time that no clock shows is not told from the number of something else.
    const { time: _time, half: _half, ...day } = fields;
    const date = toDate(fields, context, before, after) ?? toDate(day, context, before, after);
    if (date !== undefined) return { ...date, hasOtherWords: true };
  }
  return undefined;
}

const TIME =
  /(?:上午|凌晨|清晨|早上|中午|下午|傍晚|晚上|晚间|深夜)?\s?(?<![\d:])\d{1,2}(?::\d\d(?!\d)|\s?[时時点點])/;

/** Reads the first time of day in a text with all that belongs to it; returns what follows it. */
function readTimeWithin(text: string, fields: DateFields): string | undefined {
  const start = TIME.exec(text)?.index;
  return start === undefined ? undefined : readWords(text.slice(start), fields);
}

const UNITS: readonly (readonly [pattern: RegExp, length: number])[] = [
  [/^(?:秒|sec)/i, 1000],
  [/^(?:分|min)/i, MINUTE],
  [/^(?:小时|小時|钟头|hour|hr)/i, HOUR],
  [/^(?:天|日|day)/i, DAY],
  [/^(?:周|星期|week)/i, 7 * DAY],
  [/^(?:个?月|month)/i, 30 * DAY],
  [/^(?:年|year)/i, 365 * DAY],
];

const AGO =
  /(\d{1,4}|[一二两三四五六七八九十半几数]|(?<![a-z])an?)\s?个?\s?(秒钟?|分钟?|小时|小時|钟头|天|日|周|星期|月|年|(?:sec|second|min|minute|hr|hour|day|week|month|year)s?)\s?(?:以?前|之前|ago)/i;

function parseAgo(text: string, { now }: DateContext): ParsedDate | undefined {
  const just = /刚刚|刚才|(?<![a-z])just now/i.exec(text);
  const match = just ?? AGO.exec(text);
  if (match === null) return undefined;
  const [whole, count = '', unit = ''] = match;
  const length = UNITS.find(([pattern]) => pattern.test(unit))?.[1] ?? 0;
  const amount = just === null ? numberOf(count) : 0;
  return {
    ...EXACT,
    isRelative: true,
    time: Math.floor((now - amount * length) / 1000) * 1000,
    hasOtherWords: text !== whole,
    before: text.slice(0, match.index),
    after: text.slice(match.index + whole.length),
  };
}

function numberOf(count: string): number {
  if (/^\d+$/.test(count)) return Number(count);
  if (count === '半') return 0.5;
  if (count === '两') return 2;
  if (count === '几' || count === '数') return 3;
  return Math.max(1, '零一二三四五六七八九十'.indexOf(count));
}

const HAN_NUMBER = '〇一二三四五六七八九';

/** A date in Chinese figures with Arabic ones: `二〇二四年五月一日` is `2024年5月1日`. */
function withFigures(text: string): string {
  return text.replace(
    /([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?/g,
    (_date, year: string, month: string, day?: string) => {
      const digits = [...year].map((digit) => Math.max(0, HAN_NUMBER.indexOf(digit))).join('');
      return `${digits}年${tensOf(month)}月${day === undefined ? '' : `${tensOf(day)}日`}`;
    },
  );
}

/** The first years of a republic and of reigns that years are counted from. */
const FIRST_YEARS: ReadonlyMap<string, number> = new Map([
  ['民国', 1912],
  ['民國', 1912],
  ['平成', 1989],
  ['令和', 2019],
]);

/** A year as it is counted elsewhere: `民国113年` is `2024年`. */
function withCommonYear(text: string): string {
  return text.replace(/(民[国國]|平成|令和)\s?(\d{1,3}|元)\s?年/g, (_year, era: string, count: string) => {
    const years = count === '元' ? 1 : Number(count);
    return `${(FIRST_YEARS.get(era) ?? 0) + years - 1}年`;
  });
}

function tensOf(number: string): number {
  const [tens, ones] = number.includes('十') ? number.split('十', 2) : ['', number];
  const ten = number.includes('十') ? (tens === '' ? 1 : HAN_NUMBER.indexOf(tens ?? '')) : 0;
  return 10 * ten + Math.max(0, ones === '' ? 0 : HAN_NUMBER.indexOf(ones ?? ''));
}

function toDate(
  fields: DateFields,
  context: DateContext,
  before: string,
  after: string,
): ParsedDate | undefined {
  const local = localTime(fields, context);
  if (local === undefined) return undefined;
  const { offset = 0, timeZone, centralTime } = fields;
  return {
    time: toInstant(local, fields, context.timeZone),
    hasOffset: offset !== 0 || timeZone !== undefined || centralTime === true,
    hasDay: fields.day !== undefined || fields.daysAgo !== undefined,
    hasTime: fields.time !== undefined,
    isRelative: fields.year === undefined,
    hasOtherWords: false,
    before,
    after,
  };
}

function toInstant(local: number, { offset, timeZone, centralTime }: DateFields, siteZone: string): number {
  if (offset !== undefined) return local - offset * MINUTE;
  if (timeZone !== undefined) return instantOf(local, timeZone);
  const here = instantOf(local, siteZone);
  // CST is China's standard time or North America's: where the site's own clocks are China's, the former.
  return !centralTime || local - here === 480 * MINUTE ? here : local + 360 * MINUTE;
}

/** The wall-clock time as if it were UTC, in milliseconds; undefined if it is incomplete or does not exist. */
function localTime(fields: DateFields, context: DateContext): number | undefined {
  const { year, daysAgo, time = [0, 0, 0] } = fields;
  const month = fields.month ?? (year === undefined ? undefined : 1);
  const clock = timeOfDay(time, fields.half);
  if (clock === undefined) return undefined;
  if (daysAgo !== undefined) return startOfToday(context) - daysAgo * DAY + clock;
  if (month === undefined) return undefined;
  if (year !== undefined) {
    const date = dateOf(year, month, fields.day ?? 1);
    return date === undefined ? undefined : date + clock;
  }
  if (fields.day === undefined) return undefined;
  const today = startOfToday(context);
  const thisYear = new Date(today).getUTCFullYear();
  const date = dateOf(thisYear, month, fields.day);
  // A date without a year is one in the past.
  const past = date !== undefined && date <= today + DAY ? date : dateOf(thisYear - 1, month, fields.day);
  return past === undefined ? undefined : past + clock;
}

/** The beginning of today in the context's time zone, as if that were UTC. */
function startOfToday({ timeZone, now }: DateContext): number {
  return Math.floor(localTimeOf(now, timeZone) / DAY) * DAY;
}

function dateOf(year: number, month: number, day: number): number | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= FIRST_YEAR ? date.getTime() : undefined;
}

/** Milliseconds since midnight; 24:00 is the end of the day. */
function timeOfDay(
  [hour, minute, second]: readonly [number, number, number],
  half: DateFields['half'],
): number | undefined {
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && minute + second > 0)) return undefined;
  // The leap second 60 is the last second of its minute.
  return (hourOf(hour, half) * 3600 + minute * 60 + Math.min(second, 59)) * 1000;
}

function hourOf(hour: number, half: DateFields['half']): number {
  switch (half) {
    case 'morning':
      return hour === 12 ? 0 : hour;
    case 'noon':
      return hour < 10 ? hour + 12 : hour;
    case 'afternoon':
      return hour < 12 ? hour + 12 : hour;
    case 'night':
      if (hour === 12) return 24;
      return hour >= 5 && hour < 12 ? hour + 12 : hour;
    default:
      return hour;
  }
}
