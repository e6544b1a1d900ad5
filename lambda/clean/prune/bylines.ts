import { readImages } from '../fragment/addresses.ts';
import type { Tag } from '../fragment/tag.ts';
import type { RemovalLog } from '../removals.ts';
import { isSectionAddress } from '../small-images.ts';
import type { Block } from './block.ts';
import { isBare, readPicture } from './block-kinds.ts';
import {
  isAge,
  isAuthorAgain,
  isByline,
  isCountline,
  isDateline,
  isPublication,
  isReadingTime,
  isStamp,
  LONGEST_BYLINE,
} from './byline.ts';
import { isLinkToPerson, isPersonLink } from './ends.ts';
import { DIGIT, LETTER } from './signs.ts';

/** How near to each other the parts of a byline stand, in blocks. */
const NEAR = 6;

/** A name, and what its bearer does. */
const LONGEST_BIOGRAPHY = 60;

/** Finds the lines above an article that say who wrote it, when, in which category, with the pictures beside them. */
export class Bylines {
  readonly #names: readonly string[];
  readonly #removals: RemovalLog;
  /** Whether the title or a byline was there again: a date beside it belongs to it. */
  #isDateExpected = false;

  constructor(names: readonly string[], removals: RemovalLog) {
    this.#names = names;
    this.#removals = removals;
  }

  /** Notes that the title stood there again. */
  expectDate(): void {
    this.#isDateExpected = true;
  }

  /** Whether one of the blocks of an article, which begins at `start`, is such a line. */
  has(block: Block, blocks: readonly Block[], start: number): boolean {
    const { tag, text } = block;
    if (text === undefined || (tag.name !== 'p' && tag.name !== 'ul' && tag.name !== 'figure')) return false;
    if (isBare(tag) && text.length > LONGEST_BYLINE) return false;
    if (this.#isSign(tag)) {
      this.#isDateExpected = true;
      return true;
    }
    if (text === '' || tag.name === 'figure') return false;
    const isOfPage =
      isByline(text, this.#names) ||
      isAuthorAgain(text, this.#names) ||
      (block.has(DIGIT) && (isCountline(text) || isReadingTime(text))) ||
      (isPersonLink(block) && blocks.slice(start, start + NEAR).some(({ text = '' }) => isDateline(text))) ||
      isOnlyStamp(block, text, blocks, start) ||
      this.#isOfAvatar(tag, text);
    const mayBeDate = this.#isDateExpected && block.has(DIGIT | LETTER);
    if (!isOfPage && !(mayBeDate && isOnlyDate(text, blocks, start))) return false;
    if (!readImages([tag]).every((address) => this.#removals.icons.has(address))) return false;
    this.#isDateExpected = true;
    return true;
  }

  /** Whether a block is the picture of an author, or the sign of a section of the site, and nothing else. */
  #isSign(tag: Tag): boolean {
    const picture = readPicture(tag);
    if (picture === undefined) return false;
    if (isLinkToPerson(tag)) return true;
    if (!this.#removals.icons.has(picture)) return false;
    return this.#removals.avatars.has(picture) || isSectionAddress(picture);
  }

  /** Whether a line that is no sentence stands beside the picture of its author. */
  #isOfAvatar(tag: Tag, text: string): boolean {
    if (isBare(tag) || text.length > LONGEST_BIOGRAPHY || /[。！？!?…]$/.test(text)) return false;
    return readImages([tag]).some((address) => this.#removals.avatars.has(address));
  }
}

/** Whether a line is a date and no other block is: a chronicle has many. */
function isOnlyDate(text: string, blocks: readonly Block[], start: number): boolean {
  return isDateline(text) && countKind(blocks, start, isDateline) === 1;
}

const STAMPS = [isStamp, isAge, isPublication];
const WITHOUT_FIGURES = [isAge];

/** Whether a line is when a page was published, as no other block is. */
function isOnlyStamp(block: Block, text: string, blocks: readonly Block[], start: number): boolean {
  const kind = (block.has(DIGIT) ? STAMPS : WITHOUT_FIGURES).find((isKind) => isKind(text));
  return kind !== undefined && countKind(blocks, start, kind) === 1;
}

/** How many blocks from a place on are of a kind by their text. */
export function countKind(
  blocks: readonly Block[],
  start: number,
  isKind: (text: string) => boolean,
): number {
  let found = 0;
  for (let index = start; index < blocks.length; index++) if (isKind(blocks[index]?.text ?? '')) found++;
  return found;
}
