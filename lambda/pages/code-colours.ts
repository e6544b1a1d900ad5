import colours from 'highlight.js/lib/core';
import { mapTags, unescapeText } from '../model/markup.ts';
import { CODE_LANGUAGES, DIALECTS } from './code-languages.ts';

/**
 * What may be coloured of one article, in characters squared and summed up over its blocks: the expressions that
 * highlight.js reads code by take time with the square of a hostile text, a second for the whole of this.
 */
const MAX_EFFORT = 12_000 ** 2;

/** How a part of code is set, by what highlight.js says that it is; what is not named here is set as the rest. */
const CLASSES: Readonly<Record<string, string>> = {
  addition: 'added',
  attr: 'name',
  attribute: 'name',
  built_in: 'name',
  bullet: 'keyword',
  char: 'number',
  code: 'string',
  comment: 'comment',
  deletion: 'removed',
  doctag: 'keyword',
  keyword: 'keyword',
  link: 'string',
  literal: 'number',
  meta: 'meta',
  name: 'keyword',
  number: 'number',
  property: 'name',
  quote: 'comment',
  regexp: 'string',
  section: 'title',
  'selector-attr': 'title',
  'selector-class': 'title',
  'selector-id': 'title',
  'selector-pseudo': 'title',
  'selector-tag': 'keyword',
  string: 'string',
  subst: 'inserted',
  symbol: 'number',
  'template-tag': 'keyword',
  'template-variable': 'name',
  title: 'title',
  type: 'title',
  variable: 'name',
};

colours.configure({ classPrefix: '' });
for (const [name, language] of Object.entries(CODE_LANGUAGES)) colours.registerLanguage(name, language);
for (const [languageName, names] of Object.entries(DIALECTS)) {
  colours.registerAliases([...names], { languageName });
}

/**
 * What colours the blocks of code of one article: takes the language that a block names and its code, as serialised HTML
 * without a tag, and returns the same text with `span` elements; undefined where it is to stay as it is.
 */
export function createColouring(): (language: string, code: string) => string | undefined {
  let effort = 0;
  return (language, code) => {
    const cost = code.length ** 2;
    if (effort + cost > MAX_EFFORT || colours.getLanguage(language) === undefined) return undefined;
    effort += cost;
    const { value } = colours.highlight(unescapeText(code), { language, ignoreIllegals: true });
    const coloured = classify(value);
    // Whatever the library makes of a text, no character of it is lost.
    return coloured.replace(/<[^<>]*>/g, '') === code ? coloured : undefined;
  };
}

/** Strings within code within strings may be nested as deep as an uploader wants. */
const MAX_DEPTH = 20;

/** What highlight.js has made, in our classes, and escaped as the rest of an article is. */
function classify(value: string): string {
  const open: boolean[] = [];
  const classified = mapTags(value, ({ isEnd, source }) => {
    if (isEnd) return open.pop() === true ? source : '';
    const scope = /^<span class="([\w-]+)/.exec(source)?.[1] ?? '';
    const name = Object.hasOwn(CLASSES, scope) && open.length < MAX_DEPTH ? CLASSES[scope] : undefined;
    open.push(name !== undefined);
    return name === undefined ? '' : `<span class="${name}">`;
  });
  return classified.replaceAll('&#x27;', "'").replaceAll('&quot;', '"').replaceAll('\u00a0', '&nbsp;');
}
