import { compareKeys } from './key.ts';

/**
 * The keys of the files below a folder that begin with `prefix` and come after `after`, in the order of their UTF-8
 * bytes. Folders are read when the walk comes to them; those that cannot hold a wanted key are skipped.
 *
 * @param folder `''` or a path that ends in a slash.
 * @param namesIn the names in a folder, those of folders with a slash at their end.
 */
export function* walkKeys(
  folder: string,
  prefix: string,
  after: string,
  namesIn: (folder: string) => readonly string[],
): Generator<string> {
  // With its slash, a folder sorts like the keys below it: `a!` comes before `a/b`.
  for (const name of namesIn(folder).toSorted(compareKeys)) {
    const key = folder + name;
    const isAfter = compareKeys(key, after) > 0;
    if (!name.endsWith('/')) {
      if (isAfter && key.startsWith(prefix)) yield key;
    } else if ((isAfter || after.startsWith(key)) && (key.startsWith(prefix) || prefix.startsWith(key))) {
      yield* walkKeys(key, prefix, after, namesIn);
    }
  }
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
