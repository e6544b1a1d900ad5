import type { ArchiveLeaf, Period } from '../../model/archive.ts';
import type { Scope } from '../../model/list-kinds.ts';
import { SITE } from '../../model/paths.ts';
import type { ArchiveDerivations } from '../derivations.ts';
import { LEAF_SIZE, unpublished } from './leaves.ts';
import type { StoredLeaf } from './tree.ts';

/** Leaves of the site beside one another, newest first, that have documents in common. The oldest of them carries these. */
export type Bundle = readonly StoredLeaf[];

/**
 * Bundles leaves that are given newest first, from the oldest on: as many days of a month, months of a year, or years as
 * hold no more articles than a bundle may. A leaf that belongs with none is alone. So new articles change the newest bundle
 * of their month only, and late ones no bundle of another month.
 */
export function bundlesOf<Leaf extends Pick<StoredLeaf, 'period' | 'shown'>>(
  leaves: readonly Leaf[],
  bundleSize: number,
): readonly (readonly Leaf[])[] {
  const bundles: Leaf[][] = [];
  let bundle: Leaf[] = [];
  let count = 0;
  for (const leaf of leaves.toReversed()) {
    const [before] = bundle;
    const belongs = before !== undefined && areSiblings(before.period, leaf.period);
    if (!belongs || count + leaf.shown > bundleSize) {
      bundle = [];
      bundles.push(bundle);
      count = 0;
    }
    bundle.unshift(leaf);
    count += leaf.shown;
  }
  return bundles.reverse();
}

/** Whether two leaves are both years, months of a year, or days of a month. */
function areSiblings(a: Period, b: Period): boolean {
  return a.length === b.length && a.length <= 'yyyy-mm-dd'.length && spanAbove(a) === spanAbove(b);
}

function spanAbove(period: Period): Period {
  return period.slice(0, Math.max(0, period.lastIndexOf('-')));
}

/** The bundles of a list by the periods of the leaves that carry them, newest first; none where it has no documents of any. */
export function bundlesIn(
  scope: Scope,
  leaves: readonly StoredLeaf[],
  { bundleDocuments, bundleSize, leafSize = LEAF_SIZE }: ArchiveDerivations,
): ReadonlyMap<Period, Bundle> {
  if (scope.kind !== 'site' || bundleDocuments === undefined) return new Map();
  const bundles = bundlesOf(leaves, bundleSize ?? leafSize);
  return new Map(bundles.map((bundle) => [outlineOf(bundle).period, bundle]));
}

/** What a bundle is to those who render it: it is named by the leaf that carries it. */
export function outlineOf(bundle: readonly Pick<StoredLeaf, 'period' | 'shown'>[]): ArchiveLeaf {
  return {
    period: bundle.at(-1)?.period ?? '',
    count: bundle.reduce((sum, { shown }) => sum + shown, 0),
  };
}

/** The site's leaves, of which those count as unpublished that carry another bundle than before, or one of other articles. */
export function withBundles(
  before: readonly StoredLeaf[],
  after: readonly StoredLeaf[],
  archives: ArchiveDerivations,
): readonly StoredLeaf[] {
  const [then, now] = [before, after].map((leaves) => bundlesIn(SITE, leaves, archives));
  return after.map((leaf) =>
    leaf.documents === undefined || contentOf(then?.get(leaf.period)) === contentOf(now?.get(leaf.period))
      ? leaf
      : unpublished(leaf),
  );
}

/** Identifies what is in a bundle. */
function contentOf(bundle: Bundle = []): string {
  return bundle.map(({ period, names }) => `${period} ${names}`).join('\n');
}
