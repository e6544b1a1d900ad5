import type { MemoryStore } from '../../lambda/store/memory.ts';
import type { Buckets } from './world.ts';

/**
 * What was asked of the buckets, by the kinds that S3 puts prices on. A HEAD costs what a GET does, and so does the
 * question whether a document stands there unchanged, which the adapter for S3 answers by a HEAD.
 */
export interface Usage {
  readonly get: number;
  readonly put: number;
  readonly list: number;
  readonly delete: number;
  /** Before compression, as all that the memory store holds. */
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

/** What some work asks of the buckets. */
export async function meter(buckets: Buckets, work: () => Promise<unknown>): Promise<Usage> {
  const before = usageOf(buckets);
  await work();
  const after = usageOf(buckets);
  return {
    get: after.get - before.get,
    put: after.put - before.put,
    list: after.list - before.list,
    delete: after.delete - before.delete,
    bytesRead: after.bytesRead - before.bytesRead,
    bytesWritten: after.bytesWritten - before.bytesWritten,
  };
}

/** What was asked of the buckets since they are there. */
function usageOf({ articles, state, publicSite }: Buckets): Usage {
  const stores = [articles, state, publicSite];
  const sum = (count: (store: MemoryStore) => number): number =>
    stores.reduce((total, store) => total + count(store), 0);
  return {
    get: sum(({ requests }) => requests.get + requests.head + requests.holds),
    put: sum(({ requests }) => requests.put),
    list: sum(({ requests }) => requests.list),
    delete: sum(({ requests }) => requests.delete),
    bytesRead: sum(({ bytesRead }) => bytesRead),
    bytesWritten: sum(({ bytesWritten }) => bytesWritten),
  };
}
