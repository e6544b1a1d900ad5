/** Abbreviations of RFC 822 and others that mean one thing, in minutes east of Greenwich. `CST` does not. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  cet: 60,
  cest: 120,
  hkt: 480,
  sgt: 480,
  jst: 540,
  kst: 540,
  北京时间: 480,
  北京時間: 480,
};

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const MINUTE = 60_000;
const DAY = 86_400_000;

/** No article is older than this; a year below it is a slip of the pen. */
const FIRST_YEAR = 1000;

const LONGEST_DATE = 100;

/**
 * The instant that a date means, in milliseconds since the epoch, whole seconds; undefined for text that is no date
 * or a date that does not exist. Understood: RFC 822 and 5322, ISO 8601, `2021/3/21 16:45`, `2021年3月21日 下午4:45`,
 * English dates as programs print them, seconds and milliseconds since the epoch. A date without a zone is in
 * `timeZone` (IANA); where its clocks skip or repeat an hour, the choice is that of Temporal's `compatible`.
 */
export function parseDate(text: string, timeZone: string): number | undefined {
  if (text.length > LONGEST_DATE) return undefined;
  const plain = text.normalize('NFKC').trim();
  return parseEpoch(plain) ?? parseCalendarDate(plain, timeZone);
}

/** ISO 8601 in UTC with whole seconds, as articles hold their dates. */
export function formatDate(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

function parseEpoch(text: string): number | undefined {
  if (/^\d{9,10}(\.\d+)?$/.test(text)) return Math.floor(Number(text)) * 1000;
  return /^\d{13}$/.test(text) ? Math.floor(Number(text) / 1000) * 1000 : undefined;
}

/** What the words of a date have told so far; months count from 1, offsets in minutes east of Greenwich. */
interface Fields {
  year?: number;
  month?: number;
  day?: number;
  time?: readonly [hour: number, minute: number, second: number];
  half?: 'am' | 'pm';
  offset?: number;
  centralTime?: true;
}

function parseCalendarDate(text: string, timeZone: string): number | undefined {
  const fields: Fields = {};
  const rest = readWords(readDate(text, fields), fields);
  if (rest !== '') return undefined;
  const local = localTime(fields);
  if (local === undefined) return undefined;
  if (fields.offset !== undefined) return local - fields.offset * MINUTE;
  if (!fields.centralTime) return instantOf(local, timeZone);
  // CST is China's standard time or North America's: where the site's own clocks are China's, the former.
  const here = instantOf(local, timeZone);
  return local - here === 480 * MINUTE ? here : local + 360 * MINUTE;
}

const NUMERIC_DATE = /^(\d{4})(?:[-/.]|\s?年\s?)(\d{1,2})(?:[-/.]|\s?月\s?)(\d{1,2})(?:\s?[日号號]|(?!\d))/;
const COMPACT_DATE = /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?(?!\d)/i;
const DASHED_ENGLISH_DATE = /^(\d{1,2})-([a-z]{3,9})-(\d{2,4})(?!\d)/i;

/** Reads a date written with the year first, if there is one; returns what follows it. */
function readDate(text: string, fields: Fields): string {
  const numeric = NUMERIC_DATE.exec(text) ?? COMPACT_DATE.exec(text);
  if (!numeric) return text.replace(DASHED_ENGLISH_DATE, '$1 $2 $3');
  const [whole, year, month, day, hour, minute, second] = numeric;
  fields.year = Number(year);
  fields.month = Number(month);
  fields.day = Number(day);
  if (hour !== undefined) fields.time = [Number(hour), Number(minute), Number(second ?? 0)];
  return text.slice(whole.length);
}

interface Word {
  readonly pattern: RegExp;
  /** Takes in what the pattern found; false when there is no place for it. */
  readonly read: (match: RegExpExecArray, fields: Fields) => boolean;
}

const WORDS: readonly Word[] = [
  { pattern: /^(?:[\s,]+|T(?=\d)|\([^()]*\)|\[[^[\]]*\])/i, read: () => true },
  { pattern: /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?(?![a-z])/i, read: () => true },
  { pattern: /^(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]/, read: () => true },
  {
    pattern: /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?![\d:])/,
    read: ([, hour, minute, second], fields) => readTime(fields, hour, minute, second),
  },
  {
    pattern: /^(\d{1,2})\s?[时時点點]\s?(?:(\d{1,2})\s?分?\s?(?:(\d{1,2})\s?秒)?)?(?!\d)/,
    read: ([, hour, minute, second], fields) => readTime(fields, hour, minute, second),
  },
  {
    pattern: /^(?:(上午|凌晨|早上|早晨|[Aa]\.?[Mm]\.?)|(?:中午|下午|傍晚|晚上|[Pp]\.?[Mm]\.?))(?![a-z])/,
    read: ([, morning], fields) => {
      fields.half ??= morning === undefined ? 'pm' : 'am';
      return true;
    },
  },
  {
    pattern: /^(?:GMT|UTC|UT)?([+-])(\d{1,2})(?::?([0-5]\d))?(?!\d)/i,
    read: ([, sign, hours, minutes], fields) => {
      if (fields.time === undefined || Number(hours) > 23) return false;
      return readOffset(fields, (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes ?? 0)));
    },
  },
  {
    pattern: /^(?:[a-z]{1,4}|北京时间|北京時間)(?![a-z])/i,
    read: ([name], fields) => {
      const zone = name.toLowerCase();
      if (zone === 'cst') {
        fields.centralTime = true;
        return true;
      }
      const month = MONTHS.indexOf(zone.slice(0, 3));
      if (month >= 0 && zone.length <= 4) return readMonth(fields, month);
      const offset = Object.hasOwn(ZONES, zone) ? ZONES[zone] : undefined;
      return offset !== undefined && readOffset(fields, offset);
    },
  },
  {
    pattern: /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{2,6}(?![a-z])/i,
    read: ([, name = ''], fields) => readMonth(fields, MONTHS.indexOf(name.toLowerCase())),
  },
  {
    pattern: /^(\d{1,4})(?:st|nd|rd|th|\.)?(?![\da-z])/i,
    read: ([, digits = ''], fields) => readNumber(fields, digits),
  },
];

