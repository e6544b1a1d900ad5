import { readImages } from '../fragment/addresses.ts';
import { isEmpty } from '../fragment/content.ts';
import type { Child, Tag } from '../fragment/tag.ts';
import { createRemoval, type RemovalLog } from '../removals.ts';
import {
  type Block,
  describe,
  isAffiliateNote,
  isCreditLine,
  isHeading,
  isIntroduction,
  isInvitation,
  isLabel,
  isLine,
  isNotice,
  isProse,
  isShareBar,
  isShareLinks,
  isTextOnly,
  linkOf,
  readPicture,
  remember,
} from './block-kinds.ts';
import { isCountline, isEditStamp, isEndStamp, type KnownFacts, namesOf, readEditorName } from './byline.ts';
import { Bylines } from './bylines.ts';
import {
  isAppCall,
  isAuthorLine,
  isBreadcrumbs,
  isCall,
  isCodePicture,
  isColumnLink,
  isEmptyField,
  isFiled,
  isKeywordLine,
  isOwnAddress,
  isOwnPlace,
  isReadMore,
  isSectionLink,
  isServiceLine,
  isTagList,
  isTrail,
} from './ends.ts';
import { markHeadings } from './headings.ts';
import { dropDeadLinks } from './inner-links.ts';
import { trimLine, trimTitle } from './lines.ts';
import { mergeNeighbours } from './neighbours.ts';
import { dropPhraseLines, isPhraseBlock } from './phrase-lines.ts';
import { EDITOR, ORIGINAL_TITLE, SYNDICATED } from './phrases.ts';
import { findInvitedPicture, findPromotion } from './promotion.ts';
import { recordBlock } from './record.ts';
import { countTrailingLinks, findLinkLists, findRelatedEnd } from './related.ts';
import { findSourceBlocks, type SourceLines } from './source-lines.ts';
import { speaksOfSite } from './speech.ts';
import { Title } from './title.ts';
import { readGroup, trimTrailing } from './trailing.ts';

/** What the rules about blocks left of an article, and what they read out of it. */
export interface PrunedBody {
  readonly blocks: Child[];
  readonly editor?: string;
}

/** How near to the beginning or the end of an article its furniture stands, in blocks. */
const HEAD = 3;
const TAIL = 6;

/** How far down the title and the byline stand, below pictures and other short lines. */
const BYLINE_HEAD = 6;

/** Each such line costs as much as there are blocks. */
const MAX_TRIMS = 16;

/** A link that has become text may end the article with what is not its own; so often the rules then look again. */
const MAX_ROUNDS = 5;

/**
 * Removes what a site wrote around an article: by whole blocks, by what they say, by what they are and by where they
 * stand. Afterwards none of the rules finds anything more, and each link within the article leads somewhere.
 */
export function prune(
  blocks: readonly Child[],
  facts: KnownFacts,
  lines: SourceLines,
  removals: RemovalLog,
): PrunedBody {
  const pruner = new Pruner(blocks, facts, lines, removals);
  const marks = { lines: lines.headings, made: new Set<Tag>() };
  let isChanged = true;
  for (let round = 0; round < MAX_ROUNDS && isChanged; round++) {
    pruner.run();
    const hasLostLinks = dropDeadLinks(pruner.tags);
    // Headings are judged otherwise than paragraphs.
    isChanged = markHeadings(pruner.blocks, marks) || hasLostLinks;
  }
  const { tags, editor } = pruner;
  return { blocks: tags, ...(editor !== undefined && { editor }) };
}

class Pruner {
  blocks: Block[];
  editor: string | undefined;
  readonly #names: readonly string[];
  readonly #link: string | undefined;
  readonly #title: Title;
  readonly #lines: SourceLines;
  readonly #removals: RemovalLog;
  #isInCharge = false;
  /** What the first and the last blocks are: they are asked each time that one of them has gone. */
  readonly #notices = new Map<Block, boolean>();
  readonly #speaking = new Map<Block, boolean>();
  /** How many lines of paragraphs went. */
  #trims = 0;
  readonly #bylines: Bylines;

