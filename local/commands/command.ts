import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InvalidArgumentError } from 'commander';
import { CommandError } from '../command-error.ts';
import { PROJECT_FOLDER } from '../project.ts';
import { SETTINGS_FILE } from '../publish/settings.ts';
import type { MassWithdrawal } from '../publish/withdrawal-limit.ts';
import { describeError } from '../terminal/error-text.ts';
import { countOf, formatCount } from '../terminal/terminal.ts';

/** What the commands tell the shell. */
export const EXIT = { done: 0, failed: 1, rejected: 2 } as const;

/** Runs a command; its number becomes the exit code, and what it throws a message on standard error and code 1. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    console.error(describeError(error));
    process.exitCode = EXIT.failed;
  }
}

/** A path from the command line. */
export function resolvePath(path: string): string {
  return resolve(callerFolder(), path);
}

/**
 * The folder whose settings count: the caller's, where it holds some, else the nearest around what is published, as `init`
 * makes it, else the project's.
 */
export function settingsFolder(published?: string): string {
  const caller = callerFolder();
  if (existsSync(join(caller, SETTINGS_FILE))) return caller;
  for (let path = published ?? caller; path !== dirname(path); path = dirname(path)) {
    if (existsSync(join(dirname(path), SETTINGS_FILE))) return dirname(path);
  }
  return PROJECT_FOLDER;
}

/** The folder that the command was called in. npm starts scripts in the project's folder and notes the caller's. */
export function callerFolder(): string {
  const caller = process.env.INIT_CWD;
  return caller !== undefined && process.cwd() === PROJECT_FOLDER ? caller : process.cwd();
}

/** Nothing is done where so much is gone that somebody has to say that it is meant. */
export function refuseWithdrawal({ files, of }: MassWithdrawal, articles: string): CommandError {
  return new CommandError(
    `${formatCount(files)} of the ${countOf(of, 'file')} that this site was published from are missing in ${articles}. Nothing was changed.`,
    'Is that the right folder, and is it complete (mounted, not moved or emptied)? To withdraw the missing articles, add --yes.',
  );
}

/** Aborted by the first signal to stop; the second one ends the process at once. */
export function onFirstSignal(): AbortSignal {
  const stopping = new AbortController();
  const stop = (): void => {
    if (stopping.signal.aborted) process.exit(EXIT.failed);
    stopping.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  return stopping.signal;
}

/** The value of an option that names a port. */
export function parsePort(value: string): number {
  if (/^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65535) return Number(value);
  throw new InvalidArgumentError('It must be a number from 1 to 65535.');
}
