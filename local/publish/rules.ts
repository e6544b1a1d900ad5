import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { SourceRule } from '../../lambda/model/source-rule.ts';
import { versionOf } from '../../lambda/store/folder-names.ts';
import { RuleError } from '../../lib/rule-file.ts';
import { isRuleFile, mergeRules, readRules } from '../../lib/rules.ts';
import { faultsInWords, words } from '../../lib/words/spoken.ts';
import { CommandError } from '../command-error.ts';
import { IS_PACKAGE, PACKAGE_FOLDER, PROJECT_FOLDER } from '../project.ts';

/** The folder of the rules in the project. */
export const RULES_FOLDER = join(PROJECT_FOLDER, 'rules');

/** The rules in the package, compiled. */
export const COMPILED_RULES = 'rules.json';

/**
 * The rules of all sources: those of this program, and over them those of a folder of one's own.
 *
 * @throws CommandError for wrong rules, SiteError for a folder that cannot be read.
 */
export function readAllRules(own?: string): readonly SourceRule[] {
  try {
    if (!IS_PACKAGE) return readRules(RULES_FOLDER, own);
    const compiled: readonly SourceRule[] = JSON.parse(
      readFileSync(join(PACKAGE_FOLDER, COMPILED_RULES), 'utf8'),
    );
    return own === undefined ? compiled : mergeRules([...compiled, ...readRules(own)]);
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    throw new CommandError(words.site.wrongRule(faultsInWords(error.message)), words.site.seeRules, {
      cause: error,
    });
  }
}

/** A text that changes whenever a file in a folder of rules does. @throws where there is no such folder. */
export function glanceAtRules(own?: string): string {
  const folders = [...(IS_PACKAGE ? [] : [RULES_FOLDER]), ...(own === undefined ? [] : [own])];
  return folders
    .flatMap((folder) =>
      readdirSync(folder).map((name) => {
        // Of a link that leads nowhere, as Emacs makes one while a file is edited, the name tells all.
        const stats = statSync(join(folder, name), { bigint: true, throwIfNoEntry: false });
        return `${name} ${stats === undefined ? '' : versionOf(stats)}`;
      }),
    )
    .join('\n');
}

/** Tells the rules in a folder of one's own by the keys that they have where it is within the folder of articles. */
export function createRuleTest(own: string, articles: string): (key: string) => boolean {
  const way = relative(realpathSync.native(articles), realpathSync.native(own));
  const prefix = way === '' ? '' : `${way.split(sep).join('/')}/`;
  return (key) =>
    key.startsWith(prefix) && !key.includes('/', prefix.length) && isRuleFile(key.slice(prefix.length));
}
