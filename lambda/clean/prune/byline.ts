import { simplify } from '../simplified.ts';
import { EDITOR_CODE } from './phrases.ts';

/** What front matter tells of an article; the lines around its text repeat it. */
export interface KnownFacts {
  readonly title: string;
  readonly author?: string;
  readonly categories: readonly string[];
  /** The original's address. */
  readonly link?: string;
}

const DATE =
  /(?:(?:19|20)\d{2}\s?[年/.-]\s?)?\d{1,2}\s?[月/.-]\s?\d{1,2}日?(?!\d)|(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?(?:\d{1,2} )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?(?: \d{1,2}(?!\d),?)?(?: (?:19|20)\d{2})?(?![a-z])/gi;

const TIME =
  /\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?(?:GMT|UTC|BST|[CEMP][SD]?T|CET)(?![a-z]))?|[（(]?(?:周|星期)[一二三四五六日天][)）]?/gi;

/** How long ago, as sites count it for their readers. */
const AGO =
  /(?:\d{1,3}|an?)\s?(?:min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?)\sago(?![a-z])|\d{1,3}\s?(?:分钟|小时|天)前|just now|刚刚/gi;

/** How long, how often. */
const COUNT =
  /(?:阅读|阅览|浏览|评论|点赞|喜欢|点击|访问|播放|收藏|转发|views?|reads?|comments?|likes?|saves?|shares?)(?:次数|量|数)?\s?[:：(（]?\s?\d[\d,.]{0,12}\s?[kw万千]?|\d[\d,.]{0,12}\s?[kw万千]?\+?\s?(?:次|人|字|分钟|阅读|浏览|评论|赞|min(?:ute)?s?|views?|reads?|comments?|likes?|saves?|shares?|words?)(?![a-z])/gi;

/** Words of bylines that say nothing by themselves. Who is credited with what (来源, 记者, 编译) is none of them. */
const LABEL =
  /^(?:作者|文|发布|发表|发布于|发表于|发布时间|发布日期|发表时间|编辑于|更新|更新于|更新时间|最新更新|最后更新|时间|日期|分类|栏目|专栏|标签|阅读|浏览|评论|by|posted|published|updated|written|on|in|at|author|date|tags?|categor(?:y|ies)|read|reading|time)$/i;

/** Longer lines say more than who wrote an article, when, and in which category. */
export const LONGEST_BYLINE = 100;

/** What front matter tells that bylines repeat: the author and the categories, the longest first. */
export function namesOf({ author, categories }: KnownFacts): readonly string[] {
  return [...(author === undefined ? [] : [author]), ...categories].sort((a, b) => b.length - a.length);
}

/** Whether a line says nothing but what front matter says already: who wrote it, when, in which category. */
export function isByline(text: string, names: readonly string[]): boolean {
  if (text.length > LONGEST_BYLINE || !names.some((name) => text.includes(name))) return false;
  return saysNothing(names.reduce((rest, name) => rest.replaceAll(name, ' '), text));
}

/** What says that a name is the author's, or that a text is his own. */
const BY = /^(?:原创|(?:作者|撰文|文|by)(?=[\s:：/／|丨]))[\s:：/／|丨]*/i;

/** Whether a line says nothing but a name that is a part of the author's in front matter, and when. */
export function isAuthorAgain(text: string, names: readonly string[]): boolean {
  if (text.length > LONGEST_STAMP || !BY.test(simplify(text))) return false;
  const name = simplify(text).replace(BY, '').replace(DATE, ' ').replace(TIME, ' ').trim();
  return /^[\p{L}\p{N}]{2,16}$/u.test(name) && names.some((each) => simplify(each).includes(name));
}

/** Whether a line is a date alone, whatever stands around it. */
export function isDateline(text: string): boolean {
  if (text.length > LONGEST_BYLINE || !/\d|[a-z]{3}/i.test(text) || text.replace(DATE, '') === text)
    return false;
  return saysNothing(text);
}

/** Whether a line only counts how often an article was read, liked, answered. */
export function isCountline(text: string): boolean {
  if (text.length > LONGEST_BYLINE || !/\d/.test(text)) return false;
  const plain = simplify(text);
  if ((plain.match(COUNT) ?? []).length < 2) return false;
  const rest = plain.replace(COUNT, '').replace(/[\s|·•/,，()（）\-–—]+/g, '');
  return /^[:：]*$/.test(rest) || NAMED.test(rest);
}

/** Whose an entry is that is counted: a label and a name. */
const NAMED = /^(?:作者|画师|投稿|发布者?|up主|by)[:：]?[\p{L}\p{N}_.]{1,12}$/iu;

/** Whether a line says how long reading takes, and nothing else. */
export function isReadingTime(text: string): boolean {
  return text.length <= LONGEST_STAMP && /\d/.test(text) && READING_TIME.test(simplify(text));
}

const READING_TIME =
  /^[·•|]?\s?(?:(?:(?:本文|全文)\S{0,4}\s?\d{2,6}\s?字[，,。]?\s?)?(?:建议|预计)?(?:阅读|预计|约)\S{0,6}\s?\d{1,3}\s?分钟|\d{1,3}\s?分钟阅读|\d{1,3}\s?[- ]?min(?:ute)?s?\s?read|reading time:?\s?\d{1,3}\s?min(?:ute)?s?)\s?[·•|]?$/i;

/** Whether a line is a date with its year and a time of day, and at most one name beside it: when a page was published. */
export function isStamp(text: string): boolean {
  return (
    text.length <= LONGEST_STAMP &&
    /(?:19|20)\d{2}/.test(text) &&
    /\d[:：]\d{2}/.test(text) &&
    isTimeAndName(text)
  );
}

/** Whether a line has several fields, one of which is a date with its year, at most one a name, the others times and counts. */
export function isPublication(text: string): boolean {
  if (text.length > LONGEST_BYLINE || !/(?:19|20)\d{2}/.test(text)) return false;
  const fields = simplify(text)
    .split(FIELDS)
    .filter((field) => field !== '');
  const others = fields.filter((field) => !saysNothing(field) && !isReadingTime(field));
  const [name = ''] = others;
  return (
    fields.length >= 2 + others.length &&
    others.length <= 1 &&
    /^(?:by )?[\p{L}\p{N}. ]{0,20}$/iu.test(name) &&
    fields.some(isDateline)
  );
}

/** What is between the fields of such a line. */
const FIELDS = /\s*[|·•｜丨]\s*|\s{2,}|\u3000+/;

/** Whether a line is how long ago a page was published, and at most one name beside it. */
export function isAge(text: string): boolean {
  return text.length <= LONGEST_STAMP && /ago|前|just now|刚刚/i.test(simplify(text)) && isTimeAndName(text);
}

function isTimeAndName(text: string): boolean {
  const plain = simplify(text);
  if (plain.replace(AGO, '').replace(TIME, '') === plain) return false;
  const rest = [COUNT, AGO, DATE, TIME, STAMPED, /[,，]/g]
    .reduce((left, part) => left.replace(part, ' '), plain)
    .trim();
  return (
    rest === '' || /^[|·•]?\s?(?:by\s)?[\p{L}\p{N}]{2,16}(?:\s[\p{L}.]{1,16}){0,2}\s?[|·•]?$/iu.test(rest)
  );
}

const LONGEST_STAMP = 50;

/** What is before the time. */
const STAMPED =
  /^\s*(?:发布|发表|编辑|最[新后近](?:更新|编辑|修改)|更新|(?:last |originally |first )?(?:updated|edited|published)|posted)(?:于|时间|日期|on|at)?\s?[:：]?/i;

/** Whether a line is when a page was last changed, and says so. */
export function isEditStamp(text: string): boolean {
  return (
    text.length <= LONGEST_STAMP &&
    /\d[:：]\d{2}|(?:19|20)\d{2}/.test(text) &&
    STAMPED.test(simplify(text)) &&
    isTimeAndName(text)
  );
}

/** Whether the last line is when a page was published or changed: a date and a time of day without any label, or one that says so. */
export function isEndStamp(text: string): boolean {
  return TIMESTAMP.test(text) || isEditStamp(text);
}

const TIMESTAMP =
  /^(?:发布|发表|(?:最后)?更新)(?:于|时间|日期)\s?[:：]?\s?(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?:\s?日)?$|^(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?:\s?日)?[\sT]\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s?[ap]m)?$/i;

function saysNothing(text: string): boolean {
  return saysNothingBut(simplify(text), LABEL);
}

/** Whether a text is nothing but dates, times, counts and words of one kind. */
export function saysNothingBut(text: string, words: RegExp): boolean {
  return text
    .replace(COUNT, ' ')
    .replace(AGO, ' ')
    .replace(DATE, ' ')
    .replace(TIME, ' ')
    .split(/[\s|·•/,，:：()（）\-–—]+/)
    .every((word) => word === '' || words.test(word));
}

/** The name of an editor without the number of the desk, and without the full stop of the line, which is none of `Jr.` */
export function readEditorName(name: string): string {
  return name
    .replace(EDITOR_CODE, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/(?<=[a-z]{3})\.$/, '');
}
