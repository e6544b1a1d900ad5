import { commandLanguage } from './command-language.ts';
import { type CommandWords, translate, translateFaults, wordsIn } from './words.ts';

/** The words of this run of a command. */
export const words: CommandWords = wordsIn(commandLanguage());

/** What is said in English deep in the program, in the words of this run. */
export function inWords(text: string): string {
  return translate(text, words);
}

/** The faults of a rule, line by line, in the words of this run. */
export function faultsInWords(text: string): string {
  return translateFaults(text, words);
}
