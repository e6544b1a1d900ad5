import type { Period } from '../../model/archive.ts';
import type { Scope } from '../../model/list-kinds.ts';
import { type Digests, hashOfNames, MissingDigestError, type StoredLine, shownLines } from './lines.ts';
import { type CutLeaf, cutIntoLeaves, type Span } from './partition.ts';
import type { StoredLeaf } from './tree.ts';

/** Leaves hold no more entries than this, unless a site says otherwise. */
export const LEAF_SIZE = 300;

/** A leaf that a list is to have, and the names of its entries where they are not those of a leaf that stands. */
export interface NewLeaf {
  readonly period: Period;
  readonly names: readonly string[];
  readonly hash: string;
}

/** Cuts a list anew, and tells which of its leaves are not there yet. */
export async function cutList(
  scope: Scope,
  before: readonly StoredLeaf[],
  spans: readonly Span[],
  leafSize: number,
  digests: Digests,
): Promise<{ readonly order: readonly (StoredLeaf | NewLeaf)[]; readonly fresh: readonly NewLeaf[] }> {
  const known = new Map(before.map((leaf) => [leaf.period, leaf]));
  const order: (StoredLeaf | NewLeaf)[] = [];
  const fresh: NewLeaf[] = [];
  for (const cut of cutIntoLeaves(spans, leafSize)) {
    const stands = known.get(cut.period);
    if (stands !== undefined && isUntouched(cut)) {
      order.push(stands);
      continue;
    }
    const names: string[] = [];
    for (const span of cut.spans) names.push(...(span.names ?? (await namesOf(scope, span, known, digests))));
    const hash = hashOfNames(names);
    if (stands !== undefined && stands.names === hash) {
      order.push(stands);
      continue;
    }
    const leaf = { period: cut.period, names, hash };
    order.push(leaf);
    fresh.push(leaf);
  }
  return { order, fresh };
}

/** A leaf that nobody has published yet. */
export function unpublishedLeaf({ period, hash }: NewLeaf, lines: readonly StoredLine[]): StoredLeaf {
  return { period, entries: lines.length, shown: shownLines(lines).length, names: hash };
}

/** Leaves, of which those count as unpublished whose neighbours are others now: their pages lead to these. */
export function withNeighbours(
  before: readonly StoredLeaf[],
  after: readonly StoredLeaf[],
): readonly StoredLeaf[] {
  const beside = (leaves: readonly StoredLeaf[]): Map<Period, string> =>
    new Map(leaves.map(({ period }, at) => [period, `${leaves[at - 1]?.period}\n${leaves[at + 1]?.period}`]));
  const [then, now] = [beside(before), beside(after)];
  return after.map((leaf) =>
    leaf.documents === undefined || then.get(leaf.period) === now.get(leaf.period) ? leaf : unpublished(leaf),
  );
}

/** A leaf whose documents are to be looked at. */
export function unpublished({ documents: _, ...leaf }: StoredLeaf): StoredLeaf {
  return leaf;
}

/** Whether a leaf is one that was not looked at, as it was. */
function isUntouched({ period, spans }: CutLeaf): boolean {
  return spans.length === 1 && spans[0]?.names === undefined && spans[0]?.period === period;
}

/** The names of the entries of a leaf that was not looked at, for one that takes it in. */
async function namesOf(
  scope: Scope,
  { period }: Span,
  known: ReadonlyMap<Period, StoredLeaf>,
  digests: Digests,
): Promise<readonly string[]> {
  const leaf = known.get(period);
  const lines = leaf && (await digests.read(scope, leaf.names));
  if (lines === undefined) throw new MissingDigestError(scope, period);
  return lines.map(({ name }) => name);
}
