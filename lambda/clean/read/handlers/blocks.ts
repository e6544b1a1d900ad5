import { NO_ATTRIBUTES, type Tag } from '../../fragment/tag.ts';
import type { SourceElement } from '../../parse/tree.ts';
import { type Attributes, readBlockAttributes } from '../attributes.ts';
import type { Mode } from '../composer.ts';
import type { Handler, State } from '../state.ts';

/** Reads an element as a block of the given name; undefined when nothing of it was kept. */
export function readBlock(
  state: State,
  element: SourceElement,
  name: string,
  mode: Mode,
  more: Attributes = NO_ATTRIBUTES,
): Tag | undefined {
  const own = readBlockAttributes(state, element, name);
  const attributes = more === NO_ATTRIBUTES ? own : { ...own, ...more };
  return state.composer.block(name, attributes, mode, () => state.readNodes(element.children));
}

/** Reads a quotation. */
export const readQuotation: Handler = (state, element) => {
  readBlock(state, element, 'blockquote', 'flow');
};
