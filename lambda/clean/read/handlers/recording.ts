import { resolveAddress } from '../../../model/addresses.ts';
import { pickAllowed } from '../../allowed.ts';
import { createTag } from '../../fragment/tag.ts';
import { resolvePicture } from '../../image-addresses.ts';
import { isElement, type SourceElement } from '../../parse/tree.ts';
import { readLabel } from '../../typography.ts';
import type { Handler } from '../state.ts';
import { dropControl, holdsProse } from './containers.ts';
import { addPicture } from './image.ts';

/** Formats by how many browsers and readers play them, the best first; what is not named comes after them. */
const FORMATS: readonly RegExp[] = [
  /mp4|mpeg\/|mpeg$|\bm4a|mp3|quicktime|\.mov/i,
  /webm|aac|wav/i,
  /ogg|opus|ogv|flac/i,
  /^(?!.*(?:mpegurl|m3u8|\bmpd\b|dash|flv))/i,
];

/** Names of attributes that hold something else than the recording. */
const NO_RECORDING = /^(?:alt|class|id|on\w+|style|title)$|poster|cover|thumb|image|href|link|share|page/i;

/** Reads a sound or a video that the browser plays itself, in the format that plays everywhere. */
export const readRecording: Handler = (state, element) => {
  const { base } = state.context;
  const sources = element.children.filter(isElement).filter(({ name }) => name === 'source');
  const [src] = [element, ...sources]
    .flatMap((source) => listRecordings(source, base))
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ address }) => address);
  const { poster: written, width, height } = element.attribs;
  const poster = resolvePicture(written, base);
  if (src === undefined) {
    for (const { attribs } of [element, ...sources]) state.removals.addDeadAddress(attribs.src, 'recording');
    if (poster !== undefined) addPicture(state.composer, { src: poster, alt: '' });
    dropControl(state, element);
    return;
  }
  const title = readLabel(element.attribs.title) || readLabel(element.attribs['aria-label']) || undefined;
  const attributes = { src, title, controls: '', preload: 'none', poster, width, height };
  state.composer.addInline(createTag(element.name, pickAllowed(element.name, attributes)));
  if (holdsProse(state, element)) state.readNodes(element.children);
};

/** The addresses that an element plays, whatever attribute holds them, each with the rank of its format. */
function listRecordings(
  { attribs }: SourceElement,
  base: string | undefined,
): readonly { readonly address: string; readonly rank: number }[] {
  const { src, type = '' } = attribs;
  const held = Object.entries(attribs)
    .filter(
      ([name, value]) =>
        name !== 'src' && !NO_RECORDING.test(name) && /^(?:https?:)?\/\/\S+$/i.test(value.trim()),
    )
    .map(([, value]) => value);
  return [src ?? '', ...held].flatMap((value) => {
    const address = resolveAddress(value, base);
    if (address === undefined) return [];
    const format = FORMATS.findIndex((pattern) => pattern.test(type === '' ? address : type));
    return [{ address, rank: format < 0 ? FORMATS.length : format }];
  });
}
