import { PICTURE_FILE } from '../../model/pictures.ts';
import { isElement, isText, type SourceElement } from '../parse/tree.ts';
import { readPixels } from '../pixels.ts';
import { readStyle } from '../style.ts';
import { PAID } from './paid.ts';

/** Banners are this many times as wide as they are high, and at most this high and at least this wide, in pixels. */
const MIN_RATIO = 4;
const MAX_HEIGHT = 130;
const MIN_WIDTH = 200;

/** Hosts that count who follows a link. */
const COUNTING_HOST = /^(?:https?:)?\/\/(?:s\.)?(?:ads?|aff|banners?|click|go|promo|track|union)\d{0,3}\./i;

/**
 * Whether an element is a banner: a wide and flat picture that has its line to itself, in a link that was paid for or that
 * counts who follows it. A panorama leads to a larger one of itself, and says what it shows.
 */
export function isBanner({ name, attribs, children, parent }: SourceElement): boolean {
  const { href = '', rel = '' } = attribs;
  if (name !== 'a' || parent === null || !(PAID.test(rel) || COUNTING_HOST.test(href))) return false;
  const [picture, ...others] = children.filter(isSeen);
  if (picture === undefined || others.length > 0 || !isElement(picture) || picture.name !== 'img')
    return false;
  return isFlat(picture) && !PICTURE_FILE.test(href) && parent.children.filter(isSeen).length === 1;
}

function isSeen(node: SourceElement['children'][number]): boolean {
  return isElement(node) ? node.name !== 'br' : isText(node) && node.data.trim() !== '';
}

function isFlat({ attribs }: SourceElement): boolean {
  const style = attribs.style === undefined ? undefined : readStyle(attribs.style);
  const [width = 0, height = 0] = (['width', 'height'] as const).map(
    (side) => readPixels(attribs[side]) ?? readPixels(style?.get(side)),
  );
  return height > 0 && height <= MAX_HEIGHT && width >= MIN_WIDTH && width >= height * MIN_RATIO;
}
