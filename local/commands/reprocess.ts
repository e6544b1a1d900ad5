import { invokeLater } from '../stack/invoke.ts';
import { EXIT } from './command.ts';
import { type StackFlags, stackCommand } from './stack-command.ts';

interface Flags extends StackFlags {
  readonly changed?: boolean;
}

/** `republisher reprocess` */
export const reprocessCommand = stackCommand<Flags>(
  'reprocess',
  async (aws, { sweep }, { changed = false }) => {
    await invokeLater(aws, sweep, { sweep: changed ? 'changed' : 'all' });
    console.log(
      `A sweep queues ${changed ? 'what is missing or stale' : 'all articles'}. "republisher status" says when it ended.`,
    );
    return EXIT.done;
  },
)
  .option('--changed', 'only what is missing or stale, as the nightly sweep')
  .description('AWS: let a deployed stack process all of its articles again.');
