import { findAll, isElement, type SourceElement, type SourceParent } from '../parse/tree.ts';
import { type Block, isLinked } from './blocks.ts';
import { boxesWithin, leadsElsewhere } from './boxes.ts';
import { isSurrounding } from './surroundings.ts';
import type { Weight } from './weight.ts';

/** A block, what it weighs, and what the voters say of it. */
export interface WeighedBlock {
  readonly block: Block;
  readonly weight: Weight;
  /** Whether those who voted take it for the article's; false where nobody voted. */
  readonly isVoted: boolean;
}

/** The box of a page that holds its article. */
export interface Container {
  readonly box: SourceParent;
  /** The boxes within it. */
  readonly within: ReadonlySet<SourceParent>;
  /** Whether a box is, or is within, something that is called like a part of the page, and is not the article. */
  readonly isDoubtful: (box: SourceParent) => boolean;
}

interface Sum {
  prose: number;
  ink: number;
  voted: number;
}

/** What prose counts more in the lines below the title, and less above it. */
const NEAR = 25;
const BELOW_TITLE = 1.25;
const ABOVE_TITLE = 0.6;

/** Prose in a doubtful box counts so much against the boxes around it at most, in letters. */
const MOST_DOUBT = 60;

/**
 * Finds the box whose prose outweighs most what is no prose: each block that is the article's is a gain for all boxes
 * around it, each other one a loss. The article begins below the block `title`, an index, -1 where none is known. Takes
 * linear time.
 */
export function findContainer(root: SourceParent, blocks: readonly WeighedBlock[], title: number): Container {
  const isDoubtful = createDoubt(root, blocks, ancestorsOf(blocks[title]?.block.box ?? null));
  const gains = new Map<SourceParent, number>();
  blocks.forEach((each, index) => {
    const { box } = each.block;
    const gain = gainOf(each, isDoubtful(box));
    const near =
      title < 0 || gain < 0 ? 1 : index < title ? ABOVE_TITLE : index <= title + NEAR ? BELOW_TITLE : 1;
    gains.set(box, (gains.get(box) ?? 0) + gain * near);
  });
  let best: SourceParent = root;
  let most = Number.NEGATIVE_INFINITY;
  const visit = (box: SourceParent): number => {
    let gain = gains.get(box) ?? 0;
    for (const child of box.children) if (isElement(child)) gain += visit(child);
    // A box around the best one that gains nothing more is no better.
    if (gain > most && gain !== 0 && !isParagraph(box)) {
      best = box;
      most = gain;
    }
    return gain;
  };
  visit(root);
  return { box: best, within: boxesWithin(best), isDoubtful };
}

function gainOf({ block, weight, isVoted }: WeighedBlock, isDoubted: boolean): number {
  const { prose, clutter } = weight;
  if (isDoubted) return -Math.min(prose * 0.3, MOST_DOUBT) - clutter;
  const linked = isLinked(block);
  if (!isVoted) return prose * 0.8 - (linked ? clutter : clutter / 2);
  const short = prose === 0 && !linked ? Math.min(block.ink.length, 200) / 2 : 0;
  return prose * 1.2 + short - (linked ? clutter / 2 : 0);
}

/**
 * Names count where the box does not hold the title and the voters do not object, unless the box holds half of all prose and they found nothing better.
 */
function createDoubt(
  root: SourceParent,
  blocks: readonly WeighedBlock[],
  aroundTitle: ReadonlySet<SourceParent>,
): (box: SourceParent) => boolean {
  const sums = new Map<SourceParent, Sum>();
  for (const { block, weight, isVoted } of blocks) {
    const sum = sums.get(block.box) ?? { prose: 0, ink: 0, voted: 0 };
    sum.prose += weight.prose;
    sum.ink += block.ink.length;
    if (isVoted) sum.voted += block.ink.length;
    sums.set(block.box, sum);
  }
  const total = (box: SourceParent): Sum => {
    const sum = { ...(sums.get(box) ?? { prose: 0, ink: 0, voted: 0 }) };
    for (const child of box.children) {
      if (!isElement(child)) continue;
      const inner = total(child);
      sum.prose += inner.prose;
      sum.ink += inner.ink;
      sum.voted += inner.voted;
    }
    if (sum.ink > 0) sums.set(box, sum);
    return sum;
  };
  const all = total(root);
  const isNamedSo = (box: SourceElement): boolean => {
    const { prose, ink, voted } = sums.get(box) ?? { prose: 0, ink: 0, voted: 0 };
    if (aroundTitle.has(box)) return false;
    return voted * 2 <= ink && (prose * 2 < all.prose || voted * 4 < all.voted) && isSurrounding(box);
  };
  const others = findOtherArticles(root, aroundTitle, (box) => (sums.get(box)?.prose ?? 0) * 2 < all.prose);
  const doubtful = new Set<SourceParent>();
  const visit = (box: SourceParent, isDoubted: boolean) => {
    if (isDoubted) doubtful.add(box);
    for (const child of box.children) {
      if (isElement(child)) visit(child, isDoubted || others.has(child) || isNamedSo(child));
    }
  };
  visit(root, false);
  return (box) => doubtful.has(box);
}

/** The `article` elements beside and within the one that holds the title: comments, teasers, the articles before it. */
function findOtherArticles(
  root: SourceParent,
  aroundTitle: ReadonlySet<SourceParent>,
  isSmall: (box: SourceElement) => boolean,
): ReadonlySet<SourceParent> {
  const articles = findAll(root, ({ name }) => name === 'article');
  if (!articles.some((article) => aroundTitle.has(article))) return new Set();
  const others = articles.filter((article) => !aroundTitle.has(article));
  return others.length > 1 && others.every((other) => isSmall(other) && leadsElsewhere(other))
    ? new Set(others)
    : new Set();
}

/** Whether an element holds a line or a few, and no article. */
function isParagraph(box: SourceParent): boolean {
  return 'name' in box && /^(?:p|h[1-6]|li|figcaption|blockquote|dd|dt)$/.test(box.name);
}

function ancestorsOf(box: SourceParent | null): ReadonlySet<SourceParent> {
  const ancestors = new Set<SourceParent>();
  for (let at = box; at !== null; at = at.parent) ancestors.add(at);
  return ancestors;
}
