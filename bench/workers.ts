import type { Derivations } from '../lambda/protocol/derivations.ts';
import { distant, type Equipment } from '../test/simulation/load.ts';
import type { Random } from '../test/simulation/random.ts';
import type { Buckets } from '../test/support/protocol-context.ts';
import type { VirtualTime } from './virtual-time.ts';

/** How long a simulated worker takes for what it does, in milliseconds. */
export const PACE = {
  /** A request is on its way for at least this long, there and back. */
  fastestRequest: 10,
  slowestRequest: 30,
  /** Processor time of a request: to sign, encrypt and parse it. */
  request: 0.5,
  /** Processor time of an article: to derive it, and to compress its record and its page. */
  article: 3,
  /** Processor time of a list: to render its documents, and to compress them. */
  list: 40,
} as const;

/**
 * A worker as Lambda runs it, in simulated time: one processor that does one thing after the other, buckets at a
 * distance, and the pauses of the handler.
 */
export function simulatedWorker(
  time: VirtualTime,
  random: Random,
  derivations: Derivations,
): (buckets: Buckets) => Equipment {
  return ({ articles, state, publicSite }) => {
    let free = 0;
    const compute = async (milliseconds: number): Promise<void> => {
      free = Math.max(free, time.now) + milliseconds;
      await time.wait(free - time.now);
    };
    const travel = async (): Promise<void> => {
      const { fastestRequest, slowestRequest } = PACE;
      await compute(PACE.request / 2);
      await time.wait((fastestRequest + random.below(slowestRequest - fastestRequest)) / 2);
    };
    const site = distant(publicSite, travel);
    return {
      articles: distant(articles, travel),
      state: distant(state, travel),
      publicSite: {
        ...site,
        // The first that is asked about the documents of a list, once they are rendered.
        holds: async (path, content) => {
          if (path.endsWith('rss.xml')) await compute(PACE.list);
          return site.holds(path, content);
        },
      },
      derivations: {
        ...derivations,
        derive: async (upload) => {
          await compute(PACE.article);
          return derivations.derive(upload);
        },
      },
      now: () => time.now,
      pause: (tries) => time.wait(Math.min(2_000, 25 * 2 ** tries) * (0.5 + random.below(1000) / 2000)),
    };
  };
}
