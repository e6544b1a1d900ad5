import type { SourceRule } from '../../lambda/model/source-rule.ts';
import { readAllRules } from '../../local/publish/rules.ts';

/** The rules of this project, read once. */
export const RULES: readonly SourceRule[] = readAllRules();
