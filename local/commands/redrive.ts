import { words } from '../../lib/words/spoken.ts';
import { readQueue } from '../stack/messages.ts';
import { EXIT } from './command.ts';
import { stackCommand } from './stack-command.ts';

/** `republisher redrive` */
export const redriveCommand = stackCommand('redrive', async (aws, { deadLetters }) => {
  const { arn, waiting } = await readQueue(aws, deadLetters);
  if (waiting === 0) {
    console.log(words.stack.noLetters);
    return EXIT.done;
  }
  await aws.run('sqs', 'start-message-move-task', '--source-arn', arn);
  console.log(words.stack.redriven(waiting));
  return EXIT.done;
}).description(words.stack.redrive);
