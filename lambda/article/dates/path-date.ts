import { type DateContext, type ParsedDate, parseDate } from './parse-date.ts';

/** A date that stands apart from other figures: `2020-05-01`, `2020_5_1`, `20200501`, `2020年5月1日`. */
const DATE =
  /(?<!\d)(?:(?:19|20)\d\d([-_.])\d{1,2}\1\d{1,2}|(?:19|20)\d\d年\d{1,2}月\d{1,2}[日号]|(?:19|20)\d{6})(?!\d|[-_.]\d{4})/;

/** How Jekyll, Hugo and Hexo name the file or the folder of a post. */
const DATED_NAME = /^\d{4}-\d{1,2}-\d{1,2}-/;

/** The date in the name of a file or folder, without the rest of it. */
export function dateInName(name: string, context: DateContext): ParsedDate | undefined {
  const [date] = DATE.exec(name) ?? [];
  const parsed = date === undefined ? undefined : parseDate(date.replaceAll('_', '-'), context);
  // What is yet to come is what a file is about, unless its name is of the form that generators date a post by.
  return parsed !== undefined && (parsed.time <= context.now || DATED_NAME.test(name)) ? parsed : undefined;
}

/** The date in the folders of a path, the innermost first: one that is named by it, or `2020/05/01`, `2020/05`. */
export function dateInFolders(path: string, context: DateContext): ParsedDate | undefined {
  const folders = path.split('/').slice(0, -1);
  for (const folder of folders.toReversed()) {
    const date = dateInName(folder, context);
    if (date !== undefined) return date;
  }
  const [, year, month, day = '1'] =
    /(?:^|\/)((?:19|20)\d\d)\/(0?[1-9]|1[0-2])(?:\/(0?[1-9]|[12]\d|3[01]))?(?:\/|$)/.exec(
      folders.join('/'),
    ) ?? [];
  const date = year === undefined ? undefined : parseDate(`${year}-${month}-${day}`, context);
  return date !== undefined && date.time <= context.now ? date : undefined;
}

/** A name without the date that generators put in front of it. */
export function withoutDate(name: string): string {
  return name.replace(/^\d{4}-\d{1,2}-\d{1,2}[-_ ](?=.)/, '');
}
