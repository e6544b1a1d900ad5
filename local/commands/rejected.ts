import { readRejected } from '../stack/rejected.ts';
import { showText } from '../terminal/terminal.ts';
import { EXIT } from './command.ts';
import { stackCommand } from './stack-command.ts';

/** `republisher rejected` */
export const rejectedCommand = stackCommand('rejected', async (aws, { state }) => {
  const files = await readRejected(aws, state);
  if (files.length === 0) console.log('No file is rejected.');
  for (const { file, reason, advice } of files) {
    console.log(`${showText(file)}\n  ${showText(reason)}. ${showText(advice)}`);
  }
  return EXIT.done;
}).description('AWS: list the files that a deployed stack rejected, why, and what to do about it.');
