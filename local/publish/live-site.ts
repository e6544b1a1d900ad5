import { existsSync } from 'node:fs';
import { publishDue } from '../../lambda/maintenance/tick.ts';
import { ChangeQueue, type Changes } from './changes.ts';
import type { Pass, PassOptions } from './publisher.ts';
import type { SiteFolder } from './site-folder.ts';
import { type Watch, watchFolder } from './watcher.ts';
import type { MassWithdrawal } from './withdrawal-limit.ts';

/** What a live site tells of what it does. */
export interface LiveSiteEvents {
  /** A pass begins with so many files. */
  readonly onStart: (files: number) => void;
  /** A pass has ended. */
  readonly onPass: (pass: Pass) => Promise<void>;
  /** A pass could not be made; it is tried again. */
  readonly onError: (error: unknown) => void;
  /** Files were gone at two looks: they are withdrawn when that is confirmed. */
  readonly onMassWithdrawal: (withdrawal: MassWithdrawal) => void;
  /** A sentence on what happened to one of the folders. */
  readonly onNotice: (notice: string) => void;
}

/** How a live site is kept, and who is told of it. */
export interface LiveSiteOptions {
  readonly events: LiveSiteEvents;
  /** Nothing is begun once this is aborted. */
  readonly signal: AbortSignal;
  /** Files that are gone at two looks are withdrawn without a word, however many they are. */
  readonly withdrawsAll: boolean;
}

/** How long to wait before what failed is tried again, in milliseconds; twice as long each time. */
const MIN_PATIENCE_MS = 2_000;
const MAX_PATIENCE_MS = 60_000;

/** How long to wait for the second look at files that are gone: a folder that was mounted anew is back by then. */
const SECOND_LOOK_MS = 5_000;

/** How often to look again at a file that is being written, and how long the first pass waits for such files. */
const UNFINISHED_MS = 150;
const FIRST_PATIENCE_MS = 2_000;

/** How often to see whether somebody has deleted the output, and whether held articles are due. */
const OUTPUT_INTERVAL_MS = 1_000;
const DUE_INTERVAL_MS = 15_000;
const INTACT_INTERVAL_MS = 45_000;

/** Keeps a site in step with its folder of articles, and makes it again where somebody deletes some of it. */
export class LiveSite {
  readonly #folder: SiteFolder;
  readonly #options: LiveSiteOptions;
  readonly #queue = new ChangeQueue((changes) => this.#publish(changes));
  readonly #intervals: NodeJS.Timeout[] = [];
  readonly #timeouts = new Set<NodeJS.Timeout>();
  #watch: Watch | undefined;
  #retry: NodeJS.Timeout | undefined;
  #patience = MIN_PATIENCE_MS;
  /** When files were first seen to be gone that are not withdrawn without a word. */
  #missingSince: number | undefined;
  #isConfirmed = false;
  /** What the output folder was like after the last pass. */
  #output = '';
  #wasIntact = true;

  constructor(folder: SiteFolder, options: LiveSiteOptions) {
    this.#folder = folder;
    this.#options = options;
  }

  /** Publishes what differs, and ends with that pass; what comes later waits for {@link follow}. */
  async start(options: Pick<PassOptions, 'onStart' | 'onFile'>): Promise<Pass> {
    const { articles, publisher } = this.#folder;
    const { events, signal } = this.#options;
    this.#watch = await watchFolder(articles, this.#queue, { onNotice: events.onNotice });
    const pass = await publisher.publishFolder({ signal, patience: FIRST_PATIENCE_MS, ...options });
    signal.throwIfAborted();
    this.#settle(pass);
    return pass;
  }

  /** Follows changes from now on. */
  follow(): void {
    this.#every(OUTPUT_INTERVAL_MS, () => this.#lookAtOutput());
    this.#every(INTACT_INTERVAL_MS, () => this.#lookAtDocuments());
    this.#every(DUE_INTERVAL_MS, () =>
      publishDue(this.#folder.output, Date.now(), async (keys) => {
        for (const key of keys) this.#queue.addFile(key);
      }),
    );
    this.#queue.start();
  }

  /** Somebody says that the files that are gone are meant to be. */
  confirmWithdrawal(): void {
    this.#isConfirmed = true;
    this.#queue.addUnknown();
  }

  /** Ends with the pass that runs. */
  async close(): Promise<void> {
    clearTimeout(this.#retry);
    for (const timer of this.#intervals) clearInterval(timer);
    for (const timer of this.#timeouts) clearTimeout(timer);
    await this.#watch?.close();
    await this.#queue.close();
  }

  async #publish(changes: Changes): Promise<void> {
    const { articles, publisher } = this.#folder;
    const { events, signal } = this.#options;
    // While the folder is away nothing is withdrawn; the watch tells when it is back.
    if (!existsSync(articles)) return;
    clearTimeout(this.#retry);
    try {
      const withdrawsAll = this.#isConfirmed;
      const pass = await publisher.publishChanges(changes, { signal, onStart: events.onStart, withdrawsAll });
      if (signal.aborted) return;
      if (pass.isFull) this.#isConfirmed = false;
      await events.onPass(pass);
      this.#settle(pass);
    } catch (error) {
      if (signal.aborted) return;
      events.onError(error);
      this.#tryAgain();
    } finally {
      this.#output = this.#folder.output.fingerprint();
    }
  }

  /** Sees to what a pass has left. */
  #settle(pass: Pass): void {
    this.#output = this.#folder.output.fingerprint();
    if (pass.unfinished.length > 0) {
      this.#after(UNFINISHED_MS, () => {
        for (const key of pass.unfinished) this.#queue.addFile(key);
      });
    }
    if (this.#folder.publisher.isBehind) this.#tryAgain();
    else this.#patience = MIN_PATIENCE_MS;
    if (pass.isFull) this.#considerWithdrawal(pass.withheld);
  }

  #considerWithdrawal(withheld: MassWithdrawal | undefined): void {
    const { events, withdrawsAll } = this.#options;
    if (withheld === undefined) {
      this.#missingSince = undefined;
      return;
    }
    const now = performance.now();
    this.#missingSince ??= now;
    const left = this.#missingSince + SECOND_LOOK_MS - now;
    if (left > 0) this.#after(left, () => this.#queue.addUnknown());
    else if (withdrawsAll) this.confirmWithdrawal();
    else events.onMassWithdrawal(withheld);
  }

  #lookAtOutput(): void {
    if (this.#queue.isWorking || this.#folder.output.fingerprint() === this.#output) return;
    this.#output = this.#folder.output.fingerprint();
    this.#queue.addUnknown();
  }

  /** Asks for documents that somebody has deleted, once: what then is still missing would be missing for ever. */
  async #lookAtDocuments(): Promise<void> {
    const isIntact = await this.#folder.publisher.isIntact();
    if (!isIntact && this.#wasIntact) this.#queue.addUnknown();
    this.#wasIntact = isIntact;
  }

  #tryAgain(): void {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#queue.wake(), this.#patience);
    this.#patience = Math.min(this.#patience * 2, MAX_PATIENCE_MS);
  }

  #every(milliseconds: number, work: () => unknown): void {
    // What cannot be looked at now is looked at the next time.
    const attempt = async (): Promise<void> => {
      try {
        await work();
      } catch {}
    };
    this.#intervals.push(setInterval(attempt, milliseconds));
  }

  #after(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timeouts.delete(timer);
      work();
    }, milliseconds);
    this.#timeouts.add(timer);
  }
}
