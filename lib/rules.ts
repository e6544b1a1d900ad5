import { readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { SiteError } from '../lambda/model/site.ts';
import type { SourceRule } from '../lambda/model/source-rule.ts';
import { faultOfFile } from './file-faults.ts';
import { parseRule, RuleError } from './rule-file.ts';

/**
 * The rules of a folder, by name: one of each `<name>.yaml`; and over them those of a folder of one's own, as the
 * setting `site.rules` names it. Of two with the same name, one's own counts.
 *
 * @throws RuleError that says everything that is wrong with them, SiteError where a folder cannot be read.
 */
export function readRules(folder: string, own?: unknown): readonly SourceRule[] {
  const files = [...listRuleFiles(folder), ...(typeof own === 'string' ? listRuleFiles(own) : [])];
  const faults: string[] = [];
  const rules = files.flatMap((file) => {
    try {
      return [parseRule(basename(file, extname(file)), readFileSync(file, 'utf8'), file)];
    } catch (error) {
      if (!(error instanceof RuleError)) throw error;
      faults.push(error.message);
      return [];
    }
  });
  if (faults.length > 0) throw new RuleError(faults.join('\n'));
  return mergeRules(rules);
}

/** Rules by name; of two with the same name, the later one counts. */
export function mergeRules(rules: readonly SourceRule[]): readonly SourceRule[] {
  const byName = new Map(rules.map((rule) => [rule.name, rule]));
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Whether a file of this name in a folder of rules is a rule. */
export function isRuleFile(name: string): boolean {
  return /^[^.].*\.ya?ml$/.test(name);
}

function listRuleFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter(isRuleFile)
      .sort()
      .map((name) => join(folder, name));
  } catch (error) {
    throw new SiteError(`the folder of rules ${folder} cannot be read: ${faultOfFile(error)}`, {
      cause: error,
    });
  }
}
