import { NO_ATTRIBUTES } from '../../fragment/tag.ts';
import { resolvePicture } from '../../images.ts';
import { type Embed, readPlayer } from '../../players.ts';
import { createRemoval } from '../../removals.ts';
import { readLabel } from '../../typography.ts';
import type { Handler, State } from '../state.ts';
import { addPicture } from './image.ts';
import { readHref } from './link.ts';

/** Reads what a frame or a plug-in plays, when its player is known; other frames go. */
export const readEmbed: Handler = (state, element) => {
  const { src, data, title, 'data-src': lazy } = element.attribs;
  const address = src ?? lazy ?? data;
  const embed = address === undefined ? undefined : readPlayer(address, state.context.link);
  if (embed !== undefined) {
    addEmbed(state, title === undefined ? embed : { ...embed, title });
  } else if (element.name === 'object') {
    state.readNodes(element.children);
  } else {
    state.removals.add(createRemoval(`<${element.name}>`, '', address === undefined ? [] : [address]));
  }
};

/** Adds a video as its still picture and its title, both links to where it plays. */
export function addEmbed(state: State, { link, poster, title }: Embed): void {
  const { composer, context } = state;
  const href = readHref(state, link);
  if (href === undefined || href.startsWith('#')) return;
  const src = resolvePicture(poster, context.link);
  const alt = readLabel(title);
  const label = alt || href.replace(/^https?:\/\/(?:www\.)?/, '');
  const anchor = { name: 'a', attributes: { href } };
  const addLabel = () => composer.format(anchor, () => composer.addText(label));
  if (src === undefined) {
    composer.within('p', NO_ATTRIBUTES, addLabel);
    return;
  }
  composer.block('figure', NO_ATTRIBUTES, 'item', () => {
    composer.format(anchor, () => addPicture(composer, { src, alt }));
    composer.block('figcaption', NO_ATTRIBUTES, 'line', addLabel);
  });
}
