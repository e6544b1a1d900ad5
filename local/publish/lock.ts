import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CommandError } from '../command-error.ts';

/** Stands in every folder that was locked once. */
export const LOCK_FILE = '.lock';

/** SQLite's result code for a database that another connection has locked (SQLITE_BUSY). */
const BUSY = 5;

/** A folder is worked on by this process alone until it is released, or the process ends in whatever way. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the lock of a folder, which is made where it is missing. It is the write lock of an empty SQLite database:
 * the one lock of the operating system that Node reaches, so that none is ever left behind by a process that died.
 *
 * @throws CommandError when another process holds it.
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, LOCK_FILE), { timeout: 0 });
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
  return { release: () => database.close() };
}
