import { CleaningLimitError } from './parse/parser.ts';

/** What any article may come to, in UTF-16 units of HTML, however small its upload is. */
const FLOOR = 1_000_000;

/** How many times as long as its source a body may become: links made absolute, characters escaped, formats repeated. */
const FACTOR = 6;

/** What no article may come to: its page, its record and the feeds it stands in are held in memory together. */
const CEILING = 16_000_000;

/**
 * How much HTML may still be made of a body. It is spent while the body is made, so that a few kilobytes that repeat
 * themselves in everything around them are refused before they fill the memory.
 */
export class SizeBudget {
  readonly #limit: number;
  #spent = 0;

  /** `length` is that of the source, in UTF-16 units. */
  constructor(length: number) {
    this.#limit = Math.min(CEILING, FLOOR + FACTOR * length);
  }

  /**
   * Takes the length of a text as it will be written; nothing of it is escaped unless it may be. Throws a
   * {@link CleaningLimitError} when there is too little left.
   */
  spend(text: string, mayBeEscaped = true): void {
    this.#spent += text.length + (mayBeEscaped && ESCAPED.test(text) ? 4 * countEscaped(text) : 0);
    if (this.#spent > this.#limit) {
      throw new CleaningLimitError(
        `it would become more than ${this.#limit} characters of HTML, as what it repeats is long`,
      );
    }
  }

  /** Takes an element with its attributes. */
  spendTag({ name, attributes }: { name: string; attributes: Readonly<Record<string, string>> }): void {
    this.#spent += name.length;
    for (const attribute in attributes) this.spend(attributes[attribute] ?? '');
  }
}

const ESCAPED = /[&<>"\u00a0]/;

function countEscaped(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (ESCAPED.test(text.charAt(at))) count++;
  return count;
}
