import { isElement, type SourceParent } from '../parse/tree.ts';
import { type Block, isLinked } from './blocks.ts';
import type { Container, WeighedBlock } from './container.ts';

/** A block, and how much the voters are for it: from minus to plus the sum of their weights. */
export interface JudgedBlock extends WeighedBlock {
  readonly votes: number;
}

/** Elements that stand within a box of paragraphs, and are none themselves. */
const WITHIN_BOX: ReadonlySet<string> = new Set(
  'p h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote figure figcaption pre table thead tbody tfoot tr td th br'.split(
    ' ',
  ),
);

/** No box is looked for further above a block. */
const MAX_STEPS = 30;

/** A box with so much of the article's prose is one that the article is written in. */
const MAIN_SHARE = 0.15;

/** Repeated text is known by its beginning, which has so many letters. */
const REPEATED = 30;

/**
 * Says of each block whether it is in the article. In the boxes that hold the article's paragraphs everything is kept
 * but paragraphs that are nothing but a link to another page of the site; in other boxes within the container, what
 * reads like prose and what the voters want.
 */
export function chooseBlocks(
  blocks: readonly JudgedBlock[],
  { within, isDoubtful }: Container,
  isOwnSite: (href: string) => boolean,
): readonly boolean[] {
  const shares = new Map<SourceParent, number>();
  let all = 0;
  for (const { block, weight } of blocks) {
    if (!within.has(block.box) || isDoubtful(block.box)) continue;
    const box = boxOf(block.box);
    shares.set(box, (shares.get(box) ?? 0) + weight.prose);
    all += weight.prose;
  }
  const isMain = ({ box }: Block) => within.has(box) && (shares.get(boxOf(box)) ?? 0) >= all * MAIN_SHARE;
  const isMainProse = ({ block, weight }: JudgedBlock) => weight.prose > 0 && isMain(block);
  const first = blocks.findIndex(isMainProse);
  const last = blocks.findLastIndex(isMainProse);
  const seen = new Set<string>();

  return blocks.map(({ block, weight, votes }, index) => {
    if (!within.has(block.box)) return false;
    const main = isMain(block);
    const beginning = block.ink.slice(0, REPEATED);
    const isRepeated = !main && beginning.length === REPEATED && seen.has(beginning);
    seen.add(beginning);
    if (isRepeated) return false;
    const linked = isLinked(block);
    let score = votes + (weight.prose > 0 ? 1 : linked ? -1.5 : -0.5);
    if (isDoubtful(block.box)) score -= 2;
    if (main) score += !linked ? 3 : isCrossReference(block, isOwnSite) ? -1.5 : 1;
    if (index > last) score -= 1;
    else if (index > first || main) score += 0.5;
    else if (!isAbove(block, weight.prose, votes)) score -= 2;
    return score > 0;
  });
}

/** Whether a block above the paragraphs belongs to them: a caption, or a long sentence that is no line of dates and names. */
function isAbove(block: Block, prose: number, votes: number): boolean {
  return isInFigure(block) || (prose >= 80 && votes > 0 && !/\d.{0,6}\d.{0,6}\d/s.test(block.text));
}

/** Whether a paragraph is nothing but a link to another page of the site. */
function isCrossReference({ box, linked, ink, href }: Block, isOwnSite: (href: string) => boolean): boolean {
  if (linked * 1.1 < ink.length || ink.length <= 12 || href === undefined || !isOwnSite(href)) return false;
  return !hasAncestor(box, LISTED);
}

const LISTED: ReadonlySet<string> = new Set(['li', 'td', 'th', 'dd', 'dt']);
const FIGURE: ReadonlySet<string> = new Set(['figure']);

function isInFigure({ box }: Block): boolean {
  return hasAncestor(box, FIGURE);
}

function hasAncestor(box: SourceParent, names: ReadonlySet<string>): boolean {
  let at: SourceParent | null = box;
  for (let step = 0; step < MAX_STEPS && at !== null && isElementNode(at); step++) {
    if (names.has(at.name)) return true;
    at = at.parent;
  }
  return false;
}

/** The box that a paragraph, heading or list stands in. */
function boxOf(box: SourceParent): SourceParent {
  let at = box;
  for (let step = 0; step < MAX_STEPS && isElementNode(at) && WITHIN_BOX.has(at.name); step++) {
    if (at.parent === null) break;
    at = at.parent;
  }
  return at;
}

function isElementNode(node: SourceParent): node is Extract<SourceParent, { name: string }> {
  return isElement(node);
}
