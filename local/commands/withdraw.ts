import { invokeLater } from '../stack/invoke.ts';
import { countWithdrawals } from '../stack/withdrawals.ts';
import { countOf } from '../terminal/terminal.ts';
import { EXIT } from './command.ts';
import { stackCommand } from './stack-command.ts';

/** `republisher withdraw` */
export const withdrawCommand = stackCommand('withdraw', async (aws, { state, sweep }) => {
  const waiting = await countWithdrawals(aws, state, Date.now());
  if (waiting === 0) {
    console.log('No withdrawal waits.');
    return EXIT.done;
  }
  await invokeLater(aws, sweep, { withdraw: true });
  console.log(`Up to ${countOf(waiting, 'article')} whose files are gone will be withdrawn within minutes.`);
  return EXIT.done;
}).description('AWS: withdraw at once the articles whose files are gone, however many they are.');
