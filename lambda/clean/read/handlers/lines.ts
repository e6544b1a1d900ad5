import { createTag } from '../../fragment/tag.ts';
import { readBlockAttributes } from '../attributes.ts';
import type { Handler } from '../state.ts';

/** Reads a paragraph or a heading. */
export const readLine: Handler = (state, element) => {
  const { name } = element;
  state.composer.within(name, readBlockAttributes(state, element, name), () =>
    state.readNodes(element.children),
  );
};

/** Reads a line break. */
export const readBreak: Handler = ({ composer }) => composer.addBreak();

/** Reads a rule across the page. */
export const readRule: Handler = ({ composer }) => composer.addBlock(createTag('hr'));
