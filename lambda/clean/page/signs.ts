import type { ParsedBody } from '../parse/body.ts';
import { findAll, type SourceElement } from '../parse/tree.ts';
import { type Block, isLinked } from './blocks.ts';
import { boxesWithin, isHeading, isWithin } from './boxes.ts';
import type { Container } from './container.ts';
import { hasBuying, isArticleType, PRICE } from './other-kind.ts';
import type { Weight } from './weight.ts';

/** What was found in a page. */
export interface Finding {
  readonly page: ParsedBody;
  readonly blocks: readonly Block[];
  readonly weights: readonly Weight[];
  readonly container: Container;
  readonly kept: readonly boolean[];
  /** Whether the title of the page stands above what is kept, and not far. */
  readonly isBelowTitle: boolean;
}

/** So many signs that a page has no article are enough, and so many make it doubtful: without an author and a date, and with either. */
const ENOUGH = 3;
const DOUBTFUL = 2;
const CREDITED_DOUBTFUL = 4;

/** Parts of addresses of lists. */
const LISTS: ReadonlySet<string> = new Set(
  'category categories tag tags collection collections browse genre archive archives search'.split(' '),
);
const LONGEST_ADDRESS = 2_000;

/** So many prices are those of several products; each is a line of its own. */
const FEWEST_PRICES = 3;
const LONGEST_PRICE = 60;

/** More headings that are links, each of so many letters, are those of other articles. */
const MOST_LINKED = 5;
const SHORTEST_HEADING = 9;
const MAX_STEPS = 4;

/** Of what is not named like surroundings, an article is a larger part: with its links, without them, and of `main`. */
const PART = 0.7;
const PART_OF_TEXT = 0.6;
const PART_OF_MAIN = 0.5;

/** A paragraph has so many letters of prose. */
const PARAGRAPH = 80;

/** The date of an article stands so many lines above its text, or below. */
const NEAR_TEXT = 8;
const LONGEST_DATELINE = 80;

/**
 * How sure it is that a page has an article and that this was found: each sign against it tells little, several tell enough.
 * None counts where the page says what kind of article it is, or when that was published.
 */
export function judgeFinding(finding: Finding): 'article' | 'doubtful' | 'none' {
  const { page, blocks, kept } = finding;
  const { kinds = [], authors = [], isPublished = false } = page.facts;
  const isTold = kinds.some(isArticleType) || isPublished;
  const count = isTold ? 0 : SIGNS.filter((isSign) => isSign(finding)).length;
  const isCredited = authors.length > 0 || hasDate(blocks, kept);
  if (count >= ENOUGH && !isCredited) return 'none';
  return count >= (isCredited ? CREDITED_DOUBTFUL : DOUBTFUL) || leavesMore(finding) ? 'doubtful' : 'article';
}

/** Whether more paragraphs go than stay. */
function leavesMore({ blocks, weights, kept, container: { isDoubtful } }: Finding): boolean {
  let balance = 0;
  for (const [index, { box }] of blocks.entries()) {
    if ((weights[index]?.prose ?? 0) < PARAGRAPH) continue;
    if (kept[index] === true) balance++;
    else if (!isDoubtful(box)) balance--;
  }
  return balance < 0;
}

/** Whether a date stands in the article, or in the lines around it. */
export function hasDate(blocks: readonly Block[], kept: readonly boolean[]): boolean {
  const from = Math.max(0, kept.indexOf(true) - NEAR_TEXT);
  return blocks
    .slice(from, kept.lastIndexOf(true) + NEAR_TEXT)
    .some(({ text, ink }) => ink.length <= LONGEST_DATELINE && DATE.test(text));
}

const DATE =
  /(?<!\d)(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}(?!\d)|\b(?:\d{1,2}\s)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s(?:\d{1,2},?\s)?(?:19|20)\d{2}\b/i;

const SIGNS: readonly ((finding: Finding) => boolean)[] = [
  ({ isBelowTitle }) => !isBelowTitle,
  ({ page: { facts } }) => isOfList(facts.link ?? ''),
  ({ page: { root } }) => hasBuying(root),
  ({ blocks, container: { isDoubtful } }) =>
    blocks.filter(({ text, ink, box }) => ink.length < LONGEST_PRICE && !isDoubtful(box) && PRICE.test(text))
      .length >= FEWEST_PRICES,
  hasLinkedHeadings,
  (finding) => partOf(finding, ({ ink }) => ink.length, isUndoubted(finding)) < PART,
  (finding) => partOf(finding, ({ ink, linked }) => ink.length - linked, isUndoubted(finding)) < PART_OF_TEXT,
  isPartOfMain,
];

function isOfList(link: string): boolean {
  const { pathname = '' } = URL.parse(link.slice(0, LONGEST_ADDRESS), 'https://page.invalid/') ?? {};
  return pathname
    .toLowerCase()
    .split('/')
    .some((part) => LISTS.has(part));
}

/** Whether the headings of a page are links for the most part. */
function hasLinkedHeadings({ blocks, kept, container: { isDoubtful } }: Finding): boolean {
  let linked = 0;
  let own = 0;
  for (const [index, block] of blocks.entries()) {
    if (!isWithin(block.box, isHeading, MAX_STEPS)) continue;
    if (!isLinked(block)) own += kept[index] === true ? 1 : 0;
    else if (block.ink.length >= SHORTEST_HEADING && !isDoubtful(block.box)) linked++;
  }
  return linked > MOST_LINKED && linked > own * 2;
}

/** Says of blocks whether they stand in no box that is called like a part of the page. */
export function isUndoubted({ container }: Pick<Finding, 'container'>): (block: Block) => boolean {
  return ({ box }) => !container.isDoubtful(box);
}

/** What is kept, as a part of that and of whatever else counts. */
export function partOf(
  { blocks, kept }: Pick<Finding, 'blocks' | 'kept'>,
  sizeOf: (block: Block) => number,
  isCounted: (block: Block) => boolean,
): number {
  let part = 0;
  let all = 0;
  for (const [index, block] of blocks.entries()) {
    if (kept[index] === true) part += sizeOf(block);
    if (kept[index] === true || isCounted(block)) all += sizeOf(block);
  }
  return all === 0 ? 1 : part / all;
}

function isPartOfMain(finding: Finding): boolean {
  const { root } = finding.page;
  const [main] = findAll(root, isMain);
  if (main === undefined) return false;
  const within = boxesWithin(main);
  return (
    partOf(
      finding,
      ({ ink, box }) => (within.has(box) ? ink.length : 0),
      () => true,
    ) < PART_OF_MAIN
  );
}

function isMain({ name, attribs }: SourceElement): boolean {
  return name === 'main' || attribs.role === 'main';
}
