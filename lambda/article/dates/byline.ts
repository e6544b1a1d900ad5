import { type DateContext, type ParsedDate, parseDate } from './parse-date.ts';

/** A line under a title is short; what is longer, or ends like a sentence, is the article. */
const MAX_LINE = 100;
const PROSE = /[。！？；…]|[.!?;]$/;

/** What may stand right before a date that tells when an article was published, and right behind it. */
const LABEL =
  /(?:^|[:：|·/\s(（[【]|发布于?|发表于?|更新于?|时间|日期|posted|published|updated|date|on|by)$/i;
const SEPARATOR = /^(?:$|[|·/\s)）\]】]|来源|作者|编辑|阅读|浏览|评论|发布|by\b)/i;

/** A time of day; without one, "just now" and "three hours ago" begin sentences as often as they are dates. */
const CLOCK = /\d[:：]\d\d|\d\s?[时時点點]/;
const COMMA = /^[,，、]/;

/** What divides a date from what follows it, which is no longer told apart from the date's own words. */
const DIVIDED = /[|·•/／]\s*$/;

function untilLast(line: string, end: string): string {
  return line.slice(0, Math.max(0, line.lastIndexOf(end)));
}

/** The date of the first line that tells when an article was published, among those that stand above its text. */
export function findByline(lines: readonly string[], context: DateContext): ParsedDate | undefined {
  for (const line of lines) {
    if (line.length > MAX_LINE || PROSE.test(line)) return undefined;
    const date = /\d|[今昨前][天日]|刚/.test(line) ? parseDate(line, context) : undefined;
    if (date === undefined || !date.hasDay || date.time > context.now) continue;
    const isApart = SEPARATOR.test(date.after) || DIVIDED.test(untilLast(line, date.after));
    const tellsTime = date.hasTime && (!date.isRelative || CLOCK.test(line));
    if (LABEL.test(date.before) && (isApart || (tellsTime && !COMMA.test(date.after)))) return date;
  }
  return undefined;
}
