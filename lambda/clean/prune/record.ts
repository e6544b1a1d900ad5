import { readAddresses, readImages } from '../fragment/addresses.ts';
import { readText } from '../fragment/text.ts';
import { createRemoval, type RemovalLog } from '../removals.ts';
import type { Block } from './block.ts';

/** Rules that take pictures which are never the article's. */
const PROMOTION: ReadonlySet<string> = new Set(['byline', 'invitation', 'related links', 'share bar']);

/** Notes that a block went, by which rule, and the pictures that no article has. */
export function recordBlock(removals: RemovalLog, { tag, text }: Block, rule: string): void {
  const removal = createRemoval(rule, text ?? readText([tag]), readAddresses([tag]));
  if (removal.text.trim() !== '' || removal.addresses.length > 0) removals.add(removal);
  if (!PROMOTION.has(rule)) return;
  for (const image of readImages([tag])) removals.images.push(image);
}
