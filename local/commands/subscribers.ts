import { words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import { readSubscribers } from '../stack/subscribers.ts';
import { subscriberLines } from '../terminal/subscribers.ts';
import { EXIT } from './command.ts';
import { type StackFlags, stackCommand } from './stack-command.ts';

const { stack: say } = words;

interface SubscribersFlags extends StackFlags {
  readonly all?: true;
  readonly json?: true;
}

/** How many lists are shown unless all are asked for. */
const SHOWN = 20;

/** `republisher subscribers` */
export const subscribersCommand = stackCommand<SubscribersFlags>(
  'subscribers',
  async (aws, { subscribers: bucket }, { stack, all, json }) => {
    if (bucket === undefined) throw new CommandError(say.notCounting(stack), say.howToCount);
    const reports = await readSubscribers(aws, bucket);
    if (json) console.log(JSON.stringify(reports?.newest ?? null, null, 2));
    else if (reports === undefined) console.log(say.notCountedYet);
    else console.log(subscriberLines(reports, all ? Number.POSITIVE_INFINITY : SHOWN).join('\n'));
    return EXIT.done;
  },
)
  .description(say.subscribersCommand)
  .option('--all', say.allOption)
  .option('--json', say.jsonOption);
