import { findPictureAddresses } from './addresses.ts';
import type { Tag } from './markup.ts';
import type { Formula, Picture } from './reading.ts';

/** Classes of pictures that show a formula, and of those in the size of text. */
const FORMULA = /(?:^|[\s_-])(?:math|latex|tex|equation|formula)(?=[\s_-]|$)/i;
const SMALL = /emoji|emoticon|smil(?:ey|ie)|(?:^|[\s_-])face/i;
const SMALL_STYLE = /(?:^|[;\s])(?:width|height)\s*:\s*1(?:\.\d+)?em/i;

/** A parameter of services that draw formulas. */
const TEX_PARAMETER = /(?:[?&](?:tex|latex|chl)=|\.latex\?)([^&#]+)/;

/** The formula that a picture shows, where it tells its TeX. */
export function readFormulaPicture(tag: Tag, base: string | undefined, line: number): Formula | undefined {
  const { attributes } = tag;
  const parameter = TEX_PARAMETER.exec(attributes.get('src') ?? '')?.[1];
  const notations = [
    attributes.get('data-formula'),
    attributes.get('data-tex'),
    parameter && decode(parameter),
  ];
  const tex = notations.filter((notation) => notation !== undefined && notation !== '').map(String);
  const isMarked = FORMULA.test(attributes.get('class') ?? '') || attributes.has('eeimg');
  if (tex.length === 0 && !isMarked) return undefined;
  const alt = attributes.get('alt') ?? '';
  return { tex: alt === '' ? tex : [...tex, alt], addresses: findPictureAddresses(tag, base), line };
}

/** The picture of a tag; undefined where it has none. */
export function readPicture(
  tag: Tag,
  base: string | undefined,
  isTwin: boolean,
  line: number,
): Picture | undefined {
  const { attributes } = tag;
  const addresses = findPictureAddresses(tag, base);
  if (addresses.length === 0) return undefined;
  const isSmall =
    SMALL.test(attributes.get('class') ?? '') || SMALL_STYLE.test(attributes.get('style') ?? '');
  return { addresses, alt: attributes.get('alt')?.trim() ?? '', isSmall, isTwin, line };
}

/** The picture that a style sets behind an element. */
export function readBackground({ attributes }: Tag, line: number): Picture | undefined {
  const style = attributes.get('style');
  const address =
    style === undefined ? undefined : /url\(\s*["']?(https?:[^"')\s]{1,2000})/i.exec(style)?.[1];
  return address === undefined
    ? undefined
    : { addresses: [address], alt: '', isSmall: false, isTwin: true, line };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
