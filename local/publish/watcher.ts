import { realpathSync, statSync } from 'node:fs';
import { basename, relative, sep } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import type { ChangeQueue } from './changes.ts';

/** How often to see whether the folder itself is still the same one, in milliseconds. */
const ROOT_INTERVAL = 1000;

/** How often to compare the whole folder where the system cannot tell of changes, in milliseconds. */
const POLL_INTERVAL = 3000;

export interface WatchOptions {
  /** Told, in a sentence, when the folder goes or comes back, or when it has to be watched in another way. */
  readonly onNotice: (notice: string) => void;
}

/** Stops watching. */
export interface Watch {
  close(): Promise<void>;
}

/**
 * Tells a queue of every file that changes below a folder, also after the folder itself was replaced or was away
 * (unmounted, moved). Where the system has no means left to tell of changes, the queue is told every few seconds that
 * there may be some.
 */
export async function watchFolder(
  folder: string,
  queue: Pick<ChangeQueue, 'addFile' | 'addUnknown'>,
  { onNotice }: WatchOptions,
): Promise<Watch> {
  let identity = identityOf(folder);
  let stop = await begin();
  let checking = Promise.resolve();
  const timer = setInterval(() => {
    checking = checking.then(checkRoot);
  }, ROOT_INTERVAL);

  async function begin(): Promise<() => Promise<void>> {
    let polling: NodeJS.Timeout | undefined;
    const watcher = await watchFiles(folder, queue, (error) => {
      if (polling !== undefined) return;
      polling = setInterval(() => queue.addUnknown(), POLL_INTERVAL);
      onNotice(
        `The system cannot tell of all changes (${error.message}): looking for them every ${POLL_INTERVAL / 1000} seconds.`,
      );
    });
    return async () => {
      clearInterval(polling);
      await watcher.close();
    };
  }

  async function checkRoot(): Promise<void> {
    const now = identityOf(folder);
    if (now === identity) return;
    identity = now;
    await stop();
    stop = async () => {};
    if (now === undefined) {
      onNotice(`The folder ${folder} is gone. What was published from it stays until it is back.`);
      return;
    }
    try {
      stop = await begin();
      onNotice(`The folder ${folder} is there again.`);
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

/** Watches the files of a folder; hidden ones are no articles. */
async function watchFiles(
  folder: string,
  queue: Pick<ChangeQueue, 'addFile'>,
  onError: (error: Error) => void,
): Promise<FSWatcher> {
  const root = realpathSync.native(folder);
  const watcher = watch(root, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (path) => path !== root && basename(path).startsWith('.'),
  });
  watcher.on('error', (error) => onError(error instanceof Error ? error : new Error(String(error))));
  const ready = new Promise<void>((resolve) => watcher.once('ready', resolve));
  for (const event of ['add', 'change', 'unlink'] as const) {
    watcher.on(event, (path) => queue.addFile(relative(root, path).split(sep).join('/')));
  }
  await ready;
  return watcher;
}

/** Tells a folder from another that takes its place; undefined where there is none. */
function identityOf(folder: string): string | undefined {
  const stats = statSync(folder, { throwIfNoEntry: false, bigint: true });
  return stats?.isDirectory() === true ? `${stats.dev}-${stats.ino}` : undefined;
}
