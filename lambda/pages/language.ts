import type { Article } from '../model/article.ts';
import { isChinese, isTraditional } from '../model/language.ts';
import type { Site } from '../model/site.ts';
import { wordsOf } from '../model/words.ts';
import { type Html, html } from './html.ts';

/** The language of a page's own words: the site's, unless we have no words in it. */
export function pageLanguage(site: Site): string {
  const { language } = wordsOf(site);
  return sameScript(language, site.language) ? site.language : language;
}

const EAST_ASIAN_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * The language of an article: its own, else the site's. An article without a single East Asian letter on a site in an
 * East Asian language is in an unknown one, which HTML marks by an empty tag.
 */
export function articleLanguage(
  { language, title, summary }: Pick<Article, 'language' | 'title' | 'summary'>,
  site: Site,
): string {
  if (language !== undefined) return language;
  const isForeign = /^(?:zh|ja|ko)\b/i.test(site.language) && !EAST_ASIAN_LETTER.test(title + summary);
  return isForeign ? '' : site.language;
}

/** The attributes of an element whose text is in this language. */
export function languageAttributes(language: string, site: Site): Html {
  return language === pageLanguage(site) ? html` dir="auto"` : html` lang="${language}" dir="auto"`;
}

/** Whether words can stand for a language: simplified Chinese cannot for traditional Chinese. */
function sameScript(words: string, language: string): boolean {
  if (isChinese(words)) return isChinese(language) && !isTraditional(language);
  return /^en\b/i.test(language);
}
