import type { SourceParent } from '../parse/tree.ts';
import type { Block } from './blocks.ts';

/** Shorter words stand in titles by chance; in letters. */
const SHORTEST_HEADING = 4;
const SHORTEST_LINE = 8;

/** The name of a site in a title is a smaller part of it. */
const SMALLEST_PART = 1 / 3;

/**
 * The block that shows the title of a page, whose names are told in letters: of those that a name holds the longest, and
 * the first of these; -1 if none does.
 */
export function findTitleBlock(blocks: readonly Block[], names: readonly string[]): number {
  let best = -1;
  let longest = 0;
  blocks.forEach(({ ink, box }, index) => {
    const { length } = ink;
    if (length <= longest || length < (isHeading(box) ? SHORTEST_HEADING : SHORTEST_LINE)) return;
    if (!names.some((name) => length >= name.length * SMALLEST_PART && name.includes(ink))) return;
    best = index;
    longest = length;
  });
  return best;
}

function isHeading(box: SourceParent): boolean {
  return 'name' in box && /^h[1-3]$/.test(box.name);
}
