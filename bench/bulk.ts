import type { Derivations } from '../lambda/protocol/derivations.ts';
import type { Content } from '../lambda/store/store.ts';
import { type Load, publishLoad } from '../test/simulation/load.ts';
import { bytesOf, historicalDerivations, plainDerivations } from '../test/simulation/plain-derivations.ts';
import { Random } from '../test/simulation/random.ts';
import { siteWorkshop } from '../test/simulation/workshops.ts';
import { VirtualTime } from './virtual-time.ts';
import { simulatedWorker } from './workers.ts';

export interface BulkPlan {
  readonly count: number;
  readonly workers: number;
  readonly batch: number;
  /** The categories of each article, by its number. */
  readonly categoriesOf?: (i: number) => readonly string[];
  /** Whether they come in no order of time, as from a folder; else the oldest first. */
  readonly mixed?: boolean;
  readonly history?: boolean;
}

/** What a simulated bulk upload came to. */
export interface Bulk extends Load {
  /** Simulated seconds until the last article stood in its feeds. */
  readonly seconds: number;
}

export const THREE_CATEGORIES = ['金融', '新浪财经', '新浪财经－国內'];

/** Lets simulated workers publish articles that were all uploaded at once. Equal plans come to equal requests. */
export async function simulateBulk({
  count,
  workers,
  batch,
  categoriesOf = () => THREE_CATEGORIES,
  mixed = false,
  history = false,
}: BulkPlan): Promise<Bulk> {
  const [time, random] = [new VirtualTime(), new Random(1)];
  const files = Array.from({ length: count }, (_, i) => fileOf(i, categoriesOf(i)));
  if (mixed) shuffle(files, random);
  const equip = simulatedWorker(time, random, sketchedSite(history));
  const load = await time.run(publishLoad({ files: new Map(files), workers, batch, equip }));
  return { ...load, seconds: time.now / 1000 };
}

/** The documents of a real site, but for the work of rendering them: each says which articles it shows. */
export function sketchedSite(history = false): Derivations {
  const { derivations } = siteWorkshop();
  return {
    ...(history ? historicalDerivations : plainDerivations),
    listingDocuments: (scope, articles, newestArchive) =>
      derivations
        .listingDocuments(scope, [])
        .map(({ path }) => ({ path, content: bytesOf([newestArchive, articles.map(({ id }) => id)]) })),
    overviewDocuments: derivations.overviewDocuments,
    staticDocuments: derivations.staticDocuments,
  };
}

/** An article a minute younger than the one before, and its key. */
export function fileOf(i: number, categories: readonly string[]): [string, Content] {
  const published = new Date(Date.UTC(2021, 0, 1) + i * 60_000).toISOString().replace('.000Z', 'Z');
  return [`${i}.md`, bytesOf({ status: 'published', title: `Title ${i}`, published, categories })];
}

/** Fisher and Yates. */
function shuffle<Item>(items: Item[], random: Random): void {
  for (let i = items.length - 1; i > 0; i--) {
    const [item] = items.splice(random.below(i + 1), 1);
    if (item !== undefined) items.push(item);
  }
}
