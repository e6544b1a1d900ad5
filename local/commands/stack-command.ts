import { Command } from 'commander';
import { words } from '../../lib/words/spoken.ts';
import { AwsCli, type AwsFlags } from '../stack/aws-cli.ts';
import { findParts, STACK_NAME, type StackParts } from '../stack/parts.ts';
import { runCommand } from './command.ts';

/** Options that all commands of a deployed stack have. */
export interface StackFlags extends AwsFlags {
  readonly stack: string;
}

/** A command that works on a deployed stack, by the AWS command line. `args` are those that it is declared to take. */
export function stackCommand<Flags extends StackFlags>(
  name: string,
  work: (aws: AwsCli, parts: StackParts, flags: Flags, args: readonly string[]) => Promise<number>,
): Command {
  const command: Command = new Command(name);
  return command
    .option('--stack <name>', words.stack.stackOption, STACK_NAME)
    .option('--region <region>', words.stack.regionOption)
    .option('--profile <profile>', words.stack.profileOption)
    .action(() =>
      runCommand(async () => {
        const flags = command.opts<Flags>();
        const aws = new AwsCli(flags);
        return work(aws, await findParts(aws, flags.stack), flags, command.args);
      }),
    );
}
