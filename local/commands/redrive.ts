import { readQueue } from '../stack/messages.ts';
import { countOf } from '../terminal/terminal.ts';
import { EXIT } from './command.ts';
import { stackCommand } from './stack-command.ts';

/** `republisher redrive` */
export const redriveCommand = stackCommand('redrive', async (aws, { deadLetters }) => {
  const { arn, waiting } = await readQueue(aws, deadLetters);
  if (waiting === 0) {
    console.log('There are no dead letters.');
    return EXIT.done;
  }
  await aws.run('sqs', 'start-message-move-task', '--source-arn', arn);
  console.log(`${countOf(waiting, 'dead letter')} on the way back to the queue.`);
  return EXIT.done;
}).description('AWS: put the dead letters of a deployed stack back into its queue.');
