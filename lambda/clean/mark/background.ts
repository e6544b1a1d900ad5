import { html } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import type { Measurements } from '../parse/measure.ts';
import { findAll, type SourceElement } from '../parse/tree.ts';
import { isShowing, type ShownAddresses } from './shown-addresses.ts';

/** The picture that a style sets behind an element. */
const BACKGROUND =
  /background(?:-image)?\s?:[^;]{0,200}?url\(\s?["']?((?:https?:)?\/\/[^"')\s]{1,2000})["']?\s?\)/i;

/** Background pictures that styles set for the elements of a body; each is shown once. */
export class Backgrounds {
  readonly #shown: ShownAddresses;
  readonly #measurements: Measurements;

  constructor(shown: ShownAddresses, measurements: Measurements) {
    this.#shown = shown;
    this.#measurements = measurements;
  }

  /** Puts the background picture into an element that shows nothing else, unless another element shows it already. */
  show(element: SourceElement): void {
    const { style, title, width, height, 'aria-label': label } = element.attribs;
    if (style === undefined || !style.includes('url(') || isShowing(element)) return;
    const src = BACKGROUND.exec(style.replaceAll('&quot;', '"'))?.[1];
    if (src === undefined || this.#measurements.of(element).text > 0) return;
    if (findAll(element, isShowing).length > 0 || !this.#shown.add(src)) return;
    const attributes = Object.entries({ src, style, alt: label ?? title, width, height });
    const picture = adapter.createElement(
      'img',
      html.NS.HTML,
      attributes.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
    );
    adapter.appendChild(element, picture);
  }
}