/** Reads words in whatever order they stand; returns what it does not understand. */
function readWords(text: string, fields: Fields): string {
  let rest = text;
  while (rest !== '') {
    const word = firstWord(rest, fields);
    if (word === undefined) return rest;
    rest = rest.slice(word);
  }
  return rest;
}

function firstWord(text: string, fields: Fields): number | undefined {
  for (const { pattern, read } of WORDS) {
    const match = pattern.exec(text);
    if (match) return read(match, fields) ? match[0].length : undefined;
  }
  return undefined;
}

function readTime(fields: Fields, hour = '', minute = '0', second = '0'): boolean {
  if (fields.time !== undefined) return false;
  fields.time = [Number(hour), Number(minute), Number(second)];
  return true;
}

function readMonth(fields: Fields, index: number): boolean {
  if (fields.month !== undefined) return false;
  fields.month = index + 1;
  return true;
}

/** `GMT+0800` and `+0800 HKT` say the same thing twice; what comes first counts. */
function readOffset(fields: Fields, offset: number): boolean {
  fields.offset ??= offset;
  return true;
}

/** The day comes before the year; a year of two or three digits is read as RFC 5322, section 4.3, does. */
function readNumber(fields: Fields, digits: string): boolean {
  const number = Number(digits);
  if (fields.day === undefined && digits.length <= 2) fields.day = number;
  else if (fields.year !== undefined || digits.length === 1) return false;
  else if (digits.length === 4) fields.year = number;
  else fields.year = number + (digits.length === 2 && number < 50 ? 2000 : 1900);
  return true;
}

/** The wall-clock time as if it were UTC, in milliseconds; undefined if it is incomplete or does not exist. */
function localTime({ year, month, day, time = [0, 0, 0], half }: Fields): number | undefined {
  if (year === undefined || month === undefined || day === undefined || year < FIRST_YEAR) return undefined;
  const [hour, minute, second] = time;
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const shift = half === 'pm' && hour < 12 ? 12 : half === 'am' && hour === 12 ? -12 : 0;
  // The leap second 60 is the last second of its minute.
  return date.getTime() + ((hour + shift) * 3600 + minute * 60 + Math.min(second, 59)) * 1000;
}

/** The instant of a wall-clock time in a zone, both in milliseconds. */
function instantOf(local: number, timeZone: string): number {
  const before = offsetAt(local - DAY, timeZone);
  const after = offsetAt(local + DAY, timeZone);
  if (before === after) return local - before;
  const candidates = [before, after]
    .filter((offset) => offsetAt(local - offset, timeZone) === offset)
    .map((offset) => local - offset);
  // In a gap neither holds, and the clock is read as if it had not yet been set forward.
  return candidates.length > 0 ? Math.min(...candidates) : local - before;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far the clocks of a zone are ahead of UTC at an instant, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clocks.set(timeZone, clock);
  }
  const part = Object.fromEntries(
    clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second) - instant;
}
