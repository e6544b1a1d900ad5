import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDate, parseDate } from '../../lambda/article/dates.ts';

const SHANGHAI = 'Asia/Shanghai';

function read(text: string, timeZone = SHANGHAI): string | undefined {
  const instant = parseDate(text, timeZone);
  return instant === undefined ? undefined : formatDate(instant);
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

describe('what is no date, or one that never was, is not guessed at', () => {
  test.each([
    '2021-02-30',
    '2021-13-01',
    '2021-00-10',
    '0000-01-01',
    '2021-03-21 25:00',
    '2021-03-21 24:00',
    '2021-03-21 16:60',
    '30 Feb 2021 10:00 GMT',
    '2021-03',
    '03/21/2021',
    '昨天',
    'tomorrow',
    '2021-03-21 16:45 16:46',
    '2021-03-21 or so',
    'Thu, 16 Sep 2021 04:00:14 XYZ',
    '2021-03-21 16:45 +25:00',
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
      expect(parseDate(formatDate(instant), SHANGHAI)).toBe(instant);
      expect(parseDate(date.toISOString(), SHANGHAI)).toBe(instant);
      expect(parseDate(date.toUTCString(), SHANGHAI)).toBe(instant);
    }),
  );
});

test('every instant survives being written in local time, but for the hours that clocks repeat', () => {
  const zones = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC');
  const modern = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
  fc.assert(
    fc.property(modern, zones, (instant, timeZone) => {
      const text = new Date(instant).toLocaleString('sv-SE', { timeZone });
      const back = parseDate(text, timeZone) ?? Number.NaN;
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
      const instant = parseDate(text, SHANGHAI);
      expect(instant === undefined || instant % 1000 === 0).toBe(true);
    }),
  );
});
