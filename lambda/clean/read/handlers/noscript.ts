import { readPicture } from '../../images.ts';
import { findImages, previousElement, type SourceElement } from '../../parse/tree.ts';
import type { Handler } from '../state.ts';
import { dropElement, holdsProse } from './containers.ts';

/** Without scripts a browser shows the picture that a `noscript` holds; often it is the twin of one beside it. */
export const readNoscript: Handler = (state, noscript) => {
  const isRead =
    findImages(noscript).length > 0 ? !isTwin(noscript, state.context.link) : holdsProse(state, noscript);
  if (isRead) state.readNodes(noscript.children);
  else dropElement(state, noscript);
};

/** Whether a picture right before a `noscript` is shown without it. */
function isTwin(noscript: SourceElement, base: string | undefined): boolean {
  const before = previousElement(noscript);
  if (before === undefined || before.name === 'noscript') return false;
  const image = before.name === 'img' ? before : findImages(before).at(-1);
  const reading = image && readPicture(image, base, []);
  return reading !== undefined && 'picture' in reading;
}
