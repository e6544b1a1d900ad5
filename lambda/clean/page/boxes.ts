import { findAll, isElement, type SourceElement, type SourceParent } from '../parse/tree.ts';
import type { Block } from './blocks.ts';

/** A box and the boxes within it. */
export function boxesWithin(box: SourceParent): ReadonlySet<SourceParent> {
  return new Set([box, ...findAll(box, isElement)]);
}

/** Whether a box, or one of the next around it, passes a test; so many of them are asked. */
export function isWithin(box: SourceParent, test: (box: SourceElement) => boolean, most: number): boolean {
  let at: SourceParent | null = box;
  for (let step = 0; step < most && at !== null && isElement(at); step++) {
    if (test(at)) return true;
    at = at.parent;
  }
  return false;
}

/** What the blocks in each box come to. */
export function sumUp(
  root: SourceParent,
  blocks: readonly Block[],
  sizeOf: (block: Block, index: number) => number,
): ReadonlyMap<SourceParent, number> {
  const sums = new Map<SourceParent, number>();
  for (const [index, block] of blocks.entries())
    sums.set(block.box, (sums.get(block.box) ?? 0) + sizeOf(block, index));
  const visit = (box: SourceParent): number => {
    let sum = sums.get(box) ?? 0;
    for (const child of box.children) if (isElement(child)) sum += visit(child);
    sums.set(box, sum);
    return sum;
  };
  visit(root);
  return sums;
}

/** Whether a heading in a box is a link, as that of an article that stands elsewhere is. */
export function leadsElsewhere(box: SourceElement): boolean {
  return findAll(box, isHeading).some(
    (heading) =>
      findAll(heading, ({ name }) => name === 'a').length > 0 ||
      (heading.parent !== null && isElement(heading.parent) && heading.parent.name === 'a'),
  );
}

/** Whether an element is a heading. */
export function isHeading({ name }: SourceElement): boolean {
  return /^h[1-6]$/.test(name);
}
