import type { Rejection, Warning } from '../model/article.ts';
import type { ReadableStore, Store } from '../store/store.ts';
import type { DayMarker } from './archive/marks.ts';
import type { Derivations } from './derivations.ts';
import type { WithdrawalLimits } from './withdrawals.ts';

/** What the protocol works on and with. */
export interface Context {
  readonly articles: ReadableStore;
  readonly state: Store;
  readonly publicSite: Store;
  readonly derivations: Derivations;
  /** How many articles a feed holds. */
  readonly itemsPerFeed: number;
  /** Identifies everything but the articles that determines the output: the code and the site's settings. */
  readonly revision: string;
  /** The clock, in milliseconds since the epoch: held articles are published once it shows their time. */
  now(): number;
  /** When withdrawals have to wait; where this is missing, never. */
  readonly withdrawals?: WithdrawalLimits | undefined;
  /** Marks the days whose articles a batch changes; a batch has its own. */
  readonly days?: DayMarker;
  /** A text that no worker has had before; a random UUID where it is missing. */
  nonce?(): string;
  /** Waits before another try, see `backoff`. */
  pause(tries: number): Promise<void>;
}

/** How a batch of keys is worked on, and who is told of its progress. */
export interface RepublishOptions {
  /** How many articles are worked on at the same time. */
  readonly concurrency?: number;
  /** Nothing is started once this is aborted; what was not done is reported as failed. */
  readonly signal?: AbortSignal;
  /** The keys are all there are, so that feeds made of them are complete even if the state was lost. */
  readonly complete?: boolean;
  /** Publishes the overview and the static documents even when no key is published. */
  readonly overview?: boolean;
  /** Told of each key when its record and page are done, before its feeds are. */
  readonly onArticle?: (report: KeyReport) => void;
  /** Told of the path of each public document that was written because it changed. */
  readonly onDocument?: (path: string) => void;
}

/** What became of one key. */
export type KeyReport = { readonly key: string; readonly id: string } & (
  | { readonly status: 'published'; readonly title: string; readonly warnings: readonly Warning[] }
  | {
      readonly status: 'held';
      readonly title: string;
      /** ISO 8601 in UTC. */
      readonly until: string;
      readonly warnings: readonly Warning[];
    }
  /** The file is gone and the article stands until its withdrawal is due. */
  | {
      readonly status: 'withheld';
      readonly title: string;
      /** Since when the file is gone, in ISO 8601. */
      readonly since: string;
    }
  | { readonly status: 'skipped'; readonly reason: string; readonly warnings: readonly Warning[] }
  | { readonly status: 'rejected'; readonly rejection: Rejection; readonly warnings: readonly Warning[] }
  | { readonly status: 'deleted' }
  /** Not done: the key must be delivered again. */
  | { readonly status: 'failed'; readonly error: unknown }
);
