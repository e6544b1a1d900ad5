import type { Article } from './article.ts';
import { isChinese, parseLanguageTag } from './language.ts';
import type { Site } from './site.ts';

/**
 * The language of an article: its own, else the site's where its title and summary are in the letters of that, else
 * what their letters and words tell. What remains unknown is an empty tag, as HTML marks it.
 */
export function articleLanguage(
  { language, title, summary }: Pick<Article, 'language' | 'title' | 'summary'>,
  site: Pick<Site, 'language'>,
): string {
  if (language !== undefined) return language;
  const text = `${title}\n${summary}`;
  const counts = countLetters(text);
  if (counts.all === 0) return site.language;
  // A character says about as much as three letters.
  if (4 * (counts.han + counts.kana + counts.hangul) >= counts.all) return guessEastAsian(counts, site);
  const script = scriptOf(site.language) ?? '';
  const isInItsLetters =
    !EAST_ASIAN.has(script) &&
    2 * counts.latin > counts.all === (script === 'Latn') &&
    2 * counts.rightToLeft > counts.all === RIGHT_TO_LEFT.has(script);
  if (isInItsLetters) return site.language;
  return isEnglish(text) ? 'en' : '';
}

/** How a text in a language is written; where the language is not known, its letters tell, if it is from right to left. */
export function directionOf(language: string, text: string): 'ltr' | 'rtl' | undefined {
  if (language !== '') return RIGHT_TO_LEFT.has(scriptOf(language) ?? '') ? 'rtl' : 'ltr';
  const { rightToLeft, all } = countLetters(text);
  return 2 * rightToLeft > all ? 'rtl' : undefined;
}

/** Scripts by their codes (ISO 15924), as language tags have them. */
const EAST_ASIAN: ReadonlySet<string> = new Set(['Hans', 'Hant', 'Jpan', 'Kore']);
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo']);

const scripts = new Map<string, string | undefined>();
const MOST_SCRIPTS = 100;

/** The script that a language is written in, unless its tag says otherwise; undefined for what is no language. */
function scriptOf(language: string): string | undefined {
  if (scripts.has(language)) return scripts.get(language);
  const tag = parseLanguageTag(language);
  const script = tag === undefined ? undefined : new Intl.Locale(tag).maximize().script;
  if (scripts.size >= MOST_SCRIPTS) scripts.clear();
  scripts.set(language, script);
  return script;
}

interface LetterCounts {
  all: number;
  latin: number;
  han: number;
  kana: number;
  hangul: number;
  rightToLeft: number;
  /** Of the characters that only simplified or only traditional texts have. */
  simplified: number;
  traditional: number;
}

/** Counts letters by the blocks of Unicode: lists ask for each of their articles, and expressions take ten times as long. */
function countLetters(text: string): LetterCounts {
  const counts = {
    all: 0,
    latin: 0,
    han: 0,
    kana: 0,
    hangul: 0,
    rightToLeft: 0,
    simplified: 0,
    traditional: 0,
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const kind = kindOf(code);
    if (kind === undefined) continue;
    counts.all++;
    if (kind !== 'other') counts[kind]++;
    if (kind !== 'han') continue;
    const side = SIDES.get(code);
    if (side !== undefined) counts[side]++;
  }
  return counts;
}

type Kind = 'latin' | 'han' | 'kana' | 'hangul' | 'rightToLeft' | 'other';

/** What kind of letter a code unit is; undefined for what is none. */
function kindOf(code: number): Kind | undefined {
  if (code < 0x80) return isLatin(code | 0x20) ? 'latin' : undefined;
  if (code >= 0x4e00 && code <= 0x9fff) return 'han';
  if (code < 0xc0) return undefined;
  if (code < 0x250) return 'latin';
  if (code >= 0x590 && code < 0x800) return 'rightToLeft';
  if (code < 0x2000) return 'other';
  if (code >= 0x3040 && code < 0x3100) return 'kana';
  if (code >= 0x3400 && code < 0x4dc0) return 'han';
  return code >= 0xac00 && code < 0xd7b0 ? 'hangul' : undefined;
}

function isLatin(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}

/** Japanese of this many characters has kana. */
const KANJI_ALONE = 20;

function guessEastAsian(counts: LetterCounts, { language }: Pick<Site, 'language'>): string {
  const { han, kana, hangul } = counts;
  const script = scriptOf(language);
  if (hangul > han + kana) return script === 'Kore' ? language : 'ko';
  const isJapanese = 10 * kana > han || (script === 'Jpan' && han < KANJI_ALONE);
  if (isJapanese) return script === 'Jpan' ? language : 'ja';
  const written = guessChineseScript(counts);
  if (isChinese(language) && (written === undefined || written === script)) return language;
  return written === undefined ? 'zh' : `zh-${written}`;
}

/** Frequent characters that stand in texts of one script alone, in the same order. */
const SIMPLIFIED =
  '们这国来时会对说为个学发过还没开关问题车东业见给让从书买马长门风飞电话语议请应经济产动战总结构体万无专单闻';
const TRADITIONAL =
  '們這國來時會對說為個學發過還沒開關問題車東業見給讓從書買馬長門風飛電話語議請應經濟產動戰總結構體萬無專單聞';

const SIDES: ReadonlyMap<number, 'simplified' | 'traditional'> = new Map([
  ...[...SIMPLIFIED].map((character) => [character.charCodeAt(0), 'simplified'] as const),
  ...[...TRADITIONAL].map((character) => [character.charCodeAt(0), 'traditional'] as const),
]);

function guessChineseScript({ simplified, traditional }: LetterCounts): 'Hans' | 'Hant' | undefined {
  if (simplified > 2 * traditional) return 'Hans';
  return traditional > 2 * simplified ? 'Hant' : undefined;
}

/** Frequent words of English and of no other language. */
const ENGLISH_WORDS: ReadonlySet<string> = new Set(
  'the and of that with from this are is was it has have which their about how what why when you your'.split(
    ' ',
  ),
);

/** Whether a text has at least two of the most frequent words. */
function isEnglish(text: string): boolean {
  const words = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return new Set(words.filter((word) => ENGLISH_WORDS.has(word))).size >= 2;
}
