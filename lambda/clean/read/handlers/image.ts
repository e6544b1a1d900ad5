import { pickAllowed } from '../../allowed.ts';
import { createTag } from '../../fragment/tag.ts';
import { type Picture, readPicture } from '../../images.ts';
import { isText, type SourceElement } from '../../parse/tree.ts';
import { createRemoval, type RemovalLog } from '../../removals.ts';
import { isAvatar, isIcon, readEmoji } from '../../small-images.ts';
import { readLabel } from '../../typography.ts';
import type { Composer } from '../composer.ts';
import type { Handler } from '../state.ts';
import { dropElement } from './containers.ts';

/**
 * Reads a picture, or notes why it goes. An emoji is the text that it stands for, and so is a picture whose address leads
 * nowhere.
 */
export const readImage: Handler = ({ context, composer, removals }, element) => {
  dropTornEnd(element, removals);
  const reading = readPicture(element, context.base, context.placeholderHosts);
  if (reading === undefined) {
    composer.addText(readLabel(element.attribs.alt));
    removals.addDeadAddress(element.attribs.src, 'picture');
    return;
  }
  if (!('picture' in reading)) {
    if (reading.reason !== 'spacer') removals.images.push(reading.address);
    removals.add(createRemoval(reading.reason, '', [reading.address]));
    return;
  }
  const { src } = reading.picture;
  const emoji = readEmoji(element, src);
  if (emoji !== undefined) {
    composer.addText(emoji);
    removals.images.push(src);
    removals.add(createRemoval('emoji', '', [src]));
    return;
  }
  if (isIcon(element, src)) {
    removals.icons.add(src);
    if (isAvatar(element, src)) removals.avatars.add(src);
  }
  addPicture(composer, reading.picture);
};

/** The end of a tag that a quotation mark in an address tore apart: attributes that scrapers add, as text behind it. */
const TORN_END = /^" referrerpolicy="no-referrer">/;

function dropTornEnd({ next }: SourceElement, removals: RemovalLog): void {
  if (next === null || !isText(next)) return;
  const [torn] = TORN_END.exec(next.data) ?? [];
  if (torn === undefined) return;
  next.data = next.data.slice(torn.length);
  removals.add(createRemoval('torn tag', torn));
}

/** Leaves a field of a form out, unless it is a button that is a picture. */
export const readInput: Handler = (state, element) => {
  const isPicture = element.attribs.type?.trim().toLowerCase() === 'image';
  (isPicture ? readImage : dropElement)(state, element);
};

/** Adds a picture in the line. */
export function addPicture(composer: Composer, picture: Picture): void {
  const { src, alt, title, width, height } = picture;
  const attributes = { src, alt, title, width, height, loading: 'lazy', referrerpolicy: 'no-referrer' };
  composer.addInline(createTag('img', pickAllowed('img', attributes)));
}
