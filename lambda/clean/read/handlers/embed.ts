import { decodePercents, resolveAddress } from '../../../model/addresses.ts';
import { NO_ATTRIBUTES } from '../../fragment/tag.ts';
import { BUTTON_FRAMES, isHostWithin, TRACKING_PIXEL_HOSTS } from '../../hosts.ts';
import { resolvePicture } from '../../image-addresses.ts';
import { isTiny } from '../../images.ts';
import { isOnHost } from '../../links.ts';
import { findAddresses, isText, type SourceElement } from '../../parse/tree.ts';
import { type Embed, nameFrame, readPlayer } from '../../players.ts';
import { createRemoval } from '../../removals.ts';
import { readLabel } from '../../typography.ts';
import type { Handler, State } from '../state.ts';
import { addPicture } from './image.ts';
import { readHref } from './link.ts';

/** Reads what a frame or a plug-in shows: a link to it, with its picture where there is one. One that only counts readers goes. */
export const readEmbed: Handler = (state, element) => {
  const { base } = state.context;
  const address = findAddress(element, base);
  const player = address === undefined ? undefined : readPlayer(address);
  const fallback = readFallback(element);
  if (player === undefined && fallback !== undefined && (fallback === '' || address === undefined)) {
    state.readNodes(element.children);
    return;
  }
  const rule = address === undefined ? `<${element.name}>` : findRule(element, address);
  if (address === undefined || rule !== undefined) {
    const { src, srcdoc = '' } = element.attribs;
    state.removals.addUnresolved(src);
    state.removals.add(createRemoval(rule ?? '', srcdoc, findAddresses(element)));
    return;
  }
  const { attribs } = element;
  const title = [attribs.title, attribs['aria-label'], fallback].map(readLabel).find((label) => label !== '');
  const poster = player?.poster ?? findPoster(element, base);
  addEmbed(state, {
    link: player?.link ?? address,
    ...(poster !== undefined && { poster }),
    ...(title !== undefined ? { title } : player === undefined && { title: nameFrame(address) }),
  });
};

/** Why a frame goes, by the name of a rule; undefined when it stays. */
function findRule(element: SourceElement, address: string): string | undefined {
  if (AD_HOST.test(address)) return 'advertisement';
  if (holdsButtons(address)) return 'buttons';
  return isTiny(element) || isOnHost(address, TRACKING_PIXEL_HOSTS) ? 'tracking pixel' : undefined;
}

function holdsButtons(address: string): boolean {
  const url = URL.parse(address);
  return BUTTON_FRAMES.some(
    ({ host, path }) => url !== null && isHostWithin(url.hostname, host) && path.test(url.pathname),
  );
}

/** The address that a frame shows, in whatever attribute; lazy loading leaves `src` out or blank. */
function findAddress({ attribs }: SourceElement, base: string | undefined): string | undefined {
  const { src = '', data = '' } = attribs;
  const held = Object.entries(attribs)
    .filter(
      ([name, value]) =>
        (/src|url|data|lazy/i.test(name) || RECORDING.test(value)) &&
        !POSTER.test(name) &&
        /^(?:https?:)?\/\/\S+$/i.test(value.trim()),
    )
    .map(([, value]) => value);
  for (const value of [src, data, ...held]) {
    const address = resolveAddress(value, base);
    if (address !== undefined) return address;
  }
  return undefined;
}

/** The end of a path that leads to something that is played. */
const RECORDING = /\.(?:swf|mp[34]|m4[av]|webm|og[agv]|flv|m3u8)(?:[?#]|$)/i;

/** Hosts that only deliver advertisements. */
const AD_HOST = /^https?:\/\/(?:ads?|adserv(?:er|ice)?|banners?)\d{0,3}\./i;

const POSTER = /cover|poster|thumb|image/i;

function findPoster({ attribs }: SourceElement, base: string | undefined): string | undefined {
  for (const [name, value] of Object.entries(attribs)) {
    const picture = POSTER.test(name) ? resolvePicture(decodeAddress(value), base) : undefined;
    if (picture !== undefined) return picture;
  }
  return undefined;
}

/** An address that is written as the parameter of another. */
function decodeAddress(value: string): string {
  return /^https?%3A%2F%2F/i.test(value) ? decodePercents(value) : value;
}

/** The words that an `object` holds, which browsers show in its place; `''` for elements, undefined for nothing. */
function readFallback({ name, children }: SourceElement): string | undefined {
  if (name !== 'object') return undefined;
  const shown = children.filter((child) => !isText(child) || child.data.trim() !== '');
  if (shown.length === 0) return undefined;
  return shown.every(isText)
    ? shown
        .map(({ data }) => data)
        .join(' ')
        .trim()
    : '';
}

/** Adds a video as its still picture and its title, both links to where it plays. */
export function addEmbed(state: State, { link, poster, title }: Embed): void {
  const { composer, context } = state;
  const href = readHref(state, link);
  if (href === undefined || href.startsWith('#')) return;
  const src = resolvePicture(poster, context.base);
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
