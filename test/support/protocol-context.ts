import type { Context } from '../../lambda/protocol/context.ts';
import { MemoryStore, type MemoryStoreOptions } from '../../lambda/store/memory.ts';
import { plainDerivations } from '../simulation/plain-derivations.ts';

/** The three buckets of a site, in memory. */
export interface Buckets {
  readonly articles: MemoryStore;
  readonly state: MemoryStore;
  readonly publicSite: MemoryStore;
}

/** Three empty buckets with these options. */
export function memoryBuckets(options: MemoryStoreOptions = {}): Buckets {
  return {
    articles: new MemoryStore(options),
    state: new MemoryStore(options),
    publicSite: new MemoryStore(options),
  };
}

/**
 * What the protocol needs, for a test that cares about some parts of it alone: empty buckets, plain derivations, the
 * clock of this machine, and no pause before a retry, unless `parts` says otherwise.
 */
export function protocolContext<Parts extends Partial<Context>>(parts: Parts): Context & Buckets & Parts {
  return {
    ...memoryBuckets(),
    derivations: plainDerivations,
    itemsPerFeed: 50,
    revision: 'one',
    now: Date.now,
    pause: async () => undefined,
    ...parts,
  };
}
