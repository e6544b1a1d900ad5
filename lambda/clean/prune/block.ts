import type { Child, Tag } from '../fragment/tag.ts';
import { readText } from '../fragment/text.ts';
import { simplify } from '../simplified.ts';
import { countInk, readSigns, SPACE, TRADITIONAL } from './signs.ts';
import { findLists } from './words.ts';

/** Longer texts are prose, and blocks of more elements no lines of pages: no rule looks at them. */
export const MAX_JUDGED = 400;

/** A block of an article, as rules about text look at it. Its element stays as it is: another one is another block. */
export class Block {
  readonly tag: Tag;
  /** Its text, or undefined when it is too long to be anything but prose. */
  readonly text: string | undefined;
  /** The text in simplified characters, as patterns are compared, as long as it was; `''` where it is too long. */
  readonly plain: string;
  #line: string | undefined;
  /** The kinds of characters in it. */
  readonly #signs: number;
  /** The lists of patterns that it may be of, once somebody asked. */
  #lists: number | undefined;
  /** The places near the end, a bit for each, in which no rule takes it. */
  stays = 0;
  /** The questions that were asked of it, a bit for each, and the answers. */
  #asked = 0;
  #answers = 0;

  constructor(tag: Tag, text: string | undefined) {
    this.tag = tag;
    this.text = text;
    this.#signs = text === undefined ? 0 : readSigns(text);
    this.plain = text === undefined ? '' : this.has(TRADITIONAL) ? simplify(text) : text;
  }

  /** The text in simplified characters, without white space. */
  get line(): string {
    this.#line ??= this.has(SPACE) ? this.plain.replace(/\s+/g, '') : this.plain;
    return this.#line;
  }

  /** Whether there are at most so many characters in it, without white space. */
  isWithin(length: number): boolean {
    return this.plain.length <= length || (this.has(SPACE) && countInk(this.plain, length) <= length);
  }

  /** Whether there is a character of some kinds in its text. */
  has(signs: number): boolean {
    return (this.#signs & signs) !== 0;
  }

  /** Whether there is a Chinese character in it. */
  get isHan(): boolean {
    const first = this.plain.charCodeAt(0);
    // Most Chinese lines begin with one.
    return (first >= 0x4e00 && first <= 0x9fff) || /\p{Script=Han}/u.test(this.plain);
  }

  /** Whether one of the patterns of a list may hold for it. */
  mayBeOf(list: number): boolean {
    this.#lists ??= findLists(this.line);
    return (this.#lists & list) !== 0;
  }

  /** What `judge` says of the block, which is asked once; each question has a bit of its own. */
  remember<Known>(bit: number, judge: (block: Block, known: Known) => boolean, known: Known): boolean {
    if ((this.#asked & bit) === 0) {
      if (judge(this, known)) this.#answers |= bit;
      this.#asked |= bit;
    }
    return (this.#answers & bit) !== 0;
  }
}

/** The bits that are taken. */
let questions = 0;

/**
 * A question about a block by itself, which is judged once however often it is asked. What is known beside it has to be
 * the same throughout an article.
 */
export function once<Known = void>(
  judge: (block: Block, known: Known) => boolean,
): (block: Block, known: Known) => boolean {
  if (questions === 32) throw new RangeError('a block has no bit left for another question');
  const bit = 1 << questions++;
  return (block, known) => block.remember(bit, judge, known);
}

/** A block and its text. */
export function describe(tag: Tag): Block {
  const isJudged = countText(tag.children, 0) <= MAX_JUDGED && countElements(tag.children, 0) <= MAX_JUDGED;
  return new Block(tag, isJudged ? readBlock(tag) : undefined);
}

function readBlock(tag: Tag): string {
  const { name, children } = tag;
  const [only] = children;
  return name === 'p' && children.length === 1 && typeof only === 'string' ? only.trim() : readText([tag]);
}

/** Elements among nodes, counted no further than needed: a block of many is judged as often as others beside it go. */
function countElements(children: readonly Child[], before: number): number {
  let count = before;
  for (const child of children) {
    if (count > MAX_JUDGED) break;
    if (typeof child === 'object') count = countElements(child.children, count + 1);
  }
  return count;
}

/** Characters of nodes, counted no further than needed. */
export function countText(children: readonly Child[], before: number): number {
  let count = before;
  for (const child of children) {
    if (count > MAX_JUDGED) break;
    count = typeof child === 'string' ? count + child.length : countText(child.children, count);
  }
  return count;
}
