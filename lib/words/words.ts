import { isChinese, isTraditional } from '../../lambda/model/language.ts';
import { REASONS as ENGLISH_REASONS, type Reason, type Reasons } from './en/reasons.ts';
import { SITE as ENGLISH_SITE, type SiteWords } from './en/site.ts';
import { SOURCES as ENGLISH_SOURCES, type SourceWords } from './en/sources.ts';
import { STACK as ENGLISH_STACK, type StackWords } from './en/stack.ts';
import { REASONS as CHINESE_REASONS } from './zh-cn/reasons.ts';
import { SITE as CHINESE_SITE } from './zh-cn/site.ts';
import { SOURCES as CHINESE_SOURCES } from './zh-cn/sources.ts';
import { STACK as CHINESE_STACK } from './zh-cn/stack.ts';
import { REASONS as TAIWANESE_REASONS } from './zh-tw/reasons.ts';
import { SITE as TAIWANESE_SITE } from './zh-tw/site.ts';
import { SOURCES as TAIWANESE_SOURCES } from './zh-tw/sources.ts';
import { STACK as TAIWANESE_STACK } from './zh-tw/stack.ts';

/** All that commands and the report say in one language. */
export interface CommandWords {
  readonly language: string;
  readonly site: SiteWords;
  readonly sources: SourceWords;
  readonly stack: StackWords;
  /** What is said deep in the program, by its English; undefined where it stays as it is. */
  readonly reasons?: Reasons;
  /** What stands around words of somebody else. */
  readonly quotes: readonly [string, string];
}

const ENGLISH: CommandWords = {
  language: 'en',
  site: ENGLISH_SITE,
  sources: ENGLISH_SOURCES,
  stack: ENGLISH_STACK,
  quotes: ['"', '"'],
};

const SIMPLIFIED_CHINESE: CommandWords = {
  language: 'zh-CN',
  site: CHINESE_SITE,
  sources: CHINESE_SOURCES,
  stack: CHINESE_STACK,
  reasons: CHINESE_REASONS,
  quotes: ['“', '”'],
};

const TRADITIONAL_CHINESE: CommandWords = {
  language: 'zh-TW',
  site: TAIWANESE_SITE,
  sources: TAIWANESE_SOURCES,
  stack: TAIWANESE_STACK,
  reasons: TAIWANESE_REASONS,
  quotes: ['「', '」'],
};

/** The words of every language that there are any in. */
export const ALL_WORDS = [ENGLISH, SIMPLIFIED_CHINESE, TRADITIONAL_CHINESE] as const;

/** The words for a site in this language, a BCP 47 tag: English where there are none of its own. */
export function wordsIn(language: string): CommandWords {
  if (!isChinese(language)) return ENGLISH;
  return isTraditional(language) ? TRADITIONAL_CHINESE : SIMPLIFIED_CHINESE;
}

/** An English sentence that values stand in, cut where they stand; the longest are tried first, as they say the most. */
const PATTERNS: readonly { readonly reason: Reason; readonly parts: readonly string[] }[] =
  ENGLISH_REASONS.map((reason) => ({ reason, parts: reason.split('{}') })).sort(
    (a, b) => b.parts.join('').length - a.parts.join('').length,
  );

/** Values that are sentences themselves, and so on. */
const MAX_DEPTH = 4;

/**
 * What is said in English deep in the program, in other words; what is not known, such as a message of the system, stays
 * as it is.
 */
export function translate(text: string, words: CommandWords, depth = 0): string {
  const { reasons } = words;
  if (reasons === undefined || depth > MAX_DEPTH) return text;
  for (const { reason, parts } of PATTERNS) {
    const values = valuesIn(text, parts);
    if (values === undefined) continue;
    return fill(
      reasons[reason],
      values.map((value) => translate(requote(value, words), words, depth + 1)),
    );
  }
  return text;
}

/** The text with its values changed where it is this sentence, `at` the first being 0; undefined where it is another. */
export function withValues(
  text: string,
  reason: Reason,
  change: (value: string, at: number) => string,
): string | undefined {
  const [first = '', ...others] = reason.split('{}');
  const values = valuesIn(text, [first, ...others]);
  return values?.reduce((told, value, at) => `${told}${change(value, at)}${others[at]}`, first);
}

/** The faults of files, each a line with the place it is about, see `RuleError`. */
export function translateFaults(text: string, words: CommandWords): string {
  return text
    .split('\n')
    .map((line) => {
      const [place = ''] = /^[^:]+:\d+: /.exec(line) ?? [];
      return place + translate(line.slice(place.length), words);
    })
    .join('\n');
}

/** What stands between the parts of a pattern, if the text is made of them. */
function valuesIn(text: string, parts: readonly string[]): readonly string[] | undefined {
  const [first = '', ...others] = parts;
  if (!text.startsWith(first)) return undefined;
  const last = others.pop();
  if (last === undefined) return text === first ? [] : undefined;
  const values: string[] = [];
  let at = first.length;
  for (const part of others) {
    const next = text.indexOf(part, at);
    if (next < 0) return undefined;
    values.push(text.slice(at, next));
    at = next + part.length;
  }
  if (at > text.length - last.length || !text.endsWith(last)) return undefined;
  return [...values, text.slice(at, text.length - last.length)];
}

const QUOTED = /^"[^"]*"(?:, "[^"]*")*$/;

/** Words in quotes, or several of them, as this language quotes and lists them. */
function requote(value: string, { quotes: [open, close] }: CommandWords): string {
  if (value.length < 2 || !QUOTED.test(value)) return value;
  return value
    .slice(1, -1)
    .split('", "')
    .map((each) => `${open}${each}${close}`)
    .join('、');
}

const HAN_END = /\p{Script=Han}$/u;
const HAN_START = /^\p{Script=Han}/u;

/** The sentence with its values; between Chinese and Latin letters or digits is a space. */
function fill(sentence: string, values: readonly string[]): string {
  const pieces = sentence.split(/\{(\d)\}/);
  return pieces.reduce((told, piece, i) => {
    const next = i % 2 === 1 ? (values[Number(piece)] ?? '') : piece;
    const meets =
      (HAN_END.test(told) && /^[A-Za-z0-9]/.test(next)) ||
      (HAN_START.test(next) && /[A-Za-z0-9]$/.test(told));
    return `${told}${meets ? ' ' : ''}${next}`;
  }, '');
}
