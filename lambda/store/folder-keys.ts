import { compareKeys } from './key.ts';

/**
 * The keys of the files below a folder that begin with `prefix` and come after `after`, in the order of their UTF-8
 * bytes. Folders are read when the walk comes to them; those that cannot hold a wanted key are skipped.
 *
 * @param folder `''` or a path that ends in a slash.
 * @param namesIn the names in a folder in this order, those of folders with a slash at their end.
 */
export function* walkKeys(
  folder: string,
  prefix: string,
  after: string,
  namesIn: (folder: string) => readonly string[],
): Generator<string> {
  // With its slash, a folder sorts like the keys below it: `a!` comes before `a/b`.
  const names = namesIn(folder);
  for (let i = firstAfter(names, folder, after); i < names.length; i++) {
    const name = names[i] ?? '';
    const key = folder + name;
    const isAfter = compareKeys(key, after) > 0;
    if (!name.endsWith('/')) {
      if (isAfter && key.startsWith(prefix)) yield key;
    } else if ((isAfter || after.startsWith(key)) && (key.startsWith(prefix) || prefix.startsWith(key))) {
      yield* walkKeys(key, prefix, after, namesIn);
    }
  }
}

/** Where in the names of a folder the first is that comes after a key, or is a folder that the key is in. */
function firstAfter(names: readonly string[], folder: string, after: string): number {
  if (after === '') return 0;
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const key = `${folder}${names[middle]}`;
    if (compareKeys(key, after) > 0 || after.startsWith(key)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Merges two ordered lists of keys; a key that is in both is there once. */
export function* mergeKeys(some: Iterable<string>, others: readonly string[]): Generator<string> {
  let next = 0;
  for (const key of some) {
    for (
      let other = others[next];
      other !== undefined && compareKeys(other, key) <= 0;
      other = others[++next]
    ) {
      if (other !== key) yield other;
    }
    yield key;
  }
  yield* others.slice(next);
}
