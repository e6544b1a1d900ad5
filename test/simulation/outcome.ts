import type { KeyReport } from '../../lambda/protocol/context.ts';
import type { Buckets } from '../support/protocol-context.ts';
import type { Release } from './plan.ts';

/** What happened, and what is left of it to compare with what should be there. */
export interface Outcome {
  readonly buckets: Buckets;
  /** The last report of each key. */
  readonly reports: ReadonlyMap<string, KeyReport>;
  /** What the clock shows in the end, in milliseconds since the epoch. */
  readonly now: number;
  /** Documents that showed a held article before its time. */
  readonly early: readonly string[];
  /** Deliveries that ended with a failure or a death, and requests that were applied late: only these may leave garbage. */
  readonly losses: number;
  /** The release that was deployed last. */
  readonly release: Release;
  /** Whether sweeps came in the end: then nothing is left over. */
  readonly swept: boolean;
  /** Whether so much time went by in the end that nothing of a deleted file is left. */
  readonly isOld: boolean;
  readonly history: readonly string[];
  /** Why the simulation never came to rest; undefined when it did. */
  readonly stuck?: string;
}
