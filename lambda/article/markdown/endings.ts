/** Finds endings in a text, in linear time for beginnings that come in order, however many of them have none. */
export class Endings {
  readonly #text: string;
  readonly #found = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Where the first ending from a place on begins, whatever its case; undefined where there is none. */
  find(ending: string, from: number): number | undefined {
    const known = this.#found.get(ending);
    if (known !== undefined && known >= from) return known < this.#text.length ? known : undefined;
    const pattern = new RegExp(ending.replace(/[^\w<>%!/ -]/g, '\\$&'), 'gi');
    pattern.lastIndex = from;
    const found = pattern.exec(this.#text)?.index;
    this.#found.set(ending, found ?? Number.POSITIVE_INFINITY);
    return found;
  }
}
