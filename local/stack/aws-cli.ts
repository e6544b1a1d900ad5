import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as v from 'valibot';
import { words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';

/** Which account and region the AWS command line speaks to, where its own settings do not say so. */
export interface AwsFlags {
  readonly profile?: string;
  readonly region?: string;
}

/**
 * Speaks to AWS as an operator does, by the AWS command line (version 1 or 2): it finds credentials of every kind, and the
 * program needs no client of each service.
 */
export class AwsCli {
  readonly #options: readonly string[];

  constructor({ profile, region }: AwsFlags) {
    this.#options = [
      ...(profile === undefined ? [] : ['--profile', profile]),
      ...(region === undefined ? [] : ['--region', region]),
    ];
  }

  /** What a command prints. @throws CommandError when it fails, with what it says. */
  async run(...args: readonly string[]): Promise<string> {
    try {
      const { stdout } = await promisify(execFile)('aws', [...args, ...this.#options], {
        maxBuffer: 2 ** 26,
      });
      return stdout;
    } catch (error) {
      throw failureOf(args, error);
    }
  }

  /** What a command answers. @throws CommandError when it fails, or answers something else than it should. */
  async ask<Schema extends v.GenericSchema>(
    schema: Schema,
    ...args: readonly string[]
  ): Promise<v.InferOutput<Schema>> {
    const parsed = v.safeParse(schema, readJson(await this.run(...args, '--output', 'json')));
    if (parsed.success) return parsed.output;
    throw new CommandError(words.stack.unknownAnswer(args.slice(0, 2).join(' ')), words.stack.isSupported);
  }
}

/** Where there is nothing to answer with, nothing is printed. */
function readJson(printed: string): unknown {
  try {
    return printed.trim() === '' ? {} : JSON.parse(printed);
  } catch {
    return undefined;
  }
}

function failureOf(args: readonly string[], error: unknown): CommandError {
  const { code, stderr } = Object(error);
  if (code === 'ENOENT') {
    return new CommandError(
      words.stack.notInstalled,
      words.stack.install('https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html'),
      { cause: error },
    );
  }
  const said = String(stderr ?? error)
    .trim()
    .split('\n')
    .at(-1);
  return new CommandError(
    words.stack.awsFailed(args.slice(0, 2).join(' '), said?.endsWith('.') ? said : `${said}.`),
    words.stack.checkAccount,
    { cause: error },
  );
}
