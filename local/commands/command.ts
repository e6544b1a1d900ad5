import { resolve } from 'node:path';
import { showText } from '../terminal/terminal.ts';

/** The folder that holds `package.json`. */
export const PROJECT_FOLDER = resolve(import.meta.dirname, '../..');

/** What the commands tell the shell. */
export const EXIT = { done: 0, failed: 1, rejected: 2 } as const;

/** Something is wrong that the person at the terminal can put right. Both parts are sentences. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly advice: string;

  constructor(message: string, advice: string, options?: { cause: unknown }) {
    super(message, options);
    this.advice = advice;
  }
}

/** Runs a command; its number becomes the exit code, and what it throws a message on standard error and code 1. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    console.error(describeError(error));
    process.exitCode = EXIT.failed;
  }
}

/** An error as the person at the terminal should read it. */
export function describeError(error: unknown): string {
  if (error instanceof CommandError) return showLines(`${error.message}\n${error.advice}`);
  const message = showLines(error instanceof Error ? error.message : String(error));
  return process.env.DEBUG === undefined || !(error instanceof Error)
    ? message
    : `${message}\n${error.stack}`;
}

/**
 * A path from the command line. npm starts commands in the project's folder and notes where the person is: that is
 * the place from which the path is meant.
 */
export function resolvePath(path: string): string {
  const started = process.env.INIT_CWD;
  const base = started !== undefined && process.cwd() === PROJECT_FOLDER ? started : process.cwd();
  return resolve(base, path);
}

function showLines(text: string): string {
  return text.split('\n').map(showText).join('\n');
}
