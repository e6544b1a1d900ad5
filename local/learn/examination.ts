import { availableParallelism } from 'node:os';
import pMap from 'p-map';
import { MAX_UPLOAD_BYTES } from '../../lambda/model/article.ts';
import { FolderStore } from '../../lambda/store/folder.ts';
import { listAll } from '../../lambda/store/store.ts';
import { DerivePool } from '../../lambda/worker/derive-pool.ts';
import { LEARN_THREAD } from '../project.ts';
import { reasonOf } from '../publish/failure.ts';
import { isIgnored } from '../publish/ignored-files.ts';
import type { Finding, Task } from './study.ts';

/** So many files are at hand for each thread. */
const AHEAD = 4;

/** A file that nothing could be found out about, and why. */
export interface Failure {
  readonly key: string;
  readonly reason: string;
}

/** Which files are examined, and who is told of the findings. */
export interface Examination {
  /** The keys of the files, in any order. */
  readonly keys: readonly string[];
  /** Gets what was found out about each file, one after the other. */
  readonly onFinding: (key: string, finding: Finding) => void;
  readonly onStep?: () => void;
  readonly signal?: AbortSignal;
}

/** The files of a folder that may be articles. @throws when the folder cannot be read. */
export async function listFiles(folder: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of listAll(openFolder(folder), '')) keys.push(key);
  return keys;
}

/** Does a task for files of a folder, on as many threads as there are processors. What fails, fails alone. */
export async function examineFiles(
  folder: string,
  task: Task,
  { keys, onFinding, onStep, signal }: Examination,
): Promise<readonly Failure[]> {
  const store = openFolder(folder);
  const size = availableParallelism();
  const pool = new DerivePool<Finding>({ thread: LEARN_THREAD, data: task, size });
  const failures: Failure[] = [];
  const stop = () => void pool.close();
  signal?.addEventListener('abort', stop);
  try {
    await pMap(
      keys,
      async (key) => {
        signal?.throwIfAborted();
        try {
          const file = await store.get(key, { first: MAX_UPLOAD_BYTES + 1 });
          const finding = file && (await pool.derive({ ...file, key }));
          if (finding !== undefined) onFinding(key, finding);
        } catch (error) {
          signal?.throwIfAborted();
          failures.push({ key, reason: reasonOf(error) });
        }
        onStep?.();
      },
      { concurrency: size * AHEAD },
    );
  } finally {
    signal?.removeEventListener('abort', stop);
    await pool.close();
  }
  return failures;
}

function openFolder(folder: string): FolderStore {
  return new FolderStore(folder, { othersWrite: true, isIgnored });
}
