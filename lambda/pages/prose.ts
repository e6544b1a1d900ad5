import { webAddress } from '../model/addresses.ts';
import type { Article } from '../model/article.ts';
import { escapeAttribute, findTags, type MarkupTag, mapTags, readAttribute } from '../model/markup.ts';
import type { Words } from '../model/words.ts';

/** What adapts the content of an article to its page. */
export interface ProseOptions {
  readonly words: Pick<Words, 'copy' | 'copied' | 'table' | 'formula' | 'wholePicture'>;
  /** The language of the article, a tag; empty where it is not known. */
  readonly language: string;
}

/**
 * The content for its page. What may be wider than a small screen scrolls within itself and is in reach of the keyboard:
 * tables, code, long formulas. Tall pictures, which a page shows no taller than the screen, lead to the whole picture. In
 * Chinese, Japanese and Korean, what is emphasised is told apart by how it can be set.
 */
export function renderProse(content: string, { words, language }: ProseOptions): string {
  const marked = EMPHASIS_BY_DOTS.test(language) ? markEmphasis(content) : content;
  const table = group('div', words.table);
  const formula = group('span', words.formula);
  let isWide = false;
  let isLinked = false;
  return mapTags(marked, (tag) => {
    const { name, isEnd, source } = tag;
    if (name === 'table') return isEnd ? `${source}</div>` : table + source;
    if (name === 'pre') return isEnd ? `${source}</div>` : openCode(tag, words);
    if (name === 'a') isLinked = !isEnd;
    if (name === 'img' && !isLinked && isTall(tag)) return linkToWhole(tag, words.wholePicture);
    if (name !== 'math') return source;
    if (!isEnd) isWide = (readAttribute(tag, 'alttext') ?? '').length > LONG_FORMULA;
    if (!isWide) return source;
    return isEnd ? `${source}</span>` : formula + source;
  });
}

/** The script puts a button behind what can be copied. */
function openCode(pre: MarkupTag, { copy, copied }: Pick<Words, 'copy' | 'copied'>): string {
  const labels = `data-copy="${escapeAttribute(copy)}" data-copied="${escapeAttribute(copied)}"`;
  return `<div class="code">${pre.source.slice(0, -1)} tabindex="0" ${labels}>`;
}

/** A formula whose source has more characters than this may be wider than a phone. */
const LONG_FORMULA = 30;

function group(element: 'div' | 'span', label: string): string {
  return `<${element} class="wide" role="group" aria-label="${escapeAttribute(label)}" tabindex="0">`;
}

/** Pictures that are taller than wide by more than this are hard to make out on a screen as a whole. */
const TALL = 2;

/** Whether a picture may be too tall for a screen: one of unknown size may be. */
function isTall(tag: MarkupTag): boolean {
  const [width, height] = ['width', 'height'].map((name) => Number(readAttribute(tag, name) ?? 'NaN'));
  if (width === undefined || height === undefined) return true;
  return !(height <= TALL * width || width < SMALL || height < SMALL);
}

/** Pictures of so few pixels are signs. */
const SMALL = 64;

function linkToWhole(tag: MarkupTag, label: string): string {
  const address = webAddress(readAttribute(tag, 'src'));
  if (address === undefined) return tag.source;
  const isNamed = (readAttribute(tag, 'alt') ?? '') !== '';
  const name = isNamed ? '' : ` aria-label="${escapeAttribute(label)}"`;
  return `<a class="whole" href="${escapeAttribute(address)}"${name}>${tag.source}</a>`;
}

const EMPHASIS_BY_DOTS = /^(?:zh|ja|ko)\b/i;

/** What browsers slant, and East Asian typography does not. */
const SLANTED = ['em', 'i', 'cite', 'dfn'];

const EAST_ASIAN_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Dots below more characters than this are no emphasis any more. */
const LONG_EMPHASIS = 30;

/** The content with a class for what is slanted after all, as Latin words are, and for whole sentences. */
function markEmphasis(content: string): string {
  return SLANTED.reduce((marked, name) => {
    const [before = '', ...parts] = marked.split(`<${name}>`);
    return (
      before +
      parts.map((part) => `<${name}${emphasisClass(part.split(`</${name}>`, 1)[0] ?? '')}>${part}`).join('')
    );
  }, content);
}

function emphasisClass(content: string): string {
  const text = content.replace(/<[^<>]*>/g, '');
  if (!EAST_ASIAN_LETTER.test(text)) return ' class="latin"';
  return text.length > LONG_EMPHASIS ? ' class="passage"' : '';
}

/** The picture to show above the content, unless the content shows it itself. */
export function leadPicture({ image, content }: Pick<Article, 'image' | 'content'>): string | undefined {
  const address = webAddress(image);
  if (address === undefined) return undefined;
  for (const tag of findTags(content)) {
    if (shownPictures(tag).some((shown) => isSamePicture(address, shown))) return undefined;
  }
  return address;
}

/** The addresses of the pictures that an element shows. */
function shownPictures(tag: MarkupTag): readonly string[] {
  if (tag.name !== 'img' && tag.name !== 'video') return [];
  return ['src', 'poster'].map((name) => readAttribute(tag, name)).filter((value) => value !== undefined);
}

/** Whether two addresses differ in nothing but http and https. */
function isSamePicture(one: string, other: string): boolean {
  return one.replace(/^https?:/, '') === other.replace(/^https?:/, '');
}
