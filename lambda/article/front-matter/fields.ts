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

/** The names of fields as Chinese writers have them, in simplified characters. */
const CHINESE: ReadonlyMap<string, string> = new Map(
  Object.entries({
    标题: 'title',
    作者: 'author',
    日期: 'date',
    时间: 'date',
    发布日期: 'date',
    发布时间: 'date',
    发表时间: 'date',
    更新时间: 'updated',
    分类: 'categories',
    类别: 'categories',
    栏目: 'categories',
    标签: 'tags',
    关键词: 'tags',
    链接: 'link',
    网址: 'link',
    原文: 'original',
    原文链接: 'link',
    来源: 'source',
    摘要: 'description',
    描述: 'description',
    简介: 'description',
    封面: 'cover',
  }),
);

/**
 * A field's name without the differences of spelling between generators, and in English: `Source_URL` is `sourceurl`,
 * `标题` is `title`.
 */
export function fieldName(name: string): string {
  const plain = name.toLowerCase().replace(/[\s_-]/g, '');
  return CHINESE.get(plain) ?? plain;
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
