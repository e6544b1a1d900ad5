import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, parseDate } from '../../lambda/article/dates/parse-date.ts';

const SHANGHAI = 'Asia/Shanghai';

/** The upload that dates without a year, and "yesterday", are relative to. */
const NOW = Date.UTC(2021, 8, 20, 3, 4, 5);

function read(text: string, timeZone = SHANGHAI): string | undefined {
  const date = parseDate(text, { timeZone, now: NOW });
  return date && formatDate(date.time);
}

function timeOf(text: string, timeZone = SHANGHAI): number | undefined {
  return parseDate(text, { timeZone, now: NOW })?.time;
}

describe('a date with a zone means one instant', () => {
  test.each([
    ['Thu, 16 Sep 2021 04:00:14 GMT', '2021-09-16T04:00:14Z'],
    ['Thu, 16 Sep 2021 12:00:14 +0800', '2021-09-16T04:00:14Z'],
    ['16 Sep 2021 04:00 GMT', '2021-09-16T04:00:00Z'],
    ['16 Sep 21 04:00:14 UT', '2021-09-16T04:00:14Z'],
    ['16 Sep 98 04:00:14 Z', '1998-09-16T04:00:14Z'],
    ['Thu, 16 Sep 2021 00:00:14 -0400 (EDT)', '2021-09-16T04:00:14Z'],
    ['Thu, 16 Sep 2021 00:00:14 EDT', '2021-09-16T04:00:14Z'],
    ['2021-09-16T04:00:14Z', '2021-09-16T04:00:14Z'],
    ['2021-09-16t04:00:14.987z', '2021-09-16T04:00:14Z'],
    ['2021-09-16T12:00:14+08:00', '2021-09-16T04:00:14Z'],
    ['2021-09-16T12:00:14+08:00[Asia/Shanghai]', '2021-09-16T04:00:14Z'],
    ['2021-09-16 12:00:14 +0800 CST', '2021-09-16T04:00:14Z'],
    ['2021-09-16T12:00+08', '2021-09-16T04:00:00Z'],
    ['20210916T040014Z', '2021-09-16T04:00:14Z'],
    ['Thu Sep 16 2021 12:00:14 GMT+0800 (中国标准时间)', '2021-09-16T04:00:14Z'],
    ['2021年9月16日 12:00 北京时间', '2021-09-16T04:00:00Z'],
    ['1631764814', '2021-09-16T04:00:14Z'],
    ['1631764814987', '2021-09-16T04:00:14Z'],
  ])('%s', (text, expected) => {
    expect(read(text, 'America/New_York')).toBe(expected);
  });
});

