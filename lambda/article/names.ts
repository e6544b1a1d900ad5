import type { Rejection } from '../model/article.ts';
import { peelQuotes, quote, readPlainText } from '../model/text.ts';
import { fieldsOf, isMapping, isNothing, textsOf } from './field-values.ts';
import type { Fields } from './front-matter/fields.ts';
import type { Warn } from './warnings.ts';

const CATEGORIES = ['categories', 'category'];
const TAGS = ['tags', 'tag', 'keywords'];

/** Members of a mapping that name a category or a tag. */
const MEMBERS = ['name', 'title'];

const MAX_CATEGORIES = 50;
const MAX_TAGS = 200;
const MAX_LENGTH = 500;

/** The categories that front matter names, in their order, each once. */
export function readCategories(fields: Fields, warn: Warn): readonly string[] {
  return readNames(fields, CATEGORIES, 'category', warn);
}

/** The tags that front matter names and that are no categories: at most 200, without those that are too long. */
export function readTags(fields: Fields, categories: readonly string[], warn: Warn): readonly string[] {
  const tags = readNames(fields, TAGS, 'tag', warn).filter(
    (tag) => !categories.includes(tag) && tag.length <= MAX_LENGTH,
  );
  if (tags.length > MAX_TAGS) {
    const { line } = fieldsOf(fields, TAGS)[0] ?? {};
    warn(`the article names ${tags.length} tags; the first ${MAX_TAGS} are kept`, line);
  }
  return tags.slice(0, MAX_TAGS);
}

/** Why an article cannot stand in all these categories. */
export function rejectCategories(categories: readonly string[], fields: Fields): Rejection | undefined {
  const { line } = fieldsOf(fields, CATEGORIES)[0] ?? {};
  const where = line === undefined ? {} : { line };
  if (categories.length > MAX_CATEGORIES) {
    return {
      reason: `the article names ${categories.length} categories, and the limit is ${MAX_CATEGORIES}`,
      advice: 'Name fewer categories; what only describes the article can be a tag.',
      ...where,
    };
  }
  const long = categories.find((name) => name.length > MAX_LENGTH);
  if (long === undefined) return undefined;
  return {
    reason: `the category ${quote(long)} has ${long.length} characters, and the limit is ${MAX_LENGTH}`,
    advice: 'Shorten its name.',
    ...where,
  };
}

function readNames(fields: Fields, names: readonly string[], kind: string, warn: Warn): readonly string[] {
  const found = new Set<string>();
  for (const { value, line } of fieldsOf(fields, names)) {
    const unnamed: string[] = [];
    for (const name of splitNames(value).map(readPlainText)) {
      if (!isNothing(name)) found.add(name);
      else if (name !== '') unnamed.push(name);
    }
    if (unnamed[0] !== undefined) warn(`${quote(unnamed.join(', '))} names no ${kind}`, line);
    const items: readonly unknown[] = Array.isArray(value) ? value : [value];
    if (items.some((item) => isMapping(item) && textsOf(item, ...MEMBERS).length === 0)) {
      warn(`a mapping names no ${kind}`, line);
    }
  }
  return [...found];
}

/** Names in a list of any depth, or in one string with commas between them; spaces belong to a name. */
function splitNames(value: unknown): readonly string[] {
  if (typeof value !== 'string') return textsOf(value, ...MEMBERS);
  // A list that was written by a program as text.
  const list = /^\[(.*)\]$/s.exec(value.trim())?.[1];
  if (list === undefined) return value.replace(/^\s*- /, '').split(/[,，、]/);
  return list.split(',').map((name) => peelQuotes(name.trim()));
}
