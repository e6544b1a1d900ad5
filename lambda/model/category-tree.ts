/** A category and where it stands among the others. */
export interface PlacedCategory {
  readonly name: string;
  /** The categories above it, outermost first, as its newest article names them: topic, source. */
  readonly path: readonly string[];
}

/** A category with those below it. */
export interface CategoryBranch {
  readonly name: string;
  readonly below: readonly CategoryBranch[];
}

/** Topic, source, channel. */
const LEVELS = 3;

/** Where a category has come to stand. */
interface Position {
  /** The category above it; undefined on the outermost level. */
  readonly parent?: string;
  /** 1 for the outermost. */
  readonly level: number;
}

/**
 * Every category once, in the order in which they are listed, below the nearest one of its path that is listed. What
 * would stand deeper than three levels stands on the third. Paths come from different articles and may contradict each
 * other: where they lead round in a circle, the category that closes it stands on the outermost level.
 */
export function growTree(categories: readonly PlacedCategory[]): readonly CategoryBranch[] {
  const paths = new Map(categories.map(({ name, path }) => [name, path]));
  const parentOf = (name: string): string | undefined =>
    paths.get(name)?.findLast((above) => above !== name && paths.has(above));
  const positions = new Map<string, Position>();
  for (const name of paths.keys()) place(name, parentOf, positions);
  const below = Map.groupBy(paths.keys(), (name) => positions.get(name)?.parent);
  // As deep as there are levels.
  const branchesOf = (parent: string | undefined): CategoryBranch[] =>
    (below.get(parent) ?? []).map((name) => ({ name, below: branchesOf(name) }));
  return branchesOf(undefined);
}

/** All categories of a tree, each before those below it. */
export function listTree(branches: readonly CategoryBranch[]): string[] {
  return branches.flatMap(({ name, below }) => [name, ...listTree(below)]);
}

/** Notes where a category and those above it stand, in a loop: uploaders decide how many these are. */
function place(
  name: string,
  parentOf: (name: string) => string | undefined,
  positions: Map<string, Position>,
): void {
  const chain = new Set<string>();
  let at: string | undefined = name;
  while (at !== undefined && !positions.has(at) && !chain.has(at)) {
    chain.add(at);
    at = parentOf(at);
  }
  let parent = at === undefined || chain.has(at) ? undefined : at;
  for (const each of [...chain].reverse()) {
    const above = parent === undefined ? undefined : positions.get(parent);
    if (above?.level === LEVELS) parent = above.parent;
    positions.set(each, {
      ...(parent !== undefined && { parent }),
      level: Math.min((above?.level ?? 0) + 1, LEVELS),
    });
    parent = each;
  }
}
