import { isElement } from '../../parse/tree.ts';
import { readBlockAttributes } from '../attributes.ts';
import type { Handler } from '../state.ts';
import { readBlock } from './blocks.ts';

/** Reads what can be folded away, its summary first, wherever that stands. */
export const readDetails: Handler = (state, details) => {
  const summary = details.children.filter(isElement).find(({ name }) => name === 'summary');
  const attributes = {
    ...readBlockAttributes(state, details, 'details'),
    ...(details.attribs.open !== undefined && { open: '' }),
  };
  state.composer.block('details', attributes, 'flow', () => {
    if (summary !== undefined) readBlock(state, summary, 'summary', 'line');
    state.readNodes(details.children.filter((child) => child !== summary));
  });
};
