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

/** A field's name without the differences of spelling between generators: `Source_URL` is `sourceurl`. */
export function fieldName(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}

/** Whether a field has a name that only front matter has. */
export function isTelling(name: string): boolean {
  return TELLING_FIELDS.test(fieldName(name));
}
