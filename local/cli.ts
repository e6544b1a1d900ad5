import { Command } from 'commander';

/** The commands, each loaded when it is asked for: they need different libraries. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['start', async () => (await import('./commands/start.ts')).startCommand],
  ['republish', async () => (await import('./commands/republish.ts')).republishCommand],
  ['clean', async () => (await import('./commands/clean.ts')).cleanCommand],
  ['doctor', async () => (await import('./commands/doctor.ts')).doctorCommand],
]);

const program = new Command('republisher')
  .description('Cleans articles and republishes them as a website with RSS, Atom and JSON feeds.')
  .showHelpAfterError('Run it with --help to see what it takes.')
  .addHelpText('after', '\n"republisher help COMMAND" shows the options of a command.');

const asked = COMMANDS.get(process.argv[2] ?? '');
const loaders = asked === undefined ? [...COMMANDS.values()] : [asked];
for (const load of loaders) program.addCommand((await load()).copyInheritedSettings(program));
await program.parseAsync();
