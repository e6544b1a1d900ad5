import { readImages } from '../fragment/addresses.ts';
import { isEmpty } from '../fragment/content.ts';
import type { Child, Tag } from '../fragment/tag.ts';
import { createRemoval, type RemovalLog } from '../removals.ts';
import { type Block, describe } from './block.ts';
import { isBare, isCreditLine, isProse } from './block-kinds.ts';
import { type KnownFacts, readEditorName } from './byline.ts';
import { isReadMore } from './ends.ts';
import { markHeadings } from './headings.ts';
import { dropDeadLinks } from './inner-links.ts';
import { HEAD, Judge, readEditor } from './judge.ts';
import { trimCaptions, trimLine, trimTitle } from './lines.ts';
import { mergeNeighbours } from './neighbours.ts';
import { dropPhraseLines, isPhraseBlock } from './phrase-lines.ts';
import { findInvitedPicture, findPromotion } from './promotion.ts';
import { recordBlock } from './record.ts';
import { countTrailingLinks, findLinkLists, findRelatedEnd, isThumbnailOf } from './related.ts';
import { findSourceBlocks, type SourceLines } from './source-lines.ts';
import { trimTrailing } from './trailing.ts';

/** What the rules about blocks left of an article, and what they read out of it. */
export interface PrunedBody {
  readonly blocks: Child[];
  readonly editor?: string;
}

/** How near to the end of an article its furniture stands, in blocks. */
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
    if (hasLostLinks) pruner.describeAnew();
    // Headings are judged otherwise than paragraphs.
    isChanged = markHeadings(pruner.blocks, marks) || hasLostLinks;
  }
  const { tags, editor } = pruner;
  return { blocks: tags, ...(editor !== undefined && { editor }) };
}

class Pruner {
  blocks: Block[];
  editor: string | undefined;
  readonly #link: string | undefined;
  readonly #judge: Judge;
  readonly #lines: SourceLines;
  readonly #removals: RemovalLog;
  #isInCharge = false;
  /** How many lines of paragraphs went. */
  #trims = 0;
  /** The last paragraph, if it ends with nothing that is not its own. */
  #trimmed: Block | undefined;

  constructor(blocks: readonly Child[], facts: KnownFacts, lines: SourceLines, removals: RemovalLog) {
    this.blocks = [];
    for (const block of blocks) if (typeof block === 'object') this.blocks.push(describe(block));
    this.#link = facts.link;
    this.#judge = new Judge(facts, removals);
    this.#lines = lines;
    this.#removals = removals;
  }

  get tags(): Child[] {
    return this.blocks.map(({ tag }) => tag);
  }

