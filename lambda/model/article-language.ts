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
  const letters = count(text, LETTER);
  if (letters === 0) return site.language;
  const counts = { han: count(text, HAN), kana: count(text, KANA), hangul: count(text, HANGUL) };
  // A character says about as much as three letters.
  if (4 * (counts.han + counts.kana + counts.hangul) >= letters) return guessEastAsian(text, counts, site);
  const script = scriptOf(site.language) ?? '';
  const isInItsLetters =
    !EAST_ASIAN.has(script) &&
    isMostly(text, LATIN) === (script === 'Latn') &&
    isMostly(text, FROM_RIGHT_TO_LEFT) === RIGHT_TO_LEFT.has(script);
  if (isInItsLetters) return site.language;
  return isEnglish(text) ? 'en' : '';
}

/** How a text in a language is written; where the language is not known, its letters tell, if it is from right to left. */
export function directionOf(language: string, text: string): 'ltr' | 'rtl' | undefined {
  if (language !== '') return RIGHT_TO_LEFT.has(scriptOf(language) ?? '') ? 'rtl' : 'ltr';
  return isMostly(text, FROM_RIGHT_TO_LEFT) ? 'rtl' : undefined;
}

/** Scripts by their codes (ISO 15924), as language tags have them. */
const EAST_ASIAN: ReadonlySet<string> = new Set(['Hans', 'Hant', 'Jpan', 'Kore']);
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo']);

/** The script that a language is written in, unless its tag says otherwise; undefined for what is no language. */
function scriptOf(language: string): string | undefined {
  const tag = parseLanguageTag(language);
  return tag === undefined ? undefined : new Intl.Locale(tag).maximize().script;
}

const LETTER = /\p{L}/gu;
const LATIN = /\p{Script=Latin}/gu;
const HAN = /\p{Script=Han}/gu;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/gu;
const HANGUL = /\p{Script=Hangul}/gu;
const FROM_RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/gu;

function count(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}

function isMostly(text: string, letters: RegExp): boolean {
  return 2 * count(text, letters) > count(text, LETTER);
}

/** Japanese of this many characters has kana. */
const KANJI_ALONE = 20;

function guessEastAsian(
  text: string,
  { han, kana, hangul }: Readonly<Record<'han' | 'kana' | 'hangul', number>>,
  { language }: Pick<Site, 'language'>,
): string {
  const script = scriptOf(language);
  if (hangul > han + kana) return script === 'Kore' ? language : 'ko';
  const isJapanese = 10 * kana > han || (script === 'Jpan' && han < KANJI_ALONE);
  if (isJapanese) return script === 'Jpan' ? language : 'ja';
  const written = guessChineseScript(text);
  if (isChinese(language) && (written === undefined || written === script)) return language;
  return written === undefined ? 'zh' : `zh-${written}`;
}

/** Frequent characters that stand in texts of one script alone, in the same order. */
const SIMPLIFIED =
  /[们这国来时会对说为个学发过还没开关问题车东业见给让从书买马长门风飞电话语议请应经济产动战总结构体万无专单闻]/gu;
const TRADITIONAL =
  /[們這國來時會對說為個學發過還沒開關問題車東業見給讓從書買馬長門風飛電話語議請應經濟產動戰總結構體萬無專單聞]/gu;

function guessChineseScript(text: string): 'Hans' | 'Hant' | undefined {
  const simplified = text.match(SIMPLIFIED)?.length ?? 0;
  const traditional = text.match(TRADITIONAL)?.length ?? 0;
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
