import { resolve } from 'node:path';
import { PROJECT_FOLDER } from '../project.ts';
import { describeError } from '../terminal/error-text.ts';

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

/** A path from the command line. npm starts scripts in the project's folder and notes the folder it was called in. */
export function resolvePath(path: string): string {
  const caller = process.env.INIT_CWD;
  const base = caller !== undefined && process.cwd() === PROJECT_FOLDER ? caller : process.cwd();
  return resolve(base, path);
}
