import { resolveAddress } from '../model/addresses.ts';
import { PICTURE_FILE } from '../model/pictures.ts';
import { isInlineImage } from './allowed.ts';
import { resolveDrawing } from './drawings.ts';
import { lookThroughProxies } from './links.ts';
import { isElement, type SourceElement } from './parse/tree.ts';

/** Attributes in which lazy loading keeps the address of a picture, the most telling first. Others are told by what they hold. */
const LAZY_ATTRIBUTES: readonly string[] = Object.freeze([
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

/** Names of attributes that delay the picture of an `img` until it is seen; the picture in its `src` only stands in. */
const DELAYS = /lazy|lay-?src|defer|echo|orig|actual|real/i;

/** Names of attributes that hold a picture, and of those that hold another kind of address. */
const PICTURE_NAME = /src|img|image|pic|photo|url|file|full|large|big|zoom|hi-?res|load|thumb|poster/i;
const OTHER_NAME =
  /^(?:alt|title|class|style|id|on\w+|aria-.*|usemap|longdesc|href)$|href|link|page(?!speed)|share|caption|credit|avatar/i;

/** A parameter that says in which format a picture is to be made. */
const PICTURE_FORMAT = /[?&](?:\w{1,10}[_-])?(?:f|fmt|format|type)=(?:avif|gif|jpe?g|png|webp)(?:&|$)/i;

/** What a template or a second encoding left in an address, so that it leads nowhere. */
const BROKEN = /#0?38;|&amp;|is-pending-load|\{\{|%7b%7b|\bundefined\b|\[object|\/null$/i;

/** What leads to the page itself, or to nothing. */
const NOWHERE = /^\s*(?:#|about:|javascript:|$)/i;

/** Names of files that stand in for a picture until it is loaded; in an address, a file's name may be such a one. */
const SPACER =
  /(?:^|[/_.-])(?:1x1|blank|dot|empty|grey|gray|lazy(?:-?load(?:ing)?)?|load(?:ing|er)?|pixel|place-?holder|spacer|trans(?:parent)?|default_?img|img_?default)\d*(?:[-_.]\d*)?\.(?:gif|png|jpe?g|svg|webp)(?:[!?#]|$)/i;

/** Where the picture of an `img` is, and whether an attribute other than `src` says so. */
export interface ImageAddress {
  readonly address: string;
  readonly isLazy: boolean;
}

/**
 * Finds the address of a picture in any attribute that holds one: what lazy loading keeps it in, then `src` unless that
 * only stands in, sets of sources, all other attributes, and last what looks broken.
 */
export function findImageAddress(image: SourceElement, base: string | undefined): ImageAddress | undefined {
  const broken: ImageAddress[] = [];
  for (const list of [listOwn, listSources, listLinked]) {
    for (const { value, isLazy } of list(image)) {
      const address = resolvePicture(value, base);
      if (address === undefined || isSpacer(address)) continue;
      if (!BROKEN.test(value)) return { address, isLazy };
      broken.push({ address, isLazy });
    }
  }
  return broken[0];
}

/** The absolute address of a picture as `src` or lazy loading has it: whose it is, at a fraction of what it costs to read it. */
export function readWrittenPicture(attribs: SourceElement['attribs']): string | undefined {
  const value = isAbsolute(attribs.src)
    ? attribs.src
    : LAZY_ATTRIBUTES.map((name) => attribs[name]).find(isAbsolute);
  return resolvePicture(value, undefined);
}

function isAbsolute(value: string | undefined): value is string {
  return value !== undefined && /^(?:https?:)?\/\//.test(value);
}

/** The address of a picture for the document, proxies looked through; undefined when it is none that it may hold. */
export function resolvePicture(value: string | undefined, base: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const raw = value.trim();
  if (/^data:image\/svg/i.test(raw)) return resolveDrawing(raw);
  if (/^data:/i.test(raw)) return isInlineImage(raw) ? raw : undefined;
  const address = resolveAddress(raw, base);
  return address === undefined ? undefined : lookThroughProxies(address);
}

interface Candidate {
  readonly value: string;
  readonly isLazy: boolean;
}

/** What the attributes of an `img` itself hold. */
function listOwn({ attribs }: SourceElement): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (const name of LAZY_ATTRIBUTES) {
    const value = attribs[name];
    if (value !== undefined && /[./]/.test(value)) candidates.push({ value, isLazy: true });
  }
  const held = listHeld(attribs);
  for (const { name, address } of held) {
    if (name !== 'srcset' && DELAYS.test(name)) candidates.push({ value: address, isLazy: true });
  }
  if (attribs.src !== undefined && !NOWHERE.test(attribs.src))
    candidates.push({ value: attribs.src, isLazy: false });
  for (const { name, address } of held)
    if (/srcset|sources?-?set/i.test(name)) candidates.push({ value: address, isLazy: false });
  for (const { name, address } of held) {
    if (PICTURE_FILE.test(address) && PICTURE_NAME.test(name))
      candidates.push({ value: address, isLazy: true });
  }
  for (const { address } of held) candidates.push({ value: address, isLazy: true });
  return candidates;
}

/** Where a link around a picture leads: a placeholder may lead to what it stands for. */
function listLinked({ parent }: SourceElement): readonly Candidate[] {
  const href = parent !== null && isElement(parent) ? parent.attribs.href : undefined;
  return href !== undefined && PICTURE_FILE.test(href) ? [{ value: href, isLazy: true }] : [];
}

/** What the attributes of an `img` hold of pictures, but for those that are known to. */
function listHeld(
  attribs: SourceElement['attribs'],
): readonly { readonly name: string; readonly address: string }[] {
  const held: { name: string; address: string }[] = [];
  for (const name in attribs) {
    if (name === 'src' || LAZY_ATTRIBUTES.includes(name)) continue;
    const address = readAddress(name, attribs[name] ?? '');
    if (address !== undefined) held.push({ name, address });
  }
  return held;
}

function isPictureFile(address: string): boolean {
  return /^(?:https?:)?\/\//i.test(address) && PICTURE_FILE.test(address);
}

/** What an attribute holds of a picture: an address with the ending of one, any address if its name says so, or a set. */
function readAddress(name: string, value: string): string | undefined {
  // Most values are words and numbers; only a set may be of names that are no more than that.
  if (!/[./\s]/.test(value) && !/srcset/i.test(name)) return undefined;
  if (OTHER_NAME.test(name)) return undefined;
  const raw = value.trim();
  if (/^data:image\//i.test(raw)) return raw;
  if (/\s\d{1,5}(?:\.\d{1,3})?[wx](?:,|$)/.test(raw) || /srcset/i.test(name)) return readSourceSet(raw);
  if (raw.startsWith('{'))
    return raw
      .replaceAll('\\/', '/')
      .split(/[\s"'<>{},]+/)
      .find(isPictureFile);
  if (raw === '' || /[\s<>]/.test(raw)) return undefined;
  if (PICTURE_FILE.test(raw)) return raw;
  const says = PICTURE_NAME.test(name) || DELAYS.test(name) || PICTURE_FORMAT.test(raw);
  return says && /^(?:https?:)?\/\//i.test(raw) ? raw : undefined;
}

/** Whether a value is the address of a picture, as far as its form tells. */
export function holdsPicture(value: string): boolean {
  return PICTURE_FILE.test(value) && /^(?:https?:)?\/{0,2}[\w.][^\s<>]{3,2000}$/i.test(value.trim());
}

/** Nodes before a picture that are looked at for its sources. */
const MAX_SOURCES = 40;

/** What the `source` elements before a picture hold. */
function listSources({ parent, prev }: SourceElement): readonly Candidate[] {
  if (parent === null || !isElement(parent) || parent.name !== 'picture') return [];
  const candidates: Candidate[] = [];
  let sibling = prev;
  for (let count = 0; sibling !== null && count < MAX_SOURCES; count++, sibling = sibling.prev) {
    if (!isElement(sibling) || sibling.name !== 'source') continue;
    for (const [name, value] of Object.entries(sibling.attribs)) {
      const address = readAddress(name, value);
      if (address !== undefined) candidates.push({ value: address, isLazy: false });
    }
  }
  return candidates;
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

/** Spacers within the document are small; a real picture there holds more than a few hundred bytes, but for a drawing. */
function isSpacer(address: string): boolean {
  if (address.startsWith('data:')) return address.length < 400 && !address.startsWith('data:image/svg');
  return SPACER.test(address) && SPACER.test(readFileName(address));
}

/** What follows the last slash of an address's path; empty for a picture that stands in the document itself. */
export function readFileName(address: string): string {
  const url = URL.parse(address);
  return url === null || url.protocol === 'data:'
    ? ''
    : url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
}

/** Whether a program made an address of a value that it did not have. */
export function isUnfilled(address: string): boolean {
  return /\/(?:undefined|null|nan|\[object(?:%20| )object\])(?:[?#]|$)/i.test(address);
}
