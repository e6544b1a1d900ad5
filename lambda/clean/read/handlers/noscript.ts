import { readPicture } from '../../images.ts';
import { adjacentElement, findImages, type SourceElement } from '../../parse/tree.ts';
import type { Handler } from '../state.ts';
import { dropElement, holdsProse } from './containers.ts';

/** Without scripts a browser shows the picture that a `noscript` holds; often it is the twin of one beside it. */
export const readNoscript: Handler = (state, noscript) => {
  const isRead =
    findImages(noscript).length > 0 ? !isTwin(noscript, state.context.base) : holdsProse(state, noscript);
  if (isRead) state.readNodes(noscript.children);
  else dropElement(state, noscript);
};

/** Whether a picture right beside a `noscript` is shown without it: the one before it, or the same one behind it. */
function isTwin(noscript: SourceElement, base: string | undefined): boolean {
  const before = adjacentElement(noscript, 'prev');
  if (before?.name !== 'noscript' && lastPicture(before, base) !== undefined) return true;
  const behind = lastPicture(adjacentElement(noscript, 'next'), base);
  return behind !== undefined && behind === lastPicture(noscript, base);
}

function lastPicture(element: SourceElement | undefined, base: string | undefined): string | undefined {
  if (element === undefined) return undefined;
  const image = element.name === 'img' ? element : findImages(element).at(-1);
  const reading = image && readPicture(image, base, []);
  return reading !== undefined && 'picture' in reading ? reading.picture.src : undefined;
}
