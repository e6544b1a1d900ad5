import { parseFragment } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import { decodePercents } from '../model/addresses.ts';
import { legalText } from '../model/characters.ts';
import { escapeXml, escapeXmlAttribute } from '../model/markup.ts';
import { MAX_INLINE_IMAGE } from './allow-list.ts';
import { isDrawingAttribute, isDrawingElement, isDrawingStyle } from './drawing-list.ts';
import { findAll, isElement, isText, readSource, type SourceElement, walk } from './parse/tree.ts';
import { readPixels } from './pixels.ts';
import { readLabel } from './typography.ts';

/** A drawing as a picture: its address holds it. Sizes are in pixels, digits only. */
export interface Drawing {
  readonly src: string;
  readonly alt: string;
  readonly width?: string;
  readonly height?: string;
}

/** What becomes of a drawing within the text: a picture, else the words in it; undefined for an icon. */
export type DrawingReading = { readonly drawing: Drawing } | { readonly words: string } | undefined;

/** Elements that a reader sees as shapes, and those seen as words. */
const SHAPES: ReadonlySet<string> = new Set('path rect circle ellipse line polyline polygon'.split(' '));
const WORDS: ReadonlySet<string> = new Set(['text', 'foreignObject']);

/** A drawing without words is more than a sign from so many shapes, and so many pixels wide and high. */
const MIN_SHAPES = 3;
const MIN_PIXELS = 100;

/** Deeper elements of a drawing are left out. */
const MAX_DEPTH = 100;

/** A drawing with more words than that is a text. */
const MAX_ALT = 1_000;

const PREFIX = 'data:image/svg+xml;base64,';

/** Reads an `svg`: one that holds words, or is as large and rich as an illustration, says something. */
export function readDrawing(svg: SourceElement): DrawingReading {
  const words = readWords(svg);
  const shapes = findAll(svg, isShown);
  const isTelling = /[\p{L}\p{N}]/u.test(words) || (shapes.length >= MIN_SHAPES && isLarge(svg));
  if (!isTelling) return undefined;
  const name = readLabel(svg.attribs['aria-label']) || readName(svg);
  const alt = [name, words].filter((text) => text !== '').join('：');
  const src = isWhole(svg, shapes) && alt.length <= MAX_ALT ? writeAddress(svg) : undefined;
  if (src === undefined) return words === '' ? undefined : { words: alt };
  const [width, height] = [svg.attribs.width, svg.attribs.height].map(readWholePixels);
  const size = width === undefined || height === undefined ? {} : { width: `${width}`, height: `${height}` };
  return { drawing: { src, alt, ...size } };
}

/** The address of a drawing that stands in an address itself, made safe; undefined where it says nothing. */
export function resolveDrawing(address: string): string | undefined {
  const source = decodeAddress(address);
  const svg = source === undefined ? undefined : findDrawing(source);
  const reading = svg && readDrawing(svg);
  return reading !== undefined && 'drawing' in reading ? reading.drawing.src : undefined;
}

/** The source of a drawing that stands in a file, made safe; undefined where it shows nothing. */
export function cleanDrawing(source: string): string | undefined {
  const svg = findDrawing(source);
  if (svg === undefined) return undefined;
  const isShowing = findAll(svg, (element) => isShown(element) || WORDS.has(element.name)).length > 0;
  return isShowing ? write(svg, 0) : undefined;
}

/** The first drawing that a text holds. */
function findDrawing(source: string): SourceElement | undefined {
  const { children } = parseFragment(source, { treeAdapter: adapter });
  return children.filter(isElement).find(({ name }) => name === 'svg');
}

function decodeAddress(address: string): string | undefined {
  const comma = address.indexOf(',');
  if (comma < 0 || address.length > MAX_INLINE_IMAGE) return undefined;
  const data = address.slice(comma + 1);
  if (/;base64$/i.test(address.slice(0, comma))) return Buffer.from(data, 'base64').toString();
  return decodePercents(data);
}

