import { readObject, SiteError } from '../lambda/model/site.ts';

/** The tag that every part of a stack has; its value is the stack's name. */
export const TAG = 'republisher';

/** Leaves room for our own, and for what AWS adds. */
const MAX_TAGS = 40;

/**
 * Checks `tags`, an object of texts, by which a bill may be divided.
 *
 * @throws SiteError when it is not what it should be.
 */
export function parseTags(setting: unknown): Readonly<Record<string, string>> {
  const tags = readObject(setting ?? {});
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags) || Object.keys(tags).length > MAX_TAGS)
    throw new SiteError(`tags must be an object of at most ${MAX_TAGS} texts`);
  const parsed: Record<string, string> = {};
  for (const [name, value] of Object.entries(tags)) {
    if (!/^[\p{L}\p{N}_.:/=+\-@ ]{1,128}$/u.test(name) || /^aws:/i.test(name) || name === TAG)
      throw new SiteError(`tags: ${JSON.stringify(name)} cannot be the name of a tag`);
    if (typeof value !== 'string' || !/^[\p{L}\p{N}_.:/=+\-@ ]{0,256}$/u.test(value))
      throw new SiteError(`tags.${name} must be a text of letters, digits, spaces and _.:/=+-@`);
    parsed[name] = value;
  }
  return parsed;
}
