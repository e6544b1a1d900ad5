import type { SourceParent } from '../parse/tree.ts';
import type { Block } from './blocks.ts';
import type { Weight } from './weight.ts';

/** Shorter words stand in titles by chance; in letters. */
const SHORTEST_HEADING = 4;
const SHORTEST_LINE = 8;

/** The name of a site in a title is a smaller part of it. */
const SMALLEST_PART = 1 / 3;

/** A title in a heading counts so much more than one that a page repeats elsewhere, for others to share, say. */
const HEADING = 2;

/** No title has a larger part of the page's prose above it. */
const MOST_ABOVE = 0.5;

/**
 * The block that shows the title of a page, whose names are told in letters: of those that a name holds the longest, and
 * the first of these; -1 if none does.
 */
export function findTitleBlock(
  blocks: readonly Block[],
  weights: readonly Weight[],
  names: readonly string[],
): number {
  const most = weights.reduce((sum, { prose }) => sum + prose, 0) * MOST_ABOVE;
  let above = 0;
  let best = -1;
  let longest = 0;
  for (const [index, { ink, box }] of blocks.entries()) {
    if (above > most) break;
    above += weights[index]?.prose ?? 0;
    const isHead = isHeading(box);
    const { length } = ink;
    const worth = isHead ? length * HEADING : length;
    if (worth <= longest || length < (isHead ? SHORTEST_HEADING : SHORTEST_LINE)) continue;
    if (!names.some((name) => length >= name.length * SMALLEST_PART && name.includes(ink))) continue;
    best = index;
    longest = worth;
  }
  return best;
}

function isHeading(box: SourceParent): boolean {
  return 'name' in box && /^h[1-3]$/.test(box.name);
}
