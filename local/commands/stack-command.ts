import { Command } from 'commander';
import { AwsCli, type AwsFlags } from '../stack/aws-cli.ts';
import { findParts, STACK_NAME, type StackParts } from '../stack/parts.ts';
import { runCommand } from './command.ts';

/** Options that all commands of a deployed stack have. */
export interface StackFlags extends AwsFlags {
  readonly stack: string;
}

/** A command that works on a deployed stack, by the AWS command line. */
export function stackCommand<Flags extends StackFlags>(
  name: string,
  work: (aws: AwsCli, parts: StackParts, flags: Flags) => Promise<number>,
): Command {
  return new Command(name)
    .option('--stack <name>', 'the name of the stack', STACK_NAME)
    .option('--region <region>', 'where it stands, if not in the region of the AWS command line')
    .option('--profile <profile>', 'of the AWS command line')
    .action((flags: Flags) =>
      runCommand(async () => {
        const aws = new AwsCli(flags);
        return work(aws, await findParts(aws, flags.stack), flags);
      }),
    );
}
