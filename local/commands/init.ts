import { writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { Command } from 'commander';
import { parseLanguageTag } from '../../lambda/model/language.ts';
import { codeOf } from '../../lambda/store/system-errors.ts';
import { callerFolder, resolvePath } from '../../lib/caller.ts';
import { inWords, words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import { IS_PACKAGE } from '../project.ts';
import { reasonOf } from '../publish/failure.ts';
import { FIRST_ARTICLES, firstSite } from '../publish/first-site.ts';
import { makeFolder } from '../publish/lock.ts';
import { showText } from '../terminal/terminal.ts';
import { EXIT, runCommand } from './command.ts';

interface Flags {
  readonly language: string;
}

/** `republisher init` */
export const initCommand = new Command('init')
  .description(words.site.init)
  .argument('[dir]', words.site.initFolder, '.')
  .option('--language <tag>', words.site.initLanguage, systemLanguage())
  .addHelpText('after', words.site.initMore)
  .action((dir: string, flags: Flags) => runCommand(() => begin(resolvePath(dir), flags)));

async function begin(folder: string, flags: Flags): Promise<number> {
  const language = parseLanguageTag(flags.language);
  if (language === undefined) {
    throw new CommandError(words.site.noLanguage(flags.language), words.site.writeLanguage);
  }
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  for (const [path, text] of firstSite({ language, timeZone, now: Date.now() })) {
    const isNew = writeNew(join(folder, path), text);
    console.log(`${isNew ? words.site.wrote : words.site.kept} ${showText(path)}`);
  }
  const way = relative(callerFolder(), folder);
  const program = IS_PACKAGE ? 'npx feed-republisher' : 'npm start --';
  console.log(
    `\n${words.site.publishIt(`${program} ${JSON.stringify(showText(join(way, FIRST_ARTICLES)))}`)}`,
  );
  return EXIT.done;
}

/** Writes a file unless there is one; returns whether it did. */
function writeNew(file: string, text: string): boolean {
  try {
    makeFolder(dirname(file));
    writeFileSync(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new CommandError(words.site.cannotWrite(file, inWords(reasonOf(error))), words.site.nameOther, {
      cause: error,
    });
  }
}

function systemLanguage(): string {
  return Intl.DateTimeFormat().resolvedOptions().locale;
}
