import type { RemovalLog } from '../removals.ts';
import type { Block } from './block.ts';
import {
  isAffiliateNote,
  isBare,
  isHeading,
  isIntroduction,
  isInvitation,
  isLabel,
  isLine,
  isNotice,
  isPicture,
  isShareBar,
  isShareLinks,
  isShortLine,
  isTextOnly,
  linkOf,
} from './block-kinds.ts';
import { isCountline, isEditStamp, isEndStamp, type KnownFacts, namesOf } from './byline.ts';
import { Bylines, countKind } from './bylines.ts';
import {
  announcesNothing,
  announcesSpeech,
  isAppCall,
  isAuthorLine,
  isBreadcrumbs,
  isCallAlone,
  isCodePicture,
  isColumnLink,
  isEmptyField,
  isFiled,
  isHashtags,
  isKeywordLine,
  isOwnAddress,
  isSectionLink,
  isServiceLine,
  isTagList,
  isTrail,
  readFirstPage,
} from './ends.ts';
import { isFieldLine } from './fields.ts';
import { isPlainName, saysWhatPagesSay, siteNamesOf } from './page-words.ts';
import { EDITOR, ORIGINAL_TITLE, SYNDICATED } from './phrases.ts';
import { readSites } from './related.ts';
import { DIGIT } from './signs.ts';
import { speaksOfSite } from './speech.ts';
import { Title } from './title.ts';
import { readGroup } from './trailing.ts';
import { SYNDICATION } from './words.ts';

/** How near to the beginning of an article its furniture stands, in blocks. */
export const HEAD = 3;

/** Where a block stands near the beginning. */
export interface PlaceAbove {
  readonly index: number;
  /** Where the article's own blocks begin. */
  readonly start: number;
  /** Whether prose stands above it. */
  readonly isBelowProse: boolean;
}

/** Where a block stands near the end. */
export interface PlaceBelow {
  readonly index: number;
  /** Whether nothing but credits stands below it. */
  readonly isLowest: boolean;
  /** Whether prose stands below it. */
  readonly isAboveProse: boolean;
}

/** Says by which rule a block goes that stands near an end of an article. */
export class Judge {
  readonly title: Title;
  readonly #names: readonly string[];
  readonly #link: string | undefined;
  readonly #bylines: Bylines;
  #siteNames: readonly string[] | undefined;
  /** Found once, as each look costs as much as there are blocks: what went since was on the page all the same. */
  #sites: ReadonlySet<string> | undefined;

  constructor(facts: KnownFacts, removals: RemovalLog) {
    this.title = new Title(facts.title);
    this.#names = namesOf(facts);
    this.#link = facts.link;
    this.#bylines = new Bylines(this.#names, removals);
  }

