import type { SourceElement } from '../../parse/tree.ts';
import { readStyle } from '../../style.ts';
import { keepAnchor } from '../attributes.ts';
import type { Handler, State } from '../state.ts';

/** Reads a block without a meaning of its own: its text stands in paragraphs. */
export const readContainer: Handler = (state, element) => {
  keepAnchor(state, element);
  state.composer.endLine();
  state.readNodes(element.children);
  state.composer.endLine();
};

/** Reads an element whose tags say nothing, unless its style makes a block of it. */
export const readUnknown: Handler = (state, element) => {
  if (isBlock(element)) {
    readContainer(state, element);
    return;
  }
  keepAnchor(state, element);
  state.readNodes(element.children);
};

/** Leaves an element out with all that it holds. */
export const dropElement: Handler = (state, element) => {
  state.removals.addElement(element, `<${element.name}>`, false);
};

/** Ignores an element that says nothing. */
export const ignore: Handler = () => {};

/** What a control holds is an article's worth of text when a tag was never closed. */
const CONTROL_TEXT = 200;

/** Leaves a control out, unless it holds more than a control does. */
export const dropControl: Handler = (state, element) => {
  if (holdsProse(state, element)) readUnknown(state, element);
  else dropElement(state, element);
};

/** Whether an element that usually goes holds more than a control does. */
export function holdsProse({ measurements }: State, element: SourceElement): boolean {
  return measurements.of(element).text > CONTROL_TEXT;
}

/** Whether an element stands in a line of its own by its style, or by what an editor noted of it. */
export function isBlock({ attribs: { style, 'data-draft-node': kind } }: SourceElement): boolean {
  if (kind === 'block') return true;
  if (style === undefined || !/display/i.test(style)) return false;
  return /^(?:block|flex|grid)/.test(readStyle(style).get('display') ?? '');
}
