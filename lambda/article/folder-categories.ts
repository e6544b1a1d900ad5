import { parseLanguageTag } from '../model/language.ts';
import { tidyText } from '../model/text.ts';
import { isNothing } from './field-values.ts';

/** Folders that generators and scrapers put all articles into. */
const PREFIX =
  /^_?(?:posts?|source|src|content|contents|articles?|blog|docs?|pages|site|public|data|uploads?|files|archives?|export|output)$/i;

const DATE = /^(?:19|20)\d\d(?:[-_.年]?\d{1,2}(?:[-_.月]?\d{1,2}日?)?)?[年月日]?$|^\d{1,2}[月日]?$/;

/** The categories that the folders of a key name: not prefixes, dates, languages, nor the folder of a single article. */
export function categoriesOfFolders(key: string): readonly string[] {
  const folders = key.split('/');
  const file = folders.pop() ?? '';
  // A page bundle is a folder that holds one article with its pictures.
  if (isIndex(file)) folders.pop();
  const names = folders.map(tidyText).filter((name) => !isNothing(name));
  return [...new Set(names.filter((name) => !PREFIX.test(name) && !DATE.test(name) && !isLanguage(name)))];
}

/** Whether a file is called like the one that a folder stands for. */
export function isIndex(file: string): boolean {
  return /^_?(?:index|readme)(?:\.[a-z-]{1,10}){0,2}$/i.test(file);
}

function isLanguage(name: string): boolean {
  return /^[a-z]{2}(?:[-_][a-z]{2,4})?$/i.test(name) && parseLanguageTag(name) !== undefined;
}
