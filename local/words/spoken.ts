import { commandLanguage } from './command-language.ts';
import { type CommandWords, translate, wordsIn } from './words.ts';

/** The words of this run of a command. */
export const words: CommandWords = wordsIn(commandLanguage());

/** What is said in English deep in the program, in the words of this run. */
export function inWords(text: string): string {
  return translate(text, words);
}
