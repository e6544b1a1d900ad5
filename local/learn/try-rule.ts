import { readFileSync, statSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Site } from '../../lambda/model/site.ts';
import type { SourceRule } from '../../lambda/model/source-rule.ts';
import { parseRule, RuleError } from '../../lib/rule-file.ts';
import { mergeRules, readRules as readFolder } from '../../lib/rules.ts';
import { faultsInWords, inWords, words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import { reasonOf } from '../publish/failure.ts';
import { showText } from '../terminal/terminal.ts';
import type { Effects } from './effects.ts';
import { listFiles } from './examination.ts';
import type { LearnOptions } from './gather.ts';
import { tryOn } from './learn.ts';

/** What one rule, or another folder of them, would change of a folder's articles. */
export interface Trial {
  /** The names of the rules. */
  readonly rules: readonly string[];
  /** Whether the rule is in force as it is in the file: then articles are compared with what they would be without it. */
  readonly isInForce: boolean;
  readonly effects: Effects;
}

/**
 * Compares what the articles of a folder are now with what they would be with the rule of a file, in place of the one
 * of the same name; or with the rules of a folder, in place of all.
 *
 * @throws CommandError where there is no rule that can be used.
 */
export async function tryRule(
  folder: string,
  site: Site,
  path: string,
  options: LearnOptions,
): Promise<Trial> {
  const { rules = [], ...others } = site;
  const given = readRules(path);
  const names = new Set(given.map(({ name }) => name));
  const isFolder = statSync(path).isDirectory();
  const rest = isFolder ? [] : rules.filter(({ name }) => !names.has(name));
  const replaced = rules.filter(({ name }) => names.has(name));
  const isInForce = !isFolder && JSON.stringify(replaced) === JSON.stringify(given);
  const now = isInForce ? { ...others, rules: rest } : site;
  const then = { ...others, rules: mergeRules([...rest, ...given]) };
  const effects = await tryOn(folder, now, then, await listFiles(folder), options);
  return { rules: [...names], isInForce, effects };
}

/** The rule of a file, or the rules of a folder. */
function readRules(path: string): readonly SourceRule[] {
  try {
    if (statSync(path).isDirectory()) return readFolder(path);
    return [parseRule(basename(path, extname(path)), readFileSync(path, 'utf8'), path)];
  } catch (error) {
    if (error instanceof RuleError) {
      throw new CommandError(
        words.sources.ruleWrong(faultsInWords(error.message)),
        words.sources.correctRule,
        {
          cause: error,
        },
      );
    }
    throw new CommandError(
      words.sources.cannotReadRule(showText(path), inWords(reasonOf(error))),
      words.sources.nameRule,
      { cause: error },
    );
  }
}