/** The words that a drawing shows, in order. */
function readWords(svg: SourceElement): string {
  const parts: string[] = [];
  for (const element of findAll(svg, ({ name }) => WORDS.has(name))) {
    if (isUnseen(element, svg)) continue;
    parts.push(element.name === 'text' ? readLines(element) : readSource(element));
  }
  return legalText(parts.join(' ')).replace(/\s+/g, ' ').trim();
}

/** The text of a `text`, its lines apart. */
function readLines({ children }: SourceElement): string {
  return children
    .map((child) => (isText(child) ? child.data : isElement(child) ? ` ${readSource(child)} ` : ''))
    .join('');
}

/** Whether a part of a drawing is kept for others to use, or stands within other words. */
function isUnseen(element: SourceElement, svg: SourceElement): boolean {
  for (
    let { parent } = element;
    parent !== null && isElement(parent) && parent !== svg;
    { parent } = parent
  ) {
    if (/^(?:defs|symbol|text|foreignObject)$/.test(parent.name)) return true;
  }
  return false;
}

function readName(svg: SourceElement): string {
  const title = svg.children.find((child) => isElement(child) && child.name === 'title');
  return title !== undefined && isElement(title) ? readLabel(readSource(title)) : '';
}

function isShown({ name }: SourceElement): boolean {
  return SHAPES.has(name);
}

function isLarge({ attribs }: SourceElement): boolean {
  return [attribs.width, attribs.height].every((side) => (readPixels(side) ?? 0) >= MIN_PIXELS);
}

function readWholePixels(value: string | undefined): number | undefined {
  const pixels = readPixels(value);
  return pixels === undefined ? undefined : Math.floor(pixels);
}

/** Whether a drawing has its paint within itself, and no part of it is one of the page. */
function isWhole(svg: SourceElement, shapes: readonly SourceElement[]): boolean {
  if (holdsPage(svg)) return false;
  const styles = findAll(svg, ({ name }) => name === 'style');
  if (styles.length > 0) return styles.every((style) => isDrawingStyle(readSource(style)));
  const isPainted = [svg, ...findAll(svg, () => true)].some(({ attribs }) =>
    ['fill', 'stroke', 'style'].some((name) => attribs[name] !== undefined),
  );
  return isPainted || !shapes.some(({ attribs }) => attribs.class !== undefined);
}

/** Whether a drawing shows a picture, or a part of the page. */
export function holdsPage(svg: SourceElement): boolean {
  let isFound = false;
  walk(svg, ({ name }) => {
    isFound ||= name === 'foreignObject' || name === 'image';
    return !isFound;
  });
  return isFound;
}

function writeAddress(svg: SourceElement): string | undefined {
  const source = write(svg, 0);
  const address = PREFIX + Buffer.from(source).toString('base64');
  return address.length > MAX_INLINE_IMAGE ? undefined : address;
}

/** The source of an element of a drawing, with what it may hold; the content of any other element stays. */
function write(element: SourceElement, depth: number): string {
  if (depth > MAX_DEPTH || NOT_SHOWN.has(element.name)) return '';
  const content = element.children
    .map((child) =>
      isText(child) ? escapeXml(legalText(child.data)) : isElement(child) ? write(child, depth + 1) : '',
    )
    .join('');
  if (!isDrawingElement(element.name)) return content;
  const attributes = depth === 0 ? [['xmlns', 'http://www.w3.org/2000/svg']] : [];
  for (const [key, value] of Object.entries(element.attribs)) {
    const name = key === 'xlink:href' ? 'href' : key;
    if (name !== 'xmlns' && isDrawingAttribute(name, value)) attributes.push([name, legalText(value)]);
  }
  const tag = attributes.map(([name = '', value = '']) => ` ${name}="${escapeXmlAttribute(value)}"`).join('');
  return `<${element.name}${tag}>${content}</${element.name}>`;
}

/** What shows nothing by itself, whatever it holds. */
const NOT_SHOWN: ReadonlySet<string> = new Set('script metadata foreignObject animate set'.split(' '));
