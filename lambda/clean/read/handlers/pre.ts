import { readId } from '../attributes.ts';
import { readPreformatted } from '../code.ts';
import type { Handler } from '../state.ts';

/** Reads code or other preformatted text. */
export const readPre: Handler = (state, pre) => {
  const block = readPreformatted(pre);
  if (block === undefined) return;
  block.attributes = readId(state, pre);
  state.composer.addBlock(block);
};
