import { invokeLater } from '../stack/invoke.ts';
import { EXIT } from './command.ts';
import { stackCommand } from './stack-command.ts';

/** `republisher withdraw` */
export const withdrawCommand = stackCommand('withdraw', async (aws, { sweep }) => {
  await invokeLater(aws, sweep, { withdraw: true });
  console.log('The withdrawals that wait are made within minutes. "republisher status" says what is left.');
  return EXIT.done;
}).description('AWS: withdraw at once the articles whose files are gone, however many they are.');
