import { type CleanContext, type CleanedBody, cleanBody, parseBody } from '../../lambda/clean/clean.ts';
import { RULES } from '../support/rules.ts';

/** Parses and cleans a body, with the rules of this project unless the context has others. */
export async function cleanHtml(html: string, context: CleanContext): Promise<CleanedBody> {
  return cleanBody(parseBody(html), { rules: RULES, ...context });
}