  constructor(blocks: readonly Child[], facts: KnownFacts, lines: SourceLines, removals: RemovalLog) {
    this.blocks = blocks.filter((block) => typeof block === 'object').map(describe);
    this.#names = namesOf(facts);
    this.#link = facts.link;
    this.#title = new Title(facts.title);
    this.#lines = lines;
    this.#removals = removals;
    this.#bylines = new Bylines(this.#names, removals);
  }

  get tags(): Child[] {
    return this.blocks.map(({ tag }) => tag);
  }

  run(): void {
    this.#dropAnywhere();
    do {
      while (this.#dropAtBeginning() || this.#trimLine('first'));
    } while (
      this.#dropAllAtEnd() ||
      this.#dropLinkLists() ||
      this.#mergeNeighbours() ||
      this.#dropNearEnds()
    );
  }

  #dropAnywhere(): void {
    const { phrases, links } = this.#lines;
    const found = findSourceBlocks(this.blocks, this.#lines);
    for (const [block, rule] of found) {
      this.#record(block, rule);
      this.#removals.images.push(...readImages([block.tag]));
    }
    this.blocks = this.blocks
      .filter((block) => !found.has(block))
      .flatMap((block) => dropPhraseLines(block, { phrases, links }, this.#removals))
      .filter((block, index, blocks) => !this.#dropsAnywhere(block, blocks[index - 1], blocks.length));
  }

  /** Whether a block went that is alike near the ends, since what announced it or was in its paragraph has gone. */
  #dropNearEnds(): boolean {
    const { blocks } = this;
    const { length } = blocks;
    for (let index = length - 1; index >= 0; index--) {
      if (index === length - BYLINE_HEAD - 1) index = Math.min(index, BYLINE_HEAD);
      const block = blocks[index];
      if (block !== undefined && this.#dropsAnywhere(block, blocks[index - 1], blocks.length))
        blocks.splice(index, 1);
    }
    return blocks.length < length;
  }

  #dropsAnywhere(block: Block, before: Block | undefined, length: number): boolean {
    const isPhrase = isPhraseBlock(block, before, this.#lines.phrases);
    if (!isPhrase && !(length > 1 && isReadMore(block))) return false;
    this.#record(block, isPhrase ? 'phrase' : 'related links');
    return true;
  }

  /** Whether something above the article's own blocks was not the article's, and went. */
  #dropAtBeginning(): boolean {
    const { blocks } = this;
    let start = 0;
    let isBelowProse = false;
    for (let index = 0; index < blocks.length && index < start + BYLINE_HEAD; index++) {
      const block = blocks[index];
      if (block === undefined) break;
      const rule = this.#judgeBeginning(index, start, isBelowProse);
      if (rule === undefined) {
        const isOfProse = isProse(block);
        if (isOfProse && index >= start + HEAD - 1) break;
        isBelowProse ||= isOfProse;
        continue;
      }
      this.#record(block, rule);
      // The blocks before move up by one, which costs less than moving all that follow.
      blocks.copyWithin(start + 1, start, index);
      index = start++;
    }
    blocks.splice(0, start);
    return start > 0;
  }

  /** The rule by which a block near the beginning goes, where the article's own blocks begin at `start`. */
  #judgeBeginning(index: number, start: number, isBelowProse: boolean): string | undefined {
    const { blocks } = this;
    const block = blocks[index];
    if (block === undefined) return undefined;
    const { tag, text } = block;
    if (index === start && tag.name === 'hr') return 'empty section';
    if (text === undefined || blocks.length < 2) return undefined;
    if (
      !isBelowProse &&
      (this.#bylines.has(block, blocks) || isTagList(tag) || isAuthorLine(block) || isEditStamp(text))
    )
      return 'byline';
    if (index === start && isSectionLink(block)) return 'byline';
    if (index === start && isOwnAddress(block, this.#link)) return 'page tool';
    if (!isBelowProse && isEmptyField(block, blocks[index + 1])) return 'empty field';
    if (!isBelowProse && this.#isOfSeries(block)) return 'related links';
    if (isShareLinks(tag)) return 'share bar';
    if (index === start && isBreadcrumbs(block)) return 'related links';
    if (index === start && isTrail(block, (title) => this.#title.isHeadedBy(title))) return 'related links';
    if (!isTextOnly(tag)) return undefined;
    if (!isBelowProse && tag.name === 'p' && isAffiliateNote(block)) return 'notice';
    if (index === start && isLine(tag) && this.#speaksOfSite(block)) return 'notice';
    if (index === start && isLabel(block) && this.#title.begins(blocks[index + 1])) return 'byline';
    const isTitle = !isBelowProse && this.#title.isToldBy(block);
    const original = tag.name === 'p' ? readGroup(ORIGINAL_TITLE, block) : undefined;
    if (isTitle || (original !== undefined && this.#title.isRepeatedBy(original))) {
      this.#bylines.expectDate();
      return 'repeated title';
    }
    if (index >= start + HEAD) return undefined;
    if (!isBelowProse && isShareBar(tag, text) && !isIntroduction(blocks[index - 1])) return 'share bar';
    if (tag.name === 'p' && !text.endsWith('。') && isInvitation(block)) {
      // With a picture below it is the end's, which looks at both; only the first words of all are a greeting.
      const next = blocks[index + 1];
      if (index === start || next === undefined || readPicture(next.tag) === undefined) return 'invitation';
    }
    return undefined;
  }

  /** Whether a block is a link to another part of the series that the article is of. */
  #isOfSeries(block: Block): boolean {
    return this.#title.isNumbered && this.#title.isOfSeries(linkOf(block));
  }

  /** Whether so much at the end went that the beginning may now be judged otherwise. */
  #dropAllAtEnd(): boolean {
    let dropped = false;
    while (this.#dropAtEnd()) dropped = true;
    return dropped && this.blocks.length <= BYLINE_HEAD + 1;
  }

  /** Whether something at the end was not the article's, and went. */
  #dropAtEnd(): boolean {
    const { blocks } = this;
    const invited = findInvitedPicture(blocks);
    if (invited !== undefined) return this.#truncate(invited, 'invitation');
    let isLowest = true;
    let isAboveProse = false;
    for (let index = blocks.length - 1; index >= Math.max(0, blocks.length - TAIL); index--) {
      const block = blocks[index];
      if (block === undefined) break;
      const rule = this.#judgeEnd(block, index, isLowest, isAboveProse);
      if (rule === undefined) {
        isLowest &&= isCreditLine(block);
        isAboveProse ||= isProse(block);
        continue;
      }
      blocks.splice(index, 1);
      this.#record(block, rule);
      return true;
    }
    return this.#dropRelated() || this.#trimLastParagraph() || this.#trimLine('last');
  }

  /** The rule by which a block near the end goes; it is the lowest if nothing but credits stands below it. */
  #judgeEnd(block: Block, index: number, isLowest: boolean, isAboveProse: boolean): string | undefined {
    const { blocks } = this;
    const { tag, text } = block;
    const isLast = index === blocks.length - 1;
    if (isLast && tag.name === 'hr') return 'empty section';
    if (isLowest && blocks.length > 1 && (isInvitation(block) || isCodePicture(tag))) return 'invitation';
    if (text === undefined) return undefined;
    if (isShareLinks(tag)) return 'share bar';
    const before = blocks[index - 1];
    const isBelow = blocks.length > 1;
    const isAnnounced = before !== undefined && isIntroduction(before) && !isEmptyField(before, undefined);
    const isAtEnd = !isAnnounced && !isAboveProse;
    if (isBelow && isAtEnd && (isTagList(tag) || isKeywordLine(block))) return 'byline';
    if (isBelow && isLast && (isFiled(block, this.#names) || (isAtEnd && isEndStamp(text)))) return 'byline';
    if (isBelow && isLowest && isOwnPlace(block, blocks, this.#link)) return 'page tool';
    if (isBelow && isLast && isAtEnd && (isColumnLink(block) || this.#isOfSeries(block)))
      return 'related links';
    if (isBelow && isLast && isEmptyField(block, undefined)) return 'empty field';
    if (isBelow && isLowest && (isServiceLine(block) || isCall(linkOf(block)) || isAppCall(block)))
      return 'page tool';
    if (!isTextOnly(tag)) return undefined;
    if (isBelow && isLowest && this.#isNotice(block)) return 'notice';
    if (isAtEnd && isShareBar(tag, text)) return 'share bar';
    const name = tag.name === 'p' ? readGroup(EDITOR, block) : undefined;
    if (name === undefined) return undefined;
    this.#noteEditor(name, /[责責]/.test(text));
    return 'editor';
  }

  #isNotice(block: Block): boolean {
    const { tag, text = '' } = block;
    if (tag.name === 'blockquote') return isLine(tag) && this.#speaksOfSite(block);
    if (tag.name !== 'p' && tag.name !== 'ul' && !isHeading(tag)) return false;
    if (isCountline(text)) return true;
    if (remember(this.#notices, block, isNotice) || this.#speaksOfSite(block)) return true;
    const syndicated = SYNDICATED.exec(text)?.[1];
    return syndicated !== undefined && this.#title.isHeadedBy(syndicated);
  }

  #speaksOfSite(block: Block): boolean {
    return remember(this.#speaking, block, ({ plain }) => speaksOfSite(plain));
  }

  /** The editor in charge is shown; another one only where there is none. */
  #noteEditor(name: string, isInCharge: boolean): void {
    if (this.editor !== undefined && (this.#isInCharge || !isInCharge)) return;
    this.editor = readEditorName(name);
    this.#isInCharge = isInCharge;
  }

  /** Whether links to other articles, amid the article or below it, went. */
  #dropRelated(): boolean {
    const { blocks } = this;
    const promotion = findPromotion(
      blocks,
      (name) => this.#names.includes(name) || this.#title.isOfColumn(name),
    );
    if (promotion !== undefined) return this.#truncate(promotion, 'invitation');
    const end = findRelatedEnd(blocks) ?? blocks.length - countTrailingLinks(blocks, this.#link);
    if (end === blocks.length) return false;
    return this.#truncate(end, 'related links');
  }

  #dropLinkLists(): boolean {
    const found = findLinkLists(this.blocks, this.#link);
    if (found.size === 0) return false;
    for (const block of found) this.#record(block, 'related links');
    this.blocks = this.blocks.filter((block) => !found.has(block));
    return true;
  }

  /** Takes what ends the last paragraph and is not the article's, however much of it there is, before it looks again. */
  #trimLastParagraph(): boolean {
    const block = this.blocks.at(-1);
    if (block === undefined || block.tag.name !== 'p') return false;
    const { children } = block.tag;
    let isTrimmed = false;
    for (let part = trimTrailing(children); part !== undefined; part = trimTrailing(children)) {
      if (part.name !== undefined) this.#noteEditor(part.name, true);
      this.#removals.add(createRemoval(part.rule, part.text, part.addresses));
      isTrimmed = true;
    }
    if (!isTrimmed) return false;
    this.blocks.pop();
    if (isEmpty(children)) return true;
    const rest = describe(block.tag);
    if (isPhraseBlock(rest, undefined, this.#lines.phrases)) this.#record(rest, 'phrase');
    else this.blocks.push(rest);
    return true;
  }

  /** Whether a line at an end of the article went, which would have gone as a paragraph of its own. */
  #trimLine(end: 'first' | 'last'): boolean {
    const { blocks } = this;
    if (this.#trims >= MAX_TRIMS) return false;
    const judge = (index: number, line: Block) =>
      end === 'first' ? this.#judgeBeginning(index, index, false) : this.#judgeEnd(line, index, true, false);
    const trimmed =
      (end === 'first' ? trimTitle(blocks, HEAD, this.#title) : undefined) ?? trimLine(blocks, end, judge);
    if (trimmed === undefined) return false;
    this.#trims++;
    this.#record(trimmed.line, trimmed.rule);
    return true;
  }

  #mergeNeighbours(): boolean {
    const { length } = this.blocks;
    this.blocks = mergeNeighbours(this.blocks, this.#removals);
    return this.blocks.length < length;
  }

  #truncate(length: number, rule: string): true {
    for (const block of this.blocks.splice(length)) this.#record(block, rule);
    return true;
  }

  #record(block: Block, rule: string): void {
    recordBlock(this.#removals, block, rule);
  }
}
