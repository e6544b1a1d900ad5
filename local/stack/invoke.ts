import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AwsCli } from './aws-cli.ts';

/** Sends an event to a function, which does its work after the command has ended. */
export async function invokeLater(aws: AwsCli, name: string, event: object): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'event-'));
  try {
    const payload = join(folder, 'event.json');
    await writeFile(payload, JSON.stringify(event));
    await aws.run(
      ...['lambda', 'invoke', '--function-name', name, '--invocation-type', 'Event'],
      // Bytes from a file mean the same to versions 1 and 2 of the command line.
      ...['--payload', `fileb://${payload}`, join(folder, 'answer')],
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
