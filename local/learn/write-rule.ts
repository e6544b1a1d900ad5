import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inWords, words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import { PROJECT_FOLDER } from '../project.ts';
import { reasonOf } from '../publish/failure.ts';
import { makeFolder } from '../publish/lock.ts';
import { RULES_FOLDER } from '../publish/rules.ts';
import { writeCase } from './case-files.ts';
import type { Learned } from './learn.ts';
import { extendRuleText, renderRule } from './rule-text.ts';

/** Where a rule is written to. */
export interface RulePlace {
  readonly folder: string;
  /** The folder of the test cases, where the rule is one of the project's. */
  readonly cases?: string;
}

/** The place of the project's own rules. */
export const PROJECT_RULES: RulePlace = {
  folder: RULES_FOLDER,
  cases: join(PROJECT_FOLDER, 'test/clean/cases'),
};

/**
 * Writes the rule that was learned of a source, and a test case for it; returns the paths. A rule that is there already
 * gets what it lacks.
 *
 * @throws CommandError where there is a rule and `force` does not say that it may be changed.
 */
export function writeLearned(
  { source, rule, proposals, sample }: Learned,
  { folder, cases }: RulePlace,
  { force }: { readonly force: boolean },
): readonly string[] {
  if (rule === undefined) return [];
  const file = join(folder, `${rule.name}.yaml`);
  const before = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (before !== undefined && !force) {
    throw new CommandError(words.sources.ruleExists(file), words.sources.addToIt);
  }
  const text =
    before === undefined ? renderRule(source, proposals, sample) : extendRuleText(before, proposals);
  const files = new Map([[file, text]]);
  if (cases !== undefined) {
    const own = join(cases, before === undefined ? rule.name : `${rule.name}-learned`);
    if (existsSync(own) && !force) {
      throw new CommandError(words.sources.caseExists(own), words.sources.writeAnew);
    }
    for (const [name, content] of writeCase(source, proposals)) files.set(join(own, name), content);
  }
  for (const [path, content] of files) write(path, content);
  return [...files.keys()];
}

function write(path: string, content: string): void {
  try {
    makeFolder(join(path, '..'));
    writeFileSync(path, content);
  } catch (error) {
    throw new CommandError(words.site.cannotWrite(path, inWords(reasonOf(error))), words.site.isFolderYours, {
      cause: error,
    });
  }
}
