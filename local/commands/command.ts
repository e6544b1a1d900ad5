import { InvalidArgumentError } from 'commander';
import { words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import type { MassWithdrawal } from '../publish/withdrawal-limit.ts';
import { describeError } from '../terminal/error-text.ts';

/** What the commands tell the shell. */
export const EXIT = { done: 0, failed: 1, rejected: 2 } as const;

/** Runs a command; its number becomes the exit code, and what it throws a message on standard error and code 1. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe);
  try {
    process.exitCode = await command();
  } catch (error) {
    console.error(describeError(error));
    process.exitCode = EXIT.failed;
  }
}

/** The work goes on when nobody reads its output any more, as behind `head`. */
function ignoreClosedPipe(error: Error): void {
  if (!('code' in error && error.code === 'EPIPE')) throw error;
}

/** Nothing is done where so much is gone that somebody has to say that it is meant. */
export function refuseWithdrawal({ files, of }: MassWithdrawal, articles: string): CommandError {
  return new CommandError(words.site.missingFiles(files, of, articles), words.site.missingAdvice);
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
  throw new InvalidArgumentError(words.site.port);
}
