import type { Derivations } from '../lambda/protocol/derivations.ts';
import { bytesOf, historicalDerivations, plainDerivations } from '../test/simulation/plain-derivations.ts';
import { siteWorkshop } from '../test/simulation/workshops.ts';

/** The documents of a real site, but for the work of rendering them: each says which articles it shows. */
export function sketchedSite(history = false): Derivations {
  const { derivations } = siteWorkshop();
  return {
    ...(history ? historicalDerivations : plainDerivations),
    listingDocuments: async (scope, articles, older) =>
      (await derivations.listingDocuments(scope, [])).map(({ path }) => ({
        path,
        content: bytesOf([older?.history, articles.map(({ id }) => id)]),
      })),
    overviewDocuments: derivations.overviewDocuments,
    staticDocuments: derivations.staticDocuments,
  };
}
