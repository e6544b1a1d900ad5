import { isSpace } from './signs.ts';

/**
 * A pattern whose matches begin with white space or one of a few characters, so that most texts need not be compared with
 * it.
 */
export class Opened {
  readonly openings: string;
  readonly pattern: RegExp;

  /** `openings` are in small letters. */
  constructor(openings: string, pattern: RegExp) {
    this.openings = openings;
    this.pattern = pattern;
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
    const code = first >= 0x41 && first <= 0x5a ? first | 0x20 : first;
    for (let at = 0; at < this.openings.length; at++) if (this.openings.charCodeAt(at) === code) return true;
    // Letters that regular expressions may hold for an s or a k.
    return isSpace(code) || code === 0x17f || code === 0x212a;
  }
}
