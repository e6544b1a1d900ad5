import { isElement, type SourceParent } from '../parse/tree.ts';
import { type Block, isLinked } from './blocks.ts';
import { isWithin } from './boxes.ts';
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

/** Letters of a line that reads like a sentence, and of one that is no byline, whatever dates are in it. */
const LONG_PROSE = 80;
const SURE_PROSE = 160;

/**
 * Says of each block whether it is in the article. In the boxes that hold the article's paragraphs everything is kept
 * but paragraphs that are nothing but a link to another page of the site; in other boxes within the container, what
 * reads like prose and what the voters want. Little stands above the block `title`, an index, -1 where none is known.
 */
export function chooseBlocks(
  blocks: readonly JudgedBlock[],
  container: Container,
  isOwnSite: (href: string) => boolean,
  title: number,
): readonly boolean[] {
  const { within, isDoubtful } = container;
  const single = findSingles(blocks);
  const shares = new Map<SourceParent, number>();
  let all = 0;
  for (const { block, weight } of blocks) {
    if (!within.has(block.box) || isDoubtful(block.box)) continue;
    const box = boxOf(block.box, single);
    shares.set(box, (shares.get(box) ?? 0) + weight.prose);
    all += weight.prose;
  }
  const isMainBox = (box: SourceParent | null) => box !== null && (shares.get(box) ?? 0) >= all * MAIN_SHARE;
  const isMain = ({ block, weight, votes }: JudgedBlock) => {
    if (!within.has(block.box)) return false;
    const box = boxOf(block.box, single);
    // A box of a few paragraphs among others.
    const isPart = weight.prose >= LONG_PROSE && votes >= 0 && !isDoubtful(box) && isMainBox(box.parent);
    return isMainBox(box) || isPart;
  };
  const isMainProse = (block: JudgedBlock) => block.weight.prose > 0 && isMain(block);
  const first = blocks.findIndex(isMainProse);
  const last = blocks.findLastIndex(isMainProse);
  const seen = new Set<string>();

  const chosen = blocks.map((judged, index) => {
    const { block, weight, votes } = judged;
    if (!within.has(block.box)) return false;
    const isBetween = index > first && index < last;
    // A short line in a box of its own is a heading between paragraphs, and a byline above or below them.
    const main =
      index >= title &&
      isMain(judged) &&
      (weight.prose > 0 || isBetween || !single.has(block.box) || isPlain(block.box));
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
  return withoutGaps(blocks, withoutLeadIns(blocks, withoutLabels(blocks, chosen, single)), container);
}

/** Where as much goes amid the paragraphs, as a share of what is kept, the article is made of many small boxes. */
const MANY_GAPS = 0.2;

/** Keeps what is no link between the first line and the last where much of it would go. */
function withoutGaps(
  blocks: readonly JudgedBlock[],
  chosen: readonly boolean[],
  { within, isDoubtful }: Container,
): readonly boolean[] {
  const first = chosen.indexOf(true);
  const last = chosen.lastIndexOf(true);
  let kept = 0;
  let gone = 0;
  const isGap = blocks.map(({ block: { box, ink } }, index) => {
    if (chosen[index] === true) kept += ink.length;
    else if (index > first && index < last && within.has(box) && !isDoubtful(box)) {
      gone += ink.length;
      return true;
    }
    return false;
  });
  if (gone < kept * MANY_GAPS) return chosen;
  return blocks.map(
    ({ block }, index) => chosen[index] === true || (isGap[index] === true && !isLinked(block)),
  );
}

/** Takes the labels out of boxes of which all else went: what is above a list of links says nothing without it. */
function withoutLabels(
  blocks: readonly JudgedBlock[],
  chosen: readonly boolean[],
  single: ReadonlySet<SourceParent>,
): readonly boolean[] {
  const sums = new Map<SourceParent, { kept: number; dropped: number; prose: number }>();
  blocks.forEach(({ block, weight }, index) => {
    const box = boxOf(block.box, single);
    const sum = sums.get(box) ?? { kept: 0, dropped: 0, prose: 0 };
    if (chosen[index] === true) sum.kept += block.ink.length;
    else sum.dropped += block.ink.length;
    if (chosen[index] === true) sum.prose += weight.prose;
    sums.set(box, sum);
  });
  return chosen.map((isChosen, index) => {
    const box = blocks[index]?.block.box;
    const sum = box && sums.get(boxOf(box, single));
    return isChosen && (sum === undefined || sum.prose > 0 || sum.dropped <= sum.kept);
  });
}

/** A line that announces what follows it has so many letters at most. */
const LONGEST_LEAD_IN = 20;

const ANNOUNCING =
  /相关|推荐|推薦|阅读|閱讀|热门|熱門|更多|延伸|猜你|\b(?:related|more|read|also|recommended|popular|trending)\b/i;

/** Takes out the lines that announce links which went: those at the end of the article, and others that say so. */
function withoutLeadIns(blocks: readonly JudgedBlock[], chosen: readonly boolean[]): readonly boolean[] {
  const last = chosen.lastIndexOf(true);
  return chosen.map((isChosen, index) => {
    const block = blocks[index]?.block;
    const next = blocks[index + 1]?.block;
    if (!isChosen || block === undefined || next === undefined || chosen[index + 1] === true) return isChosen;
    if (!isLinked(next) || isLinked(block) || block.ink.length > LONGEST_LEAD_IN) return true;
    const text = block.text.trim();
    return !(/[:：]$/.test(text) || (index === last && ANNOUNCING.test(text)));
  });
}

/** Whether a block above the paragraphs belongs to them: a caption, or a long sentence that is no line of dates and names. */
function isAbove(block: Block, prose: number, votes: number): boolean {
  if (isInFigure(block)) return true;
  return (
    votes > 0 && (prose >= SURE_PROSE || (prose >= LONG_PROSE && !/\d.{0,6}\d.{0,6}\d/s.test(block.text)))
  );
}

/** Whether a paragraph is nothing but a link to another page of the site. */
function isCrossReference({ box, linked, ink, href }: Block, isOwnSite: (href: string) => boolean): boolean {
  if (linked * 1.1 < ink.length || ink.length <= 12 || href === undefined || !isOwnSite(href)) return false;
  return !isWithin(box, ({ name }) => LISTED.has(name), MAX_STEPS);
}

const LISTED: ReadonlySet<string> = new Set(['li', 'td', 'th', 'dd', 'dt']);

function isInFigure({ box }: Block): boolean {
  return isWithin(box, ({ name }) => name === 'figure', MAX_STEPS);
}

/** The box that a paragraph, heading or list stands in. An element with one block alone is a paragraph, whatever its name. */
function boxOf(box: SourceParent, single: ReadonlySet<SourceParent>): SourceParent {
  let at = box;
  for (let step = 0; step < MAX_STEPS && isElement(at); step++) {
    if ((!WITHIN_BOX.has(at.name) && !single.has(at)) || at.parent === null) break;
    at = at.parent;
  }
  return at;
}

/** Elements that hold one block alone: the boxes of such blocks, where no other block stands in or below them. */
function findSingles(blocks: readonly JudgedBlock[]): ReadonlySet<SourceParent> {
  const counts = new Map<SourceParent, number>();
  for (const { block } of blocks) {
    let at: SourceParent | null = block.box;
    for (let step = 0; step < MAX_STEPS && at !== null; step++) {
      const count: number = (counts.get(at) ?? 0) + 1;
      counts.set(at, count);
      if (count > 2) break;
      at = at.parent;
    }
  }
  return new Set([...counts].flatMap(([box, count]) => (count === 1 ? [box] : [])));
}

/** Whether an element is one that paragraphs, headings and lists are written with. */
function isPlain(box: SourceParent): boolean {
  return isElement(box) && WITHIN_BOX.has(box.name);
}
