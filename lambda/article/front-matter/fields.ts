/** One entry of front matter, not yet understood. */
export interface Field {
  readonly value: unknown;
  /** Line of the file, counted from 1. */
  readonly line?: number;
}

/** The entries of front matter by their names, as {@link fieldName} writes them. */
export type Fields = ReadonlyMap<string, Field>;

/** The languages that front matter is written in. */
export type Language = 'yaml' | 'toml' | 'json';

/** The names of fields by which front matter is told from prose, as {@link fieldName} writes them. */
const TELLING_FIELDS =
  /^(?:title|date|pubdate|published|publishdate|updated|lastmod|categories|category|tags|keywords|authors?|layout|draft|description|excerpt|summary|thumbnail|headimg|cover|image|lang|language|link|url|sourceurl|permalink|comments)$/;

/** What a field holds that is written in words: one text, names of things, or names of people, alone or in a list. */
export type Wording = 'text' | 'names' | 'people';

const TEXT = /^(?:title|description|excerpt|summary|password)$/;
const NAMES = /^(?:categories|category|tags?|keywords)$/;
const PEOPLE = /^(?:authors?|creator|byline)$/;

/** What a field holds, where it is written in words, which are to be kept whole; `name` as {@link fieldName} writes it. */
export function wordingOf(name: string): Wording | undefined {
  if (TEXT.test(name)) return 'text';
  if (NAMES.test(name)) return 'names';
  return PEOPLE.test(name) ? 'people' : undefined;
}

/** A field's name without the differences of spelling between generators: `Source_URL` is `sourceurl`. */
export function fieldName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

/** Whether a field has a name that only front matter has. */
export function isTelling(name: string): boolean {
  return TELLING_FIELDS.test(fieldName(name));
}

/** The aliases of a document amount to more than settings can hold; the message is the reason, as a clause. */
export class AliasLimitError extends Error {
  override readonly name = 'AliasLimitError';
  override readonly message = 'the front matter repeats itself without measure';
}
