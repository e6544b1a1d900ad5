import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { codeOf } from '../../lambda/store/system-errors.ts';
import { CommandError } from '../command-error.ts';

/** The lock file of an output folder; it stays there when the lock is released. */
export const LOCK_FILE = '.lock';

/** SQLite's result code for a database that another connection has locked (SQLITE_BUSY). */
const BUSY = 5;

/** Keeps other processes out of a folder until it is released, or this process ends in whatever way. */
export interface FolderLock {
  /** Whether the lock file is still there: somebody may have deleted it, or the folder. */
  isThere(): boolean;
  release(): void;
}

/**
 * Locks a folder, and makes it if it is missing. The lock is the write lock of an empty SQLite database, which is the
 * only way that Node has to a lock of the operating system: a process that dies leaves none behind.
 *
 * @throws CommandError when another process holds it.
 */
export function lockFolder(folder: string): FolderLock {
  makeFolder(folder);
  const file = join(folder, LOCK_FILE);
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('BEGIN IMMEDIATE');
  } catch (error) {
    database.close();
    if (!(error instanceof Error && 'errcode' in error && error.errcode === BUSY)) throw error;
    throw new CommandError(
      `Another process is working on ${folder}, perhaps an "npm start" in another terminal.`,
      'Stop it first, or name another folder with --out.',
      { cause: error },
    );
  }
  const identity = identityOf(file);
  return { isThere: () => identityOf(file) === identity, release: () => database.close() };
}

/** Makes a folder and those above it. Node's own way never ends where the system makes none (`/proc`). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') throw new Error('no folder can be made there', { cause });
    throw cause;
  }
}

/** Tells a file or folder from another that takes its place; undefined where there is none. */
export function identityOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats && `${stats.dev}-${stats.ino}`;
}
