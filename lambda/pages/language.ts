import type { Article } from '../model/article.ts';
import { articleLanguage, directionOf } from '../model/article-language.ts';
import { isChinese, isTraditional } from '../model/language.ts';
import type { Site } from '../model/site.ts';
import { wordsOf } from '../model/words.ts';
import { type Html, html } from './html.ts';

/** The language of a page's own words: the site's, unless we have no words in it. */
export function pageLanguage(site: Site): string {
  const { language } = wordsOf(site);
  return sameScript(language, site.language) ? site.language : language;
}

/** What tells the language of an article. */
type Told = Pick<Article, 'language' | 'title' | 'summary'>;

/** The attributes of an element that shows a text of an article. */
export function articleAttributes(article: Told, site: Site): Html {
  return languageAttributes(articleLanguage(article, site), site, `${article.title}\n${article.summary}`);
}

/** The attributes of an element whose text is in this language; that of a page's own words needs none. */
export function languageAttributes(language: string, site: Site, text = ''): Html {
  const lang = language !== pageLanguage(site) && html` lang="${language}"`;
  const direction = directionOf(language, text);
  return html`${lang}${direction !== 'ltr' && html` dir="${direction ?? 'auto'}"`}`;
}

/** Whether words can stand for a language: simplified Chinese cannot for traditional Chinese, nor the other way. */
function sameScript(words: string, language: string): boolean {
  if (isChinese(words)) return isChinese(language) && isTraditional(language) === isTraditional(words);
  return /^en\b/i.test(language);
}
