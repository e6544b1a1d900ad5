import { NO_ATTRIBUTES } from '../fragment/tag.ts';
import { createRemoval, type RemovalLog } from '../removals.ts';
import { type Block, describe } from './block.ts';
import { isPicture, isTextOnly, pointsAtPicture, readPicture } from './block-kinds.ts';
import { recordBlock } from './record.ts';

/** Judges blocks by the one before: a second rule or the same picture again goes, a line on the picture is its caption. */
export function mergeNeighbours(blocks: Block[], removals: RemovalLog): Block[] {
  if (!blocks.some(isNoText)) return blocks;
  const merged: Block[] = [];
  let shown: string | undefined;
  for (const block of blocks) {
    const before = merged.at(-1);
    const picture = isPicture(block) ? readPicture(block.tag) : undefined;
    if (before?.tag.name === 'hr' && block.tag.name === 'hr') continue;
    if (picture !== undefined && picture === shown) {
      removals.add(createRemoval('repeated picture', '', [picture]));
      continue;
    }
    if (before !== undefined && isCaptionAgain(block, before, merged.at(-2))) {
      recordBlock(removals, block, 'repeated caption');
      continue;
    }
    shown = picture;
    if (before?.tag.name === 'p' && isPicture(before) && pointsAtPicture(block)) {
      merged[merged.length - 1] = describe({
        ...before.tag,
        name: 'figure',
        children: [...before.tag.children, { ...block.tag, name: 'figcaption', attributes: NO_ATTRIBUTES }],
      });
    } else {
      merged.push(block);
    }
  }
  return merged;
}

/** Shorter lines may stand below a picture and be said once more. */
const SHORTEST_CAPTION = 30;

/** Whether a line says again, word for word, what the line between it and a picture says. */
function isCaptionAgain({ tag, text }: Block, before: Block, above: Block | undefined): boolean {
  if (text === undefined || text.length < SHORTEST_CAPTION || text !== before.text) return false;
  return (
    tag.name === 'p' && before.tag.name === 'p' && isTextOnly(tag) && above !== undefined && isPicture(above)
  );
}

/** Whether a block is a rule or a picture. */
function isNoText(block: Block): boolean {
  return block.tag.name === 'hr' || isPicture(block);
}
