import type { FeedItem } from './feed-item.ts';
import { encodePieces, type Pieces, type Written } from './feed-library.ts';

/** An item with the time of its last change, which a document may tell otherwise than another. */
export interface DatedItem {
  readonly item: FeedItem;
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
    const pieces = items.map((item) => this.#find(item));
    const unwritten = [...pieces.keys()].filter((place) => pieces[place] === undefined);
    // A head may depend on whether there are items.
    const places = unwritten.length > 0 ? unwritten : items.slice(0, 1).map(() => 0);
    const { head, items: written, separator, tail } = write(places.flatMap((place) => items[place] ?? []));
    for (const [index, place] of places.entries()) {
      const [dated, made] = [items[place], written[index]];
      if (dated === undefined || made === undefined) continue;
      pieces[place] = made;
      this.#written.set(dated.item, { time: dated.date.getTime(), pieces: made });
    }
    const all = pieces.flatMap((made, place) => [place === 0 ? '' : separator, ...(made ?? [])]);
    return encodePieces([head, ...all, tail]);
  }

  #find({ item, date }: DatedItem): Pieces | undefined {
    const known = this.#written.get(item);
    return known?.time === date.getTime() ? known.pieces : undefined;
  }
}
