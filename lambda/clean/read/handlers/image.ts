import { pickAllowed } from '../../allowed.ts';
import { createTag } from '../../fragment/tag.ts';
import { type Picture, readPicture } from '../../images.ts';
import { createRemoval } from '../../removals.ts';
import type { Composer } from '../composer.ts';
import type { Handler } from '../state.ts';

/** Reads a picture, or notes why it goes. */
export const readImage: Handler = ({ context, composer, removals }, element) => {
  const reading = readPicture(element, context.link, context.placeholderHosts);
  if (reading === undefined) return;
  if ('picture' in reading) {
    addPicture(composer, reading.picture);
    return;
  }
  if (reading.reason !== 'spacer') removals.images.push(reading.address);
  removals.add(createRemoval(reading.reason, '', [reading.address]));
};

/** Adds a picture in the line. */
export function addPicture(composer: Composer, picture: Picture): void {
  const { src, alt, title, width, height } = picture;
  const attributes = { src, alt, title, width, height, loading: 'lazy', referrerpolicy: 'no-referrer' };
  composer.addInline(createTag('img', pickAllowed('img', attributes)));
}
