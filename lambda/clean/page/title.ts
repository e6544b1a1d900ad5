import type { SourceParent } from '../parse/tree.ts';
import { type Block, inkOf } from './blocks.ts';

/** Shorter words stand in titles by chance; in letters. */
const SHORTEST_HEADING = 4;
const SHORTEST_LINE = 8;

/** The block that shows the title of a page: of those that the title holds, the longest, and the first of these; -1 if none does. */
export function findTitleBlock(blocks: readonly Block[], title: string): number {
  const ink = inkOf(title);
  let best = -1;
  let longest = 0;
  blocks.forEach((block, index) => {
    const { length } = block.ink;
    if (length <= longest || length < (isHeading(block.box) ? SHORTEST_HEADING : SHORTEST_LINE)) return;
    if (!ink.includes(block.ink)) return;
    best = index;
    longest = length;
  });
  return best;
}

function isHeading(box: SourceParent): boolean {
  return 'name' in box && /^h[1-3]$/.test(box.name);
}
