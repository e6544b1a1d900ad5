import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import type { AwsCli } from './aws-cli.ts';

const invocation = v.object({ FunctionError: v.nullish(v.string()) });

/** Sends an event to a function, which does its work after the command has ended. */
export async function invokeLater(aws: AwsCli, name: string, event: object): Promise<void> {
  await withFiles(event, async (payload, answer) => {
    await aws.run(
      ...['lambda', 'invoke', '--function-name', name, '--invocation-type', 'Event'],
      ...['--payload', payload, answer],
    );
  });
}

/** Sends an event to a function, and waits for its answer. @throws CommandError when it fails. */
export async function invoke<Schema extends v.GenericSchema>(
  aws: AwsCli,
  name: string,
  event: object,
  schema: Schema,
): Promise<v.InferOutput<Schema>> {
  return withFiles(event, async (payload, answer) => {
    const { FunctionError } = await aws.ask(
      invocation,
      // It may take the fifteen minutes that Lambda allows.
      ...['lambda', 'invoke', '--function-name', name, '--cli-read-timeout', '0'],
      ...['--payload', payload, answer],
    );
    const text = await readFile(answer, 'utf8');
    if (FunctionError == null) return v.parse(schema, JSON.parse(text));
    throw new CommandError(words.stack.functionFailed(name, text), words.stack.seeLog);
  });
}

async function withFiles<Result>(
  event: object,
  work: (payload: string, answer: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'event-'));
  try {
    const payload = join(folder, 'event.json');
    await writeFile(payload, JSON.stringify(event));
    // Bytes from a file mean the same to versions 1 and 2 of the command line.
    return await work(`fileb://${payload}`, join(folder, 'answer'));
  } finally {
    await rm(folder, { recursive: true });
  }
}
