import { isElement, isText, type SourceParent } from './tree.ts';

/** What an element holds. White space is not counted. */
export interface Measure {
  /** Characters. */
  readonly text: number;
  /** Characters within links. */
  readonly links: number;
  readonly images: number;
}

/** Measures the elements of a tree, each once: parts of pages are nested in each other. */
export class Measurements {
  readonly #known = new Map<SourceParent, Measure>();

  of(element: SourceParent): Measure {
    const known = this.#known.get(element);
    if (known !== undefined) return known;
    const measure = this.#measure(element);
    this.#known.set(element, measure);
    return measure;
  }

  #measure(element: SourceParent): Measure {
    let text = 0;
    let links = 0;
    let images = 0;
    for (const child of element.children) {
      if (isText(child)) {
        text += countInk(child.data);
      } else if (isElement(child) && !UNSEEN.has(child.name)) {
        const inner = this.of(child);
        text += inner.text;
        links += child.name === 'a' ? inner.text : inner.links;
        images += child.name === 'img' ? 1 : inner.images;
      }
    }
    return { text, links, images };
  }
}

/** Elements whose text no reader sees. */
export const UNSEEN: ReadonlySet<string> = new Set('script style template noscript textarea'.split(' '));

function countInk(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 32 && code !== 0xa0 && code !== 0x3000) count++;
  }
  return count;
}
