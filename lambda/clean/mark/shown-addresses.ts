import { findAll, type SourceElement, type SourceParent } from '../parse/tree.ts';

/** Elements that show a picture, a recording or a page. */
export const SHOWING: ReadonlySet<string> = new Set(
  'audio canvas embed iframe img input math object source svg video'.split(' '),
);

/** Whether an element shows something by itself. */
export function isShowing({ name }: SourceElement): boolean {
  return SHOWING.has(name);
}

/** The addresses that the elements of a body show: what only a style or an attribute names is shown once. */
export class ShownAddresses {
  readonly #root: SourceParent;
  #shown: Set<string> | undefined;
  #linked: ReadonlySet<string> | undefined;

  constructor(root: SourceParent) {
    this.#root = root;
  }

  /** Adds an address, whatever its scheme. Whether it is new. */
  add(address: string): boolean {
    this.#shown ??= this.#collect(isShowing);
    const key = withoutScheme(address);
    if (this.#shown.has(key)) return false;
    this.#shown.add(key);
    return true;
  }

  /** Whether a link leads to an address. */
  isLinked(address: string): boolean {
    this.#linked ??= this.#collect(({ name }) => name === 'a');
    return this.#linked.has(withoutScheme(address));
  }

  #collect(isWanted: (element: SourceElement) => boolean): Set<string> {
    const elements = findAll(this.#root, isWanted);
    return new Set(elements.flatMap(({ attribs }) => Object.values(attribs).map(withoutScheme)));
  }
}

function withoutScheme(address: string): string {
  return address.trim().replace(/^https?:/i, '');
}
