import { offsetOfZone, parseZoneName } from './zones.ts';

/** What the words of a date have told so far; months count from 1, offsets in minutes east of Greenwich. */
export interface DateFields {
  year?: number;
  month?: number;
  day?: number;
  /** How many days before today, in place of year, month and day. */
  daysAgo?: number;
  time?: readonly [hour: number, minute: number, second: number];
  half?: 'morning' | 'noon' | 'afternoon' | 'night';
  offset?: number;
  /** By its name in the IANA database. */
  timeZone?: string;
  centralTime?: true;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** A date as programs print it (RFC 1123): most uploads have such a one, whose words need no look at each. */
const PRINTED =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;

/** Reads a date as programs print it; undefined for any other. */
export function readPrinted(text: string): DateFields | undefined {
  const [, day, month = '', year, hour, minute, second] = PRINTED.exec(text) ?? [];
  if (day === undefined) return undefined;
  return {
    year: Number(year),
    month: MONTHS.indexOf(month.toLowerCase()) + 1,
    day: Number(day),
    time: [Number(hour), Number(minute), Number(second)],
    offset: 0,
  };
}

interface DateForm {
  readonly pattern: RegExp;
  readonly names: readonly ('year' | 'month' | 'day')[];
}

/** Dates in figures, by what comes first in them; where two figures of a slash could be either, the month comes first. */
const FORMS: readonly DateForm[] = [
  {
    pattern: /^(\d{4})(?:[-/._]|\s?年\s?)(\d{1,2})(?:[-/._]|\s?月\s?)(\d{1,2})(?:\s?[日号號]|(?!\d))/,
    names: ['year', 'month', 'day'],
  },
  { pattern: /^(\d{4})(\d\d)(\d\d)(?=T?\d{4}(?:\d\d)?(?!\d)|(?!\d))/i, names: ['year', 'month', 'day'] },
  { pattern: /^(\d{4})(?:[-/.]|\s?年\s?)(\d{1,2})(?:\s?月|(?![\d:月]))(?!\s?\d)/, names: ['year', 'month'] },
  { pattern: /^(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]/, names: ['month', 'day'] },
  { pattern: /^(\d{1,2})[-/](\d{1,2})(?=\s\d{1,2}:\d\d|$)/, names: ['month', 'day'] },
  { pattern: /^(1[3-9]|2\d|3[01])\/(\d{1,2})\/(\d{4})(?!\d)/, names: ['day', 'month', 'year'] },
  { pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/, names: ['month', 'day', 'year'] },
  { pattern: /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/, names: ['day', 'month', 'year'] },
  { pattern: /^((?:19|20)\d\d)年?$/, names: ['year'] },
];

/** Reads a date in figures at the beginning of a text, if there is one; returns what follows it. */
export function readFigures(text: string, fields: DateFields): string {
  if (!/^\d/.test(text)) return text;
  for (const { pattern, names } of FORMS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    for (const [index, name] of names.entries()) fields[name] = Number(match[index + 1]);
    const rest = text.slice(match[0].length);
    const [whole = '', hour, minute, second = '0'] = /^T?(\d\d)(\d\d)(\d\d)?(?!\d)/i.exec(rest) ?? [];
    if (hour === undefined || names.length < 3) return rest;
    fields.time = [Number(hour), Number(minute), Number(second)];
    return rest.slice(whole.length);
  }
  return text.replace(/^(\d{1,2})-([a-z]{3,9})-(\d{2,4})(?!\d)/i, '$1 $2 $3');
}

interface Word {
  readonly pattern: RegExp;
  /** Takes in what the pattern found; false when there is no place for it. */
  readonly read: (match: RegExpExecArray, fields: DateFields) => boolean;
}

/** Words that begin with a figure. */
const FIGURES: readonly Word[] = [
  {
    pattern: /^(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?![\d:])/,
    read: ([, hour, minute, second], fields) => readTime(fields, hour, minute, second),
  },
  {
    pattern: /^(\d{1,2})\s?[时時点點](半)?\s?(?:(\d{1,2})\s?分?\s?(?:(\d{1,2})\s?秒)?)?(?!\d)/,
    read: ([, hour, half, minute, second], fields) =>
      readTime(fields, hour, half === undefined ? minute : '30', second),
  },
  {
    pattern: /^(\d{1,4})(?:st|nd|rd|th|\.)?(?![\da-z])/i,
    read: ([, digits = ''], fields) => readNumber(fields, digits),
  },
];

/** Words that begin with anything else. */
const WORDS: readonly Word[] = [
  {
    pattern: /^[[(]?([a-z][a-z_]{1,20}\/[a-z][a-z_+\d/-]{1,30})[\])]?(?![a-z])/i,
    read: ([, name], fields) => readZoneName(fields, name),
  },
  {
    pattern: /^(?:[\s,]+|T(?=\d)|\([^()]*\)|\[[^[\]]*\]|m=[+-][\d.]+|(?:at|on|of)(?![a-z])|[|·@-](?=\s))/i,
    read: () => true,
  },
  { pattern: /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?(?![a-z])/i, read: () => true },
  { pattern: /^(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]/, read: () => true },
  {
    pattern: /^(?:(今)|(昨)|(前))(?:[天日]|(晨|早)|(晚))|^(?:(today)|(yesterday))(?![a-z])/i,
    read: ([, , yesterday, before, morning, evening, , dayBefore], fields) => {
      if (fields.daysAgo !== undefined || fields.day !== undefined) return false;
      fields.daysAgo = before === undefined ? Number((yesterday ?? dayBefore) !== undefined) : 2;
      if (morning !== undefined) fields.half ??= 'morning';
      if (evening !== undefined) fields.half ??= 'night';
      return true;
    },
  },
  {
    pattern:
      /^(?:(上午|凌晨|清晨|早上|早晨|[Aa]\.?[Mm]\.?)|(中午)|(下午|午后|傍晚|[Pp]\.?[Mm]\.?)|(?:晚上|晚间|深夜|夜里))(?![a-z])/,
    read: ([, morning, noon, afternoon], fields) => {
      if (morning !== undefined) fields.half ??= 'morning';
      else if (noon !== undefined) fields.half ??= 'noon';
      else fields.half ??= afternoon === undefined ? 'night' : 'afternoon';
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
    pattern: /^([a-z]{1,4}|北京时间|北京時間)\.?(?![a-z])/i,
    read: ([, name = ''], fields) => readName(fields, name.toLowerCase()),
  },
  {
    pattern: /^(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{2,6}\.?(?![a-z])/i,
    read: ([, name = ''], fields) => readMonth(fields, MONTHS.indexOf(name.toLowerCase())),
  },
];

/** Reads words in whatever order they stand; returns what follows from the first on that is not understood. */
export function readWords(text: string, fields: DateFields): string {
  let rest = text;
  while (rest !== '') {
    const length = readWord(rest, fields);
    if (length === undefined) return rest;
    rest = rest.slice(length);
  }
  return rest;
}

function readWord(text: string, fields: DateFields): number | undefined {
  for (const { pattern, read } of /^\d/.test(text) ? FIGURES : WORDS) {
    const match = pattern.exec(text);
    if (match) return read(match, fields) ? match[0].length : undefined;
  }
  return undefined;
}

function readTime(fields: DateFields, hour = '', minute = '0', second = '0'): boolean {
  if (fields.time !== undefined) return false;
  fields.time = [Number(hour), Number(minute), Number(second)];
  return true;
}

function readName(fields: DateFields, name: string): boolean {
  if (name === 'cst') {
    fields.centralTime = true;
    return true;
  }
  const month = MONTHS.indexOf(name.slice(0, 3));
  if (month >= 0 && name.length <= 4) return readMonth(fields, month);
  const offset = offsetOfZone(name);
  return offset !== undefined && readOffset(fields, offset);
}

function readZoneName(fields: DateFields, name = ''): boolean {
  const timeZone = parseZoneName(name);
  if (timeZone === undefined) return false;
  fields.timeZone ??= timeZone;
  return true;
}

function readMonth(fields: DateFields, index: number): boolean {
  if (fields.month !== undefined) return false;
  fields.month = index + 1;
  return true;
}

/** `GMT+0800` and `+0800 HKT` say the same thing twice; what comes first counts. */
function readOffset(fields: DateFields, offset: number): boolean {
  fields.offset ??= offset;
  return true;
}

/** The day comes before the year; a year of two or three digits is read as RFC 5322, section 4.3, does. */
function readNumber(fields: DateFields, digits: string): boolean {
  const number = Number(digits);
  if (fields.daysAgo !== undefined) return false;
  if (fields.day === undefined && digits.length <= 2) fields.day = number;
  else if (fields.year !== undefined || digits.length === 1) return false;
  else if (digits.length === 4) fields.year = number;
  else fields.year = number + (digits.length === 2 && number < 50 ? 2000 : 1900);
  return true;
}
