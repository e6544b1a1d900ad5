import { CommandError } from '../command-error.ts';
import { showText } from './terminal.ts';

/** An error as the person at the terminal should read it; with `DEBUG` set, also where it was thrown. */
export function describeError(error: unknown): string {
  if (error instanceof CommandError) return showLines(`${error.message}\n${error.advice}`);
  const message = showLines(error instanceof Error ? error.message : String(error));
  return process.env.DEBUG === undefined || !(error instanceof Error)
    ? message
    : `${message}\n${error.stack}`;
}

function showLines(text: string): string {
  return text.split('\n').map(showText).join('\n');
}
