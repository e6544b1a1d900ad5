/** A batch is handed on once no change has come for this long, in milliseconds. */
const QUIET = 120;

/** No change waits longer than this, in milliseconds, however many others follow it. */
const MOST = 400;

/** The files that changed, and whether others may have changed that nobody named. */
export interface Changes {
  readonly files: ReadonlySet<string>;
  readonly unknown: boolean;
}

/**
 * Collects bursts of changes into batches, and hands on one batch at a time, each after a moment of quiet.
 */
export class ChangeQueue {
  readonly #work: (changes: Changes) => Promise<void>;
  #files = new Set<string>();
  #unknown = false;
  #waitingSince: number | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #state: 'new' | 'started' | 'closed' = 'new';

  /** `work` must not throw. */
  constructor(work: (changes: Changes) => Promise<void>) {
    this.#work = work;
  }

  /** Whether a batch is being worked on. */
  get isWorking(): boolean {
    return this.#running !== undefined;
  }

  /** Starts handing on batches, beginning with the changes that were added before. */
  start(): void {
    this.#state = 'started';
    if (this.#waitingSince !== undefined) this.#schedule();
  }

  /** A file was added, changed or deleted. */
  addFile(key: string): void {
    this.#files.add(key);
    this.#schedule();
  }

  /** Something changed, and it is not known what. */
  addUnknown(): void {
    this.#unknown = true;
    this.#schedule();
  }

  /** Hands on a batch soon, even an empty one: something is to be tried again. */
  wake(): void {
    this.#schedule();
  }

  /** Takes no more changes, drops those that wait, and resolves when the running batch has ended. */
  async close(): Promise<void> {
    this.#state = 'closed';
    clearTimeout(this.#timer);
    await this.#running;
  }

  #schedule(): void {
    const now = performance.now();
    this.#waitingSince ??= now;
    if (this.#state !== 'started' || this.#running !== undefined) return;
    clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(QUIET, this.#waitingSince + MOST - now));
    this.#timer = setTimeout(() => this.#run(), wait);
  }

  #run(): void {
    const changes = { files: this.#files, unknown: this.#unknown };
    this.#files = new Set();
    this.#unknown = false;
    this.#waitingSince = undefined;
    this.#running = this.#work(changes).then(() => {
      this.#running = undefined;
      if (this.#waitingSince !== undefined) this.#schedule();
    });
  }
}
