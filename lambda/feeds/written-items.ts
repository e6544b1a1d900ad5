import type { FeedItem } from './feed-item.ts';
import { encodePieces, type Pieces, type Written } from './feed-library.ts';

/** An item, and what else its text depends on besides itself and the site. */
export interface DatedItem {
  readonly item: FeedItem;
  /** When it was last changed, as this document tells it. */
  readonly date: Date;
}

/**
 * The items of a format as they were written once. An item is the same in each document of that format: neither it nor
 * its site ever changes.
 */
export class WrittenItems {
  readonly #written = new WeakMap<FeedItem, { readonly time: number; readonly pieces: Pieces }>();

  /** A document of these items; `write` makes one of those that were not written before. */
  assemble(items: readonly DatedItem[], write: (items: readonly DatedItem[]) => Written): Buffer {
    const unwritten = items.filter((item) => this.#find(item) === undefined);
    // A head may depend on whether there are items.
    const some = unwritten.length > 0 ? unwritten : items.slice(0, 1);
    const { head, items: written, separator, tail } = write(some);
    for (const [index, { item, date }] of some.entries()) {
      const pieces = written[index];
      if (pieces !== undefined) this.#written.set(item, { time: date.getTime(), pieces });
    }
    const all = items.flatMap((item, index) => [index === 0 ? '' : separator, ...(this.#find(item) ?? [])]);
    return encodePieces([head, ...all, tail]);
  }

  #find({ item, date }: DatedItem): Pieces | undefined {
    const known = this.#written.get(item);
    return known?.time === date.getTime() ? known.pieces : undefined;
  }
}
