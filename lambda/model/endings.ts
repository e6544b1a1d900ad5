/** Finds endings in a text, in linear time for beginnings that come in order, however many of them have none. */
export class Endings {
  readonly #text: string;
  readonly #found = new Map<string | RegExp, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /**
   * Where the first ending from a place on begins; undefined where there is none. A pattern has to be global, and the
   * same object each time.
   */
  find(ending: string | RegExp, from: number): number | undefined {
    const known = this.#found.get(ending);
    if (known !== undefined && known >= from) return known < this.#text.length ? known : undefined;
    const found = this.#search(ending, from);
    this.#found.set(ending, found ?? Number.POSITIVE_INFINITY);
    return found;
  }

  #search(ending: string | RegExp, from: number): number | undefined {
    if (typeof ending === 'string') {
      const at = this.#text.indexOf(ending, from);
      return at < 0 ? undefined : at;
    }
    ending.lastIndex = from;
    return ending.exec(this.#text)?.index;
  }
}
