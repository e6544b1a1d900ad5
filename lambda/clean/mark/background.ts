import { html } from 'parse5';
import { adapter } from 'parse5-htmlparser2-tree-adapter';
import type { Measurements } from '../parse/measure.ts';
import { findAll, findImages, type SourceElement, type SourceParent } from '../parse/tree.ts';

/** The picture that a style sets behind an element. */
const BACKGROUND =
  /background(?:-image)?\s?:[^;]{0,200}?url\(\s?["']?((?:https?:)?\/\/[^"')\s]{1,2000})["']?\s?\)/i;

const SHOWING: ReadonlySet<string> = new Set(
  'audio canvas embed iframe img input math object svg video'.split(' '),
);

/** The pictures that styles set behind the elements of a body, each of which is shown once. */
export class Backgrounds {
  readonly #root: SourceParent;
  readonly #measurements: Measurements;
  /** Addresses of the pictures that are shown already, without their schemes. */
  #shown: Set<string> | undefined;

  constructor(root: SourceParent, measurements: Measurements) {
    this.#root = root;
    this.#measurements = measurements;
  }

  /** Gives an element that shows nothing but the picture behind it that picture, where no other element shows it. */
  show(element: SourceElement): void {
    const { style, title, width, height, 'aria-label': label } = element.attribs;
    if (style === undefined || !style.includes('url(') || isShowing(element)) return;
    const src = BACKGROUND.exec(style.replaceAll('&quot;', '"'))?.[1];
    if (src === undefined || this.#measurements.of(element).text > 0) return;
    if (findAll(element, isShowing).length > 0 || this.#isShown(src)) return;
    const attributes = Object.entries({ src, style, alt: label ?? title, width, height });
    const picture = adapter.createElement(
      'img',
      html.NS.HTML,
      attributes.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }])),
    );
    adapter.appendChild(element, picture);
  }

  /** Whether another element shows a picture; from now on, one does. */
  #isShown(address: string): boolean {
    this.#shown ??= new Set(
      findImages(this.#root).flatMap(({ attribs }) => Object.values(attribs).map(withoutScheme)),
    );
    const key = withoutScheme(address);
    if (this.#shown.has(key)) return true;
    this.#shown.add(key);
    return false;
  }
}

function withoutScheme(address: string): string {
  return address.trim().replace(/^https?:/i, '');
}

function isShowing({ name }: SourceElement): boolean {
  return SHOWING.has(name);
}