describe('a date without a zone is in the time zone of the site', () => {
  test.each([
    ['2021-03-21 16:45:49', '2021-03-21T08:45:49Z'],
    ['2021-03-21T16:45:49', '2021-03-21T08:45:49Z'],
    ['2021-03-21', '2021-03-20T16:00:00Z'],
    ['20210321', '2021-03-20T16:00:00Z'],
    ['20210321164549', '2021-03-21T08:45:49Z'],
    ['2021/3/21 16:45', '2021-03-21T08:45:00Z'],
    ['2021.3.21', '2021-03-20T16:00:00Z'],
    ['2021年3月21日 16:45', '2021-03-21T08:45:00Z'],
    ['2021年3月21日16时45分', '2021-03-21T08:45:00Z'],
    ['2021 年 3 月 21 日 星期日 下午4:45', '2021-03-21T08:45:00Z'],
    ['２０２１年３月２１日（周日）１６：４５', '2021-03-21T08:45:00Z'],
    ['2021-03-21 凌晨12点', '2021-03-20T16:00:00Z'],
    ['2021-03-21, 4:45 PM', '2021-03-21T08:45:00Z'],
    ['March 21st, 2021 4:45 p.m.', '2021-03-21T08:45:00Z'],
    ['Sun, 21 Mar 2021 16:45:49', '2021-03-21T08:45:49Z'],
    ['Sun Mar 21 16:45:49 2021', '2021-03-21T08:45:49Z'],
    ['21-Mar-2021 16:45', '2021-03-21T08:45:00Z'],
    ['2021-03-21 23:59:60', '2021-03-21T15:59:59Z'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test('CST is the standard time of China where the site is, and of North America elsewhere', () => {
    expect(read('Thu Sep 16 12:00:14 CST 2021', SHANGHAI)).toBe('2021-09-16T04:00:14Z');
    expect(read('Thu, 16 Sep 2021 12:00:14 CST', 'America/Chicago')).toBe('2021-09-16T18:00:14Z');
  });

  test('where the clocks skip an hour, the time is that of a clock not yet set forward', () => {
    expect(read('2021-03-28 02:30', 'Europe/Berlin')).toBe('2021-03-28T01:30:00Z');
    expect(read('2021-03-28 01:59', 'Europe/Berlin')).toBe('2021-03-28T00:59:00Z');
    expect(read('2021-03-28 03:00', 'Europe/Berlin')).toBe('2021-03-28T01:00:00Z');
  });

  test('where the clocks repeat an hour, the first of the two is meant', () => {
    expect(read('2021-10-31 02:30', 'Europe/Berlin')).toBe('2021-10-31T00:30:00Z');
    expect(read('2021-10-31 03:00', 'Europe/Berlin')).toBe('2021-10-31T02:00:00Z');
  });

  test('China had summer time once', () => {
    expect(read('1988-07-01 12:00')).toBe('1988-07-01T03:00:00Z');
    expect(read('1988-01-01 12:00')).toBe('1988-01-01T04:00:00Z');
  });
});

describe('a date is read whatever words stand around it', () => {
  test.each([
    ['发布时间：2021-03-21 16:45 来源：晚报', '2021-03-21T08:45:00Z'],
    ['来源：晚报 2021年03月21日16:45 阅读 1234', '2021-03-21T08:45:00Z'],
    ['Posted on March 21, 2021 by Ann', '2021-03-20T16:00:00Z'],
    ['March 21, 2021 at 4:45 PM', '2021-03-21T08:45:00Z'],
    ['2021-03-21 16:45:49.123456789 +0800 CST m=+0.012', '2021-03-21T08:45:49Z'],
    ['2021-03-21 16:45 America/New_York', '2021-03-21T20:45:00Z'],
    ['2021-03-21T16:45:00[Europe/Berlin]', '2021-03-21T15:45:00Z'],
    ['2021-03-21 or so', '2021-03-20T16:00:00Z'],
    ['2021-03-21 16:45 16:46', '2021-03-21T08:45:00Z'],
    ['2021-03-21 25:00', '2021-03-20T16:00:00Z'],
    ['Sept. 5, 2021', '2021-09-04T16:00:00Z'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['2021-03-21T24:00:00', '2021-03-21T16:00:00Z'],
    ['2021-03', '2021-02-28T16:00:00Z'],
    ['2021年3月', '2021-02-28T16:00:00Z'],
    ['民国110年3月21日', '2021-03-20T16:00:00Z'],
    ['令和3年3月21日', '2021-03-20T16:00:00Z'],
    ['2021', '2020-12-31T16:00:00Z'],
    ['二〇二一年三月二十一日', '2021-03-20T16:00:00Z'],
    ['03/21/2021', '2021-03-20T16:00:00Z'],
    ['21/03/2021 16:45', '2021-03-21T08:45:00Z'],
    ['21.03.2021', '2021-03-20T16:00:00Z'],
    ['2021-03-21 中午11:30', '2021-03-21T03:30:00Z'],
    ['2021-03-21 晚上8点半', '2021-03-21T12:30:00Z'],
  ])('%s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  test.each([
    ['9月16日 08:00', '2021-09-16T00:00:00Z'],
    ['12月31日 08:00', '2020-12-31T00:00:00Z'],
    ['09-16 08:00', '2021-09-16T00:00:00Z'],
    ['今天 08:00', '2021-09-20T00:00:00Z'],
    ['昨天 20:15', '2021-09-19T12:15:00Z'],
    ['昨晚 8点', '2021-09-19T12:00:00Z'],
    ['前天', '2021-09-17T16:00:00Z'],
    ['3小时前', '2021-09-20T00:04:05Z'],
    ['半小时前', '2021-09-20T02:34:05Z'],
    ['两天前', '2021-09-18T03:04:05Z'],
    ['发布于 5 分钟前', '2021-09-20T02:59:05Z'],
    ['2 hours ago', '2021-09-20T01:04:05Z'],
    ['刚刚', '2021-09-20T03:04:05Z'],
  ])('%s is relative to the upload', (text, expected) => {
    expect(read(text)).toBe(expected);
  });
});

describe('what is no date, or one that never was, is not guessed at', () => {
  test.each([
    '2021-02-30',
    '2021-13-01',
    '2021-00-10',
    '0000-01-01',
    '30 Feb 2021 10:00 GMT',
    'tomorrow',
    'Invalid Date',
    '0000-00-00 00:00:00',
    '发布于 2021-02-30',
    '16:45',
    '比分 3-1',
    '共 20210399 条',
    '',
    `2021-03-21${' '.repeat(100_000)}16:45`,
  ])('%s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

/** Instants of which every way to write the year has four digits. */
const instants = fc
  .integer({ min: Date.UTC(1000, 0, 2) / 1000, max: Date.UTC(9999, 11, 30) / 1000 })
  .map((seconds) => seconds * 1000);

test('every instant survives being written as ISO 8601 and as RFC 5322', () => {
  fc.assert(
    fc.property(instants, (instant) => {
      const date = new Date(instant);
      expect(timeOf(formatDate(instant))).toBe(instant);
      expect(timeOf(date.toISOString())).toBe(instant);
      expect(timeOf(date.toUTCString())).toBe(instant);
    }),
  );
});

test('every instant survives being written in local time, but for the hours that clocks repeat', () => {
  const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC');
  const modern = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
  fc.assert(
    fc.property(modern, zones, (instant, timeZone) => {
      const text = new Date(instant).toLocaleString('sv-SE', { timeZone });
      const back = timeOf(text, timeZone) ?? Number.NaN;
      expect(new Date(back).toLocaleString('sv-SE', { timeZone })).toBe(text);
      expect([0, 3_600_000]).toContain(instant - back);
    }),
  );
});

test('no text makes it throw or give anything but whole seconds', () => {
  const words = fc.constantFrom(
    '2021',
    '-',
    '3',
    '21',
    ' ',
    ':',
    '16',
    'T',
    'Z',
    '+',
    'Sep',
    '年',
    '月',
    '日',
    '下午',
    '(',
    'GMT',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(words).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const instant = timeOf(text);
      expect(instant === undefined || instant % 1000 === 0).toBe(true);
    }),
  );
});
