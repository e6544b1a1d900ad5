import { realpathSync, statSync } from 'node:fs';
import { basename, relative, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { inWords, words } from '../../lib/words/spoken.ts';
import type { ChangeQueue } from './changes.ts';
import { isIgnored } from './ignored-files.ts';
import { identityOf } from './lock.ts';
import { findDifferences, type Snapshot, takeSnapshot } from './snapshot.ts';

/** How often to see whether the folder itself is still the same one, in milliseconds. */
const ROOT_INTERVAL_MS = 1_000;

/** A timer that comes so late slept with the computer, or with the process: nobody was there to be told of changes. */
const SLEPT_MS = 5_000;

/** How often to look at all files: the system drops notifications when it has too many, and network drives have none. */
const SCAN_INTERVAL_MS = 45_000;

/** The same where the system has said that it cannot tell of changes. */
const POLL_INTERVAL_MS = 3_000;

/** Looking at all files takes no more than one part of so many of the time. */
const SCAN_SHARE = 10;

/** How a folder is watched. */
export interface WatchOptions {
  /** Told, in a sentence, when the folder goes or comes back, or when it has to be watched in another way. */
  readonly onNotice: (notice: string) => void;
  /** How often to look at all files, in milliseconds. */
  readonly scanInterval?: number;
}

/** Stops watching. */
export interface Watch {
  close(): Promise<void>;
}

type Queue = Pick<ChangeQueue, 'addFile' | 'addUnknown'>;

/**
 * Tells a queue of every file that changes below a folder, even after the folder itself was replaced or was away (unmounted,
 * moved). Notifications of the system make that quick; scans from time to time make up for those that are lost.
 */
export async function watchFolder(folder: string, queue: Queue, options: WatchOptions): Promise<Watch> {
  const { onNotice, scanInterval } = options;
  let identity = identityOfFolder(folder);
  let checked = Date.now();
  let scan: () => void = () => {};
  let stop = await begin();
  let checking = Promise.resolve();
  const timer = setInterval(() => {
    checking = checking.then(checkRoot);
  }, ROOT_INTERVAL_MS);

  async function begin(): Promise<() => Promise<void>> {
    let scanner: Scanner | undefined;
    const watcher = await watchFiles(folder, queue, (error) => {
      if (scanner?.isPolling) return;
      onNotice(words.site.polling(inWords(error.message), POLL_INTERVAL_MS / 1000));
      scanner?.poll();
    });
    scanner = await Scanner.start(folder, queue, scanInterval);
    scan = () => scanner.scanNow();
    return async () => {
      await watcher.close();
      await scanner.close();
    };
  }

  async function checkRoot(): Promise<void> {
    const now = identityOfFolder(folder);
    const slept = Date.now() - checked > SLEPT_MS;
    checked = Date.now();
    if (now === identity) {
      if (slept) scan();
      return;
    }
    identity = now;
    await stop();
    stop = async () => {};
    scan = () => {};
    if (now === undefined) {
      onNotice(words.site.folderGone(folder));
      return;
    }
    try {
      stop = await begin();
      onNotice(words.site.folderBack(folder));
      queue.addUnknown();
    } catch {
      // It went again at once.
      identity = undefined;
    }
  }

  return {
    close: async () => {
      clearInterval(timer);
      await checking;
      await stop();
    },
  };
}

/** Looks at all files below a folder, again and again, and tells a queue of those that are not as they were. */
class Scanner {
  readonly #folder: string;
  readonly #queue: Queue;
  #interval: number;
  #snapshot: Snapshot;
  #scanning: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  isPolling = false;

  private constructor(folder: string, queue: Queue, interval: number, snapshot: Snapshot) {
    this.#folder = folder;
    this.#queue = queue;
    this.#interval = interval;
    this.#snapshot = snapshot;
  }

  static async start(folder: string, queue: Queue, interval = SCAN_INTERVAL_MS): Promise<Scanner> {
    const scanner = new Scanner(folder, queue, interval, await takeSnapshot(folder));
    scanner.#schedule(0);
    return scanner;
  }

  /** Goes by scans alone from now on. */
  poll(): void {
    this.isPolling = true;
    this.#interval = Math.min(this.#interval, POLL_INTERVAL_MS);
    this.scanNow();
  }

  scanNow(): void {
    clearTimeout(this.#timer);
    this.#scanning = this.#scanning.then(() => this.#scan());
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#scanning;
  }

  async #scan(): Promise<void> {
    if (this.#isClosed) return;
    const start = performance.now();
    try {
      const snapshot = await takeSnapshot(this.#folder);
      for (const key of findDifferences(this.#snapshot, snapshot)) {
        if (key.endsWith('/')) this.#queue.addUnknown();
        else this.#queue.addFile(key);
      }
      this.#snapshot = snapshot;
    } catch {
      // The folder is away: whoever watches it notices.
    }
    this.#schedule(performance.now() - start);
  }

  #schedule(took: number): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.scanNow(), Math.max(this.#interval, took * SCAN_SHARE));
  }
}

/** Watches the uploads in a folder. */
async function watchFiles(
  folder: string,
  queue: Pick<ChangeQueue, 'addFile'>,
  onError: (error: Error) => void,
): Promise<FSWatcher> {
  const root = realpathSync.native(folder);
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignorePermissionErrors: true,
    ignored: (path) => path !== root && isIgnored(basename(path)),
  });
  watcher.on('error', (error) => onError(error instanceof Error ? error : new Error(String(error))));
  const ready = new Promise<void>((resolve) => watcher.once('ready', resolve));
  for (const event of ['add', 'change', 'unlink'] as const) {
    watcher.on(event, (path) => queue.addFile(relative(root, path).split(sep).join('/')));
  }
  await ready;
  return watcher;
}

function identityOfFolder(folder: string): string | undefined {
  const stats = statSync(folder, { throwIfNoEntry: false });
  return stats?.isDirectory() ? identityOf(folder) : undefined;
}
