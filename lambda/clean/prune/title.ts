import type { Block } from './block.ts';
import { isNamedHeading, isTextOnly } from './block-kinds.ts';

/** What a site adds to the title of an article: its name, behind a mark. */
const SUFFIX = /^ ?[-–—|_·»«›‹:：/] ?\S/;
const LONGEST_SUFFIX = 45;

const SHORTEST_TITLE = 4;

/** What the titles of a series begin with, up to their numbers: `每天一盏灯（3）`, `Lamps, part 3`. */
const SERIES = /^([^\d（(]{4,60}(?:[（(]|第|\bpart |#|no\. ?|[:：-] ?))\d{1,4}(?=\D|$)/i;

/** A title as it is compared: punctuation and widths vary between copies, letters and digits do not. */
export class Title {
  readonly #text: string;
  readonly #first: number | undefined;
  #folded: string | undefined;
  readonly #series: string | undefined;
  /** Longer texts are not compared. */
  readonly #longest: number;
  /** Texts that are not the title: the first lines of an article are looked at again and again. */
  readonly #others = new Set<string>();

  constructor(text: string) {
    this.#text = text;
    this.#first = firstLetter(text);
    this.#series = /\d/.test(text) ? SERIES.exec(text)?.[1] : undefined;
    this.#longest = 2 * text.length + LONGEST_SUFFIX;
  }

  get length(): number {
    return this.#text.length;
  }

  /** Whether a text is the title again. */
  isRepeatedBy(text: string): boolean {
    if (text.length > this.#longest) return false;
    const first = firstLetter(text);
    if (first !== undefined && this.#first !== undefined && first !== this.#first) return false;
    if (this.#others.has(text)) return false;
    this.#folded ??= fold(this.#text);
    if (fold(text) === this.#folded) return true;
    this.#others.add(text);
    return false;
  }

  /** Whether a paragraph or a heading says the title again, and nothing else. */
  isToldBy({ tag, text }: Pick<Block, 'tag' | 'text'>): boolean {
    if (text === undefined) return false;
    if (isNamedHeading(tag)) return this.isHeadedBy(text);
    return tag.name === 'p' && this.isRepeatedBy(text);
  }

  /** Whether the title is all that a block says, or the first of its lines. */
  begins(block: Block | undefined): boolean {
    if (block === undefined || block.text === undefined || !isTextOnly(block.tag)) return false;
    return this.isToldBy({ tag: block.tag, text: block.text.split('\n', 1)[0] });
  }

  /** Whether a name is that of the column which the title has set apart: `渡口的灯丨河边夜话 Vol.3`, `【河边夜话】渡口的灯`. */
  isOfColumn(name: string): boolean {
    const at = this.#text.indexOf(name);
    return at > 0 && /[|｜丨【[]\s?$/.test(this.#text.slice(0, at));
  }

  /** Whether the title is one of a series, which have numbers. */
  get isNumbered(): boolean {
    return this.#series !== undefined;
  }

  /** Whether a text is the title of another article of the same series: alike up to their numbers. */
  isOfSeries(text: string): boolean {
    return this.isNumbered && text !== this.#text && SERIES.exec(text)?.[1] === this.#series;
  }

  /** Whether a heading is the title again, where one of them has the name of the site behind it. */
  isHeadedBy(heading: string): boolean {
    return (
      this.isRepeatedBy(heading) || isWithSuffix(this.#text, heading) || isWithSuffix(heading, this.#text)
    );
  }
}

function isWithSuffix(long: string, short: string): boolean {
  if (short.length < SHORTEST_TITLE || !long.startsWith(short)) return false;
  const suffix = long.slice(short.length);
  return suffix.length <= LONGEST_SUFFIX && SUFFIX.test(suffix);
}

/** Letters and digits that have one form, and what is left out of a title in whatever form. */
const ONE_FORM = /^[0-9a-z\u4e00-\u9fff \u3000-\u3003\u3008-\u3011\u2013-\u201d\uff01-\uff0f\uff1a-\uff20]*$/;

function fold(title: string): string {
  const letters = ONE_FORM.test(title)
    ? title.replace(/[^0-9a-z\u4e00-\u9fff]+/g, '')
    : title
        .normalize('NFKC')
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, '');
  const folded = letters.startsWith('视频') ? letters.slice(2) : letters;
  return folded === '' ? title.trim() : folded;
}

/**
 * The first letter or figure of a title as it is compared, where it is certain at a glance: texts that are not the title
 * mostly differ in it.
 */
function firstLetter(title: string): number | undefined {
  let at = 0;
  while (at < title.length && isPunctuation(title.charCodeAt(at))) at++;
  const code = title.charCodeAt(at);
  if (code >= 0x4e00 && code <= 0x9fff) return code === VIDEO ? undefined : code;
  // An accent may follow, which makes another letter of it.
  if (!isLatin(code) || title.charCodeAt(at + 1) >= 0x300) return undefined;
  return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
}

/** What `视频` begins with, which is left out. */
const VIDEO = 0x89c6;

/** Signs that are neither letters nor figures in whatever form. */
function isPunctuation(code: number): boolean {
  return (
    (code >= 0x20 && code <= 0x2f) ||
    (code >= 0x3008 && code <= 0x3011) ||
    (code >= 0x2013 && code <= 0x201d) ||
    code === 0x3000
  );
}

function isLatin(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}
