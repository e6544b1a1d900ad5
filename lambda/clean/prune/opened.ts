import { isSpace } from './signs.ts';

/**
 * A pattern whose matches begin with white space or one of a few characters, so that most texts need not be compared with
 * it.
 */
export class Opened {
  readonly openings: string;
  readonly pattern: RegExp;
  readonly #codes = new Set<number>();

  /** `openings` are in small letters. */
  constructor(openings: string, pattern: RegExp) {
    this.openings = openings;
    this.pattern = pattern;
    // Regular expressions may hold the last two letters for an s or a k.
    const all = `${openings}${openings.toUpperCase()}\u017f\u212a`;
    for (let at = 0; at < all.length; at++) this.#codes.add(all.charCodeAt(at));
  }

  test(text: string): boolean {
    return this.opens(text) && this.pattern.test(text);
  }

  exec(text: string): RegExpExecArray | null {
    return this.opens(text) ? this.pattern.exec(text) : null;
  }

  /** Whether a text begins so. */
  opens(text: string): boolean {
    const first = text.charCodeAt(0);
    return this.#codes.has(first) || isSpace(first);
  }
}
