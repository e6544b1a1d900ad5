import type { Command } from 'commander';
import { type CommandWords, translate } from '../lib/words/words.ts';

/** Has the help and the errors of a command, which the argument library writes, speak a language. */
export function speakIn(words: CommandWords, command: Command): Command {
  const { site } = words;
  return command
    .helpOption('-h, --help', site.helpOption)
    .configureHelp({
      styleTitle: (title) => site.headings[title] ?? title,
      optionDescription: ({ description, defaultValue, defaultValueDescription, required, optional }) => {
        const isShown = defaultValue !== undefined && (required || optional);
        const value = defaultValueDescription ?? JSON.stringify(defaultValue);
        return isShown ? site.withDefault(description, value) : description;
      },
      argumentDescription: ({ description, defaultValue }) =>
        defaultValue === undefined
          ? description
          : site.withDefault(description, JSON.stringify(defaultValue)),
    })
    .configureOutput({
      outputError: (text, write) => write(text.replace(/.+/g, (line) => translate(line, words))),
    });
}
