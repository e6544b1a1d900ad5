import { keepAnchor } from '../attributes.ts';
import type { Handler } from '../state.ts';

/** Reads the caption of the picture before it. */
export const readCaption: Handler = (state, element) => {
  keepAnchor(state, element);
  state.composer.caption(() => state.readNodes(element.children));
};
