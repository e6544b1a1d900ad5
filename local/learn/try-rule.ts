import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { Site } from '../../lambda/model/site.ts';
import type { SourceRule } from '../../lambda/model/source-rule.ts';
import { parseRule, RuleError } from '../../lib/rule-file.ts';
import { mergeRules } from '../../lib/rules.ts';
import { CommandError } from '../command-error.ts';
import { reasonOf } from '../publish/failure.ts';
import { showText } from '../terminal/terminal.ts';
import type { Effects } from './effects.ts';
import { listFiles } from './examination.ts';
import { type LearnOptions, tryOn } from './learn.ts';

/** What a rule would change of a folder's articles. */
export interface Trial {
  readonly rule: SourceRule;
  /** Whether the rule is in force as it is in the file: then articles are compared with what they would be without it. */
  readonly isInForce: boolean;
  readonly effects: Effects;
}

/**
 * Compares what the articles of a folder are now with what they would be with the rule of a file, in place of the one
 * of the same name.
 *
 * @throws CommandError where the file holds no rule.
 */
export async function tryRule(
  folder: string,
  site: Site,
  file: string,
  options: LearnOptions,
): Promise<Trial> {
  const rule = readRule(file);
  const { rules = [], ...others } = site;
  const rest = rules.filter(({ name }) => name !== rule.name);
  const isInForce = JSON.stringify(rules.find(({ name }) => name === rule.name)) === JSON.stringify(rule);
  const now = isInForce ? { ...others, rules: rest } : site;
  const then = { ...others, rules: mergeRules([...rest, rule]) };
  return { rule, isInForce, effects: await tryOn(folder, now, then, await listFiles(folder), options) };
}

function readRule(file: string): SourceRule {
  try {
    return parseRule(basename(file, extname(file)), readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof RuleError) {
      throw new CommandError(`The rule is wrong.\n${error.message}`, 'Correct it in the file.', {
        cause: error,
      });
    }
    throw new CommandError(
      `The rule ${showText(file)} cannot be read: ${reasonOf(error)}.`,
      'Name a file such as rules/somesite.yaml.',
      { cause: error },
    );
  }
}
