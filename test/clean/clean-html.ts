import { type CleanContext, type CleanedBody, cleanBody, parseBody } from '../../lambda/clean/clean.ts';

/** Parses and cleans a body. */
export async function cleanHtml(html: string, context: CleanContext): Promise<CleanedBody> {
  return cleanBody(parseBody(html), context);
}
