import { peelQuotes, quote, readPlainText, tidyText } from '../model/text.ts';
import { fieldsOf, isMapping, isNothing, textsOf } from './field-values.ts';
import type { Fields } from './front-matter/fields.ts';
import { markupToText } from './markup-text.ts';
import { shorten } from './summary.ts';
import type { Warn } from './warnings.ts';

const NAMES = ['author', 'authors', 'creator', 'byline'];

/** Members of a mapping that name a person. */
const MEMBERS = ['name', 'displayname', 'display_name', 'fullname', 'nickname'];

const MAX_AUTHOR = 500;

/**
 * The author that front matter names, as one line; several are joined. Never an e-mail address: one beside a name, or in
 * place of it, is not for the public.
 */
export function readAuthor(fields: Fields, warn: Warn): string | undefined {
  for (const { value, line } of fieldsOf(fields, NAMES)) {
    const texts = textsOf(value, ...MEMBERS);
    const names = new Set(texts.map(readName).filter((name) => !isNothing(name)));
    if (names.size > 0) return shorten(joinNames([...names]), MAX_AUTHOR);
    const [text = ''] = texts;
    if (texts.some((text) => toLine(text) !== withoutAddresses(toLine(text)))) {
      warn('the author is an e-mail address, which is not published', line);
    } else if (text !== '') warn(`${quote(text)} names no author`, line);
    else if (isMapping(value)) warn('the mapping names no author', line);
  }
  return undefined;
}

function joinNames(names: readonly string[]): string {
  const [name = '', ...others] = names;
  if (others.length === 0) return name;
  return names.join(/\p{Script=Han}/u.test(names.join('')) ? '、' : ', ');
}

function readName(text: string): string {
  const line = toLine(text);
  const name = withoutAddresses(line);
  return name === line ? name : peelQuotes(withoutSetting(name));
}

function toLine(text: string): string {
  const start = text.slice(0, 10 * MAX_AUTHOR);
  const line = /<\/[a-z]/i.test(start) ? markupToText(start, start.length) : readPlainText(start);
  // A list of one that stands in the line of its field.
  return line.replace(/^- /, '');
}

/**
 * E-mail addresses, also with `mailto:`, percent-encoded, or written so that programs do not find them (`a [at] b.example`).
 * What has no domain is none (`张三@新华社`), nor is a name as the Fediverse writes it (`@a@b.example`).
 */
const ADDRESS =
  /(?<![\w.%+@-])(?:mailto:)?[\w.%+-]{0,64}(?:[@＠]|%40|\s?[[({<]\s?at\s?[\])}>]\s?)[\p{L}\p{N}-]{1,63}(?:(?:\.|\s?[[({<]\s?dot\s?[\])}>]\s?)[\p{L}\p{N}-]{1,63}){1,9}/giu;
const SPELLED_ADDRESS =
  /(?<![\w.%+-])[\w.%+-]{1,64}\sat\s[\p{L}\p{N}-]{1,63}(?:\sdot\s[\p{L}\p{N}-]{1,63}){1,9}/giu;
const BRACKETED_ADDRESS = /<[^<>@]{1,64}@[^<>]{0,255}>/g;

/** What every address has. */
const AT = /[@＠]|%40|at/i;

function withoutAddresses(text: string): string {
  if (!AT.test(text)) return text;
  return text.replace(ADDRESS, '').replace(SPELLED_ADDRESS, '').replace(BRACKETED_ADDRESS, '');
}

/** The name without what set off an address from it: a label, empty brackets, brackets around the name, separators. */
function withoutSetting(text: string): string {
  const name = text
    .replace(/(?:e-?mail|邮箱|邮件|电邮|联系(?:方式)?|contact)\s?[:：]?\s?(?=[>)\]}）】,，;；/|]|$)/giu, '')
    .replace(/[<([{（【]\s?[>)\]}）】]/g, '')
    .replace(/\s(?=[,，、;；])/g, '')
    .replace(/[\s,，、;；/|:：-]{1,9}$/, '')
    .replace(/^[\s,，、;；/|:：-]+/, '');
  return tidyText(/^[<([{（【]([^<>()[\]{}（）【】]*)[>)\]}）】]$/.exec(name)?.[1] ?? name);
}
