import type { MemoryStore } from '../../lambda/store/memory.ts';
import type { Buckets } from '../support/protocol-context.ts';

/**
 * What was asked of the buckets, by the kinds that S3 puts prices on. A HEAD costs what a GET does, and so does the
 * question whether a document stands there unchanged, which the adapter for S3 answers by a HEAD.
 */
export interface Usage {
  readonly get: number;
  readonly put: number;
  readonly list: number;
  readonly delete: number;
  /** Before compression, as all that the memory store compare. */
  readonly bytesRead: number;
  readonly bytesWritten: number;
}

/** What is counted of a usage. */
export const AMOUNTS = ['get', 'put', 'list', 'delete', 'bytesRead', 'bytesWritten'] as const;

/** What some work asks of the buckets. */
export async function meter(buckets: Buckets, work: () => Promise<unknown>): Promise<Usage> {
  const before = usageOf(buckets);
  await work();
  return differenceOf(usageOf(buckets), before);
}

/** How much more one usage is than another. */
export function differenceOf(more: Usage, less: Usage): Usage {
  return usageBy((amount) => more[amount] - less[amount]);
}

/** One of so many equal parts of a usage. */
export function shareOf(usage: Usage, parts: number): Usage {
  return usageBy((amount) => usage[amount] / parts);
}

/** All requests, whatever they cost. */
export function requestsIn({ get, put, list, delete: deletions }: Usage): number {
  return get + put + list + deletions;
}

function usageBy(amountOf: (amount: keyof Usage) => number): Usage {
  return {
    get: amountOf('get'),
    put: amountOf('put'),
    list: amountOf('list'),
    delete: amountOf('delete'),
    bytesRead: amountOf('bytesRead'),
    bytesWritten: amountOf('bytesWritten'),
  };
}

/** What was asked of the buckets since they are there. */
function usageOf({ articles, state, publicSite }: Buckets): Usage {
  return usageBy((amount) =>
    [articles, state, publicSite].reduce((sum, store) => sum + READERS[amount](store), 0),
  );
}

const READERS: Readonly<Record<keyof Usage, (store: MemoryStore) => number>> = {
  get: ({ requests }) => requests.get + requests.read + requests.head + requests.compare,
  put: ({ requests }) => requests.put + requests.write,
  list: ({ requests }) => requests.list,
  delete: ({ requests }) => requests.delete,
  bytesRead: ({ bytesRead }) => bytesRead,
  bytesWritten: ({ bytesWritten }) => bytesWritten,
};
