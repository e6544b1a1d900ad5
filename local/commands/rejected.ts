import { words } from '../../lib/words/spoken.ts';
import { readRejected } from '../stack/rejected.ts';
import { rejectionText } from '../terminal/file-text.ts';
import { showText } from '../terminal/terminal.ts';
import { EXIT } from './command.ts';
import { stackCommand } from './stack-command.ts';

/** `republisher rejected` */
export const rejectedCommand = stackCommand('rejected', async (aws, { state }) => {
  const files = await readRejected(aws, state);
  if (files.length === 0) console.log(words.stack.noneRejected);
  for (const { file, reason, advice } of files) {
    console.log(`${showText(file)}\n  ${showText(rejectionText({ reason, advice }))}`);
  }
  return EXIT.done;
}).description(words.stack.rejected);
