import { resolveAddress } from '../../../model/addresses.ts';
import { pickAllowed } from '../../allowed.ts';
import { createTag } from '../../fragment/tag.ts';
import { resolvePicture } from '../../images.ts';
import { isElement } from '../../parse/tree.ts';
import type { Handler } from '../state.ts';
import { dropControl, holdsProse } from './containers.ts';

/** Reads a sound or a video that the browser plays itself, where its address is http(s). */
export const readRecording: Handler = (state, element) => {
  const { link } = state.context;
  const sources = element.children.filter(isElement).filter(({ name }) => name === 'source');
  const src = [element, ...sources]
    .map(({ attribs }) => resolveAddress(attribs.src ?? attribs['data-src'] ?? '', link))
    .find((address) => address !== undefined);
  if (src === undefined) {
    dropControl(state, element);
    return;
  }
  const { poster, width, height } = element.attribs;
  state.composer.addInline(
    createTag(
      element.name,
      pickAllowed(element.name, {
        src,
        controls: '',
        preload: 'none',
        poster: resolvePicture(poster, link),
        width,
        height,
      }),
    ),
  );
  if (holdsProse(state, element)) state.readNodes(element.children);
};
