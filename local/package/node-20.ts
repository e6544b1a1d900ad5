/*
 * What Node.js 20 lacks of that which the code uses. The package brings it along; the function and the project run on
 * Node.js 24. `tsc -p local` tells what else of the language is too new.
 */

declare global {
  interface MapConstructor {
    groupBy<Key, Item>(items: Iterable<Item>, keyOf: (item: Item, index: number) => Key): Map<Key, Item[]>;
  }
}

// The types know newer versions only.
const [url, map]: [{ parse?: unknown }, { groupBy?: unknown }] = [URL, Map];

url.parse ??= (address: string, base?: string): URL | null =>
  URL.canParse(address, base) ? new URL(address, base) : null;

map.groupBy ??= <Key, Item>(items: Iterable<Item>, keyOf: (item: Item, index: number) => Key) => {
  const groups = new Map<Key, Item[]>();
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
};

export {};
