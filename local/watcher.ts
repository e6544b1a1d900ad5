import { realpathSync, statSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { type AsyncSubscription, subscribe } from '@parcel/watcher';
import type { ChangeQueue } from './changes.ts';

/** How often to see whether the folder itself is still the same one, in milliseconds. */
const ROOT_INTERVAL = 1000;

/** How often to compare the whole folder where the system cannot tell of changes, in milliseconds. */
const POLL_INTERVAL = 3000;

/** Hidden files and folders hold no articles. */
const IGNORED = ['**/.*', '**/.*/**'];

export interface WatchOptions {
  /** Told, in a sentence, when the folder goes or comes back, or when it has to be watched in another way. */
  readonly onNotice: (notice: string) => void;
}

/** Stops watching. */
export interface Watch {
  close(): Promise<void>;
}

/**
 * Tells a queue of every change below a folder, also after the folder itself was replaced or was away (unmounted,
 * moved). The system reports a moved folder as one event, and may drop events under load: then the queue is told
 * that something unknown changed.
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
    try {
      const subscription = await subscribeTo(folder, queue);
      return () => subscription.unsubscribe();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      onNotice(
        `The system cannot tell of changes here (${reason}): looking for them every ${POLL_INTERVAL / 1000} seconds.`,
      );
      const polling = setInterval(() => queue.addUnknown(), POLL_INTERVAL);
      return async () => clearInterval(polling);
    }
  }

  async function checkRoot(): Promise<void> {
    const now = identityOf(folder);
    if (now === identity) return;
    identity = now;
    await stop().catch(() => {});
    stop = async () => {};
    if (now === undefined) {
      onNotice(`The folder ${folder} is gone. What was published from it stays until it is back.`);
      return;
    }
    onNotice(`The folder ${folder} is there again.`);
    stop = await begin();
    queue.addUnknown();
  }

  return {
    close: async () => {
      clearInterval(timer);
      await checking;
      await stop();
    },
  };
}

async function subscribeTo(
  folder: string,
  queue: Pick<ChangeQueue, 'addFile' | 'addUnknown'>,
): Promise<AsyncSubscription> {
  const root = realpathSync.native(folder);
  return subscribe(
    root,
    (error, events) => {
      if (error !== null) queue.addUnknown();
      for (const { path } of events ?? []) {
        const key = relative(root, path).split(sep).join('/');
        if (key !== '') queue.addFile(key);
      }
    },
    { ignore: IGNORED },
  );
}

/** Tells a folder from another that takes its place; undefined where there is none. */
function identityOf(folder: string): string | undefined {
  const stats = statSync(folder, { throwIfNoEntry: false, bigint: true });
  return stats?.isDirectory() === true ? `${stats.dev}-${stats.ino}` : undefined;
}