  /** The rule by which a block near the beginning goes. */
  judgeBeginning(blocks: readonly Block[], { index, start, isBelowProse }: PlaceAbove): string | undefined {
    const block = blocks[index];
    if (block === undefined) return undefined;
    const { tag, text } = block;
    const isFirst = index === start;
    if (isFirst && tag.name === 'hr') return 'empty section';
    if (text === undefined || blocks.length < 2) return undefined;
    if (
      !isBelowProse &&
      (this.#bylines.has(block, blocks, start) ||
        isTagList(tag) ||
        isHashtags(block) ||
        isAuthorLine(block) ||
        (block.has(DIGIT) && isEditStamp(text)))
    )
      return 'byline';
    if (isFirst && isSectionLink(block)) return 'byline';
    if (isFirst && isOwnAddress(block, this.#link)) return 'page tool';
    if (!isBelowProse && isEmptyField(block, blocks[index + 1])) return 'empty field';
    if (!isBelowProse && this.#isOfSeries(block)) return 'related links';
    if (isShareLinks(block)) return 'share bar';
    if (isFirst && isBreadcrumbs(block)) return 'related links';
    if (isFirst && isTrail(block, (title) => this.title.isHeadedBy(title))) return 'related links';
    if (!isTextOnly(tag)) return undefined;
    if (!isBelowProse && tag.name === 'p' && isAffiliateNote(block)) return 'notice';
    if (isFirst && isLine(tag) && speaksOfSite(block)) return 'notice';
    if (isFirst && isLabel(block) && this.title.begins(blocks[index + 1])) return 'byline';
    const isTitle = !isBelowProse && this.title.isToldBy(block);
    const original = tag.name === 'p' ? readGroup(ORIGINAL_TITLE, block) : undefined;
    if (isTitle || (original !== undefined && this.title.isRepeatedBy(original))) {
      this.#bylines.expectDate();
      return 'repeated title';
    }
    if (index >= start + HEAD) return undefined;
    if (!isBelowProse && isShareBar(tag, text) && !isIntroduction(blocks[index - 1])) return 'share bar';
    if (isLine(tag) && !text.endsWith('。') && isInvitation(block)) {
      // With a picture below it is the end's, which looks at both; only the first words of all are a greeting.
      const next = blocks[index + 1];
      if (isFirst || next === undefined || !isPicture(next)) return 'invitation';
    }
    return undefined;
  }

  /** Whether a block is a link to another part of the series that the article is of. */
  #isOfSeries(block: Block): boolean {
    return !isBare(block.tag) && this.title.isNumbered && this.title.isOfSeries(linkOf(block));
  }

  /** Whether a name is that of the site, or of the column that the article is in. */
  isOfSite(name: string): boolean {
    return this.#names.includes(name) || this.title.isOfColumn(name);
  }

  /** The rule by which a block near the end goes. */
  judgeEnd(blocks: readonly Block[], { index, isLowest, isAboveProse }: PlaceBelow): string | undefined {
    const block = blocks[index];
    const before = blocks[index - 1];
    if (block === undefined || (before !== undefined && isQuoted(block, before))) return undefined;
    const isAnnounced = before !== undefined && isIntroduction(before) && !isEmptyField(before, undefined);
    const place = {
      isAlone: blocks.length === 1,
      isLast: index === blocks.length - 1,
      isLowest,
      isAtEnd: !isAnnounced && !isAboveProse,
      isListed: isAnnounced || (before !== undefined && isShortLine(before)),
    };
    // What else is dated may have gone since the block was judged to stay.
    if (isLastStamp(block, blocks, place)) return 'byline';
    const bit = bitOf(place);
    if ((block.stays & bit) !== 0) return undefined;
    const rule = this.#judgeAt(block, blocks, place);
    if (rule === undefined) block.stays |= bit;
    return rule;
  }

  #judgeAt(block: Block, blocks: readonly Block[], place: Place): string | undefined {
    const { tag, text } = block;
    const { isAlone, isLast, isLowest, isAtEnd } = place;
    if (isLast && tag.name === 'hr') return 'empty section';
    if (isLowest && !isAlone && (isInvitation(block) || isCodePicture(tag))) return 'invitation';
    if (text === undefined) return undefined;
    if (isShareLinks(block)) return 'share bar';
    const rule = isAlone ? undefined : this.#judgeLinks(block, blocks, place);
    if (rule !== undefined) return rule;
    if (!isTextOnly(tag)) return undefined;
    if (isLowest && !isAlone && (this.#isNotice(block) || this.#isOfPage(block, place))) return 'notice';
    if (isAtEnd && isShareBar(tag, text)) return 'share bar';
    return readEditor(block) === undefined ? undefined : 'editor';
  }

  /** The rule by which a block goes that leads to other pages, or tells of its own. */
  #judgeLinks(
    block: Block,
    blocks: readonly Block[],
    { isLast, isLowest, isAtEnd }: Place,
  ): string | undefined {
    if (isAtEnd && (isTagList(block.tag) || isKeywordLine(block))) return 'byline';
    if (isLast && (isFiled(block, this.#names) || isFieldLine(block))) return 'byline';
    if (isLowest && this.#isOwnPlace(block, blocks)) return 'page tool';
    if (isLast && isAtEnd && (isColumnLink(block) || this.#isOfSeries(block))) return 'related links';
    if (isLast && (isEmptyField(block, undefined) || announcesNothing(block))) return 'empty field';
    if (isLowest && (isServiceLine(block) || isCallAlone(block) || isAppCall(block))) return 'page tool';
    return undefined;
  }

  /** Whether a line is the address of the article's page, or of the first page of the site that it or its pictures are from. */
  #isOwnPlace(block: Block, blocks: readonly Block[]): boolean {
    if (isOwnAddress(block, this.#link)) return true;
    const site = readFirstPage(block);
    if (site === undefined) return false;
    this.#sites ??= readSites(blocks, this.#link);
    return this.#sites.has(site);
  }

  /** Whether a line consists of the words of pages; one of several, as of features or verses, has to ask for something. */
  #isOfPage(block: Block, { isListed }: Place): boolean {
    this.#siteNames ??= siteNamesOf(this.#names);
    return saysWhatPagesSay(block, this.#siteNames) && !(isListed && isPlainName(block));
  }

  #isNotice(block: Block): boolean {
    const { tag, text = '' } = block;
    if (tag.name === 'blockquote') return isLine(tag) && speaksOfSite(block);
    if (tag.name !== 'p' && tag.name !== 'ul' && !isHeading(tag)) return false;
    if ((block.has(DIGIT) && isCountline(text)) || isNotice(block) || speaksOfSite(block)) return true;
    const syndicated = block.mayBeOf(SYNDICATION) ? SYNDICATED.exec(text)?.[1] : undefined;
    return syndicated !== undefined && this.title.isHeadedBy(syndicated);
  }
}

/** Whether a line is what the one above it says that somebody says. */
function isQuoted({ tag }: Block, before: Block): boolean {
  return (tag.name === 'p' || tag.name === 'blockquote') && announcesSpeech(before);
}

/** Whether the last block is when the page was published, as no other block is: a timetable has many. */
function isLastStamp(block: Block, blocks: readonly Block[], { isAlone, isLast, isAtEnd }: Place): boolean {
  if (isAlone || !isLast || !isAtEnd || !block.has(DIGIT) || !isEndStamp(block.text ?? '')) return false;
  return countKind(blocks, 0, isEndStamp) === 1;
}

/** What rules about the end ask of a place. */
interface Place {
  readonly isAlone: boolean;
  readonly isLast: boolean;
  readonly isLowest: boolean;
  /** Whether nothing announces it and no prose stands below it. */
  readonly isAtEnd: boolean;
  /** Whether what stands above it may be the label or another line of a list. */
  readonly isListed: boolean;
}

function bitOf({ isAlone, isLast, isLowest, isAtEnd, isListed }: Place): number {
  const ends = Number(isAlone) + 2 * Number(isLast) + 4 * Number(isLowest);
  return 1 << (ends + 8 * Number(isAtEnd) + 16 * Number(isListed));
}

/** The name of the editor, in a paragraph of its own. */
export function readEditor(block: Block): string | undefined {
  return block.tag.name === 'p' ? readGroup(EDITOR, block) : undefined;
}
