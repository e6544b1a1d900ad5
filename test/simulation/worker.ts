import type { SweepStep } from '../../lambda/maintenance/divided/run.ts';
import type { Context } from '../../lambda/protocol/context.ts';
import type { WithdrawalLimits } from '../../lambda/protocol/withdrawals.ts';
import type { MemoryStore } from '../../lambda/store/memory.ts';
import type { Store } from '../../lambda/store/store.ts';
import { interceptStore } from '../support/intercept-store.ts';
import type { Buckets } from '../support/protocol-context.ts';
import type { Job, Release } from './plan.ts';
import { derivationsOf, itemsPerFeed, type Workshop } from './workshops.ts';

export type BucketName = keyof Buckets;

/** Stands between a worker and a bucket: how a test switches a safeguard off. One is made for each worker. */
export type Tamper = (store: Store, bucket: BucketName) => Store;

/** What a worker is asked to do: look at some keys, or something that no upload asks for. */
export type Message =
  | { readonly keys: readonly string[]; readonly deliveries?: number }
  | { readonly step: SweepStep; readonly deliveries?: number }
  | { readonly job: Job };

/** A request of a worker that waits for its turn. */
export interface Pending {
  readonly name: string;
  /** Applies the request, and nobody hears of it. */
  apply(): Promise<unknown>;
  /** Applies the request and answers. */
  grant(): Promise<void>;
  /** Answers with an error. */
  fail(error: unknown): void;
  /** Answers that the condition does not hold, where the request has one. */
  readonly refuse?: () => void;
}

interface WorkerOptions {
  readonly buckets: Buckets;
  readonly workshop: Workshop;
  readonly tamper: Tamper;
  readonly clock: () => number;
  readonly revision: string;
  /** What it derives by. */
  readonly release: Release;
  readonly withdrawals?: WithdrawalLimits | undefined;
}

/** A lambda: takes a batch of messages, works, reports, takes the next; or dies. */
export class Worker {
  readonly name: string;
  readonly context: Context;
  pending: Pending[] = [];
  batch: readonly Message[] = [];
  busy = false;
  dead = false;
  readonly release: Release;
  /** Aborts the batch at hand. */
  readonly abort = new AbortController();
  /** How many of its next requests are turned away. */
  turnedAway = 0;
  #nonces = 0;

  constructor(name: string, options: WorkerOptions) {
    const { buckets, workshop, tamper, clock, revision, release, withdrawals } = options;
    this.name = name;
    this.release = release;
    const wire = (bucket: BucketName): Store => tamper(this.#wire(buckets[bucket], bucket), bucket);
    this.context = {
      articles: wire('articles'),
      state: wire('state'),
      publicSite: wire('publicSite'),
      derivations: derivationsOf(workshop.derivations, release),
      itemsPerFeed: itemsPerFeed(release),
      revision,
      now: clock,
      withdrawals,
      nonce: () => `${name} ${++this.#nonces}`,
      pause: (tries) => this.#wait(`pause ${tries}`, async () => undefined),
    };
  }

  #wire(store: MemoryStore, bucket: BucketName): Store {
    const wired = interceptStore(store, ({ operation, key }, apply) =>
      this.#wait(`${bucket} ${operation} ${key}`, apply),
    );
    return {
      ...wired,
      put: (key, content, condition) =>
        condition === undefined
          ? wired.put(key, content)
          : this.#wait(`${bucket} put ${key}`, () => store.put(key, content, condition), {
              outcome: 'conflict',
            }),
    };
  }

  /** Puts messages into the queue. */
  send(queue: { push(...messages: readonly Message[]): void }, keys: readonly string[]): Promise<void> {
    return this.#wait(`queue send ${keys.join(', ')}`, async () =>
      queue.push(...keys.map((key) => ({ keys: [key] }))),
    );
  }

  /** Puts steps of a divided sweep into the queue. */
  sendSteps(
    queue: { push(...messages: readonly Message[]): void },
    steps: readonly SweepStep[],
  ): Promise<void> {
    return this.#wait(`queue send ${steps.length} steps`, async () =>
      queue.push(...steps.map((step) => ({ step }))),
    );
  }

  #wait<Answer>(name: string, apply: () => Promise<Answer>, refusal?: Answer): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      if (this.dead) return;
      const request: Pending = { name, apply, grant: () => apply().then(resolve, reject), fail: reject };
      this.pending.push(refusal === undefined ? request : { ...request, refuse: () => resolve(refusal) });
    });
  }
}
