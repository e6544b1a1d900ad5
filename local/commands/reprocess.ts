import { words } from '../../lib/words/spoken.ts';
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
    console.log(changed ? words.stack.sweepsChanged : words.stack.sweepsAll);
    return EXIT.done;
  },
)
  .option('--changed', words.stack.changedOption)
  .description(words.stack.reprocess);
