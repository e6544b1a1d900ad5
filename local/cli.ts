#!/usr/bin/env node
import { Command } from 'commander';
import { speakIn } from './help.ts';
import { VERSION } from './project.ts';
import { words } from './words/spoken.ts';

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

const { site: say } = words;
const program = speakIn(words, new Command('republisher'))
  .description(say.program)
  .helpCommand('help [command]', say.helpOption)
  .version(VERSION, '-V, --version', say.versionOption)
  .showHelpAfterError(say.helpAfterError)
  .addHelpText('after', say.programMore(DEFAULT));

const [, , first] = process.argv;
const asked = first !== undefined && COMMANDS.has(first) ? first : DEFAULT;
for (const [name, load] of COMMANDS) {
  if (name !== asked && !OVERVIEW.has(first)) continue;
  const isDefault = name === DEFAULT && first !== undefined;
  program.addCommand(speakIn(words, (await load()).copyInheritedSettings(program)), { isDefault });
}
await program.parseAsync();
