import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT } from './command.ts';
import { type StackFlags, stackCommand } from './stack-command.ts';

interface Flags extends StackFlags {
  readonly changed?: boolean;
}

/** `republisher reprocess` */
export const reprocessCommand = stackCommand<Flags>(
  'reprocess',
  async (aws, { sweep }, { changed = false }) => {
    const folder = await mkdtemp(join(tmpdir(), 'reprocess-'));
    try {
      const payload = join(folder, 'event.json');
      await writeFile(payload, JSON.stringify({ sweep: changed ? 'changed' : 'all' }));
      await aws.run(
        ...['lambda', 'invoke', '--function-name', sweep, '--invocation-type', 'Event'],
        // Bytes from a file mean the same to versions 1 and 2 of the command line.
        ...['--payload', `fileb://${payload}`, join(folder, 'answer')],
      );
    } finally {
      await rm(folder, { recursive: true });
    }
    console.log(
      `A sweep queues ${changed ? 'what is missing or stale' : 'all articles'}. "republisher status" says when it ended.`,
    );
    return EXIT.done;
  },
)
  .option('--changed', 'only what is missing or stale, as the nightly sweep')
  .description('AWS: let a deployed stack process all of its articles again.');
