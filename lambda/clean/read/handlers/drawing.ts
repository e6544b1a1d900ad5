import { holdsPage, readDrawing } from '../../drawings.ts';
import { NO_ATTRIBUTES } from '../../fragment/tag.ts';
import { resolvePicture } from '../../image-addresses.ts';
import { isElement, type SourceElement } from '../../parse/tree.ts';
import type { Handler, State } from '../state.ts';
import { dropElement } from './containers.ts';
import { addPicture } from './image.ts';

/**
 * Reads a drawing as a picture, where it says something and holds all that it shows; else what it shows of the page, its
 * pictures and words, in their order.
 */
export const readSvg: Handler = (state, svg) => {
  const { composer, removals } = state;
  if (holdsPage(svg)) {
    removals.addElement(svg, 'drawing', false);
    readParts(state, svg);
    return;
  }
  const reading = readDrawing(svg);
  if (reading === undefined) {
    dropElement(state, svg);
  } else if ('drawing' in reading) {
    addPicture(composer, reading.drawing);
  } else {
    removals.addElement(svg, 'drawing', false);
    composer.within('p', NO_ATTRIBUTES, () => composer.addText(reading.words));
  }
};

/** Reads what a drawing shows of the page that it stands in. */
function readParts(state: State, element: SourceElement): void {
  const { composer, context } = state;
  for (const child of element.children) {
    if (!isElement(child)) continue;
    if (child.name === 'foreignObject' || child.name === 'text') {
      composer.endLine();
      state.readNodes(child.children);
      composer.endLine();
    } else if (child.name === 'image') {
      const { href = child.attribs['xlink:href'], width, height } = child.attribs;
      const src = resolvePicture(href, context.base);
      if (src === undefined) state.removals.addDeadAddress(href, 'picture');
      else addPicture(composer, { src, alt: '', ...(width && { width }), ...(height && { height }) });
    } else if (!/^(?:title|desc|metadata|script|style)$/.test(child.name)) {
      readParts(state, child);
    }
  }
}
