import { resolveAddress } from '../model/addresses.ts';
import { isInlineImage } from './allowed.ts';
import { TRACKING_PIXEL_HOSTS } from './hosts.ts';
import { isOnHost, lookThroughProxies } from './links.ts';
import { isElement, type SourceElement } from './parse/tree.ts';
import { readStyle } from './style.ts';
import { readLabel } from './typography.ts';

/** Attributes in which lazy loading keeps the address of the picture, the most telling first. */
export const LAZY_ATTRIBUTES: readonly string[] = Object.freeze([
  'data-original',
  'data-actualsrc',
  'data-lazy-src',
  'data-lazyload',
  'data-original-src',
  'data-src',
  'data-echo',
  'data-url',
  'data-image-src',
  'data-croporisrc',
  'data-backsrc',
  'real_src',
  'zoomfile',
  'file',
]);

const SOURCE_SETS: readonly string[] = Object.freeze(['data-srcset', 'data-lazy-srcset', 'srcset']);

const WIDTHS: readonly string[] = Object.freeze(['width', 'data-width', 'data-w']);
const HEIGHTS: readonly string[] = Object.freeze(['height', 'data-height', 'data-h']);

/** Names of files that stand in for a picture until it is loaded. */
const SPACER =
  /(?:^|[_.-])(?:1x1|blank|dot|empty|grey|gray|lazy(?:-?load(?:ing)?)?|load(?:ing|er)?|pixel|place-?holder|spacer|trans(?:parent)?|default_?img|img_?default)(?:\d*[-_.])?\d*\.(?:gif|png|jpe?g|svg|webp)(?:!|$)/i;

/** What tells a QR code in an address, a class or an alternative text. */
const QR_CODE = /(?:^|[^a-z])(?:qr|qr-?_?code|ewm|erweima|wx-?_?code|weixin-?_?code)(?![a-z])|二维码|扫码/i;

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

/** What an `img` comes to: a picture, one that has to go (with the reason, a rule's name), or nothing at all. */
export type PictureReading =
  | { readonly picture: Picture }
  | { readonly address: string; readonly reason: 'placeholder' | 'spacer' | 'tracking pixel' | 'QR code' }
  | undefined;

/** Reads an `img`; `twin` is the same picture in its `noscript`. Pictures on the placeholder hosts stand for none. */
export function readPicture(
  image: SourceElement,
  base: string | undefined,
  placeholderHosts: readonly string[],
  twin?: SourceElement,
): PictureReading {
  const lazy = readLazyAddress(image, base);
  const address = lazy ?? readPlainAddress(image, base) ?? (twin && readOwnAddress(twin, base));
  if (address === undefined) {
    const spacer = resolvePicture(image.attribs.src, base);
    return spacer === undefined ? undefined : { address: spacer, reason: 'spacer' };
  }
  const styled = readStyleSize(image);
  const width = readLength(image, WIDTHS) ?? styled?.width;
  const height = readLength(image, HEIGHTS) ?? styled?.height;
  if (isOnHost(address, placeholderHosts)) return { address, reason: 'placeholder' };
  if (isOnHost(address, TRACKING_PIXEL_HOSTS)) return { address, reason: 'tracking pixel' };
  if (lazy === undefined && isTiny(image)) return { address, reason: 'tracking pixel' };
  const alt = readLabel(image.attribs.alt ?? twin?.attribs.alt);
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

/** The address of a picture for the document, proxies looked through; undefined when it is none that it may hold. */
export function resolvePicture(value: string | undefined, base: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const raw = value.trim();
  if (/^data:/i.test(raw)) return isInlineImage(raw) ? raw : undefined;
  const address = resolveAddress(raw, base);
  return address === undefined ? undefined : lookThroughProxies(address);
}

/** The best candidate of a `srcset` (HTML standard, "parse a srcset attribute"): the widest, or the densest, or the first. */
export function readSourceSet(value: string): string | undefined {
  const words = value.trim().split(/\s+/);
  let best: string | undefined;
  let bestSize = -1;
  let address: string | undefined;
  for (const word of words) {
    // A descriptor may hold the comma and the next address, where no white space stands between them.
    const [descriptor = '', next] = address === undefined ? ['', word] : splitOnce(word);
    const size = Number.parseFloat(descriptor) || 1;
    if (address !== undefined && size > bestSize) {
      bestSize = size;
      best = address;
    }
    address = next === undefined || next === '' ? undefined : next.replace(/,$/, '');
    if (next?.endsWith(',') && address !== undefined && bestSize < 1) {
      bestSize = 1;
      best = address;
    }
    if (next?.endsWith(',')) address = undefined;
  }
  return best ?? address;
}

function splitOnce(word: string): readonly string[] {
  const comma = word.indexOf(',');
  return comma < 0 ? [word] : [word.slice(0, comma), word.slice(comma + 1)];
}

function readOwnAddress(image: SourceElement, base: string | undefined): string | undefined {
  return readLazyAddress(image, base) ?? readPlainAddress(image, base);
}

function readLazyAddress(image: SourceElement, base: string | undefined): string | undefined {
  for (const name of LAZY_ATTRIBUTES) {
    const value = image.attribs[name];
    if (value === undefined || !/[./]/.test(value)) continue;
    const address = resolvePicture(value, base);
    if (address !== undefined && !isSpacer(address)) return address;
  }
  return undefined;
}

function readPlainAddress(image: SourceElement, base: string | undefined): string | undefined {
  const source = resolvePicture(image.attribs.src, base);
  if (source !== undefined && !isSpacer(source)) return source;
  for (const name of SOURCE_SETS) {
    const address = readSet(image.attribs[name], base);
    if (address !== undefined) return address;
  }
  const { parent } = image;
  if (parent === null || !isElement(parent) || parent.name !== 'picture') return undefined;
  for (const sibling of parent.children) {
    if (!isElement(sibling) || sibling.name !== 'source') continue;
    for (const name of SOURCE_SETS) {
      const address = readSet(sibling.attribs[name], base);
      if (address !== undefined) return address;
    }
  }
  return undefined;
}

function readSet(value: string | undefined, base: string | undefined): string | undefined {
  const candidate = value === undefined ? undefined : readSourceSet(value);
  const address = resolvePicture(candidate, base);
  return address !== undefined && !isSpacer(address) ? address : undefined;
}

/** Spacers within the document are small; a real picture there holds more than a few hundred bytes. */
function isSpacer(address: string): boolean {
  if (address.startsWith('data:')) return address.length < 400;
  return SPACER.test(readFileName(address));
}

/** What follows the last slash of an address's path; empty for a picture that stands in the document itself. */
function readFileName(address: string): string {
  const url = URL.parse(address);
  return url === null || url.protocol === 'data:'
    ? ''
    : url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
}

function isTiny(image: SourceElement): boolean {
  const width = readNumber(image.attribs.width);
  const height = readNumber(image.attribs.height);
  return width !== undefined && height !== undefined && width <= TRACKING_PIXELS && height <= TRACKING_PIXELS;
}

function looksLikeQrCode(image: SourceElement, address: string, alt: string): boolean {
  const file = readFileName(address);
  return QR_CODE.test(file) || QR_CODE.test(image.attribs.class ?? '') || /^.{0,12}二维码$/.test(alt);
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
  const number = readNumber(value);
  return number !== undefined && number > TRACKING_PIXELS && number < 20_000 ? String(number) : undefined;
}

function readNumber(value: string | undefined): number | undefined {
  const digits = value === undefined ? undefined : /^\s*(\d{1,6})(?:\.\d+)?\s*(?:px\s*)?$/i.exec(value)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
