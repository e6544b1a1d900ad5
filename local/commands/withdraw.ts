import { words } from '../../lib/words/spoken.ts';
import { invokeLater } from '../stack/invoke.ts';
import { EXIT } from './command.ts';
import { stackCommand } from './stack-command.ts';

/** `republisher withdraw` */
export const withdrawCommand = stackCommand('withdraw', async (aws, { sweep }) => {
  await invokeLater(aws, sweep, { withdraw: true });
  console.log(words.stack.withdrawn);
  return EXIT.done;
}).description(words.stack.withdraw);
