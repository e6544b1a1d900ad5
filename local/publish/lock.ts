import { closeSync, existsSync, mkdirSync, openSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { codeOf } from '../../lambda/store/system-errors.ts';
import { words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import { lockByProcess } from './process-lock.ts';

/** The lock file of an output folder; it stays there when the lock is released. */
export const LOCK_FILE = '.lock';

/** Names the process that holds the lock, where that is not the system's. */
const PROCESS_FILE = '.lock-process';

/** SQLite's result code for a database that another connection has locked (SQLITE_BUSY). */
const BUSY = 5;

/** Keeps other processes out of a folder until it is released or this process ends, in whatever way. */
export interface FolderLock {
  /** Whether the lock file is still there: somebody may have deleted it, or the folder. */
  isThere(): boolean;
  release(): void;
}

/**
 * Locks a folder, and makes it if it is missing. The lock is the write lock of an empty SQLite database, which is the
 * only way that Node has to a lock of the operating system: a process that dies leaves none behind. Where Node has no
 * SQLite, a file names the process.
 *
 * @throws CommandError when another process holds it.
 */
export function lockFolder(folder: string): FolderLock {
  makeFolder(folder);
  const file = join(folder, LOCK_FILE);
  const release = lockByDatabase(file) ?? lockWithoutSqlite(folder, file);
  if (release === 'taken') {
    throw new CommandError(words.site.anotherProcess(folder), words.site.stopIt);
  }
  const identity = identityOf(file);
  return { isThere: () => identityOf(file) === identity, release };
}

/** Releases the lock when it is called; undefined where Node has no SQLite. */
function lockByDatabase(file: string): (() => void) | 'taken' | undefined {
  const sqlite = loadSqlite();
  if (sqlite === undefined) return undefined;
  let database: DatabaseSync | undefined;
  try {
    const opened = new sqlite.DatabaseSync(file, { timeout: 0 });
    database = opened;
    opened.exec('BEGIN IMMEDIATE');
    return () => opened.close();
  } catch (error) {
    database?.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === BUSY) return 'taken';
    // SQLite only says that it cannot open or write a file; the system says why.
    closeSync(openSync(file, 'a'));
    throw error;
  }
}

/** The lock file marks the folder as ours here, too. With SQLite, to open and close it would release the lock. */
function lockWithoutSqlite(folder: string, file: string): ReturnType<typeof lockByProcess> {
  const release = lockByProcess(join(folder, PROCESS_FILE));
  if (release !== 'taken') writeFileSync(file, '', { flag: 'a' });
  return release;
}

/** Without the warning of Node.js 22 that SQLite is experimental there: people would read it at every start. */
function loadSqlite(): typeof import('node:sqlite') | undefined {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return process.getBuiltinModule('node:sqlite');
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** Makes a folder and those above it. Node's own way never ends where the system makes none (`/proc`). */
export function makeFolder(folder: string): void {
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
