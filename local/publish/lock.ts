import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { codeOf } from '../../lambda/store/system-errors.ts';
import { CommandError } from '../command-error.ts';

/** Stands in every folder that was locked once. */
export const LOCK_FILE = '.lock';

/** SQLite's result code for a database that another connection has locked (SQLITE_BUSY). */
const BUSY = 5;

/** A folder is worked on by this process alone until it is released, or the process ends in whatever way. */
export interface FolderLock {
  /** Whether the lock still stands in the folder: somebody may have deleted the folder or what is in it. */
  isThere(): boolean;
  release(): void;
}

/**
 * Takes the lock of a folder, which is made where it is missing. It is the write lock of an empty SQLite database:
 * the one lock of the operating system that Node reaches, so that none is ever left behind by a process that died.
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
