import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { resolvePath } from '../lib/caller.ts';
import { words } from '../lib/words/spoken.ts';
import { speakIn } from './help.ts';
import { VERSION } from './project.ts';

/** The commands, each loaded when it is asked for: they need different libraries. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['start', async () => (await import('./commands/start.ts')).startCommand],
  ['republish', async () => (await import('./commands/republish.ts')).republishCommand],
  ['clean', async () => (await import('./commands/clean.ts')).cleanCommand],
  ['learn', async () => (await import('./commands/learn.ts')).learnCommand],
  ['mark', async () => (await import('./commands/mark.ts')).markCommand],
  ['doctor', async () => (await import('./commands/doctor.ts')).doctorCommand],
  ['init', async () => (await import('./commands/init.ts')).initCommand],
  ['status', async () => (await import('./commands/status.ts')).statusCommand],
  ['subscribers', async () => (await import('./commands/subscribers.ts')).subscribersCommand],
  ['rejected', async () => (await import('./commands/rejected.ts')).rejectedCommand],
  ['redrive', async () => (await import('./commands/redrive.ts')).redriveCommand],
  ['reprocess', async () => (await import('./commands/reprocess.ts')).reprocessCommand],
  ['withdraw', async () => (await import('./commands/withdraw.ts')).withdrawCommand],
  ['upload-url', async () => (await import('./commands/upload-url.ts')).uploadUrlCommand],
  ['purge', async () => (await import('./commands/purge.ts')).purgeCommand],
]);

/** What is run when the first argument is no command, but a folder. */
const DEFAULT = 'start';

/** Asks for what all commands have to say of themselves, or for the version. */
const OVERVIEW: ReadonlySet<string | undefined> = new Set([
  undefined,
  'help',
  '-h',
  '--help',
  '-V',
  '--version',
]);

/** Every command has it: those of a site as its setting, the others for what they say. */
const LANGUAGE = '--language <tag>';

const { site: say } = words;
const program = speakIn(words, new Command('republisher'))
  .description(say.program)
  .helpCommand('help [command]', say.helpOption)
  .version(VERSION, '-V, --version', say.versionOption)
  .showHelpAfterError(say.helpAfterError)
  .addHelpText('after', say.programMore(DEFAULT));

const args = withCommandFirst(process.argv.slice(2));
const [first] = args;
const asked = first !== undefined && COMMANDS.has(first) ? first : DEFAULT;
if (first !== undefined && asked !== first && isUnknown(first)) program.error(say.noCommand(first));
if (OVERVIEW.has(first)) program.option(LANGUAGE, say.speakOption);
for (const [name, load] of COMMANDS) {
  if (name !== asked && !OVERVIEW.has(first)) continue;
  const isDefault = name === DEFAULT && first !== undefined;
  const command = speakIn(words, (await load()).copyInheritedSettings(program));
  if (command.options.every(({ long }) => long !== '--language')) command.option(LANGUAGE, say.speakOption);
  program.addCommand(command, { isDefault });
}
await program.parseAsync(args, { from: 'user' });

/** Whether an argument is neither a folder nor an option, and looks like the name of a command. */
function isUnknown(arg: string): boolean {
  return /^[a-z][a-z-]*$/.test(arg) && !OVERVIEW.has(arg) && !existsSync(resolvePath(arg));
}

/** `--language en doctor OUT` as `doctor --language en OUT`. */
function withCommandFirst(args: readonly string[]): readonly string[] {
  const length = args[0] === '--language' ? 2 : args[0]?.startsWith('--language=') ? 1 : 0;
  const command = args[length];
  if (command === undefined || !(COMMANDS.has(command) || OVERVIEW.has(command))) return args;
  return [command, ...args.slice(0, length), ...args.slice(length + 1)];
}
