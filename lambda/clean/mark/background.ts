import { html } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import type { Measurements } from '../parse/measure.ts';
import { findAll, type SourceElement } from '../parse/tree.ts';

/** The picture that a style sets behind an element. */
const BACKGROUND =
  /background(?:-image)?\s?:[^;]{0,200}?url\(\s?["']?((?:https?:)?\/\/[^"')\s]{1,2000})["']?\s?\)/i;

const SHOWING: ReadonlySet<string> = new Set(
  'audio canvas embed iframe img input math object svg video'.split(' '),
);

/** Gives an element that shows nothing but the picture behind it that picture. */
export function showBackground(element: SourceElement, measurements: Measurements): void {
  const { style, title, width, height, 'aria-label': label } = element.attribs;
  if (style === undefined || !style.includes('url(') || isShowing(element)) return;
  const src = BACKGROUND.exec(style.replaceAll('&quot;', '"'))?.[1];
  if (src === undefined || measurements.of(element).text > 0 || findAll(element, isShowing).length > 0)
    return;
  const attributes = Object.entries({ src, style, alt: label ?? title, width, height });
  const picture = adapter.createElement(
    'img',
    html.NS.HTML,
    attributes.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
  );
  adapter.appendChild(element, picture);
}

function isShowing({ name }: SourceElement): boolean {
  return SHOWING.has(name);
}