  /** Looks at all blocks as new ones, once their elements have changed. */
  describeAnew(): void {
    this.blocks = this.blocks.map(({ tag }) => describe(tag));
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
    this.#dropSourceBlocks();
    const { blocks } = this;
    let kept = 0;
    let before: Block | undefined;
    for (const block of blocks) {
      const rule = this.#ruleAnywhere(block, before, blocks.length);
      if (rule === undefined) blocks[kept++] = block;
      else if (kept > 1 && this.#dropsThumbnail(blocks[kept - 1], block, rule)) kept--;
      if (rule !== undefined) this.#record(block, rule);
      before = block;
    }
    blocks.length = kept;
    for (const { line, rule } of trimCaptions(blocks, this.#judge.title)) this.#drop(line, rule);
  }

  /** Drops what the rules of its sources take of an article, wherever it stands. */
  #dropSourceBlocks(): void {
    const { phrases, links } = this.#lines;
    const found = findSourceBlocks(this.blocks, this.#lines);
    for (const [block, rule] of found) {
      this.#record(block, rule);
      this.#removals.images.push(...readImages([block.tag]));
    }
    if (found.size > 0) this.blocks = this.blocks.filter((block) => !found.has(block));
    if (phrases.length + links.length > 0 && this.blocks.some(({ tag }) => !isBare(tag)))
      this.blocks = this.blocks.flatMap((block) =>
        isBare(block.tag) ? block : dropPhraseLines(block, { phrases, links }, this.#removals),
      );
  }

  /** Whether a block went that is alike near the ends, since what announced it or was in its paragraph has gone. */
  #dropNearEnds(): boolean {
    const { blocks } = this;
    const { length } = blocks;
    for (let index = length - 1; index >= 0; index--) {
      if (index === length - BYLINE_HEAD - 1) index = Math.min(index, BYLINE_HEAD);
      const block = blocks[index];
      if (block === undefined) continue;
      const rule = this.#ruleAnywhere(block, blocks[index - 1], blocks.length);
      if (rule === undefined) continue;
      blocks.splice(index, 1);
      this.#record(block, rule);
    }
    return blocks.length < length;
  }

  /** The rule by which a block goes wherever it stands. */
  #ruleAnywhere(block: Block, before: Block | undefined, length: number): string | undefined {
    if (isPhraseBlock(block, before, this.#lines.phrases)) return 'phrase';
    return length > 1 && isReadMore(block) ? 'related links' : undefined;
  }

  /** Whether something above the article's own blocks was not the article's, and went. */
  #dropAtBeginning(): boolean {
    const { blocks } = this;
    let start = 0;
    let isBelowProse = false;
    for (let index = 0; index < blocks.length && index < start + BYLINE_HEAD; index++) {
      const block = blocks[index];
      if (block === undefined) break;
      const rule = this.#judge.judgeBeginning(blocks, { index, start, isBelowProse });
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

  /** Whether so much at the end went that the beginning may now be judged otherwise. */
  #dropAllAtEnd(): boolean {
    let dropped = false;
    while (this.#dropAtEnd()) dropped = true;
    return dropped && this.blocks.length <= BYLINE_HEAD + 1;
  }

  /** Whether something at the end was not the article's, and went. */
  #dropAtEnd(): boolean {
    const { blocks } = this;
    const invited = findInvitedPicture(blocks) ?? findPromotion(blocks, (name) => this.#judge.isOfSite(name));
    if (invited !== undefined) return this.#truncate(invited, 'invitation');
    let isLowest = true;
    let isAboveProse = false;
    for (let index = blocks.length - 1; index >= Math.max(0, blocks.length - TAIL); index--) {
      const block = blocks[index];
      if (block === undefined) break;
      const rule = this.#judge.judgeEnd(blocks, { index, isLowest, isAboveProse });
      if (rule === undefined) {
        isLowest &&= isCreditLine(block);
        isAboveProse ||= isProse(block);
        continue;
      }
      blocks.splice(index, 1);
      this.#drop(block, rule);
      if (index > 1 && this.#dropsThumbnail(blocks[index - 1], block, rule)) blocks.splice(index - 1, 1);
      return true;
    }
    return this.#dropRelated() || this.#trimLastParagraph() || this.#trimLine('last');
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
    const end = findRelatedEnd(blocks) ?? blocks.length - countTrailingLinks(blocks, this.#link);
    const first = blocks[end];
    if (first === undefined) return false;
    this.#truncate(end, 'related links');
    if (end > 1 && this.#dropsThumbnail(blocks[end - 1], first, 'related links')) blocks.pop();
    return true;
  }

  /** Whether a block went that is the picture of another article, to which the block below it led that went by a rule. */
  #dropsThumbnail(block: Block | undefined, below: Block, rule: string): boolean {
    if (rule !== 'related links' || !isThumbnailOf(block, below)) return false;
    this.#record(block, rule);
    return true;
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
    if (block === undefined || block === this.#trimmed || block.tag.name !== 'p') return false;
    const { children } = block.tag;
    let isTrimmed = false;
    for (let part = trimTrailing(children); part !== undefined; part = trimTrailing(children)) {
      if (part.name !== undefined) this.#noteEditor(part.name, true);
      this.#removals.add(createRemoval(part.rule, part.text, part.addresses));
      isTrimmed = true;
    }
    if (!isTrimmed) {
      this.#trimmed = block;
      return false;
    }
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
    const trimmed =
      (end === 'first' ? trimTitle(blocks, HEAD, this.#judge.title) : undefined) ??
      trimLine(blocks, end, (index) =>
        end === 'first'
          ? this.#judge.judgeBeginning(blocks, { index, start: index, isBelowProse: false })
          : this.#judge.judgeEnd(blocks, { index, isLowest: true, isAboveProse: false }),
      );
    if (trimmed === undefined) return false;
    this.#trims++;
    this.#drop(trimmed.line, trimmed.rule);
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

  /** Notes that a block near the end went, and the editor that it named. */
  #drop(block: Block, rule: string): void {
    const name = rule === 'editor' ? readEditor(block) : undefined;
    if (name !== undefined) this.#noteEditor(name, /[责責]/.test(block.text ?? ''));
    this.#record(block, rule);
  }

  #record(block: Block, rule: string): void {
    recordBlock(this.#removals, block, rule);
  }
}
