import { TRACKING_PIXEL_HOSTS } from './hosts.ts';
import { findImageAddress, isUnfilled, readFileName, resolvePicture } from './image-addresses.ts';
import { isOnHost } from './links.ts';
import { isElement, type SourceElement } from './parse/tree.ts';
import { readPixels } from './pixels.ts';
import { readStyle } from './style.ts';
import { readLabel } from './typography.ts';

const WIDTHS: readonly string[] = Object.freeze(['width', 'data-width', 'data-w']);
const HEIGHTS: readonly string[] = Object.freeze(['height', 'data-height', 'data-h']);

/**
 * What tells a QR code in a file's name or a class. The short words count only where they stand apart: they occur in names
 * that are a hash, too.
 */
const QR_CODE =
  /(?:^|[^a-z])(?:qr[-_]?code|erweima|wx[-_]?code|weixin[-_]?code)(?![a-z])|(?:^|[^a-z\d])(?:qr|ewm)\d{0,4}(?![a-z\d])|二维码|扫码/i;

/** A picture smaller than this in both directions shows nothing. */
const TRACKING_PIXELS = 2;

/** A picture as it is shown: addresses absolute, sizes in pixels, digits only. */
export interface Picture {
  readonly src: string;
  readonly alt: string;
  readonly title?: string;
  readonly width?: string;
  readonly height?: string;
}

/** What becomes of an `img`: a picture, one that has to go (with the reason, a rule's name), or nothing at all. */
export type PictureReading =
  | { readonly picture: Picture }
  | { readonly address: string; readonly reason: 'placeholder' | 'spacer' | 'tracking pixel' | 'QR code' }
  | undefined;

/** Reads an `img`. Pictures on the placeholder hosts stand for none. */
export function readPicture(
  image: SourceElement,
  base: string | undefined,
  placeholderHosts: readonly string[],
): PictureReading {
  const found = findImageAddress(image, base);
  if (found === undefined) {
    const spacer = resolvePicture(image.attribs.src, base);
    return spacer === undefined ? undefined : { address: spacer, reason: 'spacer' };
  }
  const { address, isLazy } = found;
  const styled = readStyleSize(image);
  const width = readLength(image, WIDTHS) ?? styled?.width;
  const height = readLength(image, HEIGHTS) ?? styled?.height;
  if (isUnfilled(address) || isOnHost(address, placeholderHosts)) return { address, reason: 'placeholder' };
  if (isOnHost(address, TRACKING_PIXEL_HOSTS)) return { address, reason: 'tracking pixel' };
  if (!isLazy && isTiny(image)) return { address, reason: 'tracking pixel' };
  const alt = readAlternative(image);
  const title = readLabel(image.attribs.title);
  if (looksLikeQrCode(image, address, alt)) return { address, reason: 'QR code' };
  return {
    picture: {
      src: address,
      alt,
      ...(title !== '' && title !== alt && { title }),
      ...(width !== undefined && { width }),
      ...(height !== undefined && { height }),
    },
  };
}

/** What programs write in place of words for a picture: its address, or that there is nothing. */
const FILLED_IN = /^(?:(?:https?:)?\/\/\S+|none|null|undefined|nan)$/i;

function readAlternative({ attribs }: SourceElement): string {
  const words = readLabel(attribs.alt);
  return FILLED_IN.test(words) ? '' : words;
}

/** Whether a picture or a frame, or the box that cuts it off, is too small to show anything. */
export function isTiny(element: SourceElement): boolean {
  const { attribs, parent } = element;
  const style = attribs.style === undefined ? undefined : readStyle(attribs.style);
  if (style !== undefined && /^(?:hidden|collapse)$/.test(style.get('visibility') ?? '')) return true;
  if (isTinyBox(style, attribs)) return true;
  if (parent === null || !isElement(parent) || parent.attribs.style === undefined) return false;
  const outer = readStyle(parent.attribs.style);
  return /^(?:hidden|clip)$/.test(outer.get('overflow') ?? '') && isTinyBox(outer, {});
}

function isTinyBox(
  style: ReadonlyMap<string, string> | undefined,
  attributes: SourceElement['attribs'],
): boolean {
  return (['width', 'height'] as const).every((side) => {
    const size = readPixels(style?.get(side)) ?? readPixels(attributes[side]) ?? Number.POSITIVE_INFINITY;
    const limit = readPixels(style?.get(`max-${side}`)) ?? Number.POSITIVE_INFINITY;
    return Math.floor(Math.min(size, limit)) <= TRACKING_PIXELS;
  });
}

function looksLikeQrCode(image: SourceElement, address: string, alt: string): boolean {
  return (
    // Taking an address apart costs more than a look at it.
    (QR_CODE.test(address) && QR_CODE.test(readFileName(address))) ||
    QR_CODE.test(image.attribs.class ?? '') ||
    /^.{0,12}二维码$/.test(alt)
  );
}

function readLength(image: SourceElement, names: readonly string[]): string | undefined {
  for (const name of names) {
    const length = asLength(image.attribs[name]);
    if (length !== undefined) return length;
  }
  return undefined;
}

/** The size that a style tells, where it tells both: one alone says nothing of the shape. */
function readStyleSize({
  attribs,
}: SourceElement): { readonly width: string; readonly height: string } | undefined {
  if (attribs.style === undefined) return undefined;
  const style = readStyle(attribs.style);
  const width = asLength(inPixels(style.get('width')));
  const height = asLength(inPixels(style.get('height')));
  return width === undefined || height === undefined ? undefined : { width, height };
}

function inPixels(value: string | undefined): string | undefined {
  return value !== undefined && /^\d+px$/.test(value) ? value : undefined;
}

/** A number of pixels that a picture may well have. */
function asLength(value: string | undefined): string | undefined {
  const number = Math.floor(readPixels(value) ?? 0);
  return number > TRACKING_PIXELS && number < 20_000 ? String(number) : undefined;
}
